import { parseUnsigned } from '../../domain/values/number.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

const wwpn = /^naa\.[\da-fA-F]{16}$/

/** The ids of a USB device have 16 bits (USB 2.0, 9.6.1). */
const usbIdLimit = 0xffff

export default rule({
  id: 'libvirt/valid-hostdev-source',
  summary: 'Say completely and unambiguously which host device is meant',
  why: `The \`<source>\` of a \`<hostdev>\` names the device in the way of its bus: a USB device by both ids, or by \`bus\` with either \`device\`
or \`port\`; a SCSI device by its adapter and address, or by one iSCSI host and a name; a vhost SCSI device by a \`wwpn\` of the form
\`naa.\` and 16 digits; a mediated device by its UUID. libvirt refuses a source where a part is missing or given twice. A USB id with more than 16
bits is taken, but no device ever matches it.`,
  sources: ['libvirt 11.3.0: domain_conf.c, virDomainHostdevSubsys*DefParseXML', 'tried on libvirt 12.8.0'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    source: 'a {type} hostdev needs a <source> that names the host device: libvirt refuses it without',
    pair: 'a USB device has a vendor and a product id, and <{missing}> is missing: libvirt refuses one without the other',
    wide: 'USB ids have 16 bits, and {value} has more: libvirt takes it, but no device ever matches',
    place: 'a USB address needs bus and either device or port: libvirt refuses it without',
    ambiguous: 'device and port both name the place of the USB device: libvirt refuses the two together',
    adapter: "a SCSI hostdev needs <adapter name='scsi_hostN'/> and <address/>, and {missing} is missing: libvirt refuses it",
    name: 'an iSCSI hostdev needs the name of its target: libvirt refuses it without',
    hosts: 'an iSCSI hostdev needs exactly one <host>, found {count}: libvirt refuses it',
    wwpn: "a vhost SCSI hostdev needs wwpn='naa.' and 16 hexadecimal digits: libvirt refuses it otherwise",
    uuid: "a mediated device is named by <address uuid='...'/>, and there is none: libvirt refuses it",
  },
  on: {
    'domain/devices/hostdev'(hostdev) {
      const source = hostdev.child('source')
      const type = hostdev.attr('type') ?? ''
      if ((hostdev.attr('mode') ?? 'subsystem') !== 'subsystem') return
      if (!source) return type ? { message: 'source', at: hostdev, data: { type } } : undefined
      if (type === 'usb') return usbReport(source)
      if (type === 'scsi') {
        if (source.attr('protocol') === 'iscsi') {
          const count = source.elements('host').length
          if (!source.attr('name')) return { message: 'name', at: source }
          return count === 1 ? undefined : { message: 'hosts', at: source.elements('host')[1] ?? source, data: { count } }
        }
        const adapter = source.child('adapter')
        if (!adapter?.attr('name')) return { message: 'adapter', at: adapter ?? source, data: { missing: "the adapter's name" } }
        return source.child('address') ? undefined : { message: 'adapter', at: source, data: { missing: '<address>' } }
      }
      if (type === 'scsi_host') {
        const attribute = source.attribute('wwpn')
        return attribute && wwpn.test(attribute.value) ? undefined : { message: 'wwpn', at: attribute ?? source }
      }
      if (type !== 'mdev') return
      const address = source.child('address')
      return address?.attr('uuid') === undefined ? { message: 'uuid', at: address ?? source } : undefined
    },
  },
  examples: [
    {
      name: 'nothing named',
      inside: 'q35',
      bad: "<«hostdev» mode='subsystem' type='pci' managed='yes'/>",
      says: 'a pci hostdev needs a <source>',
    },
    {
      name: 'half of the ids',
      inside: 'q35',
      bad: `<hostdev mode='subsystem' type='usb'>
  <«source»>
    <vendor id='0x1050'/>
  </source>
</hostdev>`,
      says: '<product> is missing',
    },
    {
      name: 'a digit too many',
      inside: 'q35',
      bad: `<hostdev mode='subsystem' type='usb'>
  <source>
    <vendor id='«0x10500»'/>
    <product id='0x0407'/>
  </source>
</hostdev>`,
      says: '16 bits',
    },
    {
      name: 'a bus alone',
      inside: 'q35',
      bad: `<hostdev mode='subsystem' type='usb'>
  <source>
    <«address» bus='1'/>
  </source>
</hostdev>`,
    },
    {
      name: 'two places',
      inside: 'q35',
      bad: `<hostdev mode='subsystem' type='usb'>
  <source>
    <address bus='1' device='2' port='«1.4»'/>
  </source>
</hostdev>`,
    },
    {
      name: 'a SCSI device without an adapter',
      inside: 'q35',
      bad: `<hostdev mode='subsystem' type='scsi'>
  <«source»>
    <address bus='0' target='0' unit='0'/>
  </source>
</hostdev>`,
    },
    {
      name: 'two portals',
      inside: 'q35',
      bad: `<hostdev mode='subsystem' type='scsi'>
  <source protocol='iscsi' name='iqn.2014-08.org.example:storage/1'>
    <host name='one.example.org' port='3260'/>
    <«host» name='two.example.org' port='3260'/>
  </source>
</hostdev>`,
      says: 'found 2',
    },
    {
      name: 'no target name',
      inside: 'q35',
      bad: `<hostdev mode='subsystem' type='scsi'>
  <«source» protocol='iscsi'>
    <host name='one.example.org'/>
  </source>
</hostdev>`,
    },
    {
      name: 'a short wwpn',
      inside: 'q35',
      bad: `<hostdev mode='subsystem' type='scsi_host'>
  <source protocol='vhost' wwpn='«naa.5123456789abcde»'/>
</hostdev>`,
    },
    {
      name: 'a mediated device by PCI address',
      inside: 'q35',
      bad: `<hostdev mode='subsystem' type='mdev' model='vfio-pci'>
  <source>
    <«address» domain='0' bus='1' slot='0' function='0'/>
  </source>
</hostdev>`,
    },
    {
      name: 'ids and place of a USB device',
      inside: 'q35',
      good: `<hostdev mode='subsystem' type='usb'>
  <source startupPolicy='optional'>
    <vendor id='0x1050'/>
    <product id='0x0407'/>
    <address bus='1' device='2'/>
  </source>
</hostdev>`,
    },
  ],
})

function usbReport(source: XmlElement) {
  const ids = (['vendor', 'product'] as const).map((name) => ({ name, element: source.child(name) }))
  const missing = ids.find(({ element }) => !element)
  if (missing && ids.some(({ element }) => element)) return { message: 'pair', at: source, data: { missing: missing.name } } as const
  for (const { element } of ids) {
    const attribute = element?.attribute('id')
    const id = attribute && parseUnsigned(attribute.value, 'prefixed')
    if (attribute && id !== undefined && id > usbIdLimit) {
      return { message: 'wide', at: attribute, data: { value: attribute.value }, severity: 'warning' } as const
    }
  }
  const address = source.child('address')
  if (!address || address.attr('bus') === undefined) return
  const port = address.attribute('port')
  if (!port && address.attr('device') === undefined) return { message: 'place', at: address } as const
  return port && address.attr('device') !== undefined ? ({ message: 'ambiguous', at: port } as const) : undefined
}
