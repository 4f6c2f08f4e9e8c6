import { isNameCharacter, isNameStart, isSpace } from '../../xml/characters.js'
import type { Range } from '../../xml/source.js'
import type { XmlElement } from '../../xml/tree.js'
import type { LanguageDocument } from './language-document.js'

/** What stands at a place of the text. Nothing is known inside comments, CDATA and the like. */
export type Cursor =
  /** Between tags. */
  | { readonly kind: 'content'; readonly parent: XmlElement | undefined; readonly range: Range }
  /** In the name of an open tag, or right behind a `<`; the element is absent while there is no name yet. */
  | {
      readonly kind: 'element-name'
      readonly parent: XmlElement | undefined
      readonly element: XmlElement | undefined
      readonly range: Range
      /** Whether the tag is no more than its name. */
      readonly isBare: boolean
    }
  /** In the name of a close tag. */
  | { readonly kind: 'close-name'; readonly element: XmlElement | undefined; readonly range: Range; readonly isFinished: boolean }
  /** In an attribute's name, or where one may be written. */
  | { readonly kind: 'attribute-name'; readonly element: XmlElement; readonly range: Range; readonly hasValue: boolean }
  /** In an attribute's value, between the quotes, or behind the `=` where there are none. */
  | {
      readonly kind: 'attribute-value'
      readonly element: XmlElement
      readonly name: string
      readonly nameRange: Range
      readonly range: Range
      readonly quote: "'" | '"' | undefined
      readonly isClosed: boolean
    }
  /** In the text of an element without children. */
  | { readonly kind: 'text'; readonly element: XmlElement; readonly range: Range; readonly word: Range }

/** What stands at an offset, found without the help of a well-formed text. */
export function cursorAt(document: LanguageDocument, offset: number): Cursor | undefined {
  const { text } = document
  let at = 0
  for (;;) {
    const less = text.indexOf('<', at)
    if (less === -1 || less >= offset) return contentCursor(document, offset)
    const end = endOfMarkup(text, less)
    if (end !== undefined) {
      if (offset < end) return undefined
      at = end
    } else if (text[less + 1] === '/') {
      const tag = closeTagAt(text, less)
      if (offset <= tag.nameRange.end) return closeCursor(document, less, tag, offset)
      if (offset < tag.end) return undefined
      at = tag.end
    } else {
      const tag = openTagAt(text, less)
      if (offset <= tag.nameRange.end || offset < tag.end || (!tag.isFinished && offset <= tag.end)) return tagCursor(document, tag, offset)
      at = Math.max(tag.end, less + 1)
    }
  }
}

/** Where a comment, CDATA section, instruction or document type ends; undefined for tags. */
function endOfMarkup(text: string, start: number): number | undefined {
  for (const [open, close] of markup) {
    if (!text.startsWith(open, start)) continue
    const end = text.indexOf(close, start + open.length)
    return end === -1 ? text.length + 1 : end + close.length
  }
  return undefined
}

const markup = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
  ['<!', '>'],
] as const

interface AttributePart {
  readonly nameRange: Range
  /** Behind the `=`; absent without one. */
  readonly valueRange?: Range
  readonly quote?: "'" | '"'
  readonly isClosed: boolean
}

interface OpenTag {
  readonly start: number
  readonly nameRange: Range
  readonly attributes: readonly AttributePart[]
  readonly end: number
  /** Whether there is a `>`. */
  readonly isFinished: boolean
}

/** Reads an open tag as far as it goes. */
function openTagAt(text: string, start: number): OpenTag {
  const nameRange = { start: start + 1, end: endOfName(text, start + 1) }
  const attributes: AttributePart[] = []
  let at = nameRange.end
  for (;;) {
    while (isSpace(text.charCodeAt(at)) || (text[at] === '/' && text[at + 1] !== '>')) at++
    const character = text[at]
    if (character === '/') return { start, nameRange, attributes, end: at + 2, isFinished: true }
    if (character === '>') return { start, nameRange, attributes, end: at + 1, isFinished: true }
    if (character === undefined || character === '<') return { start, nameRange, attributes, end: at, isFinished: false }
    if (isNameStart(text.charCodeAt(at))) {
      const part = attributeAt(text, at)
      attributes.push(part)
      at = part.valueRange ? part.valueRange.end + (part.isClosed ? 1 : 0) : part.nameRange.end
    } else at++
  }
}

