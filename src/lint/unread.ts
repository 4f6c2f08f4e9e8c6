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
  return findings.filter((finding) => unread.has(finding) || !causes.some(([cause, range]) => waits(finding, cause, range)))
}

function waits({ ruleId, range }: Finding, cause: Finding, { start, end }: Range): boolean {
  if (ruleId.startsWith('libvirt/')) return range.start >= start && range.end <= end
  return ruleId.startsWith('deprecated/') && range.start === cause.range.start && range.end === cause.range.end
}
