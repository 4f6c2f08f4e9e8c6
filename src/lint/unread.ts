import type { Range } from '../xml/source.js'
import type { Finding } from './finding.js'

/**
 * libvirt reads a definition first and checks afterwards what it has read. Where it cannot read a word or a number, nobody knows what the
 * element was to be: refusals that other rules of the category `libvirt` see in it may only be consequences, and they wait until the
 * word is right. Nor has a value that is not read a better spelling: notes of the category `deprecated` on it wait, too.
 */
export function withoutUnread(findings: Finding[], unread: ReadonlyMap<Finding, Range>): Finding[] {
  if (unread.size === 0) return findings
  const causes = [...unread]
  const isUnread = containment(causes.map(([, range]) => range))
  const places = new Set(causes.map(([{ range }]) => placeOf(range)))
  return findings.filter((finding) => {
    if (unread.has(finding)) return true
    if (finding.ruleId.startsWith('libvirt/')) return !isUnread(finding.range)
    return !(finding.ruleId.startsWith('deprecated/') && places.has(placeOf(finding.range)))
  })
}

/** Tells whether a range is inside one of these, in logarithmic time: a file may have thousands of mistakes. */
function containment(ranges: readonly Range[]): (range: Range) => boolean {
  const sorted = ranges.toSorted((a, b) => a.start - b.start)
  let furthest = 0
  const furthestEnds = sorted.map(({ end }) => {
    furthest = Math.max(furthest, end)
    return furthest
  })
  return ({ start, end }) => {
    let low = 0
    let high = sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sorted[middle]?.start ?? 0) <= start) low = middle + 1
      else high = middle
    }
    return low > 0 && (furthestEnds[low - 1] ?? 0) >= end
  }
}

function placeOf({ start, end }: Range): string {
  return `${start}-${end}`
}
