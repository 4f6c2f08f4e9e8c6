import { table } from '../../domain/table.js'
import { setAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

/** Hypervisors that libvirt's XML has a name for and no driver any more. */
const dead = table<{ readonly gone: string; readonly instead: string }>({
  // QEMU changelog; libvirt 12.8 says that the emulator does not support it.
  kqemu: { gone: 'QEMU dropped the kqemu accelerator in 0.12', instead: 'use kvm, or qemu where the host has no KVM' },
  // libvirt NEWS 5.0.0.
  uml: { gone: 'libvirt dropped User Mode Linux in 5.0.0', instead: 'convert the guest for kvm' },
  // libvirt NEWS 6.0.0.
  phyp: { gone: 'libvirt dropped the IBM Power hypervisor in 6.0.0', instead: 'use the tools of that hypervisor' },
})

export default rule({
  id: 'deprecated/no-dead-domain-type',
  summary: 'Use a domain type that libvirt still has a driver for',
  why: `The names of some hypervisors are still part of libvirt's XML although their drivers are gone. libvirt then looks for an emulator that
supports the type, finds none, and refuses the definition.`,
  sources: ['libvirt: NEWS 5.0.0 and 6.0.0', 'tried on libvirt 12.8: "does not support virt type"'],
  category: 'deprecated',
  severity: 'error',
  since: '0.1.0',
  message: 'libvirt runs no guests of type {type} any more: {gone}; {instead}',
  fix: 'unsafe',
  risk: 'The guest runs on KVM then, which it has perhaps never done: it needs /dev/kvm on the host, and sees other CPU features.',
  on: {
    'domain[@type]'(element) {
      const type = element.attribute('type')
      const known = type && Object.hasOwn(dead, type.value) ? dead[type.value] : undefined
      if (!type || !known) return
      const report = { at: type, data: { type: type.value, ...known } }
      return type.value === 'kqemu' ? { ...report, fix: setAttribute(element, 'type', 'kvm') } : report
    },
  },
  examples: [
    {
      name: 'an accelerator of 2008',
      bad: `<domain type='«kqemu»'>
  <name>guest</name>
</domain>`,
      fixed: `<domain type='kvm'>
  <name>guest</name>
</domain>`,
      says: 'dropped the kqemu accelerator in 0.12',
    },
    {
      name: 'User Mode Linux',
      bad: `<domain type='«uml»'>
  <name>guest</name>
</domain>`,
      says: '5.0.0',
    },
    {
      name: 'plain emulation is alive',
      good: `<domain type='qemu'>
  <name>guest</name>
</domain>`,
    },
  ],
})
