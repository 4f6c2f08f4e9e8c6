import { type Cpuset, cpusetLimit, cpusetSize, formatCpuset, type NumberRange, parseCpuset } from '../../domain/values/cpuset.js'
import { parseUnsigned } from '../../domain/values/number.js'
import { CanonicalElement } from '../canonical-element.js'
import { sizeKiB } from '../memory-size.js'
import type { Pass } from '../pass.js'
import type { WorkingDomain } from '../working-domain.js'

/** Memory that is to be plugged in needs a NUMA node, and every vCPU belongs to one. */
export const numaAssignment: Pass = {
  name: 'put memory and vCPUs into NUMA nodes',
  mirrors: 'qemu_postparse.c, qemuDomainDefNumaAutoAdd and qemuDomainDefNumaCPUsPostParse; canonical-form 0.2 and 2.1',
  run(domain) {
    if (domain.settings.abiUpdate) addNode(domain)
    const cells = domain.element.path('cpu/numa')?.elements('cell') ?? []
    const count = parseUnsigned(domain.element.child('vcpu')?.text ?? '') ?? 0
    if (cells[0] && count <= cpusetLimit) assignRemaining(cells, cells[0], count)
  },
}

/** The devices of memory that belong to a NUMA node of the guest. */
const nodeModels: ReadonlySet<string> = new Set(['dimm', 'nvdimm', 'virtio-mem'])

function addNode(domain: WorkingDomain): void {
  const { element, machine } = domain
  if (!element.has('maxMemory') || element.path('cpu/numa')?.has('cell') || machine.family === 's390-ccw') return
  const devices = domain.devices('memory')
  const total = sizeKiB(element.child('memory')) ?? 0
  const plugged = devices.reduce((sum, device) => sum + (sizeKiB(device.path('target/size')) ?? 0), 0)
  if (plugged > total) return
  for (const device of devices) {
    if (nodeModels.has(device.get('model') ?? '') && !device.path('target/node')) {
      device.ensure('target').append(CanonicalElement.create('node', { text: '0' }))
    }
  }
  const count = parseUnsigned(element.child('vcpu')?.text ?? '') ?? 1
  const cpus = count > 1 ? `0-${count - 1}` : '0'
  const cell = CanonicalElement.create('cell', { attributes: { id: '0', cpus, memory: String(total - plugged), unit: 'KiB' } })
  // NUMA nodes are written as a part of the CPU: where there is none, they are not.
  element.child('cpu')?.ensure('numa').append(cell)
}

/** vCPUs that no node has belong to the first. */
function assignRemaining(cells: readonly CanonicalElement[], first: CanonicalElement, count: number): void {
  const all = cells.map(cpusOf)
  const assigned = all.reduce((sum, cpus) => sum + cpusetSize(cpus), 0)
  if (assigned >= count) return
  first.set('cpus', formatCpuset(complement(all.slice(1).flat(), count)) || undefined)
}

function cpusOf(cell: CanonicalElement): Cpuset {
  const parsed = parseCpuset(cell.get('cpus') ?? '')
  return 'members' in parsed ? parsed.members : []
}

/** The numbers below a count that are in none of some ranges. */
function complement(ranges: Cpuset, count: number): Cpuset {
  const free: NumberRange[] = []
  let next = 0
  for (const { first, last } of [...ranges].sort((a, b) => a.first - b.first)) {
    if (first > next) free.push({ first: next, last: Math.min(first, count) - 1 })
    next = Math.max(next, last + 1)
    if (next >= count) return free
  }
  return [...free, { first: next, last: count - 1 }]
}
