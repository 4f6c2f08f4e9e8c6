import { visible } from '../terminal/escape.js'
import type { Format, StreamedFormat } from './format.js'
import { relativePath } from './path.js'

/** One line for each finding: `file:line:column: severity: message [rule]`. The line's form does not change: scripts match it. */
export const streamed: StreamedFormat = {
  start: '',
  file({ filePath, findings }, { cwd }) {
    if (findings.length === 0) return ''
    const path = visible(relativePath(filePath, cwd))
    return findings
      .map(
        ({ start, severity, message, ruleId }) =>
          `${path}:${start.line}:${start.column}: ${severity}: ${visible(message)} [${visible(ruleId)}]\n`,
      )
      .join('')
  },
  end: () => '',
}

/** The same, all at once. */
export const format: Format = (reports, context) => reports.map((report, index) => streamed.file(report, context, index === 0)).join('')
