import { compareVersions } from '../../domain/facts/target.js'
import { formatKiB, memoryKiB, parseSize } from '../../domain/values/size.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

/** Since this version QEMU refuses memory that is not a multiple of the page size it lies in (backends/hostmem.c). */
const refusesRemainder = [9, 0, 0] as const

export default rule({
  id: 'performance/no-hugepage-remainder',
  summary: 'Give guests in huge pages a whole number of them',
  why: `Memory in huge pages comes in whole pages. Where the size of the guest, or of one of its NUMA cells, is no multiple of the page
size, QEMU 9.0 and later refuses to start the guest; older versions took one more page, of which the rest is wasted, and failed when the
memory was to be bound to a NUMA node. libvirt defines such a guest without a word.`,
  sources: ['QEMU 9.0: backends/hostmem.c, host_memory_backend_memory_complete', 'libvirt docs: formatdomain, memory backing (hugepages)'],
  category: 'performance',
  severity: 'warning',
  since: '0.1.0',
  message: {
    refused: '{size} is no multiple of the {page} pages that it is to lie in: libvirt defines the guest, but QEMU refuses to start it',
    wasted: '{size} is no multiple of the {page} pages that it is to lie in: the rest of the last page is wasted',
  },
  on: {
    'domain/memoryBacking/hugepages'(hugepages, { domain, target }) {
      const [page, second] = hugepages.elements('page')
      if (!domain.isQemu || !page || second || page.attribute('nodeset')) return
      const { bytes } = parseSize(page.attr('size') ?? '', page.attr('unit'))
      const pageKiB = bytes === undefined ? 0 : Number(bytes / 1024n)
      if (pageKiB === 0 || !Number.isSafeInteger(pageKiB)) return
      const message = compareVersions(target.qemu, refusesRemainder) >= 0 ? 'refused' : 'wasted'
      return sizes(domain.element).flatMap(({ at, kib }) => {
        if (kib % pageKiB === 0) return []
        const data = { size: formatKiB(kib), page: formatKiB(pageKiB) }
        return message === 'refused' ? { message, at, data } : { message, at, data }
      })
    },
  },
  examples: [
    {
      name: 'one and a half pages',
      inside: 'domain',
      bad: `<memory unit='KiB'>«1572864»</memory>
<memoryBacking>
  <hugepages>
    <page size='1' unit='GiB'/>
  </hugepages>
</memoryBacking>`,
      says: '1536 MiB is no multiple of the 1 GiB pages',
    },
    {
      name: 'a cell',
      inside: 'domain',
      target: 'qemu=8.2.0',
      bad: `<memory unit='MiB'>4097</memory>
<memoryBacking>
  <hugepages>
    <page size='2048' unit='KiB'/>
  </hugepages>
</memoryBacking>
<cpu>
  <numa>
    <cell id='0' cpus='0' memory='2048' unit='MiB'/>
    <cell id='1' cpus='1' memory='«2049»' unit='MiB'/>
  </numa>
</cpu>`,
      says: 'the rest of the last page is wasted',
    },
    {
      name: 'whole pages',
      inside: 'domain',
      good: `<memory unit='GiB'>4</memory>
<memoryBacking>
  <hugepages>
    <page size='1048576' unit='KiB'/>
  </hugepages>
</memoryBacking>`,
    },
  ],
})

/** The pieces that QEMU allocates one by one: the NUMA cells, or all memory at once. With memory devices the split is libvirt's. */
function sizes(domain: XmlElement) {
  const cells = domain.path('cpu/numa')?.elements('cell') ?? []
  if (cells.length > 0) {
    return cells.flatMap((cell) => {
      const at = cell.attribute('memory')
      const { bytes } = parseSize(at?.value ?? '', cell.attr('unit'))
      return at && bytes !== undefined ? [{ at, kib: Number(bytes / 1024n) }] : []
    })
  }
  const memory = domain.child('memory')
  const kib = memory && !domain.path('devices/memory') ? memoryKiB(memory) : undefined
  return memory && kib !== undefined ? [{ at: memory.textRange, kib }] : []
}
