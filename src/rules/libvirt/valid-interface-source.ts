import { table } from '../../domain/table.js'
import { nearest } from '../../domain/values/nearest.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

/** The attribute of `<source>` that a type of interface must have; '' if only the element (domain_conf.c, virDomainNetDefParseXML). */
const requiredSource = table<string>({
  network: 'network',
  bridge: 'bridge',
  internal: 'name',
  direct: 'dev',
  vdpa: 'dev',
  client: 'address',
  mcast: 'address',
  udp: 'address',
  server: '',
  vds: '',
})

/** Interfaces that only other drivers have (qemu_validate.c; refused at start). */
const foreignTypes = table<string>({ null: 'bhyve', vds: 'ESX' })

export default rule({
  id: 'libvirt/valid-interface-source',
  summary: 'Name the network, bridge, device or address that an interface is connected to',
  why: `What \`<source>\` has to say depends on the type of the interface: the network's name, the bridge, the host's device, an address. libvirt
reads only the attribute of the type, so \`<source bridge=>\` says nothing to an interface of type network, and it refuses the definition when its own
attribute is missing. A UDP tunnel has a local end, too.`,
  sources: [
    'libvirt 11.3.0: domain_conf.c, virDomainNetDefParseXML; qemu_validate.c, qemuValidateDomainDeviceDefNetwork',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    source: 'an interface of type {type} needs a <source>{attribute}: libvirt refuses it without',
    attribute: 'an interface of type {type} needs <source {attribute}=...>: libvirt refuses it without',
    other: 'an interface of type {type} needs <source {attribute}=...>, and {found}= is for type {meant}: libvirt refuses it',
    local: 'an interface of type udp needs <local address= port=> in its <source>, the near end: libvirt refuses it without',
    unix: "a vhost-user interface is a UNIX socket: libvirt refuses <source type='{type}'>",
    path: 'a vhost-user interface needs <source path=...>, its socket: libvirt refuses it without; only the passt backend does',
    hostdev: "an interface of type hostdev needs <source><address type='pci' .../>: libvirt refuses it without a type",
    foreign: 'interfaces of type {type} are for {driver}: libvirt defines the guest on QEMU but refuses to start it',
  },
  on: {
    'domain/devices/interface'(nic, { domain }) {
      const type = nic.attribute('type')
      const source = nic.child('source')
      if (!type) return
      if (type.value === 'hostdev') {
        const address = source?.child('address')
        return address?.attr('type') === undefined ? { message: 'hostdev', at: address ?? source ?? nic } : undefined
      }
      if (type.value === 'vhostuser') {
        if (!domain.isQemu) return
        const kind = source?.attribute('type')
        if (kind && kind.value !== 'unix') return { message: 'unix', at: kind, data: { type: kind.value } }
        const isPasst = nic.child('backend')?.attr('type') === 'passt'
        return source?.attr('path') === undefined && !isPasst ? { message: 'path', at: source ?? nic } : undefined
      }
      const attribute = Object.hasOwn(requiredSource, type.value) ? requiredSource[type.value] : undefined
      if (attribute !== undefined) {
        const data = { type: type.value, attribute }
        if (!source) return { message: 'source', at: nic, data: { type: type.value, attribute: attribute && ` with ${attribute}=` } }
        if (attribute && source.attr(attribute) === undefined) return otherAttribute(source, data)
        const local = source.child('local')
        if (type.value === 'udp' && (!local || local.attr('address') === undefined || local.attr('port') === undefined)) {
          return { message: 'local', at: local ?? source }
        }
      }
      const driver = Object.hasOwn(foreignTypes, type.value) ? foreignTypes[type.value] : undefined
      if (!driver || !domain.isQemu) return
      return { message: 'foreign', at: type, data: { type: type.value, driver }, severity: 'warning' }
    },
  },
  examples: [
    {
      name: "a bridge's attribute",
      inside: 'q35',
      bad: `<interface type='network'>
  <source «bridge»='virbr0'/>
</interface>`,
      says: 'bridge= is for type bridge',
    },
    { name: 'no source', inside: 'q35', bad: "<«interface» type='bridge'/>", says: 'with bridge=' },
    {
      name: 'no device',
      inside: 'q35',
      bad: `<interface type='direct'>
  <«source» mode='bridge'/>
</interface>`,
    },
    {
      name: 'one end of a tunnel',
      inside: 'q35',
      bad: `<interface type='udp'>
  <«source» address='192.0.2.1' port='5555'/>
</interface>`,
    },
    {
      name: 'a vhost-user interface over TCP',
      inside: 'q35',
      bad: `<interface type='vhostuser'>
  <source type='«tcp»' path='/run/vhost.sock' mode='client'/>
  <model type='virtio'/>
</interface>`,
    },
    {
      name: 'a vhost-user interface without a socket',
      inside: 'q35',
      bad: `<interface type='vhostuser'>
  <«source» type='unix' mode='client'/>
  <model type='virtio'/>
</interface>`,
    },
    {
      name: 'an address of no kind',
      inside: 'q35',
      bad: `<interface type='hostdev'>
  <source>
    <«address» bus='0x03'/>
  </source>
</interface>`,
    },
    {
      name: "another driver's interface",
      inside: 'q35',
      bad: "<interface type='«null»'/>",
    },
    {
      name: 'each its own',
      inside: 'q35',
      good: `<interface type='network'>
  <source network='default'/>
</interface>
<interface type='udp'>
  <source address='192.0.2.1' port='5555'>
    <local address='192.0.2.2' port='5556'/>
  </source>
</interface>`,
    },
  ],
})

function otherAttribute(source: XmlElement, data: { readonly type: string; readonly attribute: string }) {
  for (const attribute of source.attributeList) {
    const meant = Object.keys(requiredSource).find((type) => requiredSource[type] === attribute.name)
    if (meant && attribute.name !== 'address' && !nearest(attribute.name, [data.attribute])) {
      return { message: 'other', at: attribute.nameRange, data: { ...data, found: attribute.name, meant } } as const
    }
  }
  return { message: 'attribute', at: source, data } as const
}
