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
}

/** All character devices of a domain: consoles, channels, redirected USB devices, smart cards and entropy daemons. */
export function characterDevices(domain: Domain): readonly CharacterDevice[] {
  const plain = kinds.flatMap((kind) => domain.devices(kind).map((element) => new CharacterDevice(element)))
  const cards = domain
    .devices('smartcard')
    .filter((element) => element.attr('mode') === 'passthrough')
    .map((element) => new CharacterDevice(element))
  const daemons = domain.devices('rng').flatMap((element) =>
    element
      .elements('backend')
      .filter((backend) => backend.attr('model') === 'egd')
      .map((backend) => new CharacterDevice(element, backend)),
  )
  return [...plain, ...cards, ...daemons]
}
