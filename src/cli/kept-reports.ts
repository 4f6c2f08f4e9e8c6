import type { FileReport, Finding } from '../lint/finding.js'
import { readXmlFile } from '../lint/host.js'

/** The texts of files with findings are kept up to so many characters in all; what is beyond is read again when it is needed. */
const TEXT_BUDGET = 32 * 1024 * 1024

/** The reports of a run, for formats that need them all: of a clean file it keeps hardly more than its name. */
export class KeptReports {
  readonly reports: FileReport[] = []
  #textBudget = TEXT_BUDGET

  add(report: FileReport): void {
    this.reports.push(this.#light(report))
  }

  #light(report: FileReport): FileReport {
    const { filePath, text, findings, suppressed } = report
    if (findings.length === 0) return suppressed === 0 ? new CleanReport(filePath) : { filePath, text: '', findings, suppressed }
    this.#textBudget -= text.length
    return this.#textBudget >= 0 || filePath.startsWith('<') ? report : new LeanReport(filePath, detached(findings), suppressed)
  }
}

const nothing: readonly never[] = []

/** A file without findings. */
class CleanReport implements FileReport {
  readonly filePath: string

  constructor(filePath: string) {
    this.filePath = filePath
  }

  get text(): string {
    return ''
  }

  get findings(): readonly Finding[] {
    return nothing
  }

  get suppressed(): number {
    return 0
  }
}

/** A file with findings whose text is read again when the report needs it. */
class LeanReport implements FileReport {
  readonly filePath: string
  readonly findings: readonly Finding[]
  readonly suppressed: number

  constructor(filePath: string, findings: readonly Finding[], suppressed: number) {
    this.filePath = filePath
    this.findings = findings
    this.suppressed = suppressed
  }

  get text(): string {
    return textAgain(this.filePath)
  }
}

function textAgain(filePath: string): string {
  const read = readXmlFile(filePath, Number.POSITIVE_INFINITY)
  return read.kind === 'text' ? read.text : read.kind === 'fault' ? read.fault.text : ''
}

/** The findings without strings that are cut from the text of the file, which would keep all of it in memory. */
function detached(findings: readonly Finding[]): readonly Finding[] {
  // What was just written by JSON.stringify from findings is findings.
  return JSON.parse(JSON.stringify(findings)) as readonly Finding[]
}
