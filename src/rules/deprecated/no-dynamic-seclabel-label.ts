import { table } from '../../domain/table.js'
import { removeChildren } from '../../xml/change.js'
import { rule } from '../rule.js'

/** What libvirt computes at each start, by the label's type; a label without a type is dynamic. */
const computed = table<readonly string[]>({
  dynamic: ['label', 'imagelabel'],
  none: ['label', 'imagelabel'],
  static: ['imagelabel'],
})

export default rule({
  id: 'deprecated/no-dynamic-seclabel-label',
  summary: 'Leave the labels that libvirt computes out of a security label',
  why: `With \`type='dynamic'\` libvirt gives the guest a new, unique label at each start, and the live XML shows it. It reads neither
\`<label>\` nor \`<imagelabel>\` from a stored definition then; a label to start from is \`<baselabel>\`. With \`type='static'\` the label is the
owner's choice, and only \`<imagelabel>\` is computed.`,
  sources: [
    'libvirt: formatdomain, security label; domain_conf.c, virSecurityLabelDefParseXML',
    'tried on libvirt 12.8: the stored definition is the same without them (dac and selinux; dynamic, static, none, and no type)',
  ],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  message: 'libvirt does not read <{name}> of a {type} security label: it makes a new one at each start',
  fix: 'safe',
  on: {
    'domain/seclabel'(seclabel, { domain }) {
      if (domain.isStatusRecord) return
      const type = seclabel.attr('type') ?? 'dynamic'
      const leftovers = seclabel.elements().filter(({ name }) => computed[type]?.includes(name))
      const [first] = leftovers
      if (!first) return
      return { at: first, data: { name: first.name, type }, fix: removeChildren(seclabel, leftovers) }
    },
  },
  examples: [
    {
      name: 'the labels of a running guest',
      bad: `<seclabel type='dynamic' model='dac' relabel='yes'>
  <«label»>+64055:+109</label>
  <imagelabel>+64055:+109</imagelabel>
</seclabel>`,
      fixed: "<seclabel type='dynamic' model='dac' relabel='yes'/>",
      inside: 'domain',
      says: 'dynamic',
    },
    {
      name: 'a base label stays',
      bad: `<seclabel type='dynamic' model='selinux' relabel='yes'>
  <baselabel>system_u:system_r:svirt_t:s0</baselabel>
  <«imagelabel»>system_u:object_r:svirt_image_t:s0:c1,c2</imagelabel>
</seclabel>`,
      fixed: `<seclabel type='dynamic' model='selinux' relabel='yes'>
  <baselabel>system_u:system_r:svirt_t:s0</baselabel>
</seclabel>`,
      inside: 'domain',
    },
    {
      name: 'a label of your own',
      good: `<seclabel type='static' model='dac' relabel='yes'>
  <label>+1000:+1000</label>
</seclabel>`,
      inside: 'domain',
    },
  ],
})
