import type { XmlElement, XmlNode } from './tree.js'

/** From so many nodes on it pays to sort them by name once, and not to look through all of them each time. */
const many = 200

/** The child elements of one parent by name. */
interface ByName {
  readonly count: number
  readonly elements: ReadonlyMap<string, readonly XmlElement[]>
}

const known = new WeakMap<readonly XmlNode[], ByName>()

const none: readonly XmlElement[] = []

/** The first element of that name among these nodes. */
export function firstElement(children: readonly XmlNode[], name: string): XmlElement | undefined {
  if (children.length > many) return byName(children).get(name)?.[0]
  for (const node of children) if (node.type === 'element' && node.name === name) return node
  return undefined
}

/** The elements among these nodes, or those of one name, in their order. */
export function elementsAmong(children: readonly XmlNode[], name: string | undefined): readonly XmlElement[] {
  if (name !== undefined && children.length > many) return byName(children).get(name) ?? none
  const found: XmlElement[] = []
  for (const node of children) {
    if (node.type === 'element' && (name === undefined || node.name === name)) found.push(node)
  }
  return found
}

/** Nobody takes nodes away but the scanner, which is done with them before anybody looks; a list that grew is sorted anew. */
function byName(children: readonly XmlNode[]): ReadonlyMap<string, readonly XmlElement[]> {
  const before = known.get(children)
  if (before?.count === children.length) return before.elements
  const elements = new Map<string, XmlElement[]>()
  for (const node of children) {
    if (node.type !== 'element') continue
    const namesakes = elements.get(node.name)
    if (namesakes) namesakes.push(node)
    else elements.set(node.name, [node])
  }
  known.set(children, { count: children.length, elements })
  return elements
}
