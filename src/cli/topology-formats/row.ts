import type { Change, ComparedNode, Fate } from '../../snapshots/topology/compare-topology.js'
import type { NodeKind, Origin } from '../../snapshots/topology/topology.js'
import { visible } from '../terminal/escape.js'

/** A word or two on a row, and whether the text says so. */
interface Piece {
  readonly text: string
  readonly isWritten: boolean
}

/** What is drawn of a part of the machine: all texts are safe to print, and need no more than the escapes of a format. */
export interface Row {
  readonly kind: NodeKind | 'free'
  readonly element: string | undefined
  readonly fate: Fate
  readonly origin: Origin
  readonly place: Piece
  readonly name: string
  readonly details: readonly Piece[]
  /** What it was before: `was at 05.0, rtl8139`; '' where it is the same. */
  readonly was: string
  readonly children: readonly Row[]
}

/** The sign of a fate, for eyes that see no colours and terminals that show none. */
export const fateMarks: Readonly<Record<Fate, string>> = { added: '+', removed: '-', changed: '~', same: ' ' }

/** The sign of what the text does not say. */
export const originMarks: Readonly<Record<Origin, string>> = { text: '', libvirt: '*', machine: '°' }

/** Whether a row stands out: what other things belong to or are plugged into. */
export function isHeading({ kind, children }: Row): boolean {
  return children.length > 0 || !['chipset', 'device', 'free'].includes(kind)
}

/** What the signs of a picture mean, as far as it has them. */
export function legend(row: Row): string[] {
  const signs = new Set<string>()
  const look = ({ fate, origin, place, details, children, kind }: Row): void => {
    signs.add(fateMarks[fate])
    if (kind !== 'bus') signs.add(originMarks[origin])
    if ([place, ...details].some(({ text, isWritten }) => text !== '' && !isWritten)) signs.add('*')
    if (place.text === '?') signs.add('?')
    children.forEach(look)
  }
  look(row)
  return meanings.filter(([sign]) => signs.has(sign)).map(([sign, meaning]) => `${sign} ${meaning}`)
}

const meanings: readonly (readonly [sign: string, meaning: string])[] = [
  ['+', 'added'],
  ['-', 'removed'],
  ['~', 'changed'],
  ['*', 'libvirt adds it: the text does not say so'],
  ['°', 'comes with the machine type'],
  ['?', 'QEMU chooses the place'],
]

/** The rows of a machine: several free root ports in a row are one. */
export function rowOf(node: ComparedNode): Row {
  const { kind, element, fate, origin, place, name, details, changes, free, children } = node
  const rows = folded(children).map((siblings) => (siblings.length > 1 ? foldedRow(siblings) : rowOf(siblings[0] ?? node)))
  if (free) rows.push(freeRow(free))
  const words = details.map(({ text, isWritten }) => ({ text: visible(text), isWritten }))
  if (free === '') words.push({ text: 'free', isWritten: true })
  return {
    kind,
    element,
    fate,
    origin,
    place: { text: visible(place?.text ?? ''), isWritten: place?.isWritten ?? true },
    name: visible(name),
    details: words,
    was: changes.length > 0 ? `was ${changes.map(wasBefore).join(', ')}` : '',
    children: rows,
  }
}

function wasBefore({ what, before }: Change): string {
  if (before === '') return `without ${what}`
  if (what === 'place') return `at ${visible(before)}`
  return visible(before)
}

function freeRow(places: string): Row {
  const nothing = { text: '', isWritten: true }
  const details = [{ text: places, isWritten: true }]
  return { kind: 'free', element: undefined, fate: 'same', origin: 'text', place: nothing, name: 'free', details, was: '', children: [] }
}

/** Rows of fewer ports than these are worth their room. */
const mostPorts = 3

function folded(nodes: readonly ComparedNode[]): ComparedNode[][] {
  const groups: ComparedNode[][] = []
  for (const node of nodes) {
    const last = groups.at(-1)
    const first = last?.[0]
    if (last && first && isFreePort(first) && isFreePort(node) && first.origin === node.origin) last.push(node)
    else groups.push([node])
  }
  return groups.flatMap((group) => (group.length > mostPorts ? [group] : group.map((node) => [node])))
}

function isFreePort({ free, fate, details, children }: ComparedNode): boolean {
  return free === '' && fate === 'same' && children.length === 0 && details.every(({ what }) => what === 'model')
}

function foldedRow(nodes: readonly ComparedNode[]): Row {
  const rows = nodes.map(rowOf)
  const [first = freeRow(''), last = first] = [rows[0], rows.at(-1)]
  const numbers = nodes.map(({ name }) => Number(name.slice(name.lastIndexOf(' ') + 1)))
  const isRun = numbers.every((number, index) => number === (numbers[0] ?? 0) + index)
  const name = isRun ? `${first.name}-${numbers.at(-1)}` : `${first.name} ... ${last.name.slice(last.name.lastIndexOf(' ') + 1)}`
  const place = { text: `${first.place.text}-${last.place.text}`, isWritten: rows.every((row) => row.place.isWritten) }
  const [model] = first.details
  const details = [
    { text: `${nodes.length} × ${model?.text ?? ''}`, isWritten: model?.isWritten ?? true },
    { text: 'all free', isWritten: true },
  ]
  return { ...first, place, name, details }
}
