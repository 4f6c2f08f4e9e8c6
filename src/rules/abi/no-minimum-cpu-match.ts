import { rule } from '../rule.js'

export default rule({
  id: 'abi/no-minimum-cpu-match',
  summary: 'Do not let the host decide the CPU of a guest that names a model',
  why: `With \`match='minimum'\` the model is only the least that the guest needs: libvirt gives it everything that the host's CPU has. The guest
sees another CPU on every host, although the file names a model, and libvirt's ABI check does not notice. \`match='exact'\` gives the named
model; for the host's CPU \`mode='host-model'\` says what is meant. Either shows a guest that runs already another CPU.`,
  sources: [
    'libvirt docs: formatdomain, CPU model and topology',
    'tried with libvirt 12.8: minimum Nehalem gives the CPU of the host, exact gives Nehalem',
  ],
  category: 'abi',
  severity: 'warning',
  since: '0.1.0',
  message: "match='minimum' gives the guest the whole CPU of whatever host it runs on, not the {model} that is named",
  on: {
    'domain/cpu[@match=minimum]'(cpu, { domain }) {
      const match = cpu.attribute('match')
      const model = cpu.child('model')?.text
      if (!match || !model || !domain.isQemu || (cpu.attr('mode') ?? 'custom') !== 'custom') return
      return { at: match, data: { model } }
    },
  },
  examples: [
    {
      name: 'the least that is needed',
      bad: `<cpu match='«minimum»'>
  <model>Nehalem</model>
</cpu>`,
      inside: 'domain',
      says: 'not the Nehalem that is named',
    },
    {
      name: 'the named model',
      good: `<cpu match='exact'>
  <model>Nehalem</model>
</cpu>`,
      inside: 'domain',
    },
  ],
})
