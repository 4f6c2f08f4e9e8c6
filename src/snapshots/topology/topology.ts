/** Who says that something is there: the text, libvirt where the text does not, or the machine type. */
export type Origin = 'text' | 'libvirt' | 'machine'

/** A place, or something else that a definition says, and whether the text says it or libvirt fills it in. */
export interface Said {
  readonly text: string
  readonly isWritten: boolean
}

/** Something worth knowing of a device. */
export interface Detail extends Said {
  /** What it is about, by which it is found in another definition: `model`. */
  readonly what: string
}

export type NodeKind = 'bus' | 'cell' | 'chipset' | 'device' | 'domain' | 'memory' | 'vcpus'

/** A part of the machine that the guest sees, with what is plugged into it or belongs to it. */
export interface TopologyNode {
  /** What it is known by in two definitions: no other node of a topology has it. */
  readonly key: string
  readonly kind: NodeKind
  /** The name of a device's element: `disk`; undefined for other nodes. */
  readonly element: string | undefined
  /** As people name it: `disk vda`. */
  readonly name: string
  /** Where it is on the bus that it is plugged into, as that bus counts: slot and function, port, unit. */
  readonly place: Said | undefined
  readonly origin: Origin
  readonly details: readonly Detail[]
  /** The places of its own that nothing is in: `slots 03-1f`; undefined where nobody asks for them. */
  readonly free: string | undefined
  /** Its line in the text, counted from 1. */
  readonly line: number | undefined
  /** In the order of their places. */
  readonly children: readonly TopologyNode[]
}
