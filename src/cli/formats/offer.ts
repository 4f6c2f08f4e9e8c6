import type { Finding, Fix } from '../../lint/finding.js'
import { applyEdits } from '../../xml/edit.js'
import type { Range } from '../../xml/source.js'

/** What a fix does and what it may cost, in one sentence for a person who decides on it. */
export function offerText(fix: Fix): string {
  return fix.risk ? `${fix.title} (${fix.safety}; risk: ${fix.risk})` : `${fix.title} (${fix.safety})`
}

/** The fix and the suggestions that may leave the machine: those that change something, and carry no password with them. */
export function shareableOffers(finding: Finding, text: string, secrets: readonly Range[]): readonly Fix[] {
  const values = secrets.map(({ start, end }) => text.slice(start, end))
  const offers = finding.fix ? [finding.fix, ...finding.suggestions] : finding.suggestions
  return offers.filter(({ edits }) => edits.length > 0 && !edits.some((edit) => values.some((value) => edit.text.includes(value))))
}

/** All edits of a fix as one: they belong together, and some services apply each replacement on its own. */
export function mergedEdit(fix: Fix, text: string): { range: Range; text: string } {
  const start = Math.min(...fix.edits.map((edit) => edit.start))
  const end = Math.max(...fix.edits.map((edit) => edit.end))
  const shifted = fix.edits.map((edit) => ({ start: edit.start - start, end: edit.end - start, text: edit.text }))
  return { range: { start, end }, text: applyEdits(text.slice(start, end), shifted) }
}
