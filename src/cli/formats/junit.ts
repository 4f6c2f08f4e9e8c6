import type { Failure, FileReport, Finding } from '../../lint/finding.js'
import type { Format, ReportContext } from './format.js'
import { offerText } from './offer.js'
import { relativePath } from './path.js'
import { XML_DECLARATION, xmlAttributes, xmlText } from './xml-text.js'

/**
 * JUnit's XML report: a test suite for each file, a test case for each finding, since readers keep only one failure of a test case.
 * Errors and warnings are failures, infos are output of a test that passed; a clean file is one test that passed.
 */
export const format: Format = (reports, context) => {
  const suites = reports.map((report) => suite(report, context))
  if (context.failures.length > 0) suites.push(failedSuite(context.failures, context))
  const tests = sum(suites.map((one) => one.tests))
  const failures = sum(suites.map((one) => one.failures))
  const errors = context.failures.length
  const body = suites.map((one) => one.text).join('')
  return `${XML_DECLARATION}\n<testsuites${xmlAttributes({ name: 'domlint', tests, failures, errors })}>\n${body}</testsuites>\n`
}

interface Suite {
  readonly tests: number
  readonly failures: number
  readonly text: string
}

function suite({ filePath, findings }: FileReport, { cwd }: ReportContext): Suite {
  const file = relativePath(filePath, cwd)
  const cases = findings.length === 0 ? [`    <testcase${xmlAttributes({ name: file, classname: 'domlint', file })}/>\n`] : []
  const names = new Map<string, number>()
  for (const finding of findings) {
    const name = finding.device === '' ? finding.ruleId : `${finding.ruleId}: ${finding.device}`
    const count = (names.get(name) ?? 0) + 1
    names.set(name, count)
    cases.push(testCase(finding, count === 1 ? name : `${name} (${count})`, file))
  }
  const failures = findings.filter(({ severity }) => severity !== 'info').length
  return { tests: cases.length, failures, text: suiteText({ name: file, tests: cases.length, failures, errors: 0 }, cases) }
}

function suiteText(attributes: Readonly<Record<string, string | number>>, cases: readonly string[]): string {
  return `  <testsuite${xmlAttributes(attributes)}>\n${cases.join('')}  </testsuite>\n`
}

/** Names hold no line: readers compare runs by them. */
function testCase(finding: Finding, name: string, file: string): string {
  const { ruleId, severity, message, start } = finding
  const attributes = xmlAttributes({ name, classname: file, file, line: start.line })
  const lines = [`${file}:${start.line}:${start.column}: ${severity}: ${message} [${ruleId}]`]
  if (finding.fix) lines.push(`fix: ${offerText(finding.fix)}`)
  lines.push(`see ${finding.docs}`)
  const text = lines.map(xmlText).join('\n')
  const result =
    severity === 'info' ? `<system-out>${text}</system-out>` : `<failure${xmlAttributes({ message, type: severity })}>${text}</failure>`
  return `    <testcase${attributes}>\n      ${result}\n    </testcase>\n`
}

/** What domlint could not check. */
function failedSuite(failures: readonly Failure[], { cwd }: ReportContext): Suite {
  const cases = failures.map(({ filePath, message }) => {
    const attributes = xmlAttributes({ name: filePath === '' ? 'domlint' : relativePath(filePath, cwd), classname: 'domlint' })
    return `    <testcase${attributes}>\n      <error${xmlAttributes({ message, type: 'failure' })}/>\n    </testcase>\n`
  })
  const text = suiteText({ name: 'domlint failures', tests: cases.length, failures: 0, errors: cases.length }, cases)
  return { tests: cases.length, failures: 0, text }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
