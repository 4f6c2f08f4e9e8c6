import { isSpace } from './characters.js'
import type { Range } from './source.js'
import type { XmlElement } from './tree.js'

/** Where one attribute stands. */
export interface AttributePlace {
  readonly name: string
  readonly quote: "'" | '"'
  readonly nameRange: Range
  /** Between the quotes. */
  readonly valueRange: Range
}

const SLASH = 47
const EQUALS = 61
const GREATER = 62

function endsName(code: number): boolean {
  return isSpace(code) || code === EQUALS || code === SLASH || code === GREATER
}

/**
 * Reads an open tag a second time, now for the places of its attributes: the scanner only keeps names and values,
 * since most tags are never pointed at. Broken attributes (no value, no quotes) are passed over, as the scanner did.
 */
export function attributePlaces(element: XmlElement): AttributePlace[] {
  const { text } = element.document.source
  const { end } = element.openTagRange
  const attributes: AttributePlace[] = []
  // Of an attribute that is written twice the first counts. A tag may have 200,000 of them.
  let names: Set<string> | undefined
  let offset = element.nameRange.end
  while (offset < end) {
    while (offset < end && (isSpace(text.charCodeAt(offset)) || text.charCodeAt(offset) === SLASH)) offset++
    const nameStart = offset
    while (offset < end && !endsName(text.charCodeAt(offset))) offset++
    const nameEnd = offset
    if (nameEnd === nameStart) {
      offset++
      continue
    }
    while (offset < end && isSpace(text.charCodeAt(offset))) offset++
    if (text.charCodeAt(offset) !== EQUALS) continue
    offset++
    while (offset < end && isSpace(text.charCodeAt(offset))) offset++
    const quote = text[offset]
    if (quote !== '"' && quote !== "'") continue
    const close = text.indexOf(quote, offset + 1)
    if (close === -1 || close >= end) continue
    const name = text.slice(nameStart, nameEnd)
    const isRepeated = names ? names.has(name) : attributes.some((attribute) => attribute.name === name)
    if (element.attributes[name] !== undefined && !isRepeated) {
      names?.add(name)
      if (attributes.length === 32) names = new Set(attributes.map((attribute) => attribute.name)).add(name)
      attributes.push({ name, quote, nameRange: { start: nameStart, end: nameEnd }, valueRange: { start: offset + 1, end: close } })
    }
    offset = close + 1
  }
  return attributes
}
