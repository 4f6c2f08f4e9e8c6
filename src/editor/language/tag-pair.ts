import type { Range } from '../../xml/source.js'
import type { XmlElement } from '../../xml/tree.js'
import { cursorAt } from './cursor.js'
import type { LanguageDocument } from './language-document.js'

/** The names in the tags of an element. */
export interface TagPair {
  readonly element: XmlElement
  /** The name in the open tag, and in the close tag if there is one. */
  readonly ranges: readonly Range[]
}

/** The tags of the element whose name stands at an offset. Undefined where they do not have the same name. */
export function tagPairAt(document: LanguageDocument, offset: number): TagPair | undefined {
  const cursor = cursorAt(document, offset)
  const element = cursor?.kind === 'element-name' || cursor?.kind === 'close-name' ? cursor.element : undefined
  if (!element || element.name === '' || !document.domainOf(element)) return undefined
  const { start, end } = element.closeTagRange
  const open = element.nameRange
  if (start === end) return cursor?.kind === 'element-name' ? { element, ranges: [open] } : undefined
  const close = { start: start + 2, end: start + 2 + element.name.length }
  const isSame = /^<\/([^\s>]*)/.exec(document.text.slice(start, end))?.[1] === element.name
  return isSame ? { element, ranges: [open, close] } : undefined
}
