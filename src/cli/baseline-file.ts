import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type BaselineEntry, baselineText, newFindings, parseBaseline } from '../lint/baseline.js'
import type { FileReport } from '../lint/finding.js'
import { reasonOf } from '../lint/host.js'
import { relativePath } from './formats/path.js'
import { UsageError } from './usage-error.js'

/** The entries of a baseline file. @throws UsageError when it cannot be read or is none */
export function readBaseline(path: string): BaselineEntry[] {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw new UsageError(`the baseline ${path} cannot be read: ${reasonOf(error)}`)
  }
  try {
    return parseBaseline(text)
  } catch (error) {
    throw new UsageError(`the baseline ${path} is faulty: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** Writes a baseline file. @throws UsageError when that cannot be done */
export function writeBaseline(path: string, entries: readonly BaselineEntry[]): void {
  try {
    writeFileSync(path, baselineText(entries))
  } catch (error) {
    throw new UsageError(`the baseline ${path} cannot be written: ${reasonOf(error)}`)
  }
}

/** How a baseline names a file. */
export function nameInBaseline(filePath: string, baseline: string): string {
  return relativePath(filePath, dirname(baseline))
}

/** What a baseline records of one file, by fingerprint. What it records of files that are gone counts for all: files get new names. */
export class RecordedFindings {
  readonly #byFile: ReadonlyMap<string, readonly BaselineEntry[]>
  readonly #ofGoneFiles: readonly BaselineEntry[]
  readonly #baseline: string

  constructor(entries: readonly BaselineEntry[], baseline: string) {
    this.#baseline = baseline
    const byFile = new Map<string, BaselineEntry[]>()
    for (const entry of entries) {
      const own = byFile.get(entry.file)
      if (own) own.push(entry)
      else byFile.set(entry.file, [entry])
    }
    this.#byFile = byFile
    this.#ofGoneFiles = [...this.#byFile].flatMap(([file, own]) => (existsSync(join(dirname(baseline), file)) ? [] : own))
  }

  of(filePath: string): ReadonlyMap<string, BaselineEntry> {
    return this.ofFile(nameInBaseline(filePath, this.#baseline))
  }

  /** By the file's name in the baseline. */
  ofFile(file: string): ReadonlyMap<string, BaselineEntry> {
    const own = this.#byFile.get(file) ?? []
    return new Map([...this.#ofGoneFiles, ...own].map((entry) => [entry.fingerprint, entry]))
  }
}

/** Takes out of a report what the baseline records. @throws UsageError when the baseline cannot be used */
export function baselineFilter(baseline: string): (report: FileReport) => FileReport {
  const recorded = new RecordedFindings(readBaseline(baseline), baseline)
  return (report) => {
    if (report.findings.length === 0) return report
    const findings = newFindings(report, recorded.of(report.filePath))
    const held = report.findings.length - findings.length
    return held === 0 ? report : { filePath: report.filePath, text: report.text, findings, suppressed: report.suppressed + held }
  }
}
