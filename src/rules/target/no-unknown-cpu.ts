import { modesOfLibvirt } from '../../domain/facts/cpu-models.js'
import { x86Models } from '../../domain/facts/cpu-verdict.js'
import { didYouMean } from '../../domain/values/nearest.js'
import { cpuFinding } from '../cpu-report.js'
import { rule } from '../rule.js'

export default rule({
  id: 'target/no-unknown-cpu',
  summary: 'Name CPU models as libvirt does',
  why: `libvirt has its own list of x86 CPU models, which is a little behind QEMU's, and compares names to the letter. It defines a guest with
any name, and refuses to start it with one that is not on the list ("Unknown CPU model"), whatever \`fallback\` says. What QEMU calls \`host\`
and \`max\` are modes in libvirt.`,
  sources: ['libvirt 12.8.0: cpu_map; cpu/cpu_x86.c, x86ModelFromCPU', 'tried on libvirt 12.8.0 with QEMU 11.1.3'],
  category: 'target',
  severity: 'warning',
  since: '0.1.0',
  message: {
    unknown: 'libvirt knows no CPU model {model} for {arch} guests: it refuses to start the guest{guess}',
    host: '{where} has no CPU model {model}: {reaction}',
    mode: "libvirt knows no CPU model {model}, which is mode='{mode}' of <cpu>: it refuses to start the guest",
  },
  on: {
    'domain/cpu/model'(element, context) {
      const found = cpuFinding(element, context, 'absent')
      if (!found) return
      const { model, where, reaction } = found
      const mode = modesOfLibvirt[model]
      if (mode) return { message: 'mode', at: element.textRange, data: { model, mode } }
      if (context.target.host) return { message: 'host', at: element.textRange, data: { where, model, reaction } }
      const { arch, isX86 } = context.domain
      const guess = isX86 && !x86Models().has(model) ? didYouMean(model, x86Models().keys()) : ''
      return { message: 'unknown', at: element.textRange, data: { model, arch, guess } }
    },
  },
  examples: [
    {
      name: 'the case of the letters',
      bad: `<cpu mode='custom' match='exact'>
  <model fallback='allow'>«Epyc-Rome»</model>
</cpu>`,
      inside: 'domain',
      says: 'did you mean EPYC-Rome?',
    },
    {
      name: "QEMU's name of a mode",
      bad: `<cpu match='exact'>
  <model>«host»</model>
</cpu>`,
      inside: 'domain',
      says: "which is mode='host-passthrough' of <cpu>",
    },
    {
      name: 'a version that libvirt has not taken over yet',
      bad: `<cpu mode='custom' match='exact'>
  <model fallback='allow'>«Skylake-Server-v6»</model>
</cpu>`,
      inside: 'domain',
      target: 'libvirt=12.8.0,qemu=11.1.3',
      says: 'libvirt knows no CPU model Skylake-Server-v6 for x86_64 guests: it refuses to start the guest',
    },
    {
      name: 'names that libvirt has',
      good: [
        `<cpu mode='custom' match='exact'>
  <model fallback='allow'>pentiumpro</model>
</cpu>`,
        `<cpu mode='host-model'>
  <model fallback='allow'>anything</model>
</cpu>`,
      ],
      inside: 'domain',
    },
  ],
})
