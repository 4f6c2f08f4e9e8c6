import type { XmlElement } from '../../xml/tree.js'
import type { Domain } from '../domain.js'

/** Devices whose own attributes and children describe a character device of the host. */
const kinds = ['serial', 'parallel', 'console', 'channel', 'redirdev'] as const

/** A device of the guest that is connected to something on the host: a console, a channel, an entropy daemon. */
export class CharacterDevice {
  /** The device in the guest. */
  readonly element: XmlElement
  /** What has the `type` and the `<source>`: the device itself, or the `<backend>` of an rng. */
  readonly holder: XmlElement

  constructor(element: XmlElement, holder: XmlElement = element) {
    this.element = element
    this.holder = holder
  }

  /** `pty`, `unix`, `tcp` ...: libvirt takes serial devices, consoles and channels without a type for pty. */
  get type(): string {
    return this.holder.attr('type') ?? (this.element === this.holder && this.element.name !== 'redirdev' ? 'pty' : '')
  }

  get sources(): readonly XmlElement[] {
    return this.holder.elements('source')
  }

  /** The connection of the host side: `bind`, or `connect`, which is the default. */
  get mode(): string {
    return this.sources[0]?.attr('mode') ?? 'connect'
  }

  get target(): XmlElement | undefined {
    return this.element.child('target')
  }

  /**
   * Whether it is the first console, as the serial port, beside a serial port: libvirt reads it, drops it and puts a copy of the port there
   * (domain_postparse.c, virDomainDefAddConsoleCompat).
   */
  isReplacedBySerial(domain: Domain): boolean {
    if (this.element.name !== 'console' || domain.osType?.text !== 'hvm' || domain.devices('console')[0] !== this.element) return false
    return (this.target?.attr('type') ?? 'serial') === 'serial' && domain.devices('serial').length > 0
  }
}

/** All character devices of a domain: consoles, channels, redirected USB devices, smart cards and entropy daemons. */
export function characterDevices(domain: Domain): readonly CharacterDevice[] {
  return domain.workedOut(findCharacterDevices)
}

function findCharacterDevices(domain: Domain): readonly CharacterDevice[] {
  const found: CharacterDevice[] = []
  for (const kind of kinds) for (const element of domain.devices(kind)) found.push(new CharacterDevice(element))
  for (const element of domain.devices('smartcard')) {
    if (element.attr('mode') === 'passthrough') found.push(new CharacterDevice(element))
  }
  for (const element of domain.devices('rng')) {
    for (const backend of element.elements('backend')) {
      if (backend.attr('model') === 'egd') found.push(new CharacterDevice(element, backend))
    }
  }
  return found
}
