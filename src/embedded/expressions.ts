import type { Expression } from './hole.js'
import { interpolationEnd } from './interpolation.js'
import { erbRole, wordRole } from './roles.js'

/** A kind of expression: how it starts, and how the rest is read. */
interface Syntax {
  /** Looked for at one place of the text. */
  readonly start: RegExp
  /** The expression that starts there, if it is one. */
  readonly read: (start: number, search: Search) => Expression | undefined
}

/**
 * The expressions that stand in XML before it is rendered. They are taken alike whatever language is around them: hardly one means
 * anything in XML, and what is taken for an expression by mistake is only passed over.
 */
const syntaxes: readonly Syntax[] = [
  { start: /\{#/y, read: (start, search) => delimited(start, search, '#}', () => ['comment', 'none']) },
  { start: /\{%/y, read: (start, search) => delimited(start, search, '%}', (inside) => controlOf(inside, wordRole)) },
  { start: /\{\{/y, read: (start, search) => delimited(start, search, '}}', braceMeaning) },
  { start: /<%(?!%)/y, read: (start, search) => delimited(start, search, '%>', erbMeaning) },
  { start: /%\{/y, read: (start, search) => balanced(start, search, (inside) => controlOf(inside, wordRole)) },
  { start: /[$#]\{/y, read: (start, search) => balanced(start, search, () => ['value', 'none']) },
  { start: /\$\(/y, read: (start, { text }) => whole(text, start, /\$\((?:[^()\n]|\((?:[^()\n]|\([^()\n]{0,200}\)){0,200}\)){0,200}\)/y) },
  {
    start: /\$[A-Za-z_\d]/y,
    read: (start, { text }) => whole(text, start, /\$(?:\d|[A-Za-z_]\w*(?:->(?:\w+|[[{][^\]}\n]{0,200}[\]}]))*)/y),
  },
  { start: /@\{/y, read: (start, { text }) => whole(text, start, /@\{[^{}\n]{0,200}\}/y) },
  { start: /@[A-Za-z_]/y, read: (start, { text }) => whole(text, start, /@[A-Za-z_][\w.-]{0,100}@/y) },
  { start: /##/y, read: (start, { text }) => whole(text, start, /##[A-Za-z_][\w.-]{0,100}##/y) },
  {
    start: /%/y,
    read: (start, { text }) =>
      whole(text, start, /%(?:[A-Z][A-Z\d_]{1,100}%|\([\w.]{1,100}\)[-+#\d.]{0,9}[a-zA-Z]|[-+#0]{0,4}\d{0,4}[sdiufxr](?![\w%]))/y),
  },
  {
    start: /\{/y,
    read: (start, { text }) =>
      whole(text, start, /\{(?:[A-Za-z_][\w.[\]]{0,100}|\d{1,3}(?:[.[][\w.[\]]{0,100})?)?(?:![rsa])?(?::[^{}\s'"<>]{0,20})?\}/y),
  },
]

/** Where an expression may start. */
const anyStart = /\{|<%|[$#][{(\w]|\$|@|##|%/g

/** Whether there may be an expression at all: a quick look, before anything is read. */
export function mayHaveExpressions(text: string): boolean {
  return /\{[{%#\w]|<%|\$[{(\w]|@[A-Za-z_]|##|%[A-Z{(sd]|#\{/.test(text)
}

/** All expressions of a text in order, none inside another. Takes time linear in its length. */
export function expressionsOf(text: string): Expression[] {
  const found: Expression[] = []
  const search = new Search(text)
  anyStart.lastIndex = 0
  for (let match = anyStart.exec(text); match; match = anyStart.exec(text)) {
    const expression = expressionAt(match.index, search)
    if (expression) found.push(expression)
    anyStart.lastIndex = expression ? expression.end : match.index + 1
  }
  return found
}

function expressionAt(start: number, search: Search): Expression | undefined {
  for (const { start: pattern, read } of syntaxes) {
    pattern.lastIndex = start
    const expression = pattern.test(search.text) ? read(start, search) : undefined
    if (expression) return expression
  }
  return undefined
}

/** Looks for ends, and remembers which is nowhere behind: a text full of starts takes no longer for it. */
export class Search {
  readonly text: string
  readonly #last = new Map<string, number>()
  /** Where the next one was, and from where on. */
  readonly #found = new Map<string, { readonly from: number; readonly at: number }>()
  #endless = 0

  constructor(text: string) {
    this.text = text
  }

  /** The offset of the next `end`; undefined when there is none. */
  next(end: string, from: number): number | undefined {
    let last = this.#last.get(end)
    if (last === undefined) {
      last = this.text.lastIndexOf(end)
      this.#last.set(end, last)
    }
    if (from > last) return undefined
    const found = this.#found.get(end)
    if (found && from >= found.from && from <= found.at) return found.at
    const at = this.text.indexOf(end, from)
    this.#found.set(end, { from, at })
    return at
  }

  /** The offset behind an interpolation; after so many that never end, no other is looked at. */
  interpolation(from: number): number | undefined {
    const end = this.#endless < mostEndless ? interpolationEnd(this.text, from) : undefined
    if (end === undefined) this.#endless++
    return end
  }
}

const mostEndless = 20

type Meaning = readonly [Expression['kind'], Expression['role']]

function delimited(start: number, search: Search, close: string, meaning: (inside: string) => Meaning): Expression | undefined {
  const { text } = search
  let at = search.next(close, start + 2)
  // A close inside a string of the expression is none: `{{ "}}" }}`, `{{ {'a': {}}} }}`.
  if (close === '}}' && at !== undefined) at = behindStrings(text, start + 2, at, search)
  if (at === undefined) return undefined
  const [kind, role] = meaning(text.slice(start + 2, at))
  return { start, end: at + close.length, kind, role }
}

const longestString = 500

/** The first `}}` that is in no string; the given one where strings do not end. */
function behindStrings(text: string, from: number, given: number, search: Search): number {
  let close = given
  for (let at = from; at < close; at++) {
    const quote = text[at]
    if (quote !== '"' && quote !== "'") continue
    const end = text.slice(at + 1, at + longestString).search(quote === '"' ? /["\n]/ : /['\n]/)
    if (end === -1 || text[at + 1 + end] === '\n') return given
    at += end + 1
    if (at > close) close = search.next('}}', at) ?? given
    if (close === given && at > given) return given
  }
  return close
}

function balanced(start: number, search: Search, meaning: (inside: string) => Meaning): Expression | undefined {
  const end = search.interpolation(start + 2)
  if (end === undefined) return undefined
  const [kind, role] = meaning(search.text.slice(start + 2, end - 1))
  return { start, end, kind, role }
}

function whole(text: string, start: number, pattern: RegExp): Expression | undefined {
  pattern.lastIndex = start
  return pattern.test(text) ? { start, end: pattern.lastIndex, kind: 'value', role: 'none' } : undefined
}

/** `{{ … }}` is a value in Jinja and Mustache, and anything in Go templates. */
function braceMeaning(inside: string): Meaning {
  const code = inside.replace(/^[-~]/, '').trim()
  if (code.startsWith('/*') || code.startsWith('!')) return ['comment', 'none']
  if (/^(?:(?:if|range|with|define|block)\s+[^|\s]|(?:else|end)(?:$|\s+(?:if|with)\b))/.test(code)) return controlOf(inside, wordRole)
  return /^\$\w+\s*:?=/.test(code) ? ['control', 'none'] : ['value', 'none']
}

function erbMeaning(inside: string): Meaning {
  if (inside.startsWith('#')) return ['comment', 'none']
  if (/^[=-]?=/.test(inside)) return ['value', 'none']
  return controlOf(inside, erbRole)
}

/** `{% include %}` and its kind bring text of their own. */
function controlOf(inside: string, role: (code: string) => Expression['role']): Meaning {
  const code = inside
    .slice(0, longestStatement)
    .replace(/^[-~+]/, '')
    .replace(/[-~+]$/, '')
    .trim()
  if (/^(?:include|import|extends|call|template|render|yield)\b/.test(code)) return ['value', 'none']
  return ['control', role(code)]
}

const longestStatement = 2000
