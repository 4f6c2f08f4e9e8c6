import { cpuFinding } from '../cpu-report.js'
import { rule } from '../rule.js'

export default rule({
  id: 'target/no-newer-cpu',
  summary: 'Name a CPU model that the target already has',
  why: `A CPU model has to be known twice: to QEMU, and to libvirt, which knew no versioned ones (\`EPYC-v4\`) before 10.10.0. libvirt defines a
guest with any name. When it starts, a model that only QEMU lacks is replaced by the nearest one it has, or refused with
\`fallback='forbid'\`; a name that libvirt itself does not know is always refused. Use the newest model that all hosts of the guest have.`,
  sources: [
    'libvirt: NEWS 10.10.0 and 11.0.0; cpu/cpu_x86.c',
    'libvirt: recorded capabilities of QEMU 2.6 to 10.0',
    'tried on libvirt 12.8.0 with QEMU 11.1.3',
  ],
  category: 'target',
  severity: 'warning',
  since: '0.1.0',
  message: 'CPU model {model} comes with {since}: with {where} {reaction}',
  on: {
    'domain/cpu/model'(element, context) {
      const found = cpuFinding(element, context, 'notYet')
      if (!found) return
      const { model, verdict, where, reaction } = found
      const { name } = context.target
      const isOfLibvirt = verdict.since?.startsWith('libvirt') ?? false
      return { at: element.textRange, data: { model, since: verdict.since ?? 'a newer QEMU', where: isOfLibvirt ? name : where, reaction } }
    },
  },
  examples: [
    {
      name: 'a processor of a newer QEMU',
      bad: `<cpu mode='custom' match='exact'>
  <model fallback='forbid'>«SapphireRapids»</model>
</cpu>`,
      inside: 'domain',
      target: 'libvirt=9.0.0,qemu=7.2.0',
      says: 'SapphireRapids comes with QEMU 8.0: with QEMU 7.2.0 libvirt refuses to start the guest',
    },
    {
      name: 'a versioned model and a libvirt that knows none',
      bad: `<cpu mode='custom' match='exact'>
  <model fallback='allow'>«EPYC-v2»</model>
</cpu>`,
      inside: 'domain',
      target: 'libvirt=9.0.0,qemu=7.2.0',
      says: 'EPYC-v2 comes with libvirt 10.10.0: with libvirt=9.0.0,qemu=7.2.0 libvirt refuses to start the guest',
    },
    {
      name: 'both know it',
      good: `<cpu mode='custom' match='exact'>
  <model fallback='forbid'>SapphireRapids</model>
</cpu>`,
      inside: 'domain',
      target: 'libvirt=11.3.0,qemu=10.0.0',
    },
  ],
})
