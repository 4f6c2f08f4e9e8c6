import { forbiddenCharacterAt, isNameCharacter, isNameStart, isSpace } from './characters.js'
import { scanMarkup } from './markup.js'
import { showsSecret, writtenTwice } from './quoted.js'
import { closeInnermost, closeMismatched, closeUnfinished } from './recover.js'
import { decodeReferences } from './references.js'
import { type Range, SourceText } from './source.js'
import { XmlDocument, XmlElement, type XmlParent, XmlText } from './tree.js'

/** Something that keeps the text from being well-formed XML. */
export interface SyntaxFault extends Range {
  readonly message: string
}

export interface ScanOptions {
  /** How deep elements may nest; reading stops at the first deeper one. */
  readonly maxDepth?: number
}

export interface ScanResult {
  readonly document: XmlDocument
  /** Empty exactly when the text is well-formed (document type definitions aside: they are skipped, never applied). */
  readonly faults: readonly SyntaxFault[]
}

const maxFaults = 100

/** Most of a name in one step: cold code spends most of its time in loops over single characters. */
const asciiName = /[\w:.-]+/y

/**
 * The names of elements met so far: equal names are one string then, and comparing them is comparing two pointers. A process reads
 * few different ones; hostile files do not make it grow.
 */
const elementNames = new Map<string, string>()
const maxElementNames = 5000

function oneString(name: string): string {
  const known = elementNames.get(name)
  if (known !== undefined) return known
  // The key of an object is never a part of a larger text, which would keep the file in memory.
  const [kept = name] = Object.keys({ [name]: true })
  if (elementNames.size < maxElementNames && name.length < 100) elementNames.set(kept, kept)
  return kept
}

/** The deepest nesting that is read when nothing else is said. */
export const defaultMaxDepth = 1000

/**
 * Reads XML into a tree. It never throws: what is not well-formed is reported, mended in the tree as a reader would
 * guess it was meant, and the rest is read on. Takes time linear in the length of the text.
 */
export function scan(text: string, options: ScanOptions = {}): ScanResult {
  const scanner = new Scanner(text, options.maxDepth ?? defaultMaxDepth)
  scanner.run()
  return { document: scanner.document, faults: scanner.faults.sort((a, b) => a.start - b.start || a.end - b.end) }
}

/** The state of one scan. The parts of the scanner that have files of their own work on it. */
export class Scanner {
  readonly text: string
  readonly document: XmlDocument
  readonly faults: SyntaxFault[] = []
  /** Where the next thing starts. */
  offset = 0
  /** The element that is open, or the document. */
  open: XmlParent
  depth = 0
  /** Whether something that never ends has swallowed the rest of the text: open elements are then not its own mistake. */
  cutOff = false
  readonly #maxDepth: number
  readonly #hasReferences: boolean
  readonly #hasCarriageReturns: boolean
  readonly #hasCdataEnds: boolean
  readonly #hasOtherWhite: boolean

  constructor(text: string, maxDepth: number) {
    this.text = text
    this.document = new XmlDocument(new SourceText(text))
    this.open = this.document
    this.#maxDepth = maxDepth
    this.#hasReferences = text.includes('&')
    this.#hasCarriageReturns = text.includes('\r')
    this.#hasCdataEnds = text.includes(']]>')
    this.#hasOtherWhite = this.#hasCarriageReturns || text.includes('\t')
  }

  /** After so many faults the text is hardly XML: reading stops, which also keeps hostile input linear. */
  get exhausted(): boolean {
    return this.faults.length >= maxFaults
  }

  fault(start: number, end: number, message: string): void {
    if (!this.exhausted) this.faults.push({ start, end: Math.min(end, this.text.length), message })
  }

