import { type Machine, parseMachine } from '../domain/machine.js'
import type { XmlAttribute, XmlElement } from '../xml/tree.js'
import type { CanonicalElement } from './canonical-element.js'
import { canonicalize } from './canonicalize.js'
import type { CanonicalSettings, Unknown } from './working-domain.js'

/** What a view needs to know; nothing in it is random, so that the same text always gives the same view. */
export type ViewSettings = Omit<CanonicalSettings, 'randomBytes'>

/** The canonical form of a definition, with the way back to the text: it is what libvirt judges. */
export class CanonicalView {
  readonly element: CanonicalElement
  /** What cannot be known without the host, and stays as written. */
  readonly unknowns: readonly Unknown[]
  #parents: Map<CanonicalElement, CanonicalElement> | undefined
  readonly #source: XmlElement

  constructor(domain: XmlElement, settings: ViewSettings) {
    const { element, unknowns } = canonicalize(domain, { ...settings, randomBytes: (count) => new Uint8Array(count) })
    this.element = element
    this.unknowns = unknowns
    this.#source = domain
  }

  /** The machine type that libvirt takes, taken apart. */
  get machine(): Machine {
    const type = this.element.path('os/type')
    return parseMachine(type?.get('machine'), type?.get('arch') ?? '')
  }

  /** The devices, libvirt's own included. */
  get devices(): readonly CanonicalElement[] {
    return this.element.child('devices')?.children ?? []
  }

  /** The devices of one kind, in libvirt's order. */
  devicesOf(kind: string): readonly CanonicalElement[] {
    return this.devices.filter(({ name }) => name === kind)
  }

  /** The controllers of one type, in libvirt's order. */
  controllers(type: string): readonly CanonicalElement[] {
    return this.devices.filter((device) => device.name === 'controller' && device.get('type') === type)
  }

  /**
   * Where an element, or its attribute, stands in the text. For what libvirt adds it is the nearest element around it that stands there:
   * the device for an address, `<devices>` for a device.
   */
  placeOf(element: CanonicalElement, attribute?: string): XmlElement | XmlAttribute {
    const { source } = element
    if (source) return attribute === undefined ? source : source.attributeOrSelf(attribute)
    const parent = this.#parentOf(element)
    if (parent) return this.placeOf(parent)
    return element.name === 'devices' ? (this.#source.child('devices') ?? this.#source) : this.#source
  }

  #parentOf(element: CanonicalElement): CanonicalElement | undefined {
    if (!this.#parents) {
      const parents = new Map<CanonicalElement, CanonicalElement>()
      const note = (parent: CanonicalElement) => {
        for (const child of parent.children) {
          parents.set(child, parent)
          note(child)
        }
      }
      note(this.element)
      this.#parents = parents
    }
    return this.#parents.get(element)
  }
}
