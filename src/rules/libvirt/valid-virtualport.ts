import { table } from '../../domain/table.js'
import { parseUnsigned } from '../../domain/values/number.js'
import { rule } from '../rule.js'

interface PortType {
  readonly required: readonly string[]
  readonly optional: readonly string[]
}

/** The parameters of each type; instanceid and openvswitch's interfaceid are made up where missing (netdev_vport_profile_conf.c). */
const portTypes = table<PortType>({
  '802.1Qbg': { required: ['managerid', 'typeid', 'typeidversion'], optional: ['instanceid'] },
  '802.1Qbh': { required: ['profileid'], optional: [] },
  openvswitch: { required: [], optional: ['interfaceid', 'profileid'] },
  midonet: { required: ['interfaceid'], optional: [] },
})

/** The highest values of the numbers (the same file). */
const limits = table<number>({ managerid: 0xff, typeid: 0xffffff, typeidversion: 0xff })

/** The longest profileid in characters. */
const profileLength = 39

/** Interfaces that can have a virtual port (domain_conf.c, virDomainNetDefParseXML). */
const withPort = new Set(['network', 'bridge', 'direct', 'hostdev'])

export default rule({
  id: 'libvirt/valid-virtualport',
  summary: 'Give a virtual port the parameters of its type',
  why: `A \`<virtualport>\` tells a switch who the guest is, and each protocol does so with other parameters. libvirt refuses one without a type, except
on a network, which has its own; it refuses a parameter of another type and a missing one, and refuses the element on interfaces that are
not connected to a switch at all.`,
  sources: [
    'libvirt 11.3.0: netdev_vport_profile_conf.c; virnetdevvportprofile.c, virNetDevVPortProfileCheck*; domain_conf.c',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    interface: 'an interface of type {type} has no virtual port: libvirt refuses it',
    type: 'a virtual port needs a type, except on a network: libvirt refuses it without',
    missing: 'a {type} port needs {parameter}: libvirt refuses it without',
    extra: 'a {type} port has no {parameter}: libvirt refuses it',
    range: '{parameter} is at most {most}: libvirt refuses {value}',
    long: 'profileid has at most 39 characters: libvirt refuses {length}',
  },
  on: {
    'domain/devices/interface/virtualport'(port) {
      const nic = port.parentElement?.attr('type') ?? 'user'
      const type = port.attribute('type')
      if (!withPort.has(nic)) return { message: 'interface', at: port, data: { type: nic } }
      if (!type) return nic === 'network' ? undefined : { message: 'type', at: port }
      const facts = portTypes[type.value]
      const parameters = port.child('parameters')
      for (const attribute of parameters?.attributeList ?? []) {
        const most = limits[attribute.name]
        const value = parseUnsigned(attribute.value, 'prefixed')
        if (most !== undefined && value !== undefined && value > most) {
          return { message: 'range', at: attribute, data: { parameter: attribute.name, most, value } }
        }
        if (attribute.name === 'profileid' && attribute.value.length > profileLength) {
          return { message: 'long', at: attribute, data: { length: attribute.value.length } }
        }
        if (facts && isParameter(attribute.name) && ![...facts.required, ...facts.optional].includes(attribute.name)) {
          return { message: 'extra', at: attribute.nameRange, data: { type: type.value, parameter: attribute.name } }
        }
      }
      const missing = nic === 'network' ? undefined : facts?.required.find((name) => parameters?.attr(name) === undefined)
      return missing ? { message: 'missing', at: parameters ?? port, data: { type: type.value, parameter: missing } } : undefined
    },
  },
  examples: [
    {
      name: 'a port without a switch',
      inside: 'q35',
      bad: `<interface type='user'>
  <«virtualport» type='openvswitch'/>
</interface>`,
    },
    {
      name: 'no type',
      inside: 'q35',
      bad: `<interface type='bridge'>
  <source bridge='br0'/>
  <«virtualport»/>
</interface>`,
    },
    {
      name: 'a parameter too few',
      inside: 'q35',
      bad: `<interface type='direct'>
  <source dev='eth0' mode='vepa'/>
  <virtualport type='802.1Qbg'>
    <«parameters» managerid='11' typeid='1193047'/>
  </virtualport>
</interface>`,
      says: 'needs typeidversion',
    },
    {
      name: "another type's parameter",
      inside: 'q35',
      bad: `<interface type='bridge'>
  <source bridge='br0'/>
  <virtualport type='openvswitch'>
    <parameters «managerid»='11'/>
  </virtualport>
</interface>`,
    },
    {
      name: 'a number too high',
      inside: 'q35',
      bad: `<interface type='direct'>
  <source dev='eth0' mode='vepa'/>
  <virtualport type='802.1Qbg'>
    <parameters managerid='«256»' typeid='1193047' typeidversion='2'/>
  </virtualport>
</interface>`,
    },
    {
      name: 'a name too long',
      inside: 'q35',
      bad: `<interface type='direct'>
  <source dev='eth0' mode='private'/>
  <virtualport type='802.1Qbh'>
    <parameters profileid='«a name that is longer than a switch takes»'/>
  </virtualport>
</interface>`,
    },
    {
      name: 'Open vSwitch, and a network that knows its type',
      inside: 'q35',
      good: `<interface type='bridge'>
  <source bridge='br0'/>
  <virtualport type='openvswitch'/>
</interface>
<interface type='network'>
  <source network='default'/>
  <virtualport>
    <parameters profileid='finance'/>
  </virtualport>
</interface>`,
    },
  ],
})

function isParameter(name: string): boolean {
  return Object.values(portTypes).some(({ required, optional }) => required.includes(name) || optional.includes(name))
}