  run(): void {
    const { text } = this
    const { length } = text
    const bad = forbiddenCharacterAt(text)
    if (bad !== -1) {
      const code = text.charCodeAt(bad).toString(16).toUpperCase().padStart(4, '0')
      this.fault(bad, bad + 1, `the character U+${code} may not stand in an XML document`)
    }
    while (this.offset < length && !this.exhausted) {
      const next = text.indexOf('<', this.offset)
      const end = next === -1 ? length : next
      if (end > this.offset) this.#characters(this.offset, end)
      this.offset = end
      if (end === length) break
      const code = text.charCodeAt(end + 1)
      if (code === 47) this.#closeTag()
      else if (isNameStart(code)) {
        if (!this.#openTag()) break
      } else if (code === 33 || code === 63) scanMarkup(this)
      else {
        this.fault(end, end + 1, "'<' starts a tag: write &lt; for the character itself")
        this.#characters(end, end + 1)
        this.offset = end + 1
      }
    }
    closeUnfinished(this)
    if (!this.document.element && this.faults.length === 0) this.fault(0, Math.min(1, length), 'there is no element in this document')
  }

  /** Text between tags. */
  #characters(start: number, end: number): void {
    const { open } = this
    if (open.type === 'root') {
      const raw = this.text.slice(start, end)
      const stray = raw.trimStart()
      if (stray.replace(/^[ \t\r\n]+/, '') !== '') {
        const at = end - stray.length
        this.fault(at, at + stray.trimEnd().length, this.document.element ? 'text behind the root element' : 'text before the root element')
      }
      return
    }
    if (this.#hasCdataEnds) {
      const at = this.text.slice(start, end).indexOf(']]>')
      if (at !== -1) this.fault(start + at, start + at + 3, "']]>' may not stand in text: write ]]&gt;")
    }
    open.children.push(new XmlText(open, start, end, this.value(start, end)))
  }

  /** The value of a stretch of text or of an attribute: line ends as LF, references resolved. */
  value(start: number, end: number): string {
    let value = this.text.slice(start, end)
    if (this.#hasReferences && value.includes('&')) {
      value = decodeReferences(value, (from, to, message) => this.fault(start + from, start + to, message))
    }
    // A decoded &#13; would be lost here, were it not that no libvirt value means anything by a carriage return.
    if (this.#hasCarriageReturns && value.includes('\r')) value = value.replace(/\r\n?/g, '\n')
    return value
  }

  /** @returns false when reading must stop. */
  #openTag(): boolean {
    const { text, open } = this
    const start = this.offset
    const nameEnd = this.nameEnd(start + 1)
    const element = new XmlElement(open, oneString(text.slice(start + 1, nameEnd)), start)
    if (open.type === 'root' && this.document.element) {
      this.fault(start + 1, nameEnd, `<${element.name}> is a second root element: a document has one`)
    }
    open.children.push(element)
    const selfClosing = this.#attributes(element, nameEnd)
    element.opened(this.offset)
    if (selfClosing) return true
    if (this.depth >= this.#maxDepth) {
      this.fault(start + 1, nameEnd, `elements nest deeper than ${this.#maxDepth}: the rest of the document is not read`)
      return false
    }
    this.open = element
    this.depth++
    return true
  }

  /** Where a name that starts at this offset ends. */
  nameEnd(start: number): number {
    const { text } = this
    asciiName.lastIndex = start
    let offset = asciiName.test(text) ? asciiName.lastIndex : start
    if (text.charCodeAt(offset) > 127) while (isNameCharacter(text.charCodeAt(offset))) offset++
    return offset
  }

