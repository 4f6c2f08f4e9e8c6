import type { XmlElement } from '../../xml/tree.js'

/** A `<controller>`. */
export class Controller {
  readonly element: XmlElement

  constructor(element: XmlElement) {
    this.element = element
  }

  /** libvirt takes a controller without a type for an IDE one (domain_conf.c, virDomainControllerDefParseXML). */
  get type(): string {
    return this.element.attr('type') ?? 'ide'
  }

  get model(): string | undefined {
    return this.element.attr('model')
  }

  /** The index as written; undefined if libvirt is to choose one, or the value is no number. */
  get index(): number | undefined {
    const written = this.element.attr('index')
    return written !== undefined && /^\d+$/.test(written) ? Number(written) : undefined
  }

  get master(): XmlElement | undefined {
    return this.element.child('master')
  }

  /** A USB 1.1 companion of an ICH9 EHCI controller: libvirt gives those a `<master>` even where none is written. */
  get isCompanion(): boolean {
    return this.type === 'usb' && (this.master !== undefined || /^ich9-uhci[123]$/.test(this.model ?? ''))
  }
}
