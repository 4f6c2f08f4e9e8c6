import { type NewElement, setAttribute, setText } from '../../xml/change.js'
import type { TextEdit } from '../../xml/edit.js'
import type { XmlElement } from '../../xml/tree.js'
import type { CanonicalElement } from '../canonical-element.js'
import type { ElementAsRead, History } from '../history.js'
import { type ActiveLayout, activeLayout, domainLayout } from './active-layout.js'
import { holds } from './condition.js'
import type { ChildLayout } from './element-layout.js'
import { insertions, type Place } from './insertions.js'
import { childrenInOrder } from './libvirt-layout.js'

/** One change of a text on its way to the canonical form. */
export interface KeptChange {
  readonly kind: 'add' | 'set'
  /** As the tables name it: `domain/devices/disk/driver`. */
  readonly path: string
  /** The elements that it stands in, the outermost first, and at the end the one that changes. */
  readonly line: readonly CanonicalElement[]
  /** The element in the text, for one that was there. */
  readonly source?: XmlElement
  /** The attribute; absent where an element or its text is meant. */
  readonly attribute?: string
  /** What is there afterwards: the value of the attribute, or the text; absent for an element that is added. */
  readonly value?: string
  readonly added?: NewElement
}

/** Whether a difference is to be written: that of an attribute, or of the text or presence of an element where none is named. */
type IsWanted = (element: CanonicalElement, path: string, attribute?: string) => boolean

/**
 * The smallest changes that make of a text one that says what its canonical form says: values that libvirt fills in are added, and
 * what stands in the text stays as it is written, in its place, as long as libvirt reads the same of it. Nothing is ever removed: what
 * libvirt does not know, or drops, it drops the next time as well.
 * @param history what followed the passes of `canonicalize`.
 */
export function keepEdits(
  result: CanonicalElement,
  history: History,
  isWanted: IsWanted = () => true,
): { readonly edits: TextEdit[]; readonly changes: KeptChange[] } {
  const comparison = new Comparison(history, isWanted)
  const { source } = result
  const asRead = history.asRead(result)
  if (source && asRead) comparison.compare({ element: result, source, asRead }, domainLayout(), [result], result.name)
  return comparison
}

/** An element of the result and where it comes from. */
interface Pair {
  readonly element: CanonicalElement
  readonly source: XmlElement
  readonly asRead: ElementAsRead
}

class Comparison {
  readonly edits: TextEdit[] = []
  readonly changes: KeptChange[] = []
  readonly #history: History
  readonly #isWanted: IsWanted

  constructor(history: History, isWanted: IsWanted) {
    this.#history = history
    this.#isWanted = isWanted
  }

  /** @param line the element behind all elements that it stands in. */
  compare(pair: Pair, layout: ChildLayout, line: readonly CanonicalElement[], path: string): void {
    if (layout.verbatim) return
    const active = activeLayout(layout.content, line, 'write')
    if (active.unless.some((conditions) => conditions.every((condition) => holds(condition, line)))) return
    this.#compareAttributes(pair, active, line, path)
    this.#compareText(pair, active, line, path)
    this.#compareChildren(pair, active, line, path)
  }

  #compareAttributes({ element, source, asRead }: Pair, active: ActiveLayout, line: readonly CanonicalElement[], path: string): void {
    for (const name of active.attributes.keys()) {
      const value = element.get(name)
      if (value === undefined || value === asRead.attributes.get(name) || !this.#isWanted(element, path, name)) continue
      this.edits.push(setAttribute(source, name, value))
      this.changes.push({ kind: 'set', path, line, source, attribute: name, value })
    }
  }

  #compareText({ element, source, asRead }: Pair, active: ActiveLayout, line: readonly CanonicalElement[], path: string): void {
    if (!active.text || element.text === asRead.text || element.children.length > 0 || source.elements().length > 0) return
    if (!this.#isWanted(element, path)) return
    this.edits.push(setText(source, element.text))
    this.changes.push({ kind: 'set', path, line, source, value: element.text })
  }

