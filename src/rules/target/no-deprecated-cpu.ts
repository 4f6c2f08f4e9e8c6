import { cpuFinding, cpuRisk } from '../cpu-report.js'
import { rule } from '../rule.js'

export default rule({
  id: 'target/no-deprecated-cpu',
  summary: "Move from a CPU model before the target's QEMU drops it",
  why: `QEMU announces the CPU models that it is going to remove, and libvirt marks a guest that uses one as tainted. Until then it
runs. A model cannot be changed under a running guest: plan it for a time when the guest can be shut down.`,
  sources: ['QEMU: docs/about/deprecated', 'libvirt: formatdomaincaps, the attribute deprecated of CPU models'],
  category: 'target',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  // The guest runs as it is: when it changes is for its owner to say.
  grade: 'work',
  risk: cpuRisk,
  message: 'CPU model {model} is deprecated since {since}: with {where} the guest still runs, tainted{replacement}',
  on: {
    'domain/cpu/model'(element, context) {
      const found = cpuFinding(element, context, 'deprecated')
      if (!found) return
      const { model, verdict, where, replacement, fix } = found
      return { at: element.textRange, data: { model, since: verdict.since ?? 'that QEMU', where, replacement }, fix }
    },
  },
  examples: [
    {
      name: 'a model that is on its way out',
      bad: `<cpu mode='custom' match='exact'>
  <model fallback='allow'>«Icelake-Client»</model>
</cpu>`,
      fixed: `<cpu mode='custom' match='exact'>
  <model fallback='allow'>Icelake-Server</model>
</cpu>`,
      inside: 'domain',
      target: 'qemu=6.2.0',
      says: 'Icelake-Client is deprecated since QEMU 5.2',
    },
    {
      name: 'a model that stays',
      good: `<cpu mode='custom' match='exact'>
  <model fallback='allow'>Icelake-Server</model>
</cpu>`,
      inside: 'domain',
      target: 'qemu=6.2.0',
    },
  ],
})
