import type { XmlElement } from '../../xml/tree.js'

const busOfPrefix: readonly (readonly [prefix: string, bus: string])[] = [
  ['hd', 'ide'],
  ['sd', 'scsi'],
  ['vd', 'virtio'],
  ['xvd', 'xen'],
  ['ubd', 'uml'],
]

/** A `<disk>`, with what libvirt takes for granted where it says nothing (domain_conf.c, virDomainDiskDefPostParse). */
export class Disk {
  readonly element: XmlElement

  constructor(element: XmlElement) {
    this.element = element
  }

  /** `disk`, `cdrom`, `floppy` or `lun`. */
  get device(): string {
    return this.element.attr('device') ?? 'disk'
  }

  get type(): string {
    return this.element.attr('type') ?? 'file'
  }

  get target(): XmlElement | undefined {
    return this.element.child('target')
  }

  /** The target's name, such as `vda`, without the mark of early Xen tools that libvirt cuts off; '' if there is none. */
  get name(): string {
    const name = this.target?.attr('dev') ?? ''
    return name.startsWith('ioemu:') ? name.slice('ioemu:'.length) : name
  }

  /** The bus: as written, else what libvirt derives from the target's name. */
  get bus(): string {
    const written = this.target?.attr('bus')
    if (written) return written
    if (this.device === 'floppy') return 'fdc'
    return busOfPrefix.find(([prefix]) => this.name.startsWith(prefix))?.[1] ?? 'ide'
  }

  get driver(): XmlElement | undefined {
    return this.element.child('driver')
  }

  get source(): XmlElement | undefined {
    return this.element.child('source')
  }

  /** The host path of a file or block disk. */
  get path(): string | undefined {
    return this.source?.attr('file') ?? this.source?.attr('dev')
  }

  /** A CD-ROM is read-only whatever the definition says. */
  get readonly(): boolean {
    return this.device === 'cdrom' || this.element.child('readonly') !== undefined
  }
}
