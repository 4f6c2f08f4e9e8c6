import type { Range, SourceText } from '../../xml/source.js'
import { displayWidth } from './display-width.js'
import { visible } from './escape.js'

const TAB_WIDTH = 4
const DOTS = '•••'
const CUT = '…'

interface LineSettings {
  /** Columns that the line may take. */
  readonly width: number
  readonly secrets: readonly Range[]
}

/** A stretch of the source that is shown as one piece. */
interface Cell extends Range {
  readonly shown: string
  /** Columns from the start of the line to the cell's start. */
  readonly column: number
  readonly width: number
}

/** A line as it is printed, and where on it a range of the source ended up. */
export interface DrawnLine {
  readonly text: string
  /** The columns, from 0, to underline for a range: at least one. */
  columnsOf(range: Range): { column: number; length: number }
}

/**
 * Draws one line: tabs as spaces, wide characters as wide as they are, hidden characters written out, secrets as dots.
 * A line that is too long is cut on both sides, so that the start of `focus` is seen.
 */
export function drawLine(source: SourceText, line: number, focus: Range | undefined, settings: LineSettings): DrawnLine {
  const stretch = stretchAround(source, line, focus, settings.width)
  const cells = cellsOf(source.text, stretch, settings.secrets)
  const all = totalWidth(cells)
  const whole = all <= settings.width && !stretch.cutBefore && !stretch.cutBehind
  const left = whole ? 0 : leftColumn(cells, focus, settings.width, stretch.cutBefore)
  const room = whole ? all : settings.width - 1
  const cutBefore = stretch.cutBefore || left > 0
  const shift = cutBefore ? 1 : 0
  const shown = cells.filter((cell) => cell.column >= left && cell.column + cell.width - left + shift <= room)
  const first = shown[0]?.column ?? left
  const cutBehind = stretch.cutBehind || (shown.at(-1)?.end ?? 0) < (cells.at(-1)?.end ?? 0)
  return {
    text: (cutBefore ? CUT : '') + shown.map((cell) => cell.shown).join('') + (cutBehind ? CUT : ''),
    columnsOf: (range) => columnsOf(range, shown, first - shift),
  }
}

function columnsOf({ start, end }: Range, cells: readonly Cell[], origin: number): { column: number; length: number } {
  const marked = cells.filter((cell) => cell.end > start && (cell.start < end || start === end))
  const first = marked[0]
  if (!first) {
    // The range was cut off, or is an insertion at the line's end.
    const before = end <= (cells[0]?.start ?? 0)
    return { column: before ? 0 : Math.max(totalWidth(cells) - origin, 0), length: 1 }
  }
  const last = start === end ? first : (marked.at(-1) ?? first)
  const length = start === end ? 1 : last.column + last.width - first.column
  return { column: first.column - origin, length: Math.max(length, 1) }
}

function totalWidth(cells: readonly Cell[]): number {
  const last = cells.at(-1)
  return last ? last.column + last.width : 0
}

/** The part of a line that could be seen at all: a line of a megabyte is not drawn as a whole. */
function stretchAround(source: SourceText, line: number, focus: Range | undefined, width: number) {
  const lineStart = source.lineStarts[line - 1] ?? 0
  const lineEnd = lineStart + source.line(line).length
  const centre = focus?.start ?? lineStart
  const start = boundary(source.text, Math.max(lineStart, centre - 2 * width))
  const end = boundary(source.text, Math.min(lineEnd, centre + 4 * width))
  return { start, end, cutBefore: start > lineStart, cutBehind: end < lineEnd }
}

/** An offset that does not part the two halves of a character. */
function boundary(text: string, offset: number): number {
  const code = text.charCodeAt(offset)
  return code >= 0xdc00 && code <= 0xdfff ? offset - 1 : offset
}

function cellsOf(text: string, { start, end }: Range, secrets: readonly Range[]): Cell[] {
  const cells: Cell[] = []
  const hidden = secrets.filter((secret) => secret.start < end && start < secret.end)
  let column = 0
  for (let offset = start; offset < end; ) {
    const secret = hidden.find((range) => range.start <= offset && offset < range.end)
    const character = String.fromCodePoint(text.codePointAt(offset) ?? 0)
    const next = secret ? Math.min(secret.end, end) : offset + character.length
    const shown = secret ? DOTS : shownAs(character, column)
    const width = shown === character ? displayWidth(character) : shown.length
    cells.push({ start: offset, end: next, shown, column, width })
    column += width
    offset = next
  }
  return cells
}

function shownAs(character: string, column: number): string {
  return character === '\t' ? ' '.repeat(TAB_WIDTH - (column % TAB_WIDTH)) : visible(character)
}

/** The first column to show of a line that is too long: its start, if the focus is seen then. */
function leftColumn(cells: readonly Cell[], focus: Range | undefined, width: number, cutBefore: boolean): number {
  if (!focus) return 0
  const { column, length } = columnsOf(focus, cells, 0)
  if (!cutBefore && column + Math.min(length, Math.floor(width / 2)) < width - 1) return 0
  const filled = totalWidth(cells) - (width - 2)
  return Math.max(Math.min(column - Math.floor(width / 3), filled), 0)
}
