import type { HostDescriptors } from '../domain/descriptors/host-descriptors.js'
import type { Target } from '../domain/facts/target.js'
import { type Machine, parseMachine } from '../domain/machine.js'
import type { CanonicalElement } from './canonical-element.js'

/** What decides the canonical form, besides the definition. */
export interface CanonicalSettings {
  readonly target: Target
  /** The host's architecture. */
  readonly hostArch: string
  /** libvirt's ABI_UPDATE parse flag: a new guest is being defined, not an existing one reloaded. */
  readonly abiUpdate: boolean
  /** Where new UUIDs and MAC addresses come from: bytes, as many as asked for. */
  readonly randomBytes: (count: number) => Uint8Array
  /** The firmware that the host offers; read when it is asked for. Without it, what libvirt would choose is unknown. */
  readonly descriptors?: () => HostDescriptors | undefined
}

/** Something that only the host knows; it stays as written and is told. */
export interface Unknown {
  readonly what: string
  readonly at: CanonicalElement
}

/** A definition while the passes work on it. */
export class WorkingDomain {
  readonly element: CanonicalElement
  readonly settings: CanonicalSettings
  readonly unknowns: Unknown[] = []
  #devices: CanonicalElement
  #machine: Machine | undefined

  constructor(element: CanonicalElement, settings: CanonicalSettings) {
    this.element = element
    this.settings = settings
    this.#devices = element.ensure('devices')
  }

  get target(): Target {
    return this.settings.target
  }

  /** The virtualization type: `kvm`, `qemu` ... */
  get type(): string {
    return this.element.get('type') ?? ''
  }

  /** `<os>`, which is made where there is none. */
  get os(): CanonicalElement {
    return this.element.ensure('os')
  }

  /** The guest's architecture. */
  get arch(): string {
    return this.element.path('os/type')?.get('arch') ?? this.settings.hostArch
  }

  get isX86(): boolean {
    return this.arch === 'x86_64' || this.arch === 'i686'
  }

  get isHvm(): boolean {
    return (this.element.path('os/type')?.text.trim() ?? 'hvm') === 'hvm'
  }

  /** The machine type as it stands now, taken apart. */
  get machine(): Machine {
    const name = this.element.path('os/type')?.get('machine')
    if (this.#machine?.name !== (name ?? '')) this.#machine = undefined
    this.#machine ??= parseMachine(name, this.arch)
    return this.#machine
  }

  /** `<devices>`: several are one here. */
  get devicesElement(): CanonicalElement {
    return this.#devices
  }

  /** The devices of one kind, in libvirt's order at this moment. */
  devices(kind: string): CanonicalElement[] {
    return this.#devices.elements(kind)
  }

  /** All devices by kind: one walk for a pass that looks at several kinds. */
  devicesByKind(): ReadonlyMap<string, readonly CanonicalElement[]> {
    const kinds = new Map<string, CanonicalElement[]>()
    for (const device of this.#devices.children) {
      const kind = kinds.get(device.name)
      if (kind) kind.push(device)
      else kinds.set(device.name, [device])
    }
    return kinds
  }

  /** Puts the devices of one kind in another order, or other ones in their place. */
  replaceDevices(kind: string, devices: readonly CanonicalElement[]): void {
    this.#devices.replaceChildren([...this.#devices.children.filter(({ name }) => name !== kind), ...devices])
  }

  controllers(type: string): CanonicalElement[] {
    return this.devices('controller').filter((controller) => controller.get('type') === type)
  }

  addDevice(device: CanonicalElement): CanonicalElement {
    return this.#devices.append(device)
  }

  /** Tells that something here cannot be known without the host. */
  unknown(what: string, at: CanonicalElement): void {
    this.unknowns.push({ what, at })
  }
}
