import type { Range } from '../xml/source.js'
import type { Finding } from './finding.js'

/**
 * One mistake, one finding. The rules of the category `schema` know the whole format, so they also see what other rules know more
 * about, above all those of the category `libvirt`: where an error of another rule points at the place of a schema finding, or inside
 * it, or a warning at that very place, the schema finding is dropped. A schema finding that stays may explain others: errors at the
 * places that it names are dropped.
 */
export function withoutEchoes(findings: Finding[], explained: ReadonlyMap<Finding, readonly Range[]>): Finding[] {
  if (!findings.some(isOfSchema)) return findings
  const errors = findings.filter((finding) => finding.severity === 'error' && !isOfSchema(finding))
  const warned = new Set(
    findings.filter((finding) => finding.severity === 'warning' && !isOfSchema(finding)).map(({ range }) => placeOf(range)),
  )
  if (errors.length === 0 && warned.size === 0) return findings
  errors.sort((a, b) => a.range.start - b.range.start)
  const dropped = new Set(
    findings.filter((finding) => isOfSchema(finding) && (warned.has(placeOf(finding.range)) || errorInside(errors, finding.range))),
  )
  const places = new Set<string>()
  for (const [finding, ranges] of explained) if (!dropped.has(finding)) for (const range of ranges) places.add(placeOf(range))
  if (places.size > 0) for (const error of errors) if (places.has(placeOf(error.range))) dropped.add(error)
  return findings.filter((finding) => !dropped.has(finding))
}

function isOfSchema({ ruleId }: Finding): boolean {
  return ruleId.startsWith('schema/')
}

function errorInside(errors: readonly Finding[], range: Range): boolean {
  let low = 0
  let high = errors.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((errors[middle]?.range.start ?? 0) < range.start) low = middle + 1
    else high = middle
  }
  for (let at = low; at < errors.length; at++) {
    const error = errors[at]
    if (!error || error.range.start > range.end) return false
    if (error.range.end <= range.end) return true
  }
  return false
}

function placeOf({ start, end }: Range): string {
  return `${start}-${end}`
}
