import { table } from '../../domain/table.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

/** Attributes of `<hostdev>` and its `<source>`, and the types that have them (domain_conf.c, virDomainHostdevDefParseXMLSubsys). */
const typesOfAttribute = table<readonly string[]>({
  sgio: ['scsi'],
  rawio: ['scsi'],
  model: ['mdev', 'scsi_host'],
  startupPolicy: ['usb'],
})

/** Kinds of assigned devices that no firmware boots from (qemu_validate.c, qemuValidateDomainDeviceDefHostdev). */
function isUnbootable(hostdev: XmlElement): boolean {
  const model = hostdev.attr('model')
  return hostdev.attr('type') === 'scsi_host' || (hostdev.attr('type') === 'mdev' && (model === 'vfio-pci' || model === 'vfio-ap'))
}

export default rule({
  id: 'libvirt/valid-hostdev-options',
  summary: 'Give each kind of host device only the settings that it has',
  why: `\`rawio\` and \`sgio\` are settings of SCSI devices, \`model\` of mediated devices and vhost SCSI, \`startupPolicy\` of USB devices: libvirt
refuses each of them elsewhere. Guests cannot boot from vhost SCSI devices and from mediated devices but vfio-ccw. A hostdev in a team is always the transient
one, is a PCI device, and names its persistent partner. The QEMU driver knows no devices of mode \`capabilities\` (which are for containers)
and no filter for writes to PCI configuration space.`,
  sources: [
    'libvirt 11.3.0: domain_conf.c, virDomainHostdevDefParseXMLSubsys; domain_validate.c, virDomainHostdevDefValidate; qemu_validate.c',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    attribute: '{name} is for {types} host devices, and this one is {type}: libvirt refuses it',
    boot: 'a guest cannot boot from a {type} host device: libvirt refuses its boot order',
    capabilities: "mode='capabilities' is for containers: libvirt refuses it on QEMU, which takes subsystem",
    filtering: 'QEMU cannot filter writes to PCI configuration space: libvirt refuses the attribute',
    teamType: "a host device in a team is the transient one: libvirt refuses type='{type}' here",
    teamPartner: "the team needs persistent='ALIAS', the alias of the virtio interface: libvirt refuses it without",
    teamPci: 'only PCI host devices can be in a team, and this one is {type}: libvirt refuses it',
    accessProcessors: 'a guest can have only one vfio-ap device, and this is the second: libvirt refuses it',
  },
  on: {
    'domain/devices/hostdev'(hostdev, { domain }) {
      const type = hostdev.attr('type')
      if (!type) return
      const mode = hostdev.attribute('mode')
      if (mode?.value === 'capabilities') return domain.isQemu ? { message: 'capabilities', at: mode } : undefined
      for (const attribute of [...hostdev.attributeList, ...(hostdev.child('source')?.attributeList ?? [])]) {
        const types = typesOfAttribute[attribute.name]
        if (types && !types.includes(type)) {
          return { message: 'attribute', at: attribute, data: { name: attribute.name, types: types.join(' and '), type } }
        }
      }
      const teaming = hostdev.child('teaming')
      if (teaming) {
        const role = teaming.attribute('type')
        if (type !== 'pci') return { message: 'teamPci', at: teaming, data: { type } }
        if (role && role.value !== 'transient') return { message: 'teamType', at: role, data: { type: role.value } }
        if (role && teaming.attr('persistent') === undefined) return { message: 'teamPartner', at: teaming }
      }
      if (!domain.isQemu) return
      const boot = hostdev.child('boot')
      if (boot && isUnbootable(hostdev)) return { message: 'boot', at: boot, data: { type } }
      const filtering = hostdev.child('source')?.attribute('writeFiltering')
      if (filtering && type === 'pci') return { message: 'filtering', at: filtering }
      if (hostdev.attr('model') !== 'vfio-ap') return
      const first = domain.devices('hostdev').find((other) => other.attr('model') === 'vfio-ap')
      return first && first !== hostdev ? { message: 'accessProcessors', at: hostdev.attributeOrSelf('model') } : undefined
    },
  },
  examples: [
    {
      name: 'a SCSI setting on a PCI device',
      inside: 'q35',
      bad: `<hostdev mode='subsystem' type='pci' rawio='«yes»'>
  <source>
    <address bus='0x0a'/>
  </source>
</hostdev>`,
      says: 'rawio is for scsi host devices',
    },
    {
      name: 'a start policy for a PCI device',
      inside: 'q35',
      bad: `<hostdev mode='subsystem' type='pci'>
  <source startupPolicy='«optional»'>
    <address bus='0x0a'/>
  </source>
</hostdev>`,
    },
    {
      name: 'booting from a mediated device',
      inside: 'q35',
      bad: `<hostdev mode='subsystem' type='mdev' model='vfio-pci'>
  <source>
    <address uuid='c2177883-f1bb-47f0-914d-32a22e3a8804'/>
  </source>
  <«boot» order='1'/>
</hostdev>`,
    },
    {
      name: "a container's device",
      inside: 'q35',
      bad: `<hostdev mode='«capabilities»' type='storage'>
  <source>
    <block>/dev/sdf1</block>
  </source>
</hostdev>`,
    },
    {
      name: 'filtered writes',
      inside: 'q35',
      bad: `<hostdev mode='subsystem' type='pci'>
  <source writeFiltering='«no»'>
    <address bus='0x0a'/>
  </source>
</hostdev>`,
    },
    {
      name: 'a team without its partner',
      inside: 'q35',
      bad: `<hostdev mode='subsystem' type='pci'>
  <source>
    <address bus='0x0a'/>
  </source>
  <«teaming» type='transient'/>
</hostdev>`,
    },
    {
      name: 'the wrong role in a team',
      inside: 'q35',
      bad: `<hostdev mode='subsystem' type='pci'>
  <source>
    <address bus='0x0a'/>
  </source>
  <teaming type='«persistent»'/>
</hostdev>`,
    },
    {
      name: 'a USB device in a team',
      inside: 'q35',
      bad: `<hostdev mode='subsystem' type='usb'>
  <source>
    <address bus='1' device='2'/>
  </source>
  <«teaming» type='transient' persistent='ua-net'/>
</hostdev>`,
    },
    {
      name: 'two vfio-ap devices',
      inside: 's390',
      bad: `<hostdev mode='subsystem' type='mdev' model='vfio-ap'>
  <source>
    <address uuid='c2177883-f1bb-47f0-914d-32a22e3a8804'/>
  </source>
</hostdev>
<hostdev mode='subsystem' type='mdev' model='«vfio-ap»'>
  <source>
    <address uuid='c2177883-f1bb-47f0-914d-32a22e3a8805'/>
  </source>
</hostdev>`,
    },
    {
      name: 'booting from a PCI device',
      inside: 'q35',
      good: `<hostdev mode='subsystem' type='pci' managed='yes'>
  <source>
    <address bus='0x0a'/>
  </source>
  <boot order='1'/>
</hostdev>`,
    },
  ],
})
