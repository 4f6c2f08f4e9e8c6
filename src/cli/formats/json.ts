import type { FileReport, Finding, Fix, Related } from '../../lint/finding.js'
import { countFindings, withFix } from './count.js'
import type { Format, StreamedFormat } from './format.js'
import { jsonText } from './json-text.js'
import { placeObject } from './place-object.js'

/** An array with one object for each file, clean ones too, one file a line. Lines and columns count from 1, offsets from 0. */
export const streamed: StreamedFormat = {
  start: '[',
  file: (report, _context, isFirst) => `${isFirst ? '' : ','}\n${jsonText(fileObject(report))}`,
  end: (isEmpty) => (isEmpty ? ']\n' : '\n]\n'),
}

/** The same, all at once. */
export const format: Format = (reports, context) =>
  streamed.start + reports.map((report, index) => streamed.file(report, context, index === 0)).join('') + streamed.end(reports.length === 0)

function fileObject(report: FileReport) {
  const { errors, warnings } = countFindings(report.findings)
  const fixable = countFindings(withFix(report.findings, 'safe'))
  return {
    filePath: report.filePath,
    messages: report.findings.map(messageObject),
    errorCount: errors,
    warningCount: warnings,
    fixableErrorCount: fixable.errors,
    fixableWarningCount: fixable.warnings,
    ...(report.fixed === undefined ? {} : { output: report.fixed }),
  }
}

function messageObject(finding: Finding) {
  const { ruleId, severity, message, fix, suggestions, related, docs } = finding
  return {
    ruleId,
    severity,
    message,
    ...placeObject(finding.start, finding.end),
    ...(fix ? { fix: fixObject(fix) } : {}),
    ...(suggestions.length > 0 ? { suggestions: suggestions.map(fixObject) } : {}),
    ...(related.length > 0 ? { related: related.map(relatedObject) } : {}),
    docs,
  }
}

function fixObject({ edits, safety, title, risk }: Fix) {
  return {
    edits: edits.map(({ start, end, text }) => ({ start, end, text })),
    safety,
    title,
    ...(risk === undefined ? {} : { risk }),
  }
}

function relatedObject({ filePath, message, start, end }: Related) {
  return { filePath, message, ...placeObject(start, end) }
}
