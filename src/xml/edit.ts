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

/** A stretch of the original text that was kept, or new text. */
type Piece = Range | string

/** The edits of the first text that do what these groups do one after the other, each to the text that the one before has left. */
export function composeEdits(text: string, groups: readonly (readonly TextEdit[])[]): readonly TextEdit[] {
  const [first = [], ...later] = groups
  if (later.length === 0) return first
  let pieces: Piece[] = [{ start: 0, end: text.length }]
  for (const edits of groups) pieces = editedPieces(pieces, edits)
  const composed: TextEdit[] = []
  let end = 0
  let inserted = ''
  for (const piece of [...pieces, { start: text.length, end: text.length }]) {
    if (typeof piece === 'string') {
      inserted += piece
      continue
    }
    if (inserted !== '' || piece.start > end) composed.push({ start: end, end: piece.start, text: inserted })
    end = piece.end
    inserted = ''
  }
  return composed
}

function editedPieces(pieces: readonly Piece[], edits: readonly TextEdit[]): Piece[] {
  const result: Piece[] = []
  const left = pieces.values()
  let piece = left.next().value
  let offset = 0
  const pass = (end: number, keep: boolean): void => {
    while (piece !== undefined && offset < end) {
      const length = lengthOf(piece)
      const step = Math.min(length, end - offset)
      if (keep) result.push(cut(piece, 0, step))
      offset += step
      piece = step === length ? left.next().value : cut(piece, step, length)
    }
  }
  for (const { start, end, text } of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    pass(start, true)
    pass(end, false)
    if (text !== '') result.push(text)
  }
  pass(Number.POSITIVE_INFINITY, true)
  return result
}

function lengthOf(piece: Piece): number {
  return typeof piece === 'string' ? piece.length : piece.end - piece.start
}

function cut(piece: Piece, from: number, to: number): Piece {
  return typeof piece === 'string' ? piece.slice(from, to) : { start: piece.start + from, end: piece.start + to }
}
