import type { Severity } from '../../lint/finding.js'
import { fingerprints, hash128 } from '../../lint/fingerprint.js'
import type { Format } from './format.js'
import { jsonText } from './json-text.js'
import { relativePath } from './path.js'

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'major', warning: 'minor', info: 'info' }

/**
 * GitLab's code quality report (GitLab documentation, "Code Quality": report format). GitLab compares the fingerprints of two
 * branches and shows one finding for each of them, so that two files with the same domain must not share any.
 */
export const format: Format = (reports, { cwd }) => {
  const issues = reports.flatMap((report) => {
    if (report.findings.length === 0) return []
    const path = relativePath(report.filePath, cwd)
    const identities = fingerprints(report)
    return report.findings.map((finding, index) => ({
      description: finding.device === '' ? finding.message : `${finding.message} (${finding.device})`,
      check_name: finding.ruleId,
      fingerprint: hash128(`${path}\0${identities[index]}`),
      severity: SEVERITIES[finding.severity],
      location: { path, lines: { begin: finding.start.line } },
    }))
  })
  return `${jsonText(issues, 2)}\n`
}
