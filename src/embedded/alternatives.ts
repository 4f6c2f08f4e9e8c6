import type { Expression, Hole } from './hole.js'

/** Which of several alternatives a text is read with. */
export type Reading = 'all' | 'first' | 'last'

/**
 * The holes of a text when, of what `if … else …` offers, all alternatives are read, only the first of each, or only the last: the others are
 * holes then. Templates often open a tag in both alternatives and close it once.
 */
export function holesOf(expressions: readonly Expression[], reading: Reading): readonly Hole[] {
  if (reading === 'all') return expressions
  const skipped = skippedOf(expressions, reading)
  if (skipped.length === 0) return expressions
  const holes: Hole[] = []
  let next = 0
  let end = -1
  for (const expression of expressions) {
    const stretch = skipped[next]
    if (stretch && expression.start >= stretch.start) {
      holes.push(stretch)
      end = stretch.end
      next++
    }
    if (expression.start >= end) holes.push(expression)
  }
  return holes
}

/** The stretches that are not read, outermost only, in order. */
function skippedOf(expressions: readonly Expression[], reading: 'first' | 'last'): Hole[] {
  const open: { readonly opener: Expression; readonly turns: Expression[] }[] = []
  const skipped: Hole[] = []
  for (const expression of expressions) {
    if (expression.role === 'opens') open.push({ opener: expression, turns: [] })
    else if (expression.role === 'continues') open.at(-1)?.turns.push(expression)
    else if (expression.role === 'closes') {
      const { opener, turns } = open.pop() ?? {}
      const from = reading === 'first' ? turns?.[0]?.start : opener?.end
      const to = reading === 'first' ? expression.start : turns?.at(-1)?.start
      if (from === undefined || to === undefined || turns?.length === 0) continue
      while ((skipped.at(-1)?.start ?? -1) >= from) skipped.pop()
      skipped.push({ start: from, end: to, kind: 'value' })
    }
  }
  return skipped
}