  #compareChildren(pair: Pair, active: ActiveLayout, line: readonly CanonicalElement[], path: string): void {
    const { element, source } = pair
    const children = childrenInOrder(element, active).filter(({ name }) => active.children.has(name))
    const pairs = this.#pairUp(pair, children, (child) => this.#attributesOf(child, active, line))
    const places: Place[] = []
    for (const child of children) {
      const layout = active.children.get(child.name)
      const inner = [...line, child]
      const below = `${path}/${child.name}`
      const old = pairs.get(child)
      if (!layout) continue
      if (old) {
        places.push({ name: child.name, old: old.source })
        this.compare(old, layout, inner, below)
      } else if (!this.#wasRead(child, source) && this.#isWanted(child, below)) {
        const added = this.#newElement(child, layout, inner, below)
        if (!added) continue
        places.push({ name: child.name, added })
        this.changes.push({ kind: 'add', path: below, line: inner, added })
      }
    }
    this.edits.push(...insertions(source, places))
  }

  /** Where children come from. One that was put in the place of another comes from there. */
  #pairUp(
    { asRead, source }: Pair,
    children: readonly CanonicalElement[],
    attributesOf: (child: CanonicalElement) => ReadonlyMap<string, unknown> | undefined,
  ): ReadonlyMap<CanonicalElement, Pair> {
    const pairs = new Map<CanonicalElement, Pair>()
    const left = new Set(asRead.children.filter((child) => child.source !== undefined))
    for (const child of children) {
      const read = this.#history.asRead(child)
      if (!left.delete(child) || !child.source || !read) continue
      pairs.set(child, { element: child, source: child.source, asRead: read })
    }
    for (const child of children) {
      if (pairs.has(child) || this.#wasRead(child, source)) continue
      const other = [...left].find(({ name }) => name === child.name)
      const read = other && this.#history.asRead(other)
      if (!other?.source || !read) continue
      left.delete(other)
      pairs.set(child, { element: child, source: other.source, asRead: read })
    }
    const known = new Set(asRead.children.map((child) => child.source))
    for (const child of children) {
      if (pairs.has(child) || this.#wasRead(child, source)) continue
      // libvirt passed over an element without anything in it that it knows.
      const attributes = attributesOf(child)
      const empty = source.elements().find((one) => one.name === child.name && !known.has(one) && isBlank(one, attributes))
      if (!empty) continue
      known.add(empty)
      pairs.set(child, { element: child, source: empty, asRead: { attributes: new Map(), text: '', children: [] } })
    }
    return pairs
  }

  /** The attributes that libvirt knows of a child. */
  #attributesOf(
    child: CanonicalElement,
    active: ActiveLayout,
    line: readonly CanonicalElement[],
  ): ReadonlyMap<string, unknown> | undefined {
    const layout = active.children.get(child.name)
    return layout && activeLayout(layout.content, [...line, child], 'write').attributes
  }

  /** Whether an element without a source is what libvirt read of others: of a list in one element, say. */
  #wasRead(child: CanonicalElement, parent: XmlElement): boolean {
    return child.source === undefined && this.#history.asRead(child) !== undefined && parent.child(child.name) !== undefined
  }

  /** An element to be written, as libvirt writes it; undefined where it would not, or where nothing of it is wanted. */
  #newElement(element: CanonicalElement, layout: ChildLayout, line: readonly CanonicalElement[], path: string): NewElement | undefined {
    const { name } = element
    const active = activeLayout(layout.content, line, 'write')
    if (active.unless.some((conditions) => conditions.every((condition) => holds(condition, line)))) return undefined
    const attributes: Record<string, string> = Object.create(null)
    for (const attribute of active.attributes.keys()) {
      const value = element.get(attribute)
      if (value !== undefined && this.#isWanted(element, path, attribute)) attributes[attribute] = value
    }
    const children = childrenInOrder(element, active).flatMap((child) => {
      const childLayout = active.children.get(child.name)
      const below = `${path}/${child.name}`
      return (childLayout && this.#isWanted(child, below) && this.#newElement(child, childLayout, [...line, child], below)) || []
    })
    const text = active.text ? element.text : ''
    if (children.length > 0) return { name, attributes, children }
    if (text !== '') return { name, attributes, text }
    const saysNothing = Object.keys(attributes).length === 0 && !layout.evenEmpty && layout.content.parts.length > 0
    return saysNothing ? undefined : { name, attributes }
  }
}

function isBlank(element: XmlElement, known: ReadonlyMap<string, unknown> | undefined): boolean {
  return element.attributeList.every(({ name }) => !known?.has(name)) && element.text.trim() === '' && element.elements().length === 0
}
