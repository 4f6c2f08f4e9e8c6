import { setAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/prefer-cpu-mode',
  summary: "Write mode='custom' for a CPU that names its model",
  why: `Before libvirt 0.9.10 a \`<cpu>\` had no mode: it named a model, and \`match\` said how close the host's CPU had to come. libvirt still
reads that form, and stores it as \`mode='custom'\` with \`match='exact'\` unless another match is written. Naming the mode tells it from
host-model and host-passthrough at a glance.`,
  sources: [
    'libvirt documentation: Domain XML format, CPU model and topology (mode, since 0.9.10)',
    'tried on libvirt 12.8.0, on x86, ARM, POWER and s390 guests: the stored definition is the same',
  ],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  message: "this CPU names a model and no mode: libvirt reads it as mode='custom' with match='{match}'",
  on: {
    'domain/cpu'(cpu) {
      const model = cpu.child('model')
      if (!model || model.text.trim() === '' || cpu.attr('mode') !== undefined) return
      const match = cpu.attr('match') ?? 'exact'
      const fix = [setAttribute(cpu, 'mode', 'custom')]
      if (cpu.attr('match') === undefined) fix.push(setAttribute(cpu, 'match', match))
      return { at: cpu, data: { match }, fix }
    },
  },
  examples: [
    {
      name: 'a model alone',
      inside: 'domain',
      bad: `<«cpu»>
  <model>Nehalem</model>
</cpu>`,
      fixed: `<cpu mode='custom' match='exact'>
  <model>Nehalem</model>
</cpu>`,
    },
    {
      name: 'another match is kept',
      inside: 'domain',
      bad: `<«cpu» match='minimum'>
  <model>Nehalem</model>
</cpu>`,
      fixed: `<cpu match='minimum' mode='custom'>
  <model>Nehalem</model>
</cpu>`,
      says: "match='minimum'",
    },
    {
      name: 'a mode, and a CPU that only has a topology',
      inside: 'domain',
      good: [
        "<cpu mode='host-model'/>",
        `<cpu>
  <topology sockets='1' cores='2' threads='1'/>
</cpu>`,
      ],
    },
  ],
})
