import type { CanonicalElement } from '../canonical-element.js'
import { indexOf, pciRoot } from '../controllers.js'
import { deviceOrder } from '../device-order.js'
import type { WorkingDomain } from '../working-domain.js'
import { connectionOf } from './connections.js'
import { isolationGroups } from './isolation-groups.js'
import type { PciBuses } from './pci-buses.js'
import { PciDevice } from './pci-device.js'

/** A guest as the assignment of PCI addresses sees it. */
export class PciGuest {
  readonly domain: WorkingDomain
  readonly hasExpress: boolean
  readonly #devices = new Map<string, readonly PciDevice[]>()
  readonly #known = new Map<CanonicalElement, PciDevice>()
  readonly #groups: ReadonlyMap<CanonicalElement, number>
  #all: readonly PciDevice[] | undefined

  constructor(domain: WorkingDomain) {
    this.domain = domain
    this.hasExpress = pciRoot(domain) === 'pcie-root'
    this.#groups = isolationGroups(domain)
    const byKind = domain.devicesByKind()
    for (const kind of deviceOrder) this.#devices.set(kind, this.#of(withoutAlias(kind, byKind.get(kind) ?? [], domain)))
  }

  /** The devices of one kind, in libvirt's order. */
  devices(kind: string): readonly PciDevice[] {
    return this.#devices.get(kind) ?? []
  }

  get all(): readonly PciDevice[] {
    this.#all ??= deviceOrder.flatMap((kind) => this.devices(kind))
    return this.#all
  }

  /** Controllers of PCI buses. */
  get pciControllers(): PciDevice[] {
    return this.devices('controller').filter(({ element }) => element.get('type') === 'pci')
  }

  /** Looks at the controllers again, some of which are new. */
  updateControllers(): void {
    this.#devices.set('controller', this.#of(this.domain.devices('controller')))
    this.#all = undefined
  }

  /** The device that an element is, always the same one. */
  deviceOf(element: CanonicalElement): PciDevice {
    const device = this.#known.get(element) ?? new PciDevice(element, connectionOf(element, this.hasExpress), this.#groups.get(element))
    this.#known.set(element, device)
    return device
  }

  /** Chooses a place for a device on some bus; while buses are still being counted, nothing comes of it but that it is taken. */
  placeAnywhere(device: PciDevice, buses: PciBuses, isFinal: boolean, fn?: number): void {
    if (!device.connection) return
    const place = buses.next(device.connection, device.isolationGroup, fn)
    if (isFinal) device.place = place
  }

  #of(elements: readonly CanonicalElement[]): PciDevice[] {
    return elements.map((element) => this.deviceOf(element))
  }
}

/** The console that stands for the first serial port has no place of its own (domain_conf.c, virDomainSkipBackcompatConsole). */
function withoutAlias(kind: string, devices: readonly CanonicalElement[], { isHvm }: WorkingDomain): readonly CanonicalElement[] {
  if (kind !== 'console' || !isHvm || (devices[0]?.child('target')?.get('type') ?? 'serial') !== 'serial') return devices
  return devices.slice(1)
}

/** A controller of some type and index. */
export function isController({ element }: PciDevice, type: string, index: number, models?: readonly (string | undefined)[]): boolean {
  return element.get('type') === type && indexOf(element) === index && (models === undefined || models.includes(element.get('model')))
}
