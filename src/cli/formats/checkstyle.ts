import type { Finding } from '../../lint/finding.js'
import type { Format } from './format.js'
import { relativePath } from './path.js'
import { XML_DECLARATION, xmlAttributes } from './xml-text.js'

/** Checkstyle's XML report, which Jenkins and many editors read. `source` is the rule, with dots: readers group by its parts. */
export const format: Format = (reports, { cwd }) => {
  const lines = [XML_DECLARATION, '<checkstyle version="10.0">']
  for (const { filePath, findings } of reports) {
    const file = `<file${xmlAttributes({ name: relativePath(filePath, cwd) })}`
    if (findings.length === 0) lines.push(`  ${file}/>`)
    else lines.push(`  ${file}>`, ...findings.map((finding) => `    ${error(finding)}`), '  </file>')
  }
  lines.push('</checkstyle>')
  return `${lines.join('\n')}\n`
}

function error({ start, severity, message, device, ruleId }: Finding): string {
  return `<error${xmlAttributes({
    line: start.line,
    column: start.column,
    severity,
    message: device === '' ? message : `${message} (${device})`,
    source: `domlint.${ruleId.replaceAll('/', '.')}`,
  })}/>`
}
