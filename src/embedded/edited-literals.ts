import { applyEdits, type TextEdit } from '../xml/edit.js'
import { embeddedDocuments } from './embedded-documents.js'

/**
 * Whether a program reads just the edited XML after edits of it: the literals that they are in are plain and stay so. A quote that an
 * edit brings may end the string that it is in.
 * @param name the file's name, or the editor's identifier of its language
 */
export function staysReadable(text: string, edits: readonly TextEdit[], name: string): boolean {
  const before = embeddedDocuments(text, name)
  const edited = applyEdits(text, edits)
  const after = embeddedDocuments(edited, name)
  if (before.length !== after.length) return false
  let found = 0
  const isRead = before.every(({ range, isPlain }, index) => {
    const own = edits.filter(({ start, end }) => start >= range.start && end <= range.end)
    if (own.length === 0) return true
    found += own.length
    const moved = own.map(({ start, end, text }) => ({ start: start - range.start, end: end - range.start, text }))
    const again = after[index]
    const expected = applyEdits(text.slice(range.start, range.end), moved)
    return isPlain && again?.isPlain === true && edited.slice(again.range.start, again.range.end) === expected
  })
  return isRead && found === edits.length
}
