import type { Matcher } from '../../src/domain/vocabulary/match.js'
import {
  insertAfter,
  moveInto,
  removeAttribute,
  removeElement,
  renameAttribute,
  renameElement,
  setAttribute,
  setText,
} from '../../src/xml/change.js'
import { applyEdits, type TextEdit } from '../../src/xml/edit.js'
import { scan } from '../../src/xml/scan.js'
import type { XmlElement } from '../../src/xml/tree.js'

/** A number below a limit; the same seed gives the same run. */
export type Random = (below: number) => number

export function seeded(seed: number): Random {
  let state = seed
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

export interface Mutant {
  /** What was done, for the report of a failing test. */
  readonly what: string
  readonly text: string
}

/** Words that are right somewhere, and some that are right nowhere. */
const words = [
  'yes',
  'on',
  'off',
  'no',
  'virtio',
  'usb',
  'pci',
  'file',
  'network',
  'qcow2',
  'none',
  'auto',
  '0',
  '-1',
  '0x10',
  '4096',
  '',
  'nonsense',
]

/** A document with one thing changed: a name, a value, or the place of an element. Undefined where the dice fell badly. */
export function mutate(text: string, random: Random): Mutant | undefined {
  const root = scan(text).document.element
  const elements = root ? [...below(root)] : []
  const pick = <Item>(items: readonly Item[]) => items[random(items.length)]
  const element = pick(elements)
  const other = pick(elements)
  if (!element || !other) return undefined
  const attribute = pick(element.attributeList)
  const path = element.elementPath
  const made = ((): { what: string; edits: TextEdit | TextEdit[] } | undefined => {
    switch (random(10)) {
      case 0:
        return { what: `${path} is called ${other.name}`, edits: renameElement(element, other.name) }
      case 1:
        return { what: `${path} is misspelt`, edits: renameElement(element, `${element.name}s`) }
      case 2:
        return attribute && { what: `${path}@${attribute.name} is misspelt`, edits: renameAttribute(attribute, `${attribute.name}x`) }
      case 3: {
        const value = pick(words) ?? ''
        return attribute && { what: `${path}@${attribute.name} is '${value}'`, edits: setAttribute(element, attribute.name, value) }
      }
      case 4: {
        const value = pick(other.attributeList)?.value ?? ''
        return attribute && { what: `${path}@${attribute.name} is '${value}'`, edits: setAttribute(element, attribute.name, value) }
      }
      case 5:
        return attribute && { what: `${path}@${attribute.name} is gone`, edits: removeAttribute(attribute) }
      case 6:
        return { what: `${path} is gone`, edits: removeElement(element) }
      case 7:
        return { what: `${path} is there twice`, edits: insertAfter(element, copy(element)) }
      case 8:
        return other !== element && other !== element.parentElement && ![...below(element)].includes(other)
          ? { what: `${path} is in ${other.elementPath}`, edits: moveInto(element, other) }
          : undefined
      default: {
        const value = pick(words) ?? ''
        return element.elements().length === 0 ? { what: `${path} says '${value}'`, edits: setText(element, value) } : undefined
      }
    }
  })()
  if (!made) return undefined
  const changed = applyEdits(text, [made.edits].flat())
  return changed === text || scan(changed).faults.length > 0 ? undefined : { what: made.what, text: changed }
}

function* below(element: XmlElement): Generator<XmlElement> {
  for (const child of element.elements()) {
    yield child
    yield* below(child)
  }
}

function copy(element: XmlElement): Parameters<typeof insertAfter>[1] {
  const children = element.elements()
  return {
    name: element.name,
    attributes: element.attributes,
    ...(children.length > 0 ? { children: children.map(copy) } : { text: element.text }),
  }
}

/** Whether the vocabulary has nothing to say against a document. */
export function accepts(matcher: Matcher, text: string): boolean {
  const { element } = scan(text).document
  return element?.name === 'domain' && matcher.match(element).length === 0
}
