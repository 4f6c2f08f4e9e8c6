import { structuredPatch } from 'diff'
import type { Change } from '../../migrate/plan.js'
import { applyEdits } from '../../xml/edit.js'

/** The lines that a change takes away and puts in their place, with `-` and `+` before them and no lines around. */
export function changeLines({ text, edits }: Change): string[] {
  const first = Math.min(...edits.map(({ start }) => start))
  const last = Math.max(...edits.map(({ end }) => end))
  const start = text.lastIndexOf('\n', first - 1) + 1
  const lineEnd = text.indexOf('\n', last)
  const end = lineEnd === -1 ? text.length : lineEnd + 1
  const before = text.slice(start, end)
  const after = applyEdits(
    before,
    edits.map((edit) => ({ start: edit.start - start, end: edit.end - start, text: edit.text })),
  )
  const { hunks } = structuredPatch('', '', before, after, '', '', { context: 0 })
  return hunks.flatMap(({ lines }) => lines.filter((line) => !line.startsWith('\\')).map((line) => line.replace(/\r$/, '')))
}