  /** Reads attributes up to behind the '>'. @returns whether the tag is `<name/>`. */
  #attributes(element: XmlElement, from: number): boolean {
    const { text } = this
    const { attributes } = element
    let offset = from
    // The next '<' is looked for once, not once an attribute: a tag may have 200,000 of them.
    let less = 0
    for (;;) {
      if (this.exhausted) {
        this.offset = text.length
        return false
      }
      const gap = offset
      let code = text.charCodeAt(offset)
      while (isSpace(code)) code = text.charCodeAt(++offset)
      if (code === 62) {
        this.offset = offset + 1
        return false
      }
      if (code === 47 && text.charCodeAt(offset + 1) === 62) {
        this.offset = offset + 2
        return true
      }
      if (!isNameStart(code)) {
        const stop = this.#brokenTag(element, offset)
        if (stop !== undefined) {
          this.offset = stop
          return false
        }
        offset++
        continue
      }
      const nameEnd = this.nameEnd(offset)
      const name = text.slice(offset, nameEnd)
      if (gap === offset) this.fault(offset, nameEnd, `white space is missing before the attribute ${name}`)
      let at = nameEnd
      while (isSpace(text.charCodeAt(at))) at++
      if (text.charCodeAt(at) !== 61) {
        this.fault(offset, nameEnd, `the attribute ${name} has no value: write ${name}='…'`)
        offset = nameEnd
        continue
      }
      at++
      while (isSpace(text.charCodeAt(at))) at++
      const quote = text.charCodeAt(at)
      if (quote !== 34 && quote !== 39) {
        offset = this.#unquoted(element.name, name, at)
        continue
      }
      const close = text.indexOf(quote === 34 ? '"' : "'", at + 1)
      if (less !== -1 && less <= at) less = text.indexOf('<', at + 1)
      if (close === -1 || (less !== -1 && less < close)) {
        const unclosed = this.#unclosedQuote(name, at, close, less)
        if (unclosed !== undefined) {
          offset = unclosed
          continue
        }
      }
      if (attributes[name] !== undefined) {
        this.fault(offset, nameEnd, writtenTwice(element, name, text.slice(at + 1, close)))
      } else {
        attributes[name] = this.#attributeValue(at + 1, close)
      }
      offset = close + 1
    }
  }

  #attributeValue(start: number, end: number): string {
    const raw = this.text.slice(start, end)
    // Only literal white space is normalised (XML 1.0, 3.3.3); what a reference stands for is kept.
    const white = raw.includes('\n') || (this.#hasOtherWhite && /[\t\r]/.test(raw)) ? raw.replace(/\r\n|[\t\n\r]/g, ' ') : raw
    if (!this.#hasReferences || !white.includes('&')) return white
    return decodeReferences(white, (from, to, message) => this.fault(start + from, start + to, message))
  }

  /** Something in a tag that is no attribute. @returns where reading goes on when the tag ends here. */
  #brokenTag(element: XmlElement, offset: number): number | undefined {
    const code = this.text.charCodeAt(offset)
    if (Number.isNaN(code) || code === 60) {
      this.cutOff ||= Number.isNaN(code)
      this.fault(element.start, element.nameRange.end, `the tag <${element.name} is never finished: its '>' is missing`)
      return offset
    }
    const what = this.text.charAt(offset)
    this.fault(offset, offset + 1, code === 47 ? "'/' may only stand before the '>' of a tag" : `'${what}' may not stand in a tag`)
    return undefined
  }

  #unquoted(elementName: string, name: string, at: number): number {
    const { text } = this
    let end = at
    while (end < text.length && !isSpace(text.charCodeAt(end)) && !'<>'.includes(text.charAt(end))) {
      if (text[end] === '/' && text[end + 1] === '>') break
      end++
    }
    const value = text.slice(at, end)
    const shown = showsSecret(elementName, name) ? '…' : value
    this.fault(
      at,
      Math.max(end, at + 1),
      value === '' ? `the attribute ${name} has no value behind its '='` : `the value of ${name} needs quotes: ${name}='${shown}'`,
    )
    return end
  }

  /** A quote that does not end before the next tag. @returns where the value is taken to end, or undefined to accept a '<' inside. */
  #unclosedQuote(name: string, at: number, close: number, less: number): number | undefined {
    const { text } = this
    const limit = less === -1 ? text.length : less
    const greater = text.slice(at, limit).indexOf('>')
    if (close !== -1 && greater === -1 && !text.slice(at, close).includes('\n')) {
      this.fault(less, less + 1, `'<' may not stand in the value of ${name}: write &lt;`)
      return undefined
    }
    this.fault(at, at + 1, `the value of ${name} has no closing quote`)
    let end = greater === -1 ? limit : at + greater
    if (text[end - 1] === '/') end--
    return Math.max(end, at + 1)
  }

  #closeTag(): void {
    const { text, open } = this
    const start = this.offset
    if (open.type === 'element' && text.startsWith(open.name, start + 2)) {
      const close = start + 2 + open.name.length
      if (text.charCodeAt(close) === 62) {
        this.offset = close + 1
        closeInnermost(this, start, close + 1)
        return
      }
    }
    const nameEnd = this.nameEnd(start + 2)
    const name = text.slice(start + 2, nameEnd)
    let end = nameEnd
    while (isSpace(text.charCodeAt(end))) end++
    if (text.charCodeAt(end) === 62) end++
    else
      this.fault(
        start,
        Math.max(end, start + 2),
        name === '' ? "'</' is followed by no name" : `the tag </${name} is not finished: its '>' is missing`,
      )
    this.offset = end
    if (open.type === 'element' && open.name === name) closeInnermost(this, start, end)
    else closeMismatched(this, name, start, nameEnd, end)
  }
}
