import type { FileReport, Finding, Fix, Related } from '../../lint/finding.js'
import { secretRanges } from '../../lint/secrets.js'
import { decodeReferences } from '../../xml/references.js'

const DOTS = '•••'
/** A shorter password is hidden only between quotes: it could be a part of any word. */
const TELLING_LENGTH = 4
/** Messages shorten what they quote. */
const QUOTED_LENGTH = 100
/** More passwords than any real file has; a hostile one must not make each message slow. */
const MOST_SECRETS = 200

/** The report with the passwords of its file hidden in what is said about it. Its edits and its text stay as they are. */
export function withoutSecrets(report: FileReport): FileReport {
  if (report.findings.length === 0) return report
  const hide = secretHider(report.text)
  if (!hide) return report
  return { ...report, findings: report.findings.map((finding) => withHidden(finding, hide)) }
}

/** What hides the passwords of a file in what is said about it; `undefined` if it has none. */
export function secretHider(text: string): ((said: string) => string) | undefined {
  const pattern = secretPattern(text)
  return pattern && ((said) => said.replace(pattern, DOTS))
}

function withHidden(finding: Finding, hide: (text: string) => string): Finding {
  const inFix = (fix: Fix): Fix => ({ ...fix, title: hide(fix.title) })
  const inRelated = (related: Related): Related => ({ ...related, message: hide(related.message) })
  return {
    ...finding,
    message: hide(finding.message),
    suggestions: finding.suggestions.map(inFix),
    related: finding.related.map(inRelated),
    ...(finding.fix ? { fix: inFix(finding.fix) } : {}),
  }
}

/** Matches the passwords of a file, as written and with their references resolved. */
function secretPattern(text: string): RegExp | undefined {
  const values = new Set<string>()
  for (const { start, end } of secretRanges(text)) {
    if (values.size >= MOST_SECRETS) break
    const raw = text.slice(start, end).replace(/\s+/gu, ' ')
    values.add(raw)
    values.add(decodeReferences(raw, () => {}))
  }
  if (values.size === 0) return undefined
  const alternatives = [...values]
    .sort((a, b) => b.length - a.length)
    .map((value) => {
      const literal = value.slice(0, QUOTED_LENGTH).replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&')
      if (value.length > QUOTED_LENGTH) return `${literal}\\S*`
      return value.length < TELLING_LENGTH ? `(?<=['"])${literal}(?=['"])` : `(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`
    })
  return new RegExp(alternatives.join('|'), 'gu')
}
