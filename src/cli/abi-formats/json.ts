import type { Comparison } from '../abi/compare.js'
import { jsonText } from '../formats/json-text.js'
import { guestName } from './words.js'

/** Comparisons for programs: an array, one object a guest. A guest that only one side has is stable, and has `null` for the other side. */
export function comparisonsJson(comparisons: readonly Comparison[]): string {
  const objects = comparisons.map((comparison) => {
    const { differences, unknown } = comparison.kind === 'both' ? comparison : { differences: [], unknown: [] }
    return {
      before: comparison.kind === 'new' ? null : comparison.before.textName,
      after: comparison.kind === 'gone' ? null : comparison.after.textName,
      domain: guestName(comparison),
      stable: differences.length === 0,
      differences: differences.map(({ path, device, fact, before = null, after = null, level, message, lines, targets }) => ({
        path,
        device,
        fact,
        before,
        after,
        level,
        message,
        lines: { before: lines.before.line, after: lines.after.line },
        ...(targets ? { targets } : {}),
      })),
      unknown,
    }
  })
  return `${jsonText(objects, 2)}\n`
}
