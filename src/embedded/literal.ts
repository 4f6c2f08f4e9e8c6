import type { Range } from '../xml/source.js'
import type { Expression } from './hole.js'
import type { Language } from './languages.js'
import { maskHoles } from './mask.js'

/** How a language holds a piece of XML. */
export interface Literal {
  /** The text with its escape sequences undone, at the same length. */
  readonly unescaped: string
  /** Escape sequences that could mean anything, from the start of the piece. */
  readonly unknownEscapes: readonly Range[]
}

/** Which literals a language has. */
interface Literals {
  /** Quotes around strings, longest first. */
  readonly quotes: readonly string[]
  /** Quotes in which a backslash is a character like any other. */
  readonly raw: readonly string[]
  readonly hereDocuments: boolean
  /** Whether text may stand for itself, indented under its key or in its fence. */
  readonly blocks: boolean
}

const literals: Readonly<Record<Language, Literals>> = {
  nix: { quotes: ["''", '"'], raw: ["''"], hereDocuments: false, blocks: false },
  terraform: { quotes: ['"'], raw: [], hereDocuments: true, blocks: false },
  python: { quotes: ['"""', "'''", '"', "'"], raw: [], hereDocuments: false, blocks: false },
  ruby: { quotes: ['"', "'"], raw: ["'"], hereDocuments: true, blocks: false },
  perl: { quotes: ['"', "'"], raw: ["'"], hereDocuments: true, blocks: false },
  go: { quotes: ['`', '"'], raw: ['`'], hereDocuments: false, blocks: false },
  javascript: { quotes: ['`', '"', "'"], raw: [], hereDocuments: false, blocks: false },
  shell: { quotes: ['"', "'"], raw: ["'"], hereDocuments: true, blocks: false },
  yaml: { quotes: ['"', "'"], raw: ["'"], hereDocuments: true, blocks: true },
  markdown: { quotes: [], raw: [], hereDocuments: false, blocks: true },
}

const longestPrologue = 4000

/** The line that a here-document starts behind: `cat <<EOF > vm.xml`, `xml = <<-EOT`. */
const hereDocument = /<<[-~]?\s*(?<quote>["'`\\]?)(?<word>[A-Za-z_]\w*)["'`]?/

/** How the language holds the piece of XML at a range, or undefined if it is no literal of its own. */
export function literalAt(text: string, range: Range, language: Language, expressions: readonly Expression[]): Literal | undefined {
  const { quotes, raw, hereDocuments, blocks } = literals[language]
  const piece = text.slice(range.start, range.end)
  const lead = withoutPrologue(text.slice(Math.max(0, range.start - longestPrologue), range.start))
  if (hereDocuments) {
    const start = hereDocument.exec(lead.slice(lead.lastIndexOf('\n') + 1))?.groups
    const isInside = start && !new RegExp(`^[ \\t]*${start.word}\\b`, 'm').test(piece)
    if (isInside) return start.quote === '' && language !== 'terraform' ? escapesIn(piece, piece) : { unescaped: piece, unknownEscapes: [] }
  }
  const quote = quotes.find((one) => lead.endsWith(one))
  if (quote !== undefined) {
    const isRaw = raw.includes(quote) || (language === 'python' && /\b(?:[rR][fFbB]?|[fFbB][rR])$/.test(lead.slice(0, -quote.length)))
    return quoted(piece, quote, isRaw, expressions)
  }
  return blocks && isBlock(text, range, piece) ? { unescaped: piece, unknownEscapes: [] } : undefined
}

/** The text without the comments, declarations and blank escapes that may stand between the start of a literal and its root element. */
function withoutPrologue(before: string): string {
  let end = before.length
  for (;;) {
    const text = before.slice(0, end).trimEnd()
    end = text.length
    if (text.endsWith('\\n')) end -= 2
    else if (text.endsWith('\\')) end -= 1
    else {
      const start = text.endsWith('-->') ? text.lastIndexOf('<!--') : text.endsWith('?>') ? text.lastIndexOf('<?xml') : -1
      if (start === -1) return text
      end = start
    }
  }
}

function quoted(piece: string, quote: string, isRaw: boolean, expressions: readonly Expression[]): Literal | undefined {
  // In Nix ''${ is no interpolation.
  const isEscaped = ({ start }: Expression) => quote === "''" && piece.startsWith("''$", start - 2)
  const visible = maskHoles(
    piece,
    expressions.filter((expression) => !isEscaped(expression)).map(({ start, end }) => ({ start, end, kind: 'control' })),
  )
  if (quote === "''") {
    // Nix: ''' stands for '', ''$ for $, ''\ starts an escape sequence.
    if (/''(?!['$\\])/.test(visible.replaceAll("'''", '   '))) return undefined
    const unknownEscapes = [...visible.matchAll(/'''|''\$|''\\./g)].map(({ index, 0: { length } }) => ({
      start: index,
      end: index + length,
    }))
    return { unescaped: piece, unknownEscapes }
  }
  const bare = isRaw ? visible : visible.replace(/\\[\s\S]/g, '  ')
  if (bare.includes(quote)) return undefined
  return isRaw ? { unescaped: piece, unknownEscapes: [] } : escapesIn(piece, visible)
}

/** Undoes escape sequences: an escaped quote keeps its place next to the value, an escaped line end is a space, all else is unknown. */
function escapesIn(piece: string, visible: string): Literal {
  if (!visible.includes('\\')) return { unescaped: piece, unknownEscapes: [] }
  const unknownEscapes: Range[] = []
  const characters = [...piece.matchAll(/\\\r?\n|\\u\{?[\da-fA-F]{1,6}\}?|\\x[\da-fA-F]{2}|\\[\s\S]/g)].filter(
    ({ index }) => visible[index] === '\\',
  )
  const parts: string[] = []
  let from = 0
  let open = ''
  for (const { index, 0: written } of characters) {
    parts.push(piece.slice(from, index))
    from = index + written.length
    const escaped = written[1] ?? ''
    if (escaped === '"' || escaped === "'") {
      if (open === escaped) {
        parts.push(`${escaped} `)
        open = ''
      } else if (open === '') {
        parts.push(` ${escaped}`)
        open = escaped
      } else {
        parts.push(written)
        unknownEscapes.push({ start: index, end: from })
      }
    } else if (/[ntr\n\r]/.test(escaped)) parts.push(written.replace(/[^\r\n]/g, ' '))
    else {
      parts.push(written)
      unknownEscapes.push({ start: index, end: from })
    }
  }
  parts.push(piece.slice(from))
  return { unescaped: parts.join(''), unknownEscapes }
}

/** Whether the piece stands for itself on lines of its own, none of which is less indented than its first. */
function isBlock(text: string, { start }: Range, piece: string): boolean {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const indentation = text.slice(lineStart, start)
  if (indentation.trim() !== '') return false
  return piece
    .split('\n')
    .every((line, order) => order === 0 || line.trim() === '' || line.startsWith(indentation) || line.trim().startsWith('{'))
}
