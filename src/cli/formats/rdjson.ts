import type { FileReport, Finding, Severity } from '../../lint/finding.js'
import { secretRanges } from '../../lint/secrets.js'
import { type Range, SourceText } from '../../xml/source.js'
import type { Format } from './format.js'
import { jsonText } from './json-text.js'
import { mergedEdit, offerText, shareableOffers } from './offer.js'
import { relativePath } from './path.js'

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'ERROR', warning: 'WARNING', info: 'INFO' }
/** A suggestion over more text than this helps nobody in a review. */
const LONGEST_SUGGESTION = 8000

/** Reviewdog's DiagnosticResult (reviewdog, proto/rdf): columns count UTF-8 bytes from 1, ends are exclusive. */
export const format: Format = (reports, { cwd }) => {
  const diagnostics = reports.flatMap((report) => (report.findings.length === 0 ? [] : diagnosticsOf(report, cwd)))
  return `${jsonText({ source: { name: 'domlint' }, diagnostics }, 2)}\n`
}

function diagnosticsOf(report: FileReport, cwd: string) {
  const source = new SourceText(report.text)
  const secrets = secretRanges(report.text)
  const path = relativePath(report.filePath, cwd)
  return report.findings.map((finding) => {
    const suggestions = suggestionsOf(finding, source, secrets)
    return {
      message: messageOf(finding),
      location: { path, range: byteRange(source, finding.range) },
      severity: SEVERITIES[finding.severity],
      code: { value: finding.ruleId, url: finding.docs },
      ...(suggestions.length > 0 ? { suggestions } : {}),
    }
  })
}

/** The message, and what the suggestions below it do: reviewdog shows their text without a title. */
function messageOf({ message, device, fix, suggestions }: Finding): string {
  const lines = [device === '' ? message : `${message} (${device})`]
  if (fix) lines.push(`fix: ${offerText(fix)}`)
  for (const suggestion of suggestions) lines.push(`suggestion: ${offerText(suggestion)}`)
  return lines.join('\n')
}

function suggestionsOf(finding: Finding, source: SourceText, secrets: readonly Range[]) {
  return shareableOffers(finding, source.text, secrets)
    .map((offer) => mergedEdit(offer, source.text))
    .filter(({ range, text }) => range.end - range.start + text.length <= LONGEST_SUGGESTION)
    .filter(({ range, text }) => text === '' || !secrets.some((secret) => secret.start < range.end && range.start < secret.end))
    .map(({ range, text }) => ({ range: byteRange(source, range), text }))
}

function byteRange(source: SourceText, { start, end }: Range) {
  return { start: bytePosition(source, start), end: bytePosition(source, end) }
}

function bytePosition(source: SourceText, offset: number) {
  const { line, column } = source.point(offset)
  const before = source.text.slice(offset - column + 1, offset)
  return { line, column: Buffer.byteLength(before, 'utf8') + 1 }
}
