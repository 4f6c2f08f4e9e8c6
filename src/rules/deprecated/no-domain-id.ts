import { removeAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/no-domain-id',
  summary: 'Leave the id of a running guest out of its definition',
  why: `The id numbers the running guests of one host: it is new at every start, and a guest that is off has none. libvirt drops it when
the definition is stored. That it is there shows that the file came from \`virsh dumpxml\` of a running guest: \`virsh dumpxml --inactive\`
gives the definition without such state.`,
  sources: ['libvirt: formatdomain, general metadata', 'tried on libvirt 12.8: the stored definition is the same without it'],
  category: 'deprecated',
  severity: 'warning',
  since: '0.1.0',
  message: 'id {id} is the number of a running guest on one host: libvirt drops it from a stored definition',
  fix: 'safe',
  on: {
    domain(element, { domain }) {
      const id = element.attribute('id')
      if (!id || domain.isStatusRecord) return
      return { at: id, data: { id: id.value }, fix: removeAttribute(id) }
    },
  },
  examples: [
    {
      name: 'a live dump',
      bad: `<domain type='kvm' id='«7»'>
  <name>guest</name>
</domain>`,
      fixed: `<domain type='kvm'>
  <name>guest</name>
</domain>`,
      says: 'id 7',
    },
    {
      name: "libvirt's own record of a running guest",
      good: `<domstatus state='running' reason='booted' pid='1234'>
  <domain type='kvm' id='7'>
    <name>guest</name>
  </domain>
</domstatus>`,
    },
    { name: 'a uuid is no such id', good: '<uuid>8a6f0a1e-2f52-4a0e-9a52-2d1c57a3a8f1</uuid>', inside: 'domain' },
  ],
})
