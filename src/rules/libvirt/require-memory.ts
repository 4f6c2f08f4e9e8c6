import { memoryKiB } from '../../domain/values/size.js'
import { rule } from '../rule.js'

export default rule({
  id: 'libvirt/require-memory',
  summary: 'Say how much memory the guest has',
  why: `There is no default for the guest's memory: without \`<memory>\`, or with 0 in it, and without NUMA cells that have memory, libvirt refuses
the definition.`,
  sources: ['libvirt 11.3: domain_postparse.c, virDomainDefPostParseMemory'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: 'the guest has no memory: libvirt refuses the definition, write <memory>',
  on: {
    domain(element) {
      const memory = element.child('memory')
      if (element.path('cpu/numa/cell')) return
      if (memory === undefined) return { at: element }
      return memoryKiB(memory) === 0 ? { at: memory.textRange } : undefined
    },
  },
  examples: [
    {
      name: 'no memory',
      bad: `<«domain» type='kvm'>
  <name>guest</name>
</domain>`,
    },
    { name: 'none at all', bad: '<memory>«0»</memory>', inside: 'domain' },
    {
      name: 'memory of NUMA cells',
      good: `<cpu>
  <numa>
    <cell id='0' cpus='0' memory='1048576'/>
  </numa>
</cpu>`,
      inside: 'domain',
    },
  ],
})
