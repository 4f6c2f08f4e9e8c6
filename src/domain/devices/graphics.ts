import type { XmlAttribute, XmlElement } from '../../xml/tree.js'
import { parseInteger } from '../values/number.js'

/** A `<graphics>`: a server or window that shows the guest's screen. */
export class Graphics {
  readonly element: XmlElement

  constructor(element: XmlElement) {
    this.element = element
  }

  get type(): string {
    return this.element.attr('type') ?? ''
  }

  /** Whether libvirt reads a `listen` attribute and `<listen>` elements of this type (domain_conf.c, virDomainGraphicsListensParseXML). */
  get listens(): boolean {
    return listeningTypes.has(this.type)
  }

  /** The first `<listen>`: the one that the `listen` and `socket` attributes stand for. */
  get firstListen(): XmlElement | undefined {
    return this.element.child('listen')
  }

  get autoport(): XmlAttribute | undefined {
    return this.element.attribute('autoport')
  }

  /** A port as libvirt reads it; `none` if the attribute is not there, `unreadable` if libvirt refuses it. */
  port(name: 'port' | 'tlsPort'): number | 'none' | 'unreadable' {
    const written = this.element.attr(name)
    if (written === undefined) return 'none'
    const port = parseInteger(written)
    return port === undefined ? 'unreadable' : Number(port)
  }
}

const listeningTypes: ReadonlySet<string> = new Set(['vnc', 'spice', 'rdp'])
