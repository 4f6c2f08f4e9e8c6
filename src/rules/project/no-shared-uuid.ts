import { isUuid, uuidDigits } from '../../domain/values/uuid.js'
import { guestFact } from '../project-fact.js'
import { rule } from '../rule.js'

export default rule({
  id: 'project/no-shared-uuid',
  summary: 'Give every guest a UUID of its own',
  why: `The UUID is the identity of a guest: libvirt keeps one definition for each, and refuses to define a second guest under a UUID
that it knows by another name. On two hosts both may run, but the UUID is also the SMBIOS system UUID that the guest sees, and licences,
DHCP clients and inventories take the two for one machine. It is what a copied file keeps when only its name is changed. Two files with
the same name and UUID count as one guest kept twice.`,
  sources: ['libvirt 11.3.0: virdomainobjlist.c, virDomainObjListAddLocked', 'libvirt docs: formatdomain, general metadata; virt-clone(1)'],
  category: 'project',
  severity: 'warning',
  since: '0.1.0',
  message: 'the guest {other} has this UUID too: libvirt refuses to define both on one host, and guests take it for their hardware',
  unique(domain) {
    const uuid = domain.element.child('uuid')
    if (!uuid || !isUuid(uuid.text)) return []
    return [guestFact(domain, uuidDigits(uuid.text), uuid.textRange)]
  },
  examples: [
    {
      name: 'a copy with another name',
      bad: [
        `<domain type='kvm'>
  <name>web</name>
  <uuid>8a6f0a1e-2f52-4a0e-9a52-2d1c57a3a8f1</uuid>
</domain>`,
        `<domain type='kvm'>
  <name>mail</name>
  <uuid>«8A6F0A1E-2F52-4A0E-9A52-2D1C57A3A8F1»</uuid>
</domain>`,
      ],
      says: 'the guest web has this UUID too',
    },
    {
      name: 'one guest in two files',
      good: [
        `<domain type='kvm'>
  <name>web</name>
  <uuid>8a6f0a1e-2f52-4a0e-9a52-2d1c57a3a8f1</uuid>
</domain>`,
        `<domain type='kvm'>
  <name>web</name>
  <uuid>8a6f0a1e-2f52-4a0e-9a52-2d1c57a3a8f1</uuid>
</domain>`,
      ],
    },
  ],
})
