import { removeAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

/** The modes in which libvirt reads `match` and drops it (cpu_conf.c, virCPUDefFormatBufFull). */
const modes: ReadonlySet<string> = new Set(['host-model', 'host-passthrough', 'maximum'])
const matches: ReadonlySet<string> = new Set(['exact', 'minimum', 'strict'])

export default rule({
  id: 'deprecated/no-ignored-cpu-match',
  summary: 'Leave match out of a CPU that is taken from the host',
  why: `\`match\` says how the host's CPU is to be compared with the one that the definition names. With \`host-model\`, \`host-passthrough\` and
\`maximum\` there is nothing to compare: libvirt drops the attribute when it stores the definition, also \`strict\` and \`minimum\`, which
therefore promise what nobody checks.`,
  sources: ['libvirt 11.3.0: cpu_conf.c, virCPUDefFormatBufFull', 'tried on libvirt 12.8.0: the stored definition is the same'],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  message: "libvirt ignores match='{match}' with mode='{mode}': there is no other CPU to compare the host's with",
  on: {
    'domain/cpu[@mode][@match]'(cpu) {
      const match = cpu.attribute('match')
      const mode = cpu.attr('mode') ?? ''
      if (!match || !modes.has(mode) || !matches.has(match.value)) return
      return { at: match, data: { match: match.value, mode }, fix: removeAttribute(match) }
    },
  },
  examples: [
    {
      name: 'a strict host model',
      inside: 'domain',
      bad: "<cpu mode='host-model' match='«strict»' check='partial'/>",
      fixed: "<cpu mode='host-model' check='partial'/>",
    },
    {
      name: 'a named model',
      inside: 'domain',
      good: `<cpu mode='custom' match='strict'>
  <model>Nehalem</model>
</cpu>`,
    },
  ],
})
