import type { XmlElement } from '../../xml/tree.js'
import { table } from '../table.js'
import { parseUnsigned } from '../values/number.js'
import { formatPciAddress, parsePciAddress } from '../values/pci-address.js'

/** A `<hostdev>`, or an `<interface type='hostdev'>`, which libvirt keeps as one too. */
export class Hostdev {
  readonly element: XmlElement

  constructor(element: XmlElement) {
    this.element = element
  }

  /** `pci`, `usb`, `scsi`, `scsi_host` or `mdev`; '' if it does not say, or is no device of a subsystem. */
  get type(): string {
    if (this.element.name === 'interface') return this.source?.child('address')?.attr('type') ?? 'pci'
    return (this.element.attr('mode') ?? 'subsystem') === 'subsystem' ? (this.element.attr('type') ?? '') : ''
  }

  get source(): XmlElement | undefined {
    return this.element.child('source')
  }

  /**
   * What libvirt compares later ones with (domain_conf.c, virDomainHostdevMatchSubsys): it takes those for the same host device that
   * have this among their `likenesses`. Undefined if none can be the same.
   */
  get identity(): string | undefined {
    // Ids decide only where the earlier one names no place on the bus.
    return this.type === 'usb' ? (usbAddress(this) ?? usbIds(this)) : this.likenesses[0]
  }

  /** The identities of earlier ones that it is the same host device as. */
  get likenesses(): readonly string[] {
    const { type } = this
    const found = type === 'usb' ? [usbAddress(this), usbIds(this)] : [keys[type]?.(this)]
    return found.flatMap((key) => (key === undefined ? [] : type === 'usb' ? key : `${type} ${key}`))
  }
}

/** What makes two host devices of one type the same; of USB there are two. */
const keys = table<(hostdev: Hostdev) => string | undefined>({
  pci: (hostdev) => {
    const element = hostdev.source?.child('address')
    const address = element && parsePciAddress(element)
    return address && formatPciAddress(address)
  },
  scsi: (hostdev) => {
    const { source } = hostdev
    if (source?.attr('protocol') === 'iscsi') {
      const host = source.child('host')
      const name = source.attr('name')
      return name && `${host?.attr('name') ?? ''}:${host?.attr('port') ?? ''}/${name.includes('/') ? name : `${name}/0`}`
    }
    const address = source?.child('address')
    const adapter = source?.child('adapter')?.attr('name')
    return address && adapter && [adapter, ...['bus', 'target', 'unit'].map((part) => Number(address.attr(part)))].join(' ')
  },
  scsi_host: (hostdev) => hostdev.source?.attr('wwpn'),
  mdev: (hostdev) => hostdev.source?.child('address')?.attr('uuid')?.toLowerCase().replaceAll('-', ''),
})

function usbAddress(hostdev: Hostdev): string | undefined {
  const address = hostdev.source?.child('address')
  const bus = parseUnsigned(address?.attr('bus') ?? '0', 'prefixed')
  const device = parseUnsigned(address?.attr('device') ?? '0', 'prefixed')
  const port = address?.attr('port')
  if (!bus) return undefined
  return device ? `usb ${bus} ${device}` : port && `usb ${bus} port ${port}`
}

function usbIds(hostdev: Hostdev): string | undefined {
  const ids = ['vendor', 'product'].map((part) => parseUnsigned(hostdev.source?.child(part)?.attr('id') ?? '0', 'prefixed'))
  return ids.every(Boolean) ? `usb ids ${ids.join(' ')}` : undefined
}
