import type { Failure, FileReport } from '../../lint/finding.js'

/** What a report says about a rule. */
export interface RuleSummary {
  readonly summary: string
  /** Markdown. */
  readonly why?: string
  readonly docs: string
  readonly severity: string
  readonly category: string
}

/** What a format needs besides the reports. */
export interface ReportContext {
  readonly colour: boolean
  readonly hyperlinks: boolean
  /** The folder that paths are shown relative to. */
  readonly cwd: string
  readonly toolVersion: string
  /** By rule id. */
  readonly rules: ReadonlyMap<string, RuleSummary>
  /** Only errors are reported. The caller has left the other findings out. */
  readonly quiet: boolean
  readonly failures: readonly Failure[]
  /** Columns of the terminal. */
  readonly width?: number
}

/** The form of a format in which no file's part depends on another file: it can be written as the files are checked, and none is kept. */
export interface StreamedFormat {
  readonly start: string
  file(report: FileReport, context: Pick<ReportContext, 'cwd'>, isFirst: boolean): string
  end(isEmpty: boolean): string
}

/** Writes a whole report, with a line end behind the last line; '' where there is nothing to say. */
export type Format = (reports: readonly FileReport[], context: ReportContext) => string
