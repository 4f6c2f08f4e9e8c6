import type { TextEdit } from '../../xml/edit.js'

/** The longest text that is shown as it is. */
const maxLength = 40

/** What edits do, for the title of an action: `memroy → memory`. Undefined where that would not fit in a line, or is not one thing. */
export function editInWords(edits: readonly TextEdit[], text: string): string | undefined {
  const words = new Set(edits.map((edit) => oneInWords(edit, text)))
  const [only] = words
  return words.size === 1 ? only : undefined
}

function oneInWords({ start, end, text: added }: TextEdit, text: string): string | undefined {
  const removed = text.slice(start, end).trim()
  const put = added.trim()
  if (removed.length > maxLength || put.length > maxLength || /[\r\n]/.test(removed + put)) return undefined
  if (removed === '') return put === '' ? undefined : `add ${put}`
  return put === '' ? `remove ${removed}` : `${removed} → ${put}`
}
