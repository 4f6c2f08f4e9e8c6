import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { docsAddress } from '../lint/docs.js'
import type { Failure, FileReport } from '../lint/finding.js'
import { reasonOf } from '../lint/host.js'
import type { Rule } from '../rules/rule.js'
import type { Arguments } from './arguments.js'
import type { ReportContext, RuleSummary, StreamedFormat } from './formats/format.js'
import { FORMATS, type FormatName, isFormatName, render, streamedFormat } from './formats/index.js'
import type { Io } from './io.js'
import { KeptReports } from './kept-reports.js'
import { wantsColour } from './terminal/colour.js'
import { wantsHyperlinks } from './terminal/hyperlink.js'
import { UsageError } from './usage-error.js'
import { version } from './version.js'

/** One report to write: `--format sarif:out.sarif`. */
export interface ReportOutput {
  readonly format: FormatName
  /** Absent: standard output. */
  readonly file: string | undefined
}

/** The reports that are asked for: for people where nothing is said, with code frames on a terminal and one line a finding elsewhere. */
export async function reportOutputs(arguments_: Arguments, io: Io): Promise<ReportOutput[]> {
  const outputs: ReportOutput[] = []
  for (const written of arguments_.values('format')) {
    const colon = written.indexOf(':')
    const name = colon === -1 ? written : written.slice(0, colon)
    if (!isFormatName(name)) {
      const { didYouMean } = await import('../domain/values/nearest.js')
      const names = Object.keys(FORMATS)
      throw new UsageError(`there is no format '${name}'${didYouMean(name, names) || `: choose from ${names.join(', ')}`}`)
    }
    const file = colon === -1 ? undefined : written.slice(colon + 1)
    if (file === '') throw new UsageError(`--format ${written}: the file's name is missing`)
    outputs.push({ format: name, file: file === undefined ? undefined : resolve(io.cwd, file) })
  }
  if (outputs.filter(({ file }) => file === undefined).length > 1) {
    throw new UsageError('only one format can go to standard output: give the others a file, as in --format sarif:report.sarif')
  }
  return outputs.length > 0 ? outputs : [{ format: io.stdout.isTerminal ? 'pretty' : 'compact', file: undefined }]
}

/** Whether a report to a stream is for people, so that notes and progress beside it are welcome. */
export function isForPeople({ format }: ReportOutput): boolean {
  return format === 'pretty' || format === 'compact'
}

/** What a report needs to know at its end. */
export interface ReportEnd {
  readonly failures: readonly Failure[]
  readonly rules: readonly Rule[]
  readonly quiet: boolean
}

/** Takes the reports of the files one by one. */
export interface ReportWriter {
  add(report: FileReport): void
  /** @throws UsageError when the report's file cannot be written */
  finish(end: ReportEnd): Promise<void>
}

/** A writer for one report: it writes as it goes where the format allows that, else it keeps what is reported to the end. */
export async function openReport(output: ReportOutput, io: Io): Promise<ReportWriter> {
  const streamed = await streamedFormat(output.format)
  if (!streamed) return new KeepingWriter(output, io)
  return new StreamingWriter(streamed, output.file === undefined ? io.stdout : new FileOutput(output.file), io.cwd)
}

/** Text is written in pieces of about this many characters. */
const PIECE = 64 * 1024

class StreamingWriter implements ReportWriter {
  readonly #format: StreamedFormat
  readonly #output: { write(text: string): void }
  readonly #cwd: string
  #pending: string
  #isEmpty = true

  constructor(format: StreamedFormat, output: { write(text: string): void }, cwd: string) {
    this.#format = format
    this.#output = output
    this.#cwd = cwd
    this.#pending = format.start
  }

  add(report: FileReport): void {
    this.#pending += this.#format.file(report, { cwd: this.#cwd }, this.#isEmpty)
    this.#isEmpty = false
    if (this.#pending.length >= PIECE) this.#flush()
  }

  async finish(): Promise<void> {
    this.#pending += this.#format.end(this.#isEmpty)
    this.#flush()
  }

  #flush(): void {
    // Even an empty report makes its file.
    if (this.#pending !== '' || this.#output instanceof FileOutput) this.#output.write(this.#pending)
    this.#pending = ''
  }
}

class KeepingWriter implements ReportWriter {
  readonly #output: ReportOutput
  readonly #io: Io
  readonly #kept = new KeptReports()

  constructor(output: ReportOutput, io: Io) {
    this.#output = output
    this.#io = io
  }

  add(report: FileReport): void {
    this.#kept.add(report)
  }

  async finish({ failures, rules, quiet }: ReportEnd): Promise<void> {
    const { format, file } = this.#output
    const { cwd, env, stdout } = this.#io
    const toTerminal = file === undefined && stdout.isTerminal
    const width = file === undefined ? stdout.columns : undefined
    const context: ReportContext = {
      colour: file === undefined && wantsColour(env, toTerminal),
      hyperlinks: file === undefined && wantsHyperlinks(env, toTerminal),
      cwd,
      toolVersion: version,
      rules: format === 'sarif' ? await ruleSummaries(rules) : new Map(),
      quiet,
      failures,
      ...(width === undefined ? {} : { width }),
    }
    const text = await render(format, this.#kept.reports, context)
    const output = file === undefined ? stdout : new FileOutput(file)
    if (text !== '' || file !== undefined) output.write(text)
  }
}

/** A report's file: the first piece makes it anew. */
class FileOutput {
  readonly #file: string
  #isNew = true

  constructor(file: string) {
    this.#file = file
  }

  write(text: string): void {
    try {
      writeFileSync(this.#file, text, { flag: this.#isNew ? 'w' : 'a' })
    } catch (error) {
      throw new UsageError(`the report ${this.#file} cannot be written: ${reasonOf(error)}`)
    }
    this.#isNew = false
  }
}

async function ruleSummaries(rules: readonly Rule[]): Promise<ReadonlyMap<string, RuleSummary>> {
  const { documentation } = await import('./rule-documentation.js')
  return new Map(
    rules.map(({ id, summary, why, severity, category }) => {
      const text = documentation[id]?.why ?? why
      return [id, { summary, ...(text ? { why: text } : {}), docs: docsAddress(id), severity, category }]
    }),
  )
}
