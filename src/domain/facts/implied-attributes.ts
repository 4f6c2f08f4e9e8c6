import type { XmlElement } from '../../xml/tree.js'
import { Disk } from '../devices/disk.js'
import { Graphics } from '../devices/graphics.js'
import type { Domain } from '../domain.js'
import { table } from '../table.js'
import type { Version } from './target.js'

/** An attribute that libvirt fills in with a fixed value where it is not written. */
export interface ImpliedAttribute {
  /** The element, as a rule's element path. */
  readonly element: string
  readonly attribute: string
  /** What libvirt takes; undefined where that is not sure, or where libvirt would refuse the element. */
  readonly value: (element: XmlElement, domain: Domain) => string | undefined
  /** The first libvirt that knows the attribute. */
  readonly since?: Version
}

/**
 * Sources: libvirt 11.3 domain_conf.c and domain_postparse.c. Each row was tried on libvirt 12.8: the stored definition is the same
 * with the attribute and without. Defaults that depend on QEMU are not here: those are hazards of their own (abi/).
 */
export const impliedAttributes: readonly ImpliedAttribute[] = [
  { element: 'domain/cpu[@mode=custom]', attribute: 'match', value: (cpu) => (hasText(cpu.child('model')) ? 'exact' : undefined) },
  { element: 'domain/features/hyperv', attribute: 'mode', value: ifQemu('custom'), since: [8, 0, 0] },
  { element: 'domain/devices/disk', attribute: 'type', value: ifQemu('file') },
  { element: 'domain/devices/disk', attribute: 'device', value: ifQemu('disk') },
  { element: 'domain/devices/disk/driver', attribute: 'name', value: ifQemu('qemu') },
  { element: 'domain/devices/disk/target', attribute: 'bus', value: busOfName },
  { element: 'domain/devices/disk/source[@protocol=nbd]/host', attribute: 'port', value: nbdPort },
  { element: 'domain/devices/interface[@type=direct]/source[@dev]', attribute: 'mode', value: ifQemu('vepa') },
  { element: 'domain/devices/filesystem', attribute: 'type', value: ifQemu('mount') },
  { element: 'domain/devices/hostdev[@type]', attribute: 'mode', value: ifQemu('subsystem') },
  { element: 'domain/devices/serial', attribute: 'type', value: ifQemu('pty') },
  { element: 'domain/devices/parallel', attribute: 'type', value: ifQemu('pty') },
  { element: 'domain/devices/console', attribute: 'type', value: ifQemu('pty') },
  { element: 'domain/devices/channel', attribute: 'type', value: ifQemu('pty') },
  { element: 'domain/devices/graphics[@type=vnc]', attribute: 'autoport', value: vncAutoport },
  { element: 'domain/devices/video/model[@type]', attribute: 'heads', value: ifQemu('1') },
]

function ifQemu(value: string): ImpliedAttribute['value'] {
  return (_, domain) => (domain.isQemu ? value : undefined)
}

function hasText(element: XmlElement | undefined): boolean {
  return element !== undefined && element.text.trim() !== ''
}

/** Buses by the prefix of the target's name. Other prefixes (xvd, ubd, fd on a disk) name buses with which QEMU does not start, or none. */
const busOfPrefix = table<string>({ hd: 'ide', sd: 'scsi', vd: 'virtio' })

function busOfName(target: XmlElement, domain: Domain): string | undefined {
  const disk = target.parentElement
  if (!disk || !domain.isQemu) return undefined
  const { device, name } = new Disk(disk)
  const [, prefix = ''] = /^([a-z]+)[a-z]$/.exec(name) ?? []
  if (device === 'floppy') return prefix === 'fd' ? 'fdc' : undefined
  return busOfPrefix[prefix]
}

/** The port that is registered for NBD, for servers over TCP; a Unix socket has none. */
function nbdPort(host: XmlElement, domain: Domain): string | undefined {
  return domain.isQemu && (host.attr('transport') ?? 'tcp') === 'tcp' && host.attr('name') !== undefined ? '10809' : undefined
}

/** A VNC server without a port gets a free one, and one with a port keeps it. One that listens on a socket has none. */
function vncAutoport(element: XmlElement, domain: Domain): string | undefined {
  const graphics = new Graphics(element)
  const listen = graphics.firstListen?.attr('type') ?? 'address'
  if (!domain.isQemu || element.attr('socket') !== undefined || (listen !== 'address' && listen !== 'network')) return undefined
  const port = graphics.port('port')
  if (port === 'none') return 'yes'
  return typeof port === 'number' && port > 0 ? 'no' : undefined
}
