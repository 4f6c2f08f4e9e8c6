import type { FileReport } from '../../lint/finding.js'
import { counted, listed } from '../wording.js'
import { countFindings, withFix } from './count.js'
import type { ReportContext } from './format.js'

/** What was found in all, and what can be fixed: `2 errors and 1 warning in 1 of 3 files. --fix mends 2 of them.` */
export function summaryLine(reports: readonly FileReport[], { quiet, failures }: Pick<ReportContext, 'quiet' | 'failures'>): string {
  const findings = reports.flatMap((report) => report.findings)
  const sentences: string[] = []
  if (findings.length > 0) {
    const { errors, warnings, infos } = countFindings(findings)
    const kinds = [counted(errors, 'error'), ...(quiet ? [] : [counted(warnings, 'warning'), counted(infos, 'info')])]
    const faulty = reports.filter((report) => report.findings.length > 0).length
    const found = listed(kinds.filter((kind) => !kind.startsWith('0 ')))
    sentences.push(
      `${found} in ${faulty === reports.length ? counted(faulty, 'file') : `${faulty} of ${counted(reports.length, 'file')}`}.`,
    )
    sentences.push(...fixes(withFix(findings, 'safe').length, withFix(findings, 'unsafe').length))
  } else if (!quiet && failures.length === 0) {
    sentences.push(`No problems in ${counted(reports.length, 'file')}.`)
  }
  const suppressed = reports.reduce((total, report) => total + report.suppressed, 0)
  if (suppressed > 0 && !quiet) sentences.push(`${counted(suppressed, 'finding')} suppressed.`)
  if (failures.length > 0) sentences.push(`${counted(failures.length, 'failure')} kept domlint from checking everything.`)
  return sentences.join(' ')
}

function fixes(safe: number, unsafe: number): string[] {
  if (safe > 0 && unsafe > 0) return [`--fix mends ${safe}, --fix --unsafe ${unsafe} more.`]
  if (safe > 0) return [`--fix mends ${safe}.`]
  if (unsafe > 0) return [`--fix --unsafe mends ${unsafe}.`]
  return []
}
