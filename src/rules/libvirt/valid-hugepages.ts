import type { Cpuset } from '../../domain/values/cpuset.js'
import { cpusetMax, cpusetOverlap, formatCpuset, parseCpuset } from '../../domain/values/cpuset.js'
import { type Report, rule } from '../rule.js'

const messages = {
  twoDefaults: 'there is a page size for all other nodes already: libvirt refuses the second <page> without a nodeset',
  overlap: 'node {set} has a page size already: libvirt refuses the definition',
  node: 'there is no NUMA cell {id} in this guest ({cells}): libvirt refuses the definition',
  zero: 'a page of size 0 does not exist: libvirt refuses the definition',
  anonymous: "huge pages come from a file system: libvirt refuses source type='anonymous' beside them",
  ondemand: "huge pages are allocated at once: libvirt refuses allocation mode='ondemand' beside them",
} as const

export default rule({
  id: 'libvirt/valid-hugepages',
  summary: 'Give each NUMA cell one huge page size',
  why: `One \`<page>\` without a nodeset is the page size of the whole guest; others name the guest's NUMA cells that get another one. libvirt
refuses two sizes for one cell, cells that do not exist, and memory sources that cannot be huge pages.`,
  sources: [
    'libvirt 11.3: domain_validate.c, virDomainDefValidateMemory… and hugepages; qemu_validate.c, qemuValidateDomainDefMemory',
    'libvirt 12.8, tried',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: {
    'domain/memoryBacking'(backing, { domain }) {
      const hugepages = backing.child('hugepages')
      if (!hugepages) return
      const reports: Report<typeof messages>[] = []
      const source = backing.child('source')
      const allocation = backing.child('allocation')
      if (domain.isQemu && source?.attr('type') === 'anonymous') reports.push({ message: 'anonymous', at: source.attributeOrSelf('type') })
      if (domain.isQemu && allocation?.attr('mode') === 'ondemand')
        reports.push({ message: 'ondemand', at: allocation.attributeOrSelf('mode') })
      const cells = domain.element.path('cpu/numa')?.elements('cell').length ?? 0
      const earlier: Cpuset[] = []
      let hasDefault = false
      for (const page of hugepages.elements('page')) {
        if (/^0+$/.test(page.attr('size') ?? '')) reports.push({ message: 'zero', at: page.attributeOrSelf('size') })
        const at = page.attribute('nodeset')
        if (!at) {
          if (hasDefault) reports.push({ message: 'twoDefaults', at: page })
          hasDefault = true
          continue
        }
        const parsed = parseCpuset(at.value)
        if (!('members' in parsed)) continue
        const last = cpusetMax(parsed.members) ?? 0
        const both = earlier.map((set) => cpusetOverlap(set, parsed.members)).find((set) => set.length > 0)
        if (both) reports.push({ message: 'overlap', at, data: { set: formatCpuset(both) } })
        else if (last >= Math.max(cells, 1))
          reports.push({ message: 'node', at, data: { id: last, cells: cells === 0 ? 'it has no cells' : `it has ${cells}` } })
        earlier.push(parsed.members)
      }
      return reports
    },
  },
  examples: [
    {
      name: 'a cell that is not there',
      bad: `<memoryBacking>
  <hugepages>
    <page size='2048' unit='KiB' nodeset='«1»'/>
  </hugepages>
</memoryBacking>`,
      inside: 'domain',
    },
    {
      name: 'two sizes for everything',
      bad: `<memoryBacking>
  <hugepages>
    <page size='2048' unit='KiB'/>
    <«page» size='1048576' unit='KiB'/>
  </hugepages>
</memoryBacking>`,
      inside: 'domain',
    },
    {
      name: 'one for all, one for a cell',
      good: `<memoryBacking>
  <hugepages>
    <page size='2048' unit='KiB'/>
    <page size='1048576' unit='KiB' nodeset='0'/>
  </hugepages>
</memoryBacking>`,
      inside: 'domain',
    },
  ],
})
