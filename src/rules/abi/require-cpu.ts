import { defaultCpu } from '../../domain/facts/default-cpus.js'
import { guestKind } from '../../domain/facts/implicit-models.js'
import { rule } from '../rule.js'

/** Guests whose architecture has a default CPU in libvirt whatever the domain type (canonical form of `<cpu>`, qemu_postparse.c). */
const alwaysDefaulted = new Set(['x86', 's390', 'pseries', 'ppc64'])

export default rule({
  id: 'abi/require-cpu',
  summary: 'Name the CPU of the guest',
  why: `Without a CPU model libvirt takes the default of the machine: on x86 that is qemu64, which lacks most features of any CPU of the last
fifteen years and differs between machine versions. libvirt before 5.10.0 did not even write it down. A guest that runs already must keep
the CPU that \`virsh dumpxml\` shows.`,
  sources: ['libvirt 11.3: qemu_postparse.c, qemuDomainDefCPUPostParse; NEWS 5.10.0', 'QEMU: pc_compat properties of qemu64'],
  category: 'abi',
  severity: 'info',
  since: '0.1.0',
  presets: ['strict'],
  message: 'the guest names no CPU model: libvirt takes the default of the machine that QEMU has{here}',
  on: {
    domain(element, { domain, target }) {
      if (!domain.isQemu || !(domain.type === 'qemu' || alwaysDefaulted.has(guestKind(domain)))) return
      const cpu = element.child('cpu')
      if (cpu?.child('model')?.text || (cpu?.attr('mode') ?? 'custom') !== 'custom') return
      const { arch, machine, type } = domain
      const model = defaultCpu({ arch, machine, type, target })
      const here = model === undefined || model === 'unknown' ? '' : model === 'host' ? ", here the host's own" : `, here ${model}`
      return { at: cpu ?? element, data: { here } }
    },
  },
  examples: [
    { name: 'no cpu', bad: `<«domain» type='kvm'>\n  <name>guest</name>\n</domain>`, says: 'here qemu64' },
    {
      name: 'a topology is no model',
      bad: `<«cpu»>
  <topology sockets='1' cores='2' threads='1'/>
</cpu>`,
      inside: 'domain',
    },
    { name: 'a mode', good: `<cpu mode='host-passthrough'/>`, inside: 'domain' },
    {
      name: 'a model',
      good: `<cpu mode='custom' match='exact'>
  <model fallback='forbid'>EPYC-Rome</model>
</cpu>`,
      inside: 'domain',
    },
  ],
})
