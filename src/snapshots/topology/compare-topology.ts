import type { TopologyNode } from './topology.js'

export type Fate = 'added' | 'changed' | 'removed' | 'same'

/** What is another thing than before about a part of the machine. */
export interface Change {
  readonly what: string
  readonly before: string
  readonly after: string
}

/** A node of the machine after, or one of the machine before that is gone. */
export interface ComparedNode extends Omit<TopologyNode, 'children'> {
  readonly fate: Fate
  readonly changes: readonly Change[]
  readonly children: readonly ComparedNode[]
}

/** A machine on its own. */
export function asOne(node: TopologyNode, fate: Exclude<Fate, 'changed'> = 'same'): ComparedNode {
  return { ...node, fate, changes: [], children: node.children.map((child) => asOne(child, fate)) }
}

interface Placed {
  readonly node: TopologyNode
  readonly parent: TopologyNode | undefined
}

/**
 * Both machines in one tree: that of the machine after, with what is gone where it was. Devices are known by their names; those that no
 * name matches by kind and place, as a network card that has another MAC address now.
 */
export function compareTopology(before: TopologyNode, after: TopologyNode): ComparedNode {
  const old = new Map(placed(before).map((one) => [one.node.key, one]))
  const fresh = new Map(placed(after).map((one) => [one.node.key, one]))
  const pairs = new Map<TopologyNode, Placed>()
  for (const [key, { node }] of fresh) {
    const match = old.get(key)
    if (match) pairs.set(node, match)
  }
  pairByPlace([...old.values()], [...fresh.values()], pairs)
  const successors = new Map([...pairs].map(([node, { node: was }]) => [was, node]))
  const gone = goneByParent(before, successors)
  const compared = (node: TopologyNode, parent: TopologyNode | undefined): ComparedNode => {
    const match = pairs.get(node)
    const children = [...node.children.map((child) => compared(child, node)), ...(gone.get(node) ?? [])]
    if (match && gone.has(node)) children.sort(byPlace)
    if (!match) return { ...node, fate: 'added', changes: [], children }
    const changes = changesOf(match, { node, parent }, parent && pairs.get(parent)?.node === match.parent)
    return { ...node, fate: changes.length > 0 ? 'changed' : 'same', changes, children }
  }
  return compared(after, undefined)
}

function placed(node: TopologyNode, parent?: TopologyNode): Placed[] {
  return [{ node, parent }, ...node.children.flatMap((child) => placed(child, node))]
}

/** Pairs devices of a kind that have one place before and after, and other names. */
function pairByPlace(old: readonly Placed[], fresh: readonly Placed[], pairs: Map<TopologyNode, Placed>): void {
  const taken = new Set([...pairs.values()].map(({ node }) => node))
  const placeKey = ({ node, parent }: Placed) => JSON.stringify([node.element, parent?.key, node.place?.text])
  const open = new Map(old.filter(({ node }) => node.place?.text && !taken.has(node)).map((one) => [placeKey(one), one]))
  for (const one of fresh) {
    const match = pairs.has(one.node) ? undefined : open.get(placeKey(one))
    if (!match) continue
    pairs.set(one.node, match)
    open.delete(placeKey(one))
  }
}

/** What is gone, by the node that its parent is now; what is below something that is gone goes with it. */
function goneByParent(before: TopologyNode, successors: ReadonlyMap<TopologyNode, TopologyNode>): Map<TopologyNode, ComparedNode[]> {
  const found = new Map<TopologyNode, ComparedNode[]>()
  /** What is left of a node's children under itself. */
  const left = (node: TopologyNode): ComparedNode => ({
    ...node,
    fate: 'removed',
    changes: [],
    children: node.children.filter((child) => !successors.has(child)).map(left),
  })
  const walk = (node: TopologyNode): void => {
    const successor = successors.get(node)
    for (const child of node.children) {
      if (successor && !successors.has(child)) {
        const siblings = found.get(successor)
        if (siblings) siblings.push(left(child))
        else found.set(successor, [left(child)])
      }
      walk(child)
    }
  }
  walk(before)
  return found
}

function changesOf(before: Placed, after: Placed, isParentSame: boolean | undefined): Change[] {
  const [was, is] = [before.node, after.node]
  const changes: Change[] = []
  const note = (what: string, from: string | undefined, to: string | undefined) => {
    if (from !== to) changes.push({ what, before: from ?? '', after: to ?? '' })
  }
  note('name', was.name, is.name)
  if (isParentSame === false) note('place', placeName(before), placeName(after))
  else note('place', was.place?.text, is.place?.text)
  for (const what of new Set([...was.details, ...is.details].map((detail) => detail.what))) {
    const said = ({ details }: TopologyNode) =>
      details
        .filter((detail) => detail.what === what)
        .map(({ text }) => text)
        .join(', ')
    note(what, said(was), said(is))
  }
  return changes
}

function placeName({ node, parent }: Placed): string {
  return [parent?.name, node.place?.text].filter(Boolean).join(' ')
}

function byPlace(a: ComparedNode, b: ComparedNode): number {
  const [first, second] = [a.place?.text ?? '', b.place?.text ?? '']
  if (first === '' || second === '') return first === second ? 0 : first === '' ? 1 : -1
  return first.localeCompare(second, 'en', { numeric: true })
}
