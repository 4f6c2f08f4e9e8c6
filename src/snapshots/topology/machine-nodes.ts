import type { CanonicalElement } from '../../canonical/canonical-element.js'
import { sizeKiB } from '../../canonical/memory-size.js'
import { formatKiB } from '../../domain/values/size.js'
import { topologyParts } from '../../domain/vcpus.js'
import type { Detail } from './topology.js'
import type { Draft } from './topology-tree.js'

/** A part of the machine beside its buses; memory is a bus for its modules. */
interface MachineNode {
  readonly node: Draft
  readonly id: string | undefined
}

/** The processors, the memory, and the NUMA cells. */
export function machineNodes(domain: CanonicalElement): MachineNode[] {
  const cells = domain.path('cpu/numa')?.elements('cell') ?? []
  return [
    { node: processors(domain), id: undefined },
    { node: memory(domain), id: 'memory' },
    ...cells.map((cell, index) => ({ node: numaCell(cell, cell.get('id') ?? `${index}`), id: undefined })),
  ]
}

function processors(domain: CanonicalElement): Draft {
  const vcpu = domain.child('vcpu')
  const cpu = domain.child('cpu')
  const count = vcpu?.text.trim() || '1'
  const current = vcpu?.get('current')
  const details: Detail[] = [{ what: 'count', text: count, isWritten: vcpu?.source !== undefined }]
  if (current !== undefined && current !== count) details.push({ what: 'at start', text: `${current} at start`, isWritten: true })
  const model = cpu?.child('model')
  const name = model?.text.trim() || cpu?.get('mode')
  if (name) details.push({ what: 'model', text: name, isWritten: model?.text ? model.source !== undefined : isSaid(cpu, 'mode') })
  const topology = cpu?.child('topology')
  const parts = topologyParts.flatMap((part) => {
    const number = topology?.get(part)
    return number === undefined || (number === '1' && ['clusters', 'dies'].includes(part)) ? [] : `${number} ${noun(part, number)}`
  })
  if (parts.length > 0) details.push({ what: 'topology', text: parts.join(' × '), isWritten: topology?.source !== undefined })
  return { key: 'vcpus', kind: 'vcpus', name: 'vCPUs', details, line: vcpu?.source?.position.start.line }
}

function noun(part: string, number: string): string {
  return number === '1' ? part.slice(0, -1) : part
}

function isSaid(element: CanonicalElement | undefined, attribute: string): boolean {
  return element?.source?.attr(attribute) !== undefined
}

function memory(domain: CanonicalElement): Draft {
  const element = domain.child('memory')
  const most = domain.child('maxMemory')
  const details: Detail[] = [{ what: 'size', text: size(element), isWritten: element?.source !== undefined }]
  if (most) {
    const slots = most.get('slots')
    const text = `up to ${size(most)}${slots === undefined ? '' : ` in ${slots} slots`}`
    details.push({ what: 'maximum', text, isWritten: most.source !== undefined })
  }
  return { key: 'memory', kind: 'memory', name: 'memory', details, line: element?.source?.position.start.line }
}

function size(element: CanonicalElement | undefined): string {
  const kib = sizeKiB(element)
  return kib === undefined ? (element?.text.trim() ?? '') : formatKiB(kib)
}

function numaCell(cell: CanonicalElement, id: string): Draft {
  const name = `NUMA cell ${id}`
  const details: Detail[] = []
  const cpus = cell.get('cpus')
  if (cpus) details.push({ what: 'vCPUs', text: `vCPUs ${cpus}`, isWritten: isSaid(cell, 'cpus') })
  const kib = Number(cell.get('memory') ?? Number.NaN)
  if (Number.isSafeInteger(kib)) details.push({ what: 'memory', text: formatKiB(kib), isWritten: isSaid(cell, 'memory') })
  const distances = cell.child('distances')?.elements('sibling') ?? []
  if (distances.length > 0) {
    const text = distances.map((sibling) => sibling.get('value') ?? '').join(' ')
    details.push({ what: 'distances', text: `distances ${text}`, isWritten: true })
  }
  return { key: name, kind: 'cell', name, details, line: cell.source?.position.start.line }
}
