import type { Finding, Safety } from '../../lint/finding.js'

/** How many findings there are of each kind. */
export interface Counts {
  readonly errors: number
  readonly warnings: number
  readonly infos: number
}

export function countFindings(findings: readonly Finding[]): Counts {
  let errors = 0
  let warnings = 0
  for (const { severity } of findings) {
    if (severity === 'error') errors++
    else if (severity === 'warning') warnings++
  }
  return { errors, warnings, infos: findings.length - errors - warnings }
}

/** The findings with a fix: `safe` ones are what --fix mends, `unsafe` ones what it mends with --unsafe. */
export function withFix(findings: readonly Finding[], safety: Safety): readonly Finding[] {
  return findings.filter(({ fix }) => fix?.safety === safety)
}
