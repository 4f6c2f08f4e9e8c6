import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

export default rule({
  id: 'abi/require-uuid',
  summary: 'Give the guest a UUID',
  why: `Without \`<uuid>\` libvirt makes one up each time the file is defined as a new guest. The UUID is the guest's SMBIOS system UUID, so
licences, cloud-init and management agents take the machine for a new one; and a second definition under the same name is refused,
because name and UUID no longer belong together. The one in use is shown by \`virsh domuuid\`.`,
  sources: [
    'libvirt 11.3: domain_conf.c, virDomainDefParseIDs (generated when missing, or taken from sysinfo)',
    'libvirt docs: formatdomain, general metadata',
  ],
  category: 'abi',
  severity: 'warning',
  since: '0.1.0',
  message:
    'the guest has no UUID: libvirt makes up another one each time the file is defined anew, and the guest sees it as its system UUID',
  on: {
    domain(element) {
      if (element.child('uuid')?.text || sysinfoUuid(element)) return
      return { at: element }
    },
  },
  examples: [
    {
      name: 'no uuid',
      bad: `<«domain» type='kvm'>
  <name>guest</name>
</domain>`,
    },
    {
      name: 'a uuid',
      good: `<domain type='kvm'>
  <name>guest</name>
  <uuid>8a6f0a1e-2f52-4a0e-9a52-2d1c57a3a8f1</uuid>
</domain>`,
    },
    {
      name: 'libvirt takes the system UUID of sysinfo',
      good: `<domain type='kvm'>
  <name>guest</name>
  <sysinfo type='smbios'>
    <system>
      <entry name='uuid'>8a6f0a1e-2f52-4a0e-9a52-2d1c57a3a8f1</entry>
    </system>
  </sysinfo>
</domain>`,
    },
  ],
})

function sysinfoUuid(domain: XmlElement): boolean {
  return domain
    .elements('sysinfo')
    .flatMap((sysinfo) => sysinfo.elements('system'))
    .flatMap((system) => system.elements('entry'))
    .some((entry) => entry.attr('name') === 'uuid' && entry.text !== '')
}
