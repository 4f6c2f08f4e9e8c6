import { parseUnsigned } from '../../domain/values/number.js'
import { CanonicalElement } from '../canonical-element.js'
import type { Pass } from '../pass.js'

/** What the distance of a NUMA node from itself is (ACPI's SLIT). */
const localDistance = '10'

/** More nodes than this libvirt does not take with distances: each holds one for each other. */
const mostNodes = 256

/** The guest's NUMA nodes: numbered, in order, and with distances that go both ways. */
export const numaCells: Pass = {
  name: 'complete the NUMA cells',
  mirrors: 'numa_conf.c, virDomainNumaDefParseXML and virDomainNumaDefNodeDistanceParseXML; canonical-form 2.1 and 5 (L8, L57)',
  run({ element }) {
    const numa = element.path('cpu/numa')
    if (!numa) return
    const cells = numa.elements('cell')
    for (const [index, cell] of cells.entries()) cell.setDefault('id', String(index))
    cells.sort((a, b) => idOf(a) - idOf(b))
    numa.replaceChildren([...cells, ...numa.children.filter(({ name }) => name !== 'cell')])
    if (cells.length <= mostNodes && cells.some((cell) => cell.has('distances'))) completeDistances(cells)
  },
}

function idOf(element: CanonicalElement): number {
  return parseUnsigned(element.get('id') ?? '') ?? 0
}

function completeDistances(cells: readonly CanonicalElement[]): void {
  const distances = new Map(cells.map((cell) => [idOf(cell), new Map<number, string>()]))
  for (const cell of cells) {
    const from = idOf(cell)
    for (const sibling of cell.child('distances')?.elements('sibling') ?? []) {
      const to = idOf(sibling)
      const [there, back] = [distances.get(from), distances.get(to)]
      if (!there || !back) continue
      there.set(from, localDistance).set(to, sibling.get('value') ?? '')
      back.set(to, localDistance)
      if (!back.has(from)) back.set(from, sibling.get('value') ?? '')
    }
  }
  for (const cell of cells) {
    const known = [...(distances.get(idOf(cell)) ?? [])].sort(([a], [b]) => a - b)
    if (known.length === 0) continue
    const siblings = cell.child('distances')?.elements('sibling') ?? []
    const byId = new Map(siblings.map((sibling) => [idOf(sibling), sibling]))
    cell.ensure('distances').replaceChildren(
      known.map(([id, value]) => {
        const sibling = byId.get(id) ?? CanonicalElement.create('sibling', { attributes: { id: String(id) } })
        sibling.set('value', value)
        return sibling
      }),
    )
  }
}
