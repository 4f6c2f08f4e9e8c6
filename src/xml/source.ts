/** A stretch of the original text: UTF-16 offsets, `end` exclusive. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** A unist point: line and column count from 1, offset from 0, all in UTF-16 code units. */
export interface Point {
  line: number
  column: number
  offset: number
}

/** The text of one file, with its lines counted only when somebody asks for a line. */
export class SourceText {
  readonly text: string
  #lineStarts: number[] | undefined
  #lineEnd: '\n' | '\r\n' | '\r' | undefined

  constructor(text: string) {
    this.text = text
  }

  /** The file's own line end: that of its first line. */
  get lineEnd(): '\n' | '\r\n' | '\r' {
    this.#lineEnd ??= this.#firstLineEnd()
    return this.#lineEnd
  }

  #firstLineEnd(): '\n' | '\r\n' | '\r' {
    const { text } = this
    const at = text.search(/[\r\n]/)
    if (at === -1 || text[at] === '\n') return '\n'
    return text[at + 1] === '\n' ? '\r\n' : '\r'
  }

  /** Offsets at which lines start. A line ends at LF, at CR LF, or at a lone CR. */
  get lineStarts(): readonly number[] {
    if (this.#lineStarts) return this.#lineStarts
    const starts = [0]
    const { text } = this
    if (!text.includes('\r')) {
      for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1)
    } else {
      for (let offset = 0; offset < text.length; offset++) {
        const code = text.charCodeAt(offset)
        if (code === 10 || (code === 13 && text.charCodeAt(offset + 1) !== 10)) starts.push(offset + 1)
      }
    }
    this.#lineStarts = starts
    return starts
  }

  /** The line and column of an offset; an offset outside the text gives the nearest point inside. */
  point(offset: number): Point {
    const inside = Math.min(Math.max(offset, 0), this.text.length)
    const starts = this.lineStarts
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= inside) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: inside - (starts[low] ?? 0) + 1, offset: inside }
  }

  /** The text of a line (counting from 1) without its line end; '' when there is no such line. */
  line(number: number): string {
    const start = this.lineStarts[number - 1]
    if (start === undefined) return ''
    const next = this.lineStarts[number] ?? this.text.length
    return this.text.slice(start, next).replace(/[\r\n]+$/, '')
  }

  /** The characters of a range as they stand in the file. */
  slice(range: Range): string {
    return this.text.slice(range.start, range.end)
  }
}
