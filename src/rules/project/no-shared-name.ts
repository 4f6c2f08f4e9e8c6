import { isUuid } from '../../domain/values/uuid.js'
import { guestFact } from '../project-fact.js'
import { rule } from '../rule.js'

export default rule({
  id: 'project/no-shared-name',
  summary: 'Give every guest a name of its own',
  why: `libvirt refuses to define a guest under a name that another UUID has already. Files for different hosts may repeat a name, but a
guest can then not be migrated to the other host, and \`virsh define\` of the wrong file fails there. Files without a UUID are not
compared: libvirt would give each a new one.`,
  sources: ['libvirt 11.3.0: virdomainobjlist.c, virDomainObjListAddLocked'],
  category: 'project',
  severity: 'info',
  since: '0.1.0',
  message: 'another guest with another UUID is called {label} too: libvirt refuses to define both on one host',
  unique(domain) {
    const name = domain.element.child('name')
    return name && domain.name !== '' && isUuid(domain.uuid ?? '') ? [guestFact(domain, domain.name, name.textRange)] : []
  },
  examples: [
    {
      name: 'two guests of one name',
      bad: [
        `<domain type='kvm'>
  <name>web</name>
  <uuid>8a6f0a1e-2f52-4a0e-9a52-2d1c57a3a8f1</uuid>
</domain>`,
        `<domain type='kvm'>
  <name>«web»</name>
  <uuid>8a6f0a1e-2f52-4a0e-9a52-2d1c57a3a8f2</uuid>
</domain>`,
      ],
      says: 'is called web too',
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
</domain>`,
      ],
    },
  ],
})
