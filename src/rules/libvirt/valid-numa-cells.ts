import type { Domain } from '../../domain/domain.js'
import { type Cpuset, CpusetHolders, cpusetMax, cpusetOverlap, formatCpuset, parseCpuset } from '../../domain/values/cpuset.js'
import { parseUnsigned } from '../../domain/values/number.js'
import { maximumVcpus } from '../../domain/vcpus.js'
import type { XmlElement } from '../../xml/tree.js'
import { type Report, rule } from '../rule.js'

const messages = {
  none: '<numa> without a <cell> means nothing: libvirt refuses the definition',
  duplicate: 'there is a cell {id} already: libvirt refuses the second',
  gap: 'cell ids run from 0 to {last} without gaps: libvirt refuses id {id}',
  overlap: 'vCPU {set} is in cell {other} already: libvirt refuses the definition',
  beyond: 'there is no vCPU {id} in this guest of {count}: libvirt refuses the definition',
  memory: 'this cell has no memory: libvirt refuses the definition',
  distanceCell: 'there is no cell {id} in this guest: libvirt refuses the definition',
  distanceSelf: 'the distance of a cell to itself is 10, to others more: libvirt refuses {value}',
  noCell: 'there is no cell {id} in this guest of {count} cells: libvirt refuses the definition',
  noCells: 'memnode ties a NUMA cell of the guest to the host, and the guest has none: libvirt refuses the definition',
  auto: "memnode cannot stand beside placement='auto': libvirt refuses the definition",
  tiedTwice: 'cell {id} is tied to the host already: libvirt refuses the second memnode',
  nodeset: 'a static placement needs a nodeset: libvirt refuses the definition',
} as const

export default rule({
  id: 'libvirt/valid-numa-cells',
  summary: 'Describe NUMA cells completely, without overlaps and gaps',
  why: `The guest's NUMA cells are numbered from 0 without gaps (a cell without an id is numbered by its position), each vCPU is in one cell at
most, and every cell has memory. What refers to a cell must name one that exists. libvirt refuses anything else.`,
  sources: ['libvirt 11.3: numa_conf.c, virDomainNumaDefParseXML, virDomainNumatuneParseXML; domain_conf.c', 'libvirt 12.8, tried'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: {
    'domain/cpu/numa'(numa, { domain }) {
      const cells = cellsOf(numa)
      return cells.length === 0 ? { message: 'none', at: numa } : [...ids(cells), ...members(cells, domain), ...distances(cells)]
    },
    'domain/numatune'(tune, { domain }) {
      return [...nodes(tune, domain)]
    },
  },
  examples: [
    {
      name: 'one vCPU in two cells',
      bad: `<vcpu>4</vcpu>
<cpu>
  <numa>
    <cell id='0' cpus='0-2' memory='524288'/>
    <cell id='1' cpus='«2-3»' memory='524288'/>
  </numa>
</cpu>`,
      inside: 'domain',
      says: 'vCPU 2 is in cell 0 already',
    },
    {
      name: 'a vCPU that is not there',
      bad: `<vcpu>4</vcpu>
<cpu>
  <numa>
    <cell id='0' cpus='«0-4»' memory='524288'/>
  </numa>
</cpu>`,
      inside: 'domain',
      says: 'there is no vCPU 4 in this guest of 4',
    },
    {
      name: 'a gap',
      bad: `<cpu>
  <numa>
    <cell id='«1»' cpus='0' memory='524288'/>
  </numa>
</cpu>`,
      inside: 'domain',
    },
    {
      name: 'a memnode for a cell that is not there',
      bad: `<vcpu>2</vcpu>
<numatune>
  <memnode cellid='«1»' mode='strict' nodeset='0'/>
</numatune>
<cpu>
  <numa>
    <cell id='0' cpus='0-1' memory='524288'/>
  </numa>
</cpu>`,
      inside: 'domain',
    },
    {
      name: 'cells without ids and without vCPUs',
      good: `<vcpu>4</vcpu>
<cpu>
  <numa>
    <cell cpus='0-1' memory='524288'/>
    <cell memory='524288'/>
  </numa>
</cpu>
<numatune>
  <memory mode='strict' placement='auto'/>
</numatune>`,
      inside: 'domain',
    },
  ],
})

interface Cell {
  readonly element: XmlElement
  /** As written, else the position. */
  readonly id: number
}

function cellsOf(numa: XmlElement | undefined): Cell[] {
  return (numa?.elements('cell') ?? []).map((element, position) => ({ element, id: parseUnsigned(element.attr('id') ?? '') ?? position }))
}

function* ids(cells: readonly Cell[]): Generator<Report<typeof messages>> {
  const seen = new Set<number>()
  for (const { element, id } of cells) {
    const at = element.attributeOrSelf('id')
    if (id >= cells.length) yield { message: 'gap', at, data: { id, last: cells.length - 1 } }
    else if (seen.has(id)) yield { message: 'duplicate', at, data: { id } }
    seen.add(id)
    if (element.attr('memory') === undefined) yield { message: 'memory', at: element }
  }
}

function* members(cells: readonly Cell[], domain: Domain): Generator<Report<typeof messages>> {
  const count = maximumVcpus(domain)
  const holders = new CpusetHolders<{ readonly id: number; readonly set: Cpuset }>()
  for (const { element, id } of cells) {
    const at = element.attribute('cpus')
    const parsed = at && parseCpuset(at.value)
    if (!at || !parsed || !('members' in parsed)) continue
    const set = parsed.members
    const other = holders.add(set, { id, set })
    const last = cpusetMax(set)
    if (other) yield { message: 'overlap', at, data: { set: formatCpuset(cpusetOverlap(other.set, set)), other: other.id } }
    else if (count !== undefined && last !== undefined && last >= count) yield { message: 'beyond', at, data: { id: last, count } }
  }
}

function* distances(cells: readonly Cell[]): Generator<Report<typeof messages>> {
  for (const { element, id: own } of cells) {
    for (const sibling of element.child('distances')?.elements('sibling') ?? []) {
      const id = parseUnsigned(sibling.attr('id') ?? '')
      const value = parseUnsigned(sibling.attr('value') ?? '')
      if (id !== undefined && id >= cells.length) yield { message: 'distanceCell', at: sibling.attributeOrSelf('id'), data: { id } }
      else if (id !== undefined && value !== undefined && value >= 10 && (id === own) !== (value === 10)) {
        yield { message: 'distanceSelf', at: sibling.attributeOrSelf('value'), data: { value } }
      }
    }
  }
}

function* nodes(tune: XmlElement, domain: Domain): Generator<Report<typeof messages>> {
  const count = cellsOf(domain.element.path('cpu/numa')).length
  const memory = tune.child('memory')
  if (memory && memory.attr('placement') === 'static' && memory.attr('nodeset') === undefined)
    yield { message: 'nodeset', at: memory.attributeOrSelf('placement') }
  const seen = new Set<number>()
  for (const memnode of tune.elements('memnode')) {
    const id = parseUnsigned(memnode.attr('cellid') ?? '')
    const at = memnode.attributeOrSelf('cellid')
    if (count === 0) yield { message: 'noCells', at: memnode }
    else if (memory?.attr('placement') === 'auto') yield { message: 'auto', at: memnode }
    else if (id !== undefined && id >= count) yield { message: 'noCell', at, data: { id, count } }
    else if (id !== undefined && seen.has(id)) yield { message: 'tiedTwice', at, data: { id } }
    if (id !== undefined) seen.add(id)
  }
}
