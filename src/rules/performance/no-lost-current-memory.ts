import { formatKiB, memoryKiB } from '../../domain/values/size.js'
import { rule } from '../rule.js'

export default rule({
  id: 'performance/no-lost-current-memory',
  summary: 'Keep currentMemory at or below memory',
  why: `\`<currentMemory>\` is what the balloon leaves the guest of its \`<memory>\`. A larger value is reduced to \`<memory>\` without a word: the
guest gets less than the definition seems to say.`,
  sources: ['libvirt 11.3: domain_postparse.c, virDomainDefPostParseMemory', 'libvirt 12.8: accepted, stored as the memory'],
  category: 'performance',
  severity: 'warning',
  since: '0.1.0',
  message: 'currentMemory is {current}, more than the {memory} of <memory>: libvirt silently reduces it',
  on: {
    'domain/currentMemory'(current, { domain }) {
      const memory = domain.element.child('memory')
      const currentNow = memoryKiB(current)
      const most = memory && memoryKiB(memory)
      // With NUMA cells or memory devices, libvirt counts the memory anew.
      if (!most || currentNow === undefined || currentNow <= most || domain.element.path('cpu/numa/cell')) return
      return {
        at: current.textRange,
        data: { current: formatKiB(currentNow), memory: formatKiB(most) },
        related: [{ at: memory.textRange, message: 'the memory' }],
      }
    },
  },
  examples: [
    {
      name: 'more than there is',
      bad: `<memory unit='GiB'>2</memory>
<currentMemory unit='GiB'>«4»</currentMemory>`,
      inside: 'domain',
      says: 'currentMemory is 4 GiB, more than the 2 GiB of <memory>',
    },
    {
      name: 'as much',
      good: `<memory unit='GiB'>2</memory>
<currentMemory unit='MiB'>2048</currentMemory>`,
      inside: 'domain',
    },
  ],
})
