import type { Range, SourceText } from '../../xml/source.js'
import type { Paint, Style } from './colour.js'
import { visible } from './escape.js'
import { drawLine } from './source-line.js'

/** A place to underline, with what to say about it. A place marked with `^` gets a line of context before and behind it. */
export interface Annotation {
  readonly range: Range
  readonly label?: string
  readonly mark: '^' | '-'
  readonly style: Style
}

export interface FrameSettings {
  readonly paint: Paint
  /** Ranges that are shown as dots. */
  readonly secrets: readonly Range[]
  /** Columns of the terminal. */
  readonly width: number
  /** Columns of the line numbers. */
  readonly gutter: number
}

interface Mark extends Annotation {
  readonly line: number
}

/** A range of more lines than this shows its first and its last line only. */
const LONGEST_RANGE = 4

/** The lines of a source around some places, numbered, the places underlined. */
export function codeFrame(source: SourceText, annotations: readonly Annotation[], settings: FrameSettings): string[] {
  const { paint, gutter } = settings
  const marks = annotations.flatMap((annotation) => marksOf(source, annotation))
  const bar = paint('|', 'blue')
  const margin = `${' '.repeat(gutter)} ${bar}`
  const width = Math.max(settings.width - gutter - 3, 20)
  const output = [margin]
  let previous: number | undefined
  for (const line of shownLines(source, marks)) {
    if (previous !== undefined && line > previous + 1) output.push(paint('...', 'blue'))
    previous = line
    const here = marks.filter((mark) => mark.line === line)
    const drawn = drawLine(source, line, here[0]?.range, { width, secrets: settings.secrets })
    output.push(`${paint(String(line).padStart(gutter), 'blue')} ${bar} ${drawn.text}`.trimEnd())
    for (const mark of here) {
      const { column, length } = drawn.columnsOf(mark.range)
      const label = mark.label ? ` ${visible(mark.label)}` : ''
      output.push(`${margin} ${' '.repeat(column)}${paint(mark.mark.repeat(length) + label, mark.style)}`)
    }
  }
  output.push(margin)
  return output
}

/** The number of columns that the line numbers of some annotations take. */
export function gutterWidth(source: SourceText, annotations: readonly Annotation[]): number {
  const last = Math.max(...annotations.map(({ range }) => source.point(range.end).line))
  return String(Math.min(last + 1, source.lineStarts.length)).length
}

/** One mark for a range in one line; else one for its first and one, with the label, for its last line. */
function marksOf(source: SourceText, annotation: Annotation): Mark[] {
  const { start } = annotation.range
  const end = Math.max(start, lastOffset(source, annotation.range))
  const first = source.point(start).line
  const last = source.point(end).line
  if (first === last) return [{ ...annotation, range: { start, end }, line: first }]
  const { label: _, ...unlabelled } = annotation
  const lineStart = source.lineStarts[last - 1] ?? 0
  const indentation = /^\s*/u.exec(source.line(last))?.[0].length ?? 0
  return [
    { ...unlabelled, range: { start, end: lineEnd(source, first) }, line: first },
    { ...annotation, range: { start: Math.min(lineStart + indentation, end), end }, line: last },
  ]
}

/** The end of a range; a range that ends with a line end, ends before it. */
function lastOffset(source: SourceText, { start, end }: Range): number {
  const { line, column } = source.point(end)
  return column === 1 && end > start ? lineEnd(source, line - 1) : end
}

function lineEnd(source: SourceText, line: number): number {
  return (source.lineStarts[line - 1] ?? 0) + source.line(line).length
}

/** Numbers of the lines to show: the marked ones, short gaps between them, and the context of the `^` ones. */
function shownLines(source: SourceText, marks: readonly Mark[]): number[] {
  const lines = new Set(marks.map(({ line }) => line))
  const primary = marks.filter(({ mark }) => mark === '^').map(({ line }) => line)
  // Without any, these are no lines at all, and empty.
  for (const near of [Math.min(...primary) - 1, Math.max(...primary) + 1]) if (source.line(near).trim() !== '') lines.add(near)
  const sorted = [...lines].sort((a, b) => a - b)
  for (const [index, line] of sorted.entries()) {
    const next = sorted[index + 1]
    if (next !== undefined && next - line < LONGEST_RANGE) for (let between = line + 1; between < next; between++) lines.add(between)
  }
  return [...lines].sort((a, b) => a - b)
}
