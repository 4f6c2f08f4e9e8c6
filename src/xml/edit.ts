import type { Range } from './source.js'

/** Replaces a range of the original text. An insertion has `start === end`; a removal has `text: ''`. */
export interface TextEdit extends Range {
  readonly text: string
}

/** The text with all edits applied. @throws RangeError when two edits overlap: they would undo each other. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = edits
    .map((edit, order) => ({ edit, order }))
    .sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.order - b.order)
  let result = ''
  let offset = 0
  for (const { edit } of ordered) {
    if (edit.start < offset || edit.end < edit.start || edit.end > text.length) {
      throw new RangeError(`edit ${edit.start}-${edit.end} overlaps another one or leaves the text`)
    }
    result += text.slice(offset, edit.start) + edit.text
    offset = edit.end
  }
  return result + text.slice(offset)
}

/** Whether two groups of edits touch the same text, or insert at the same place. */
export function editsConflict(some: readonly TextEdit[], others: readonly TextEdit[]): boolean {
  return some.some((a) =>
    others.some((b) =>
      a.start === a.end || b.start === b.end ? a.start <= b.end && b.start <= a.end : a.start < b.end && b.start < a.end,
    ),
  )
}

/** Where a place of the edited text was before the edits: what an edit wrote was where that edit is. */
export function offsetBefore(edits: readonly TextEdit[], offset: number): number {
  let shift = 0
  for (const { start, end, text } of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (offset < start + shift) break
    if (offset < start + shift + text.length) return Math.min(end, offset - shift)
    shift += text.length - (end - start)
  }
  return offset - shift
}