function attributeAt(text: string, start: number): AttributePart {
  const nameRange = { start, end: endOfName(text, start) }
  let at = nameRange.end
  while (isSpace(text.charCodeAt(at))) at++
  if (text[at] !== '=') return { nameRange, isClosed: false }
  at++
  let first = at
  while (isSpace(text.charCodeAt(first))) first++
  const quote = text[first]
  if (quote !== "'" && quote !== '"') {
    // What follows on the next line, or behind a blank, is another attribute.
    let end = at
    while (end < text.length && !isSpace(text.charCodeAt(end)) && !'<>'.includes(text.charAt(end)) && !text.startsWith('/>', end)) end++
    return { nameRange, valueRange: { start: at, end }, isClosed: false }
  }
  const close = text.indexOf(quote, first + 1)
  const value = close === -1 ? '' : text.slice(first + 1, close)
  // The quote that follows `name=` opens the next value: this one is not closed yet.
  if (close !== -1 && !value.includes('<') && !/\s[\w:.-]+=\s*$/.test(value)) {
    return { nameRange, valueRange: { start: first + 1, end: close }, quote, isClosed: true }
  }
  const rest = /^[^\s<>]*/.exec(text.slice(first + 1, first + 2000))?.[0] ?? ''
  const end = first + 1 + (rest.endsWith('/') ? rest.length - 1 : rest.length)
  return { nameRange, valueRange: { start: first + 1, end }, quote, isClosed: false }
}

function endOfName(text: string, start: number): number {
  let end = start
  if (isNameStart(text.charCodeAt(start))) while (end < text.length && isNameCharacter(text.charCodeAt(end))) end++
  return end
}

function tagCursor(document: LanguageDocument, tag: OpenTag, offset: number): Cursor | undefined {
  const { nameRange } = tag
  const element = document.elementAt(tag.start)
  if (offset <= nameRange.end) {
    if (offset <= tag.start) return undefined
    const parent = element ? element.parentElement : document.elementAround(offset)
    const isBare = tag.attributes.length === 0 && !tag.isFinished
    return { kind: 'element-name', parent, element, range: nameRange, isBare }
  }
  if (!element) return undefined
  for (const { nameRange: name, valueRange, quote, isClosed } of tag.attributes) {
    if (offset < name.start) break
    if (offset <= name.end) return { kind: 'attribute-name', element, range: name, hasValue: valueRange !== undefined }
    if (!valueRange || offset < valueRange.start || offset > valueRange.end) continue
    const written = document.text.slice(name.start, name.end)
    return { kind: 'attribute-value', element, name: written, nameRange: name, range: valueRange, quote, isClosed }
  }
  const before = document.text[offset - 1]
  if (before === '/' || document.text.slice(nameRange.end, offset).endsWith('=')) return undefined
  return { kind: 'attribute-name', element, range: { start: offset, end: offset }, hasValue: false }
}

interface CloseTag {
  readonly nameRange: Range
  readonly end: number
  readonly isFinished: boolean
}

function closeTagAt(text: string, start: number): CloseTag {
  const nameRange = { start: start + 2, end: endOfName(text, start + 2) }
  let end = nameRange.end
  while (isSpace(text.charCodeAt(end))) end++
  return text[end] === '>' ? { nameRange, end: end + 1, isFinished: true } : { nameRange, end: nameRange.end, isFinished: false }
}

function closeCursor(document: LanguageDocument, start: number, tag: CloseTag, offset: number): Cursor | undefined {
  if (offset < tag.nameRange.start) return undefined
  const name = document.text.slice(tag.nameRange.start, tag.nameRange.end)
  let element = document.elementAround(start)
  while (element && name !== '' && element.closeTagRange.start !== start && element.parentElement) {
    if (element.closeTagRange.start > start || element.closeTagRange.start === element.closeTagRange.end) break
    element = element.parentElement
  }
  return { kind: 'close-name', element, range: tag.nameRange, isFinished: tag.isFinished }
}

function contentCursor(document: LanguageDocument, offset: number): Cursor {
  const element = document.elementAround(offset)
  const word = wordAt(document.text, offset)
  const isText = element?.children.every(({ type }) => type === 'text') === true && element.text.trim() !== ''
  return isText ? { kind: 'text', element, range: element.textRange, word } : { kind: 'content', parent: element, range: word }
}

function wordAt(text: string, offset: number): Range {
  let start = offset
  while (start > 0 && isNameCharacter(text.charCodeAt(start - 1))) start--
  let end = offset
  while (end < text.length && isNameCharacter(text.charCodeAt(end))) end++
  return { start, end }
}
