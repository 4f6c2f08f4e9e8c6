import { type PciBusSlots, type PciConnector, pciBusSlots } from '../../domain/facts/pci-buses.js'

/** What a device asks of the slot that it is put into. */
export interface PciConnection {
  readonly connector: PciConnector
  /** Whether it goes only where libvirt puts devices by itself. */
  readonly isAutomatic: boolean
  /** Part of the machine: it can be on bus 0 only, and may be there. */
  readonly isIntegrated?: boolean
  /** Shares a slot with others of its kind, one function each. */
  readonly isAggregated?: boolean
}

const noSlots: PciBusSlots = { accepts: [], isAutomatic: false, firstSlot: 0, lastSlot: -1 }
const allFunctions = 0xff

/** The bus of one PCI controller, with what is plugged into it. */
export class PciBus {
  readonly index: number
  readonly model: string
  readonly firstSlot: number
  readonly lastSlot: number
  /** Devices of one group keep to themselves; 0 is the group of emulated devices. */
  isolationGroup = 0
  /** Whether the group stays as it is even while the bus is empty. */
  isLocked = false
  readonly #accepts: ReadonlySet<PciConnector>
  readonly #isAutomatic: boolean
  /** A bit for each function in use, by slot. */
  readonly #functions = new Uint8Array(32)
  readonly #aggregated = new Set<number>()
  #used = 0
  /** No slot below this one is free. */
  #lowest: number

  constructor(index: number, model: string, accepts?: readonly PciConnector[]) {
    const slots = pciBusSlots[model] ?? noSlots
    this.index = index
    this.model = model
    this.firstSlot = slots.firstSlot
    this.lastSlot = slots.lastSlot
    this.#accepts = new Set(accepts ?? slots.accepts)
    this.#isAutomatic = slots.isAutomatic && accepts === undefined
    this.#lowest = slots.firstSlot
  }

  get isEmpty(): boolean {
    return this.#used === 0
  }

  get isFull(): boolean {
    return this.#lowestFree() > this.lastSlot
  }

  get acceptsBridges(): boolean {
    return this.#accepts.has('pci-bridge')
  }

  /** Whether libvirt would put something here by itself (domain_addr.c, virDomainPCIAddressFlagsCompatible). */
  takes({ connector, isAutomatic, isIntegrated }: PciConnection): boolean {
    if (isIntegrated && this.index !== 0) return false
    return (!isAutomatic || this.#isAutomatic || isIntegrated === true) && this.#accepts.has(connector)
  }

  isInUse(slot: number): boolean {
    return this.#functions[slot] !== 0
  }

  /** Whether one function of a slot is taken. */
  has(slot: number, fn: number): boolean {
    return ((this.#functions[slot] ?? allFunctions) & (1 << fn)) !== 0
  }

  take(slot: number, fn: number, isAggregated = false): void {
    if (!(slot in this.#functions)) return
    if (this.#functions[slot] === 0) {
      this.#used++
      if (isAggregated) this.#aggregated.add(slot)
    }
    this.#functions[slot] = (this.#functions[slot] ?? 0) | (1 << fn)
  }

  /** The first place: a slot that is free altogether, or for what shares slots, the first function that is free in one of those. */
  firstFree(isAggregated: boolean, fn: number | undefined): { slot: number; function: number } | undefined {
    const free = this.#lowestFree()
    for (const slot of isAggregated ? [...this.#aggregated].sort((a, b) => a - b) : []) {
      if (slot > free) continue
      const candidates = fn === undefined ? [0, 1, 2, 3, 4, 5, 6, 7] : [fn]
      const unused = candidates.find((candidate) => !this.has(slot, candidate))
      if (unused !== undefined) return { slot, function: unused }
    }
    return free > this.lastSlot ? undefined : { slot: free, function: fn ?? 0 }
  }

  #lowestFree(): number {
    while (this.#lowest <= this.lastSlot && this.isInUse(this.#lowest)) this.#lowest++
    return this.#lowest
  }
}
