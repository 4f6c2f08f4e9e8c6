import { pruneAttributes } from '../../xml/change.js'
import { rule } from '../rule.js'

/** Names that libvirt makes up for host interfaces (virnetdev.h, VIR_NET_GENERATED_*_PREFIX). */
const generated = /^(?:vnet|macvtap|macvlan)/

export default rule({
  id: 'deprecated/no-generated-target-dev',
  summary: 'Leave the host interface name to libvirt, or choose one of your own',
  why: `Names that start with \`vnet\`, \`macvtap\` or \`macvlan\` belong to libvirt: it numbers the host interfaces of its guests with them. Such
a name in a stored definition is dropped, whoever wrote it, and the interface gets the next free number at each start: firewall rules
that expect the written name then meet another guest. A name of another kind is kept. With \`managed='no'\` the interface is made by
somebody else, and libvirt keeps any name.`,
  sources: [
    'libvirt: formatdomain, network interfaces, overriding the target element; domain_conf.c, virDomainNetDefParseXML',
    'tried on libvirt 12.8: the stored definition is the same without it (bridge, network, direct, user, ethernet)',
  ],
  category: 'deprecated',
  severity: 'warning',
  since: '0.1.0',
  message: 'libvirt ignores the name {name} and takes the next free number: names that start with {prefix} are its own',
  fix: 'safe',
  on: {
    'domain/devices/interface/target[@dev]'(target, { domain }) {
      const name = target.attribute('dev')
      const [prefix] = generated.exec(name?.value ?? '') ?? []
      if (!name || !prefix || target.attr('managed') === 'no' || domain.isStatusRecord) return
      return { at: name, data: { name: name.value, prefix }, fix: pruneAttributes(target, ['dev']) }
    },
  },
  examples: [
    {
      name: 'a name from a live dump',
      bad: `<interface type='network'>
  <source network='default'/>
  <target dev='«vnet3»'/>
  <model type='virtio'/>
</interface>`,
      fixed: `<interface type='network'>
  <source network='default'/>
  <model type='virtio'/>
</interface>`,
      inside: 'q35',
      says: 'the name vnet3',
    },
    {
      name: 'managed stays',
      bad: `<interface type='ethernet'>
  <target dev='«macvtap0»' managed='yes'/>
</interface>`,
      fixed: `<interface type='ethernet'>
  <target managed='yes'/>
</interface>`,
      inside: 'q35',
    },
    {
      name: 'names of your own, and of an interface that somebody else makes',
      good: `<interface type='bridge'>
  <source bridge='br0'/>
  <target dev='tap-guest'/>
</interface>
<interface type='ethernet'>
  <target dev='vnet-guest' managed='no'/>
</interface>`,
      inside: 'q35',
    },
  ],
})
