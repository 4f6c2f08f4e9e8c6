import type { CompletionItem, CompletionList, Position } from 'vscode-languageserver'
import type { Range } from '../../xml/source.js'
import type { XmlElement } from '../../xml/tree.js'
import { attributeItems } from './completion-attributes.js'
import { elementItems } from './completion-elements.js'
import { completionKinds } from './completion-kinds.js'
import { snippetItems } from './completion-snippets.js'
import { attributeValueItems, textItems } from './completion-values.js'
import { type Cursor, cursorAt } from './cursor.js'
import type { CompletionClient } from './insertion.js'
import { isClosedAtOnce, type LanguageDocument } from './language-document.js'

/**
 * What may be written at a position: elements, attributes and values that are valid there, and whole devices.
 * @param trigger the character that was typed, where that is why the client asks; absent where the person asks.
 */
export function completion(
  document: LanguageDocument,
  position: Position,
  client: CompletionClient,
  trigger?: string,
): CompletionList | undefined {
  const offset = document.offsetAt(position)
  const cursor = cursorAt(document, offset)
  if (!cursor || document.domains.length === 0 || !isTriggered(cursor, trigger)) return undefined
  const items = itemsAt(document, { ...cursor, range: onLine(document.text, cursor.range, offset) }, offset, client)
  return items.length === 0 ? undefined : { isIncomplete: false, items }
}

/** Whether a typed character starts something here: a space in a text, or a slash in a path, does not. */
function isTriggered({ kind }: Cursor, trigger: string | undefined): boolean {
  switch (trigger) {
    case '<':
      return kind === 'element-name' || kind === 'close-name'
    case '/':
      return kind === 'close-name'
    case ' ':
      return kind === 'attribute-name'
    case '"':
    case "'":
      return kind === 'attribute-value'
    default:
      return true
  }
}

/** The part of a range that is on the line of an offset: a completion may not replace more. */
function onLine(text: string, { start, end }: Range, offset: number): Range {
  let from = offset
  while (from > start && !'\n\r'.includes(text.charAt(from - 1))) from--
  let to = offset
  while (to < end && !'\n\r'.includes(text.charAt(to))) to++
  return { start: Math.min(from, offset), end: Math.max(to, offset) }
}

function itemsAt(document: LanguageDocument, cursor: Cursor, offset: number, client: CompletionClient): CompletionItem[] {
  switch (cursor.kind) {
    case 'content': {
      if (!cursor.parent) return []
      const text = holdsNothing(cursor.parent) ? textItems(document, cursor.parent, { start: offset, end: offset }) : []
      return text.length > 0 ? text : contentItems(document, cursor.parent, cursor.range, client)
    }
    case 'element-name': {
      if (!cursor.parent) return []
      const { element, isBare } = cursor
      const place = { parent: cursor.parent, range: cursor.range, hasOpening: true, ...(element ? { element } : {}), isNameOnly: !isBare }
      const whole = isBare ? snippetItems(document, place, client) : []
      return [...elementItems(document, place, client), ...whole, ...closeItems(document, cursor.parent, cursor.range, '/')]
    }
    case 'close-name':
      return cursor.element ? closeItems(document, cursor.element, cursor.range, '', cursor.isFinished) : []
    case 'attribute-name':
      return attributeItems(document, cursor, client)
    case 'attribute-value':
      return attributeValueItems(document, cursor)
    case 'text': {
      const text = textItems(document, cursor.element, cursor.range)
      return text.length > 0 ? text : contentItems(document, cursor.element, cursor.word, client)
    }
  }
}

function contentItems(document: LanguageDocument, parent: XmlElement, range: Range, client: CompletionClient): CompletionItem[] {
  const place = { parent, range, hasOpening: false }
  return [...elementItems(document, place, client), ...snippetItems(document, place, client)]
}

function holdsNothing({ children }: XmlElement): boolean {
  return children.every((node) => node.type === 'text' && node.value.trim() === '')
}

/** The end of the element that is open here, if it has none yet. */
function closeItems(document: LanguageDocument, element: XmlElement, range: Range, slash: string, isFinished = false): CompletionItem[] {
  const isOpen = element.closeTagRange.start === element.closeTagRange.end && !isClosedAtOnce(element)
  if (slash === '/' && !isOpen) return []
  const label = `${slash}${element.name}${isFinished ? '' : '>'}`
  return [
    {
      label,
      kind: completionKinds.element,
      sortText: `0${label}`,
      filterText: label,
      detail: `closes <${element.name}>`,
      textEdit: { range: document.range(range), newText: label },
    },
  ]
}
