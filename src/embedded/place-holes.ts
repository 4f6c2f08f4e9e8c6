import type { AttributePlace } from '../xml/open-tag.js'
import type { XmlDocument, XmlElement, XmlNode } from '../xml/tree.js'
import type { Wildcards } from '../xml/wildcards.js'
import type { Hole } from './hole.js'

/** What the holes of a masked text are in its tree. */
export interface PlacedHoles {
  readonly wildcards: ReadonlyMap<XmlElement, Wildcards>
  /** Elements whose very name is not known. */
  readonly nameless: ReadonlySet<XmlElement>
}

/** Finds for each hole the element that it is in, and what it makes unknown there. */
export function placeHoles(document: XmlDocument, holes: readonly Hole[]): PlacedHoles {
  const drafts = new Map<XmlElement, Draft>()
  const nameless = new Set<XmlElement>()
  const root = document.element
  if (!root) return { wildcards: drafts, nameless }
  const finder = new ElementFinder(root)
  for (const hole of holes) {
    if (hole.kind === 'comment') continue
    const element = finder.at(hole.start)
    if (!element) continue
    if (hole.start < element.nameRange.end && hole.end > element.start) {
      nameless.add(element)
      if (element.parentElement) draftOf(element.parentElement, drafts).bringsChildren(element.start)
      continue
    }
    const draft = draftOf(element, drafts)
    if (hole.start < element.openTagRange.end) inOpenTag(element, hole, draft)
    else if (hole.start < element.closeTagRange.start || element.closeTagRange.start === element.openTagRange.end) inContent(hole, draft)
  }
  for (const [element, draft] of drafts) draft.settle(element)
  return { wildcards: drafts, nameless }
}

function draftOf(element: XmlElement, drafts: Map<XmlElement, Draft>): Draft {
  const draft = drafts.get(element) ?? new Draft()
  drafts.set(element, draft)
  return draft
}

class Draft implements Wildcards {
  readonly values = new Set<string>()
  readonly conditional = new Set<string>()
  readonly conditionalChildren = new Set<XmlElement>()
  moreAttributes = false
  moreChildrenFrom = Number.POSITIVE_INFINITY
  text = false
  get moreChildren(): boolean {
    return this.moreChildrenFrom < Number.POSITIVE_INFINITY
  }

  /** From the first to the last hole that decides, in the tag and in the content. */
  tagControls: [number, number] | undefined
  contentControls: [number, number] | undefined

  bringsChildren(offset: number): void {
    this.moreChildrenFrom = Math.min(this.moreChildrenFrom, offset)
  }

  /** Finds the attributes and children that stand between holes that decide. */
  settle(element: XmlElement): void {
    if (this.tagControls) {
      const [first, last] = this.tagControls
      for (const { name, nameRange } of element.attributePlaces)
        if (nameRange.start > first && nameRange.start < last) this.conditional.add(name)
    }
    if (this.contentControls) {
      const [first, last] = this.contentControls
      for (const child of element.children) {
        if (child.type === 'element' && child.start > first && child.start < last) this.conditionalChildren.add(child)
      }
    }
  }
}

function inOpenTag(element: XmlElement, hole: Hole, draft: Draft): void {
  const place = lastBefore(element.attributePlaces, hole.end)
  if (place && hole.start < place.nameRange.end) {
    draft.conditional.add(place.name)
    draft.values.add(place.name)
    draft.moreAttributes = true
    // An expression that brings its quotes along covers them as well.
  } else if (place && hole.start <= place.valueRange.end) draft.values.add(place.name)
  else {
    draft.moreAttributes ||= hole.kind === 'value'
    if (hole.kind === 'control') draft.tagControls = [draft.tagControls?.[0] ?? hole.start, hole.end]
  }
}

/** The last attribute that starts before an offset. */
function lastBefore(places: readonly AttributePlace[], offset: number): AttributePlace | undefined {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle]?.nameRange.start ?? 0) < offset) low = middle + 1
    else high = middle
  }
  return places[low - 1]
}

function inContent(hole: Hole, draft: Draft): void {
  draft.text = true
  if (hole.kind === 'value') draft.bringsChildren(hole.start)
  if (hole.kind === 'control') draft.contentControls = [draft.contentControls?.[0] ?? hole.start, hole.end]
}

/** Finds the innermost element at ever later offsets, in one walk through the tree. */
class ElementFinder {
  readonly #open: { readonly element: XmlElement; next: number }[]

  constructor(root: XmlElement) {
    this.#open = [{ element: root, next: 0 }]
  }

  at(offset: number): XmlElement | undefined {
    for (;;) {
      const top = this.#open.at(-1)
      if (!top) return undefined
      if (offset >= top.element.end) {
        if (this.#open.length === 1) return undefined
        this.#open.pop()
        continue
      }
      if (offset < top.element.start) return undefined
      const inner = nextElement(top, offset)
      if (!inner || inner.start > offset) return top.element
      this.#open.push({ element: inner, next: 0 })
    }
  }
}

/** The first child element that does not end before the offset; earlier ones are never looked at again. */
function nextElement(top: { readonly element: XmlElement; next: number }, offset: number): XmlElement | undefined {
  const { children } = top.element
  for (;;) {
    const node: XmlNode | undefined = children[top.next]
    if (!node) return undefined
    if (node.type === 'element' && node.end > offset) return node
    if (node.type !== 'element' && node.end > offset) return undefined
    top.next++
  }
}
