import type { PciConnector } from '../../domain/facts/pci-buses.js'
import type { PciAddress } from '../../domain/values/pci-address.js'
import { PciBus, type PciConnection } from './pci-bus.js'

/** Bus numbers have eight bits. */
const maxBuses = 256

/** What is plugged into root ports, which are added for it. */
const onPorts = new Set<PciConnector>(['pcie', 'pcie-switch-upstream-port', 'pcie-to-pci-bridge'])

/** How a guest's PCI topology grows. */
export interface Growth {
  /** Whether buses may be added: while it is found out how many there must be. */
  readonly canGrow: boolean
  /** Whether there may be several roots, as on pSeries. */
  readonly hasManyRoots: boolean
}

/** A PCI address while libvirt makes up its mind. */
export type PciPlace = { -readonly [part in keyof PciAddress]: PciAddress[part] }

/** All PCI buses of a guest (domain_addr.c, virDomainPCIAddressSet). */
export class PciBuses {
  readonly buses: PciBus[] = []
  readonly #growth: Growth

  constructor(growth: Growth) {
    this.#growth = growth
  }

  add(model: string): PciBus {
    const bus = new PciBus(this.buses.length, model)
    this.buses.push(bus)
    return bus
  }

  /** Notes an address that is given. One beyond the last bus makes the topology grow, and may be moved to the bus that fits. */
  reserve(place: PciPlace, connection: PciConnection, isolationGroup: number): void {
    if (place.bus >= this.buses.length && this.#growth.canGrow) place.bus += this.#grow(place.bus, connection)
    const bus = this.buses[place.bus]
    if (!bus || place.domain !== 0) return
    if (bus.isEmpty && !bus.isLocked) bus.isolationGroup = isolationGroup
    else if (bus.isolationGroup !== isolationGroup) bus.isolationGroup = 0
    bus.take(place.slot, place.function, connection.isAggregated)
  }

  /** Finds a place and takes it; undefined if there is none and none can be made. */
  next(connection: PciConnection, isolationGroup: number, fn?: number): PciPlace | undefined {
    const isFit = (bus: PciBus) => bus.takes(connection)
    const found =
      this.#firstPlace((bus) => bus.isolationGroup === isolationGroup && isFit(bus), connection, fn) ??
      this.#firstPlace((bus) => bus.isEmpty && !bus.isLocked && isFit(bus), connection, fn) ??
      this.#newPlace(connection, fn)
    const bus = found && this.buses[found.bus]
    if (!bus) return undefined
    if (bus.isEmpty && !bus.isLocked) bus.isolationGroup = isolationGroup
    bus.take(found.slot, found.function, connection.isAggregated)
    return found
  }

  #firstPlace(
    isCandidate: (bus: PciBus) => boolean,
    { isAggregated = false }: PciConnection,
    fn: number | undefined,
  ): PciPlace | undefined {
    for (const bus of this.buses) {
      const free = isCandidate(bus) ? bus.firstFree(isAggregated, fn) : undefined
      if (free) return { domain: 0, bus: bus.index, ...free }
    }
    return undefined
  }

  #newPlace(connection: PciConnection, fn = 0): PciPlace | undefined {
    if (!this.#growth.canGrow) return undefined
    const before = this.buses.length
    const bus = before + this.#grow(before, connection)
    const added = this.buses[bus]
    return added && { domain: 0, bus, slot: added.firstSlot, function: fn }
  }

  /**
   * Adds buses up to one with this index, of a model that the device can be plugged into.
   * Gives how many further the device itself ends up: a conventional one in a guest with Express alone takes a port and a bridge.
   */
  #grow(index: number, { connector }: PciConnection): number {
    if (index >= maxBuses - 1) return 0
    if (onPorts.has(connector)) this.#addUpTo(index, 'pcie-root-port')
    if (connector !== 'pci') return 0
    if (this.#growth.hasManyRoots) this.#addUpTo(index, 'pci-root')
    else if (this.buses.some((bus) => bus.acceptsBridges)) this.#addUpTo(index, 'pci-bridge')
    else {
      const shift = index === this.buses.length ? 1 : 0
      this.buses.push(new PciBus(this.buses.length, 'pcie-root-port', ['pcie-to-pci-bridge']))
      this.add('pcie-to-pci-bridge')
      this.#addUpTo(index, 'pci-bridge')
      return shift
    }
    return 0
  }

  #addUpTo(index: number, model: string): void {
    while (this.buses.length <= index) this.add(model)
  }
}
