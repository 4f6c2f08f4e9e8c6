import type { XmlElement } from '../xml/tree.js'
import { Controller } from './devices/controller.js'
import { Disk } from './devices/disk.js'
import { type Machine, parseMachine } from './machine.js'

/** One domain definition: the typed view through which rules ask about it. Everything is worked out on first use. */
export class Domain {
  readonly element: XmlElement
  readonly #hostArch: string
  #devices: Map<string, XmlElement[]> | undefined
  #allDevices: readonly XmlElement[] | undefined
  #addressedDevices: readonly AddressedDevice[] | undefined
  #devicesElement: XmlElement | undefined | null = null
  #osType: XmlElement | undefined | null = null
  #isQemu: boolean | undefined
  #workedOut: Map<(domain: Domain) => unknown, unknown> | undefined
  #disks: readonly Disk[] | undefined
  #controllers: readonly Controller[] | undefined
  #machine: Machine | undefined

  constructor(element: XmlElement, hostArch = 'x86_64') {
    this.element = element
    this.#hostArch = hostArch
  }

  /** The virtualization type as written: `kvm`, `qemu`, `xen`, `lxc` ... */
  get type(): string {
    return this.element.attr('type') ?? ''
  }

  /** Whether libvirt's QEMU driver handles it. */
  get isQemu(): boolean {
    this.#isQemu ??= qemuTypes.has(this.type)
    return this.#isQemu
  }

  get name(): string {
    return this.element.child('name')?.text.trim() ?? ''
  }

  get uuid(): string | undefined {
    return this.element.child('uuid')?.text.trim()
  }

  /** `<os><type>`. */
  get osType(): XmlElement | undefined {
    if (this.#osType === null) this.#osType = this.element.path('os/type')
    return this.#osType
  }

  /** The guest's architecture; the host's where the definition names none. */
  get arch(): string {
    return this.osType?.attr('arch') ?? this.#hostArch
  }

  get isX86(): boolean {
    return this.arch === 'x86_64' || this.arch === 'i686'
  }

  /** The machine type, taken apart. */
  get machine(): Machine {
    this.#machine ??= parseMachine(this.osType?.attr('machine'), this.arch)
    return this.#machine
  }

  /** Whether it stands in libvirt's own record of a running guest (`<domstatus>`): there run-time values are in their place. */
  get isStatusRecord(): boolean {
    return this.element.parentElement?.name === 'domstatus'
  }

  get devicesElement(): XmlElement | undefined {
    if (this.#devicesElement === null) this.#devicesElement = this.element.child('devices')
    return this.#devicesElement
  }

  /** The devices of every kind, in document order. */
  get allDevices(): readonly XmlElement[] {
    this.#allDevices ??= this.element.elements('devices').flatMap((parent) => parent.elements())
    return this.#allDevices
  }

  /** The devices that have an `<address>`, with the first one, in document order. */
  get addressedDevices(): readonly AddressedDevice[] {
    if (this.#addressedDevices) return this.#addressedDevices
    const found: AddressedDevice[] = []
    for (const device of this.allDevices) {
      const address = device.child('address')
      if (address) found.push({ device, address })
    }
    this.#addressedDevices = found
    return found
  }

  /** What a function makes of this domain, which is asked once: rules share it. */
  workedOut<Result>(workOut: (domain: Domain) => Result): Result {
    this.#workedOut ??= new Map()
    const known = this.#workedOut.get(workOut)
    // What stands under a function is what that function gave; undefined counts as not yet known.
    if (known !== undefined) return known as Result
    const result = workOut(this)
    this.#workedOut.set(workOut, result)
    return result
  }

  /** The devices of one kind, in document order: `devices('interface')`. Several `<devices>` count as libvirt reads them: all. */
  devices(name: string): readonly XmlElement[] {
    if (!this.#devices) {
      this.#devices = new Map()
      for (const device of this.allDevices) {
        const known = this.#devices.get(device.name)
        if (known) known.push(device)
        else this.#devices.set(device.name, [device])
      }
    }
    return this.#devices.get(name) ?? noDevices
  }

  /** Whether there is a device of that kind, perhaps with an attribute of that value: `has('graphics', 'type', 'spice')`. */
  has(name: string, attribute?: string, value?: string): boolean {
    const devices = this.devices(name)
    return attribute === undefined ? devices.length > 0 : devices.some((device) => device.attr(attribute) === value)
  }

  get disks(): readonly Disk[] {
    this.#disks ??= this.devices('disk').map((element) => new Disk(element))
    return this.#disks
  }

  get controllers(): readonly Controller[] {
    this.#controllers ??= this.devices('controller').map((element) => new Controller(element))
    return this.#controllers
  }

  /** Whether the domain's features have this element and do not switch it off. */
  hasFeature(name: string): boolean {
    const feature = this.element.path(`features/${name}`)
    return feature !== undefined && feature.attr('state') !== 'off'
  }
}

/** A device with its address in the guest. */
export interface AddressedDevice {
  readonly device: XmlElement
  readonly address: XmlElement
}

const noDevices: readonly XmlElement[] = []

/** Domain types that libvirt's QEMU driver accepts (virDomainVirtType; hvf is macOS's accelerator). */
const qemuTypes = new Set(['kvm', 'qemu', 'hvf'])
