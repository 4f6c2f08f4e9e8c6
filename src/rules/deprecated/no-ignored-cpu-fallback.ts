import { removeChildren } from '../../xml/change.js'
import { rule } from '../rule.js'

/** The modes in which libvirt drops a model without a name (cpu_conf.c, virCPUDefFormatBuf). */
const modes: ReadonlySet<string> = new Set(['host-model', 'host-passthrough', 'maximum'])

export default rule({
  id: 'deprecated/no-ignored-cpu-fallback',
  summary: 'Leave the model without a name out of a CPU that is taken from the host',
  why: `Older libvirt wrote \`<model fallback='allow'/>\` into every CPU of mode \`host-model\`, and many files still have it. Without a name
there is no model to fall back from: libvirt drops the element when it stores the definition, with \`forbid\` as with \`allow\`.`,
  sources: ['libvirt 11.3.0: cpu_conf.c, virCPUDefFormatBuf', 'tried on libvirt 12.8.0: the stored definition is the same'],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  message: "libvirt drops a <model> without a name from a CPU with mode='{mode}'",
  on: {
    'domain/cpu[@mode]/model'(model) {
      const cpu = model.parentElement
      const mode = cpu?.attr('mode') ?? ''
      if (!cpu || !modes.has(mode) || model.children.length > 0) return
      if (model.attributeList.some(({ name, value }) => name !== 'fallback' || !/^(?:allow|forbid)$/.test(value))) return
      return { at: model, data: { mode }, fix: removeChildren(cpu, [model]) }
    },
  },
  examples: [
    {
      name: 'a host model',
      inside: 'domain',
      bad: `<cpu mode='host-model'>
  <«model» fallback='allow'/>
</cpu>`,
      fixed: "<cpu mode='host-model'/>",
    },
    {
      name: 'a model with a name',
      inside: 'domain',
      good: `<cpu mode='custom' match='exact'>
  <model fallback='allow'>Nehalem</model>
</cpu>`,
    },
  ],
})
