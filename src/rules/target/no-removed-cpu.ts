import { cpuFinding, cpuRisk } from '../cpu-report.js'
import { rule } from '../rule.js'

export default rule({
  id: 'target/no-removed-cpu',
  summary: "Name a CPU model that the target's QEMU still has",
  why: `QEMU removes a CPU model now and then: one that never was a product, or a processor that it no longer emulates. libvirt still defines the
guest. When it starts, libvirt looks for the nearest model that is left and switches features on and off until they match, so the guest
gets another processor by name, family and stepping; with \`fallback='forbid'\`, and on other architectures than x86, it does not start.`,
  sources: [
    'QEMU: docs/about/removed-features',
    'libvirt: cpu/cpu_x86.c; qemu_process.c, qemuProcessUpdateGuestCPU',
    'tried on libvirt 12.8.0 with QEMU 11.1.3',
  ],
  category: 'target',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  risk: cpuRisk,
  message: 'CPU model {model} is gone since {since}: with {where} {reaction}{replacement}',
  on: {
    'domain/cpu/model'(element, context) {
      const found = cpuFinding(element, context, 'removed')
      if (!found) return
      const { model, verdict, where, reaction, replacement, fix } = found
      return { at: element.textRange, data: { model, since: verdict.since ?? '', where, reaction, replacement }, fix }
    },
  },
  examples: [
    {
      name: 'a processor that never was',
      bad: `<cpu mode='custom' match='exact'>
  <model fallback='forbid'>«Icelake-Client»</model>
</cpu>`,
      fixed: `<cpu mode='custom' match='exact'>
  <model fallback='forbid'>Icelake-Server</model>
</cpu>`,
      inside: 'domain',
      target: 'qemu=7.2.0',
      says: 'Icelake-Client is gone since QEMU 7.1: with QEMU 7.2.0 libvirt refuses to start the guest',
    },
    {
      name: 'with leave to take another',
      bad: `<cpu mode='custom' match='exact'>
  <model fallback='allow'>«Icelake-Client-noTSX»</model>
</cpu>`,
      fixed: `<cpu mode='custom' match='exact'>
  <model fallback='allow'>Icelake-Server</model>
</cpu>`,
      inside: 'domain',
      target: 'qemu=11.1.3',
      says: 'libvirt starts the guest with the nearest model that it has',
    },
    {
      name: 'a QEMU that has it',
      good: `<cpu mode='custom' match='exact'>
  <model fallback='forbid'>Icelake-Client</model>
</cpu>`,
      inside: 'domain',
      target: 'qemu=5.1.0',
    },
  ],
})
