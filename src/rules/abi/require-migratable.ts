import { compareVersions } from '../../domain/facts/target.js'
import { setAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'abi/require-migratable',
  summary: 'Say whether a host-passthrough CPU is migratable',
  why: `A host-passthrough CPU without \`migratable\` hides the features that cannot be migrated, such as the invariant TSC: libvirt 6.5.0 and
newer write \`on\`, older ones leave it to QEMU, which does the same. Writing \`migratable='on'\` changes nothing for the guest; \`off\` shows it
more features and rules out live migration.`,
  sources: [
    'libvirt 11.3: qemu_postparse.c, qemuDomainDefCPUPostParse; docs: formatdomain, CPU model',
    'proven with libvirt 12.8 on pc and q35: same definition',
  ],
  category: 'abi',
  severity: 'info',
  since: '0.1.0',
  presets: ['strict'],
  message: "the host-passthrough CPU does not say whether it is migratable: libvirt takes migratable='on'",
  fix: 'safe',
  on: {
    'domain/cpu[@mode=host-passthrough]'(cpu, { domain, target }) {
      if (cpu.attr('migratable') !== undefined || domain.type !== 'kvm' || !domain.isX86) return
      if (compareVersions(target.libvirt, [6, 5, 0]) < 0) return
      return { at: cpu, fix: setAttribute(cpu, 'migratable', 'on') }
    },
  },
  examples: [
    {
      name: 'nothing said',
      bad: `<«cpu» mode='host-passthrough' check='none'/>`,
      fixed: `<cpu mode='host-passthrough' check='none' migratable='on'/>`,
      inside: 'domain',
    },
    { name: 'off', good: `<cpu mode='host-passthrough' migratable='off'/>`, inside: 'domain' },
    { name: 'other modes', good: `<cpu mode='host-model'/>`, inside: 'domain' },
  ],
})
