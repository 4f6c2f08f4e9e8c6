import type { CanonicalElement } from '../../canonical/canonical-element.js'
import { hexadecimal } from '../../domain/values/number.js'
import type { DevicePlace } from './device-place.js'
import { freePlaces } from './free-places.js'
import type { NodeKind, Origin, TopologyNode } from './topology.js'

/** A node before it is known what is plugged into it. */
export interface Draft extends Pick<TopologyNode, 'details' | 'line' | 'name'> {
  /** Counted on where several have it. */
  readonly key: string
  readonly kind: NodeKind
}

interface Branch {
  readonly draft: Draft
  readonly key: string
  readonly device: CanonicalElement | undefined
  readonly origin: Origin
  readonly place: DevicePlace | undefined
  readonly children: Branch[]
}

/** Puts devices on buses, whichever comes first. */
export class TopologyTree {
  readonly #root: Branch
  readonly #tops: Branch[] = []
  /** Who brings a bus along; of several with one number the first, as long as it is no part of another. */
  readonly #buses = new Map<string, Branch>()
  readonly #devices: Branch[] = []
  readonly #keys = new Map<string, number>()

  constructor(root: Draft) {
    this.#root = this.#branch(root, undefined, undefined, 'text')
  }

  /** Something that stands beside the buses, and may be a bus itself. */
  addTop(draft: Draft, bus?: string): void {
    const branch = this.#branch(draft, undefined, undefined, draft.line === undefined ? 'libvirt' : 'text')
    this.#tops.push(branch)
    if (bus !== undefined) this.#buses.set(bus, branch)
  }

  /** A device without a place is a bus of its own. */
  addDevice(device: CanonicalElement, draft: Draft, place: DevicePlace | undefined, buses: readonly string[]): void {
    const branch = this.#branch(draft, device, place, device.source ? 'text' : 'libvirt')
    if (place) this.#devices.push(branch)
    else this.#tops.push(branch)
    for (const bus of buses) {
      const known = this.#buses.get(bus)
      if (!known || (known.device?.has('master') && !device.has('master'))) this.#buses.set(bus, branch)
    }
  }

  /** A function of the board on the first PCI bus, unless a device is that function. */
  addChipset(draft: Draft, slot: number, fn: number): void {
    const place: DevicePlace = { bus: 'pci 0', text: `${hexadecimal(slot, 2)}.${fn}`, order: [slot, fn], isWritten: true }
    const isThere = this.#devices.some((branch) => branch.place?.bus === place.bus && branch.place.text === place.text)
    if (!isThere && this.#buses.has(place.bus)) this.#devices.push(this.#branch(draft, undefined, place, 'machine'))
  }

  /** @param titleOf the heading of a bus that nothing brings along */
  finish(titleOf: (bus: string) => string): TopologyNode {
    for (const branch of this.#devices) this.#bus(branch.place?.bus ?? '', titleOf).children.push(branch)
    const reached = new Set<Branch>()
    for (const top of this.#tops) reach(top, reached)
    // Bridges that sit behind each other are nowhere; libvirt refuses them.
    for (const lost of this.#devices) {
      if (reached.has(lost)) continue
      const branch = this.#inLoop(lost)
      const siblings = this.#parentOf(branch)?.children ?? []
      siblings.splice(siblings.indexOf(branch), 1)
      this.#bus('behind itself', titleOf).children.push(branch)
      reach(branch, reached)
    }
    this.#root.children.push(...this.#tops)
    return nodeOf(this.#root)
  }

  /** What is on a way up that leads to no top comes to a device that is behind itself. */
  #inLoop(branch: Branch): Branch {
    const seen = new Set<Branch>()
    let at = branch
    for (let parent: Branch | undefined = at; parent && !seen.has(parent); parent = this.#parentOf(parent)) {
      at = parent
      seen.add(parent)
    }
    return this.#parentOf(at) ?? at
  }

  #parentOf({ place }: Branch): Branch | undefined {
    return this.#buses.get(place?.bus ?? '')
  }

  #bus(bus: string, titleOf: (bus: string) => string): Branch {
    const known = this.#buses.get(bus)
    if (known) return known
    const title = titleOf(bus)
    const name = title === bus && / \d/.test(bus) ? `${bus}, which no controller has` : title
    const added = this.#branch({ key: `bus ${bus}`, kind: 'bus', name, details: [], line: undefined }, undefined, undefined, 'machine')
    this.#buses.set(bus, added)
    this.#tops.push(added)
    return added
  }

  #branch(draft: Draft, device: CanonicalElement | undefined, place: DevicePlace | undefined, origin: Origin): Branch {
    const count = (this.#keys.get(draft.key) ?? 0) + 1
    this.#keys.set(draft.key, count)
    return { draft, key: count === 1 ? draft.key : `${draft.key} #${count}`, device, place, origin, children: [] }
  }
}

/** Without recursion on the host's stack: bridges can be plugged into bridges for long. */
function reach(start: Branch, reached: Set<Branch>): void {
  const waiting = [start]
  for (let branch = waiting.pop(); branch; branch = waiting.pop()) {
    if (reached.has(branch)) continue
    reached.add(branch)
    for (const child of branch.children) waiting.push(child)
  }
}

function nodeOf({ draft, key, device, place, origin, children }: Branch): TopologyNode {
  children.sort((a, b) => comparePlaces(a.place, b.place))
  const taken = children.flatMap((child) => child.place ?? [])
  return {
    key,
    kind: draft.kind,
    element: device?.name,
    name: draft.name,
    place: place?.text === undefined ? undefined : { text: place.text, isWritten: place.isWritten },
    origin,
    details: draft.details,
    free: device && freePlaces(device, taken),
    line: draft.line,
    children: children.map(nodeOf),
  }
}

/** What has no place comes last. */
function comparePlaces(a: DevicePlace | undefined, b: DevicePlace | undefined): number {
  if ((a?.text === undefined) !== (b?.text === undefined)) return a?.text === undefined ? 1 : -1
  const [first, second] = [a?.order ?? [], b?.order ?? []]
  for (let index = 0; index < Math.max(first.length, second.length); index++) {
    const difference = (first[index] ?? -1) - (second[index] ?? -1)
    if (difference !== 0) return difference
  }
  return 0
}
