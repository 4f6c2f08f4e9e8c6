import { appendChildren, insertBehind, insertInFront, type NewElement } from '../../xml/change.js'
import type { TextEdit } from '../../xml/edit.js'
import type { XmlElement } from '../../xml/tree.js'

/** A child in libvirt's order: one that stands in the text, or one to be written. */
export interface Place {
  readonly name: string
  readonly old?: XmlElement
  readonly added?: NewElement
}

/**
 * Writes new children: each behind the one of its name that comes before it in libvirt's order, else before the next one of its name,
 * else where libvirt's order of all children wants it.
 */
export function insertions(parent: XmlElement, places: readonly Place[]): TextEdit[] {
  const added = places.flatMap((place) => place.added ?? [])
  if (added.length === 0) return []
  const anchors = new Anchors(places)
  if (anchors.isEmpty) return [appendChildren(parent, added)]
  return places.flatMap(({ added: element }, index) => (element ? anchors.insert(element, index) : []))
}

interface Neighbours {
  readonly same: XmlElement | undefined
  readonly any: XmlElement | undefined
}

/** Where new elements can be put: beside those of their name, else beside any. */
class Anchors {
  readonly #places: readonly Place[]
  /** For each place the last element before it and the first one behind it, of the same name and of any. */
  readonly #before: Neighbours[] = []
  readonly #behind: Neighbours[] = []

  constructor(places: readonly Place[]) {
    this.#places = places
    const note = (list: Neighbours[], known: Map<string, XmlElement>, index: number): void => {
      const place = places[index]
      if (!place) return
      list[index] = { same: known.get(place.name), any: known.get('') }
      if (place.old) {
        known.set(place.name, place.old)
        known.set('', place.old)
      }
    }
    const before = new Map<string, XmlElement>()
    for (let index = 0; index < places.length; index++) note(this.#before, before, index)
    const behind = new Map<string, XmlElement>()
    for (let index = places.length - 1; index >= 0; index--) note(this.#behind, behind, index)
  }

  get isEmpty(): boolean {
    return this.#places.every(({ old }) => old === undefined)
  }

  insert(element: NewElement, index: number): TextEdit[] {
    const before = this.#before[index]
    const behind = this.#behind[index]
    if (before?.same) return [insertBehind(before.same, element)]
    if (behind?.same) return [insertInFront(behind.same, element)]
    if (before?.any) return [insertBehind(before.any, element)]
    return behind?.any ? [insertInFront(behind.any, element)] : []
  }
}
