import type { FileReport, Finding, Fix, Related, Severity } from '../../lint/finding.js'
import { secretRanges } from '../../lint/secrets.js'
import { type Range, SourceText } from '../../xml/source.js'
import { type Annotation, codeFrame, gutterWidth } from '../terminal/code-frame.js'
import { type Paint, painter, type Style } from '../terminal/colour.js'
import { visible } from '../terminal/escape.js'
import { hyperlink } from '../terminal/hyperlink.js'
import type { Format, ReportContext } from './format.js'
import { relativePath } from './path.js'
import { summaryLine } from './summary.js'

const STYLES = { error: 'red', warning: 'yellow', info: 'cyan' } as const satisfies Readonly<Record<Severity, Style>>
const USUAL_WIDTH = 120

/** For people: each finding with its place in the file, and what can be done about it. */
export const format: Format = (reports, context) => {
  const printer = new Printer(reports, context)
  const blocks = reports.flatMap((report) => (report.findings.length === 0 ? [] : printer.file(report)))
  const summary = summaryLine(reports, context)
  if (summary !== '') blocks.push(`${summary}\n`)
  return blocks.join('\n')
}

/** A file whose lines are shown. */
interface Shown {
  readonly filePath: string
  readonly source: SourceText
  readonly secrets: readonly Range[]
}

class Printer {
  readonly #reports: readonly FileReport[]
  #byPath: ReadonlyMap<string, FileReport> | undefined
  readonly #context: ReportContext
  readonly #paint: Paint

  constructor(reports: readonly FileReport[], context: ReportContext) {
    this.#reports = reports
    this.#context = context
    this.#paint = painter(context.colour)
  }

  file(report: FileReport): string[] {
    const shown = shownFile(report)
    return report.findings.map((finding) => `${this.#finding(finding, shown).join('\n')}\n`)
  }

  #finding(finding: Finding, file: Shown): string[] {
    const style = STYLES[finding.severity]
    const here = finding.related.filter((related) => related.filePath === file.filePath)
    const elsewhere = finding.related.filter((related) => related.filePath !== file.filePath)
    const annotations: Annotation[] = [{ range: finding.range, mark: '^', style }, ...here.map(annotation)]
    const gutter = file.source.text === '' ? 1 : gutterWidth(file.source, annotations)
    const margin = ' '.repeat(gutter)
    const device = finding.device === '' ? '' : ` (${visible(finding.device)})`
    return [
      this.#heading(finding),
      `${margin}${this.#paint('-->', 'blue')} ${this.#place(file.filePath, finding)}${device}`,
      ...this.#frame(file, annotations, gutter),
      ...elsewhere.flatMap((related) => this.#elsewhere(related, gutter)),
      ...this.#offers(finding).map((line) => `${margin} ${this.#paint('=', 'blue')} ${line}`),
    ]
  }

  #heading({ severity, ruleId, message, docs }: Finding): string {
    const name = visible(ruleId)
    const rule = this.#context.hyperlinks ? hyperlink(name, docs) : name
    const style = STYLES[severity]
    return `${this.#paint(severity, style, 'bold')}${this.#paint(`[${rule}]`, style)}: ${this.#paint(visible(message), 'bold')}`
  }

  #place(filePath: string, { start }: { readonly start: { readonly line: number; readonly column: number } }): string {
    return `${visible(relativePath(filePath, this.#context.cwd))}:${start.line}:${start.column}`
  }

  #frame({ source, secrets }: Shown, annotations: readonly Annotation[], gutter: number): string[] {
    if (source.text === '') return []
    return codeFrame(source, annotations, { paint: this.#paint, secrets, gutter, width: this.#context.width ?? USUAL_WIDTH })
  }

  /** A place in another file: with its lines, if something was found in that file too. */
  #elsewhere(related: Related, gutter: number): string[] {
    const margin = ' '.repeat(gutter)
    this.#byPath ??= new Map(this.#reports.map((report) => [report.filePath, report]))
    const report = this.#byPath.get(related.filePath)
    const place = this.#place(related.filePath, related)
    if (!report || report.findings.length === 0 || report.text === '')
      return [`${margin} ${this.#paint('=', 'blue')} ${place}: ${visible(related.message)}`]
    const file = shownFile(report)
    const frame = this.#frame(file, [annotation(related)], Math.max(gutter, gutterWidth(file.source, [annotation(related)])))
    return [`${margin}${this.#paint(':::', 'blue')} ${place}`, ...frame]
  }

  #offers({ fix, suggestions }: Finding): string[] {
    const lines: string[] = []
    if (fix) lines.push(...this.#offer('fix', fix, fix.safety === 'safe' ? ' (safe, --fix)' : ' (unsafe, --fix --unsafe)'))
    for (const suggestion of suggestions) lines.push(...this.#offer('suggestion', suggestion, ''))
    return lines
  }

  #offer(kind: string, fix: Fix, how: string): string[] {
    const lines = [`${this.#paint(`${kind}:`, 'green')} ${visible(fix.title)}${how}`]
    if (fix.risk) lines.push(`${this.#paint('risk:', 'yellow')} ${visible(fix.risk)}`)
    return lines
  }
}

function shownFile({ filePath, text }: FileReport): Shown {
  return { filePath, source: new SourceText(text), secrets: secretRanges(text) }
}

function annotation({ start, end, message }: Related): Annotation {
  return { range: { start: start.offset, end: end.offset }, label: message, mark: '-', style: 'blue' }
}
