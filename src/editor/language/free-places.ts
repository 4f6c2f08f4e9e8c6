import { type Canonical, canonicalize } from '../../canonical/canonicalize.js'
import { randomBytes } from '../../canonical/random-bytes.js'
import { Disk } from '../../domain/devices/disk.js'
import type { Domain } from '../../domain/domain.js'
import { driveLayouts } from '../../domain/facts/drive-layouts.js'
import { pciBusSlots } from '../../domain/facts/pci-buses.js'
import { iothreadIds } from '../../domain/iothreads.js'
import { drivePlace, parseDriveAddress } from '../../domain/values/drive-address.js'
import { parseUnsigned } from '../../domain/values/number.js'
import { type PciAddress, parsePciNumber } from '../../domain/values/pci-address.js'
import type { XmlElement } from '../../xml/tree.js'
import type { LanguageDocument } from './language-document.js'

/** What is still free in a guest, and so can be given to a new device. `except` is the device that is being written. */

/** A PCI bus with its free slots. */
export interface FreeBus {
  readonly bus: number
  /** The model of the controller. */
  readonly model: string
  readonly slots: readonly number[]
}

/** The PCI buses of a guest that libvirt would put a device on and that have a free slot, those that libvirt will add included. */
export function freePciBuses(document: LanguageDocument, domain: Domain, except?: XmlElement): FreeBus[] {
  const { element } = looseCanonical(document, domain)
  const devices = element.child('devices')?.children ?? []
  const used = new Set<string>()
  for (const device of devices) {
    const address = device.child('address')
    if (address?.get('type') !== 'pci' || (except && device.source === except)) continue
    used.add(`${partOf(address.get('bus'))}.${partOf(address.get('slot'))}`)
  }
  return devices.flatMap((device) => {
    if (device.name !== 'controller' || device.get('type') !== 'pci') return []
    const model = device.get('model') ?? ''
    const facts = pciBusSlots[model]
    const bus = parseUnsigned(device.get('index') ?? '')
    if (!facts?.isAutomatic || bus === undefined) return []
    const slots: number[] = []
    for (let slot = facts.firstSlot; slot <= facts.lastSlot; slot++) if (!used.has(`${bus}.${slot}`)) slots.push(slot)
    return slots.length > 0 ? [{ bus, model, slots }] : []
  })
}

/** The first free PCI address for a device. */
export function freePciAddress(document: LanguageDocument, domain: Domain, except?: XmlElement): PciAddress | undefined {
  const buses = freePciBuses(document, domain, except)
  const first = buses.find((bus) => !isConventional(bus)) ?? buses[0]
  const slot = first?.slots[0]
  return first && slot !== undefined ? { domain: 0, bus: first.bus, slot, function: 0 } : undefined
}

/** Whether it is a bus behind a bridge, which new devices better keep off. */
export function isConventional({ model }: FreeBus): boolean {
  return model === 'pci-bridge' || model === 'pcie-to-pci-bridge'
}

function partOf(text: string | undefined): number {
  return parsePciNumber(text ?? '0') ?? 0
}

const canonicals = new WeakMap<LanguageDocument, Map<Domain, Canonical>>()

/** What libvirt would make of the definition as far as it can be read: free places are wanted while the text is broken. */
function looseCanonical(document: LanguageDocument, domain: Domain): Canonical {
  const known = canonicals.get(document) ?? new Map<Domain, Canonical>()
  canonicals.set(document, known)
  let canonical = known.get(domain)
  if (!canonical) {
    canonical = canonicalize(domain.element, { ...document.settings, randomBytes })
    known.set(domain, canonical)
  }
  return canonical
}

/** The first name of a prefix that no disk has: `vdb`. */
export function freeDiskName(domain: Domain, prefix: string, except?: XmlElement): string {
  const taken = new Set(domain.devices('disk').flatMap((disk) => (disk === except ? [] : new Disk(disk).name)))
  for (let order = 0; ; order++) {
    const name = prefix + lettersOf(order)
    if (!taken.has(name)) return name
  }
}

/** The letters of a disk's number: 0 is `a`, 26 is `aa`. */
function lettersOf(order: number): string {
  const last = String.fromCharCode(97 + (order % 26))
  return order < 26 ? last : lettersOf(Math.floor(order / 26) - 1) + last
}

/** The units of a controller of disks that no disk has, as many as libvirt fills: by written addresses, and by names where there are none. */
export function freeUnits(domain: Domain, bus: string, controller: number, except?: XmlElement): number[] {
  const layout = driveLayouts.get(bus)
  if (!layout) return []
  const taken = new Set<number>()
  for (const element of domain.devices('disk')) {
    const disk = new Disk(element)
    if (element === except || disk.bus !== bus) continue
    const place = parseDriveAddress(element) ?? drivePlace(bus, disk.name)
    if (place?.controller === controller) taken.add(place.unit)
  }
  return [...Array(layout.units).keys()].filter((unit) => !taken.has(unit))
}

/** The lowest number from `first` on that is not taken. */
export function freeNumber(taken: Iterable<number>, first: number): number {
  const set = new Set(taken)
  let number = first
  while (set.has(number)) number++
  return number
}

/** The boot orders of the devices. */
export function bootOrders(domain: Domain, except?: XmlElement): number[] {
  return domain.allDevices.flatMap((device) => {
    const order = device === except ? undefined : parseUnsigned(device.child('boot')?.attr('order') ?? '')
    return order ?? []
  })
}

/** The indexes of the controllers of a type. */
export function controllerIndexesOf(domain: Domain, type: string, except?: XmlElement): number[] {
  return domain.controllers.flatMap(({ element, type: own, index }) => (element !== except && own === type ? (index ?? []) : []))
}

/** The ids of the I/O threads, in order. */
export function knownIothreads(domain: Domain): number[] {
  return [...(iothreadIds(domain) ?? [])].sort((a, b) => a - b)
}

/** The numbers of the guest's NUMA cells; cells without one count on. */
export function cellIds(domain: Domain, except?: XmlElement): number[] {
  const cells = domain.element.path('cpu/numa')?.elements('cell') ?? []
  return cells.flatMap((cell, order) => (cell === except ? [] : (parseUnsigned(cell.attr('id') ?? String(order)) ?? [])))
}
