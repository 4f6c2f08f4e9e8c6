import type { Range } from '../xml/source.js'
import { expressionsOf, mayHaveExpressions, Search } from './expressions.js'
import type { Expression } from './hole.js'
import { isTemplateName, type Language, languageOf } from './languages.js'
import { type Literal, literalAt } from './literal.js'
import { fencesOf } from './markdown.js'
import { maskHoles } from './mask.js'

/** A domain's XML that stands in a file of another language. */
export interface EmbeddedDocument {
  /** Where it stands in the file: from its first tag to behind its last. */
  readonly range: Range
  /** Its text with escape sequences undone and expressions as they are, as long as the range. */
  readonly unescaped: string
  /** Its text with the expressions filled, as long as the range: offsets in it are offsets from the start of the range. */
  readonly masked: string
  /** What is no XML in it; offsets count from the start of the range. */
  readonly holes: readonly Expression[]
  /** Whether the file has the XML as it is: no expression and no escape sequence, so that it may be edited in place. */
  readonly isPlain: boolean
}

/** What may stand behind the name of a root element. */
const behindRoot = '[\\s>{<$%@&\\\\/]'

/** A document starts with one of these, which libvirt keeps domains in. */
const openingTag = new RegExp(`<(domain(?:snapshot|backup|checkpoint)?)(?=${behindRoot})`)

/** Definitions of more than this are no literals in a program. */
const mostDocuments = 10_000

/**
 * The domains in a file of another language: in its strings, here-documents, block scalars and fences. What is put together from several
 * strings, or only in part there, is none of them.
 * @param name the file's name, or the editor's identifier of its language
 */
export function embeddedDocuments(text: string, name: string): EmbeddedDocument[] {
  if (!text.includes('<domain')) return []
  const language = languageOf(name)
  if (!language) return isTemplateName(name) ? [wholeText(text)] : []
  return language === 'markdown' ? inFences(text) : inLanguage(text, language)
}

function wholeText(text: string): EmbeddedDocument {
  const holes = expressionsOf(text)
  return { range: { start: 0, end: text.length }, unescaped: text, masked: maskHoles(text, holes), holes, isPlain: holes.length === 0 }
}

function inFences(text: string): EmbeddedDocument[] {
  return fencesOf(text).flatMap(({ start, end, language }) => {
    const content = text.slice(start, end)
    const found = language === 'xml' ? inLanguage(content, 'markdown') : language ? embeddedDocuments(content, language) : []
    return found.map((one) => ({ ...one, range: { start: one.range.start + start, end: one.range.end + start } }))
  })
}

function inLanguage(text: string, language: Language): EmbeddedDocument[] {
  const found: EmbeddedDocument[] = []
  const ends = new Search(text)
  const opening = new RegExp(openingTag, 'g')
  for (let match = opening.exec(text); match && found.length < mostDocuments; match = opening.exec(text)) {
    const [, root = 'domain'] = match
    const close = `</${root}>`
    const at = ends.next(close, match.index)
    if (at === undefined) continue
    // Where another one starts before this one ends, this one is only a part.
    if (nextOpening(text, root, match.index + 1) < at) continue
    const range = { start: match.index, end: at + close.length }
    const document = documentIn(text, range, language)
    if (!document) continue
    found.push(document)
    opening.lastIndex = range.end
  }
  return found
}

/** The offset of the next tag that opens such a document; infinity where there is none. */
function nextOpening(text: string, root: string, from: number): number {
  const opening = new RegExp(`<${root}(?=${behindRoot})`, 'g')
  opening.lastIndex = from
  return opening.exec(text)?.index ?? Number.POSITIVE_INFINITY
}

/** The document at a range, if a literal of the language holds it. */
function documentIn(text: string, range: Range, language: Language): EmbeddedDocument | undefined {
  const written = text.slice(range.start, range.end)
  const found = mayHaveExpressions(written) ? expressionsOf(written) : []
  const expressions = language === 'markdown' ? withElisions(found, written) : found
  const literal = literalAt(text, range, language, expressions)
  if (!literal) return undefined
  const holes = withEscapes(expressions, literal)
  const masked = maskHoles(literal.unescaped, holes)
  return { range, unescaped: literal.unescaped, masked, holes, isPlain: holes.length === 0 && literal.unescaped === written }
}

/** In documents three dots stand for what is left out. */
function withElisions(expressions: readonly Expression[], text: string): readonly Expression[] {
  const elisions = [...text.matchAll(/\.{3,}|\u2026/g)].map(({ index, 0: { length } }) => ({ start: index, end: index + length }))
  return inOrder(expressions, elisions)
}

/** Expressions and escape sequences of unknown meaning, in order. */
function withEscapes(expressions: readonly Expression[], { unknownEscapes }: Literal): readonly Expression[] {
  return inOrder(expressions, unknownEscapes)
}

/** Expressions and other ranges of unknown text; of those that overlap, the first. */
function inOrder(expressions: readonly Expression[], others: readonly Range[]): readonly Expression[] {
  if (others.length === 0) return expressions
  const all = [...expressions, ...others.map(({ start, end }): Expression => ({ start, end, kind: 'value', role: 'none' }))]
  let end = -1
  return all
    .sort((a, b) => a.start - b.start)
    .filter((one) => {
      if (one.start < end) return false
      end = one.end
      return true
    })
}
