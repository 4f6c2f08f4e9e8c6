import type { XmlDocument, XmlElement } from './tree.js'

/** How the text around an element is laid out: what new text copies, so that it looks as if it had always been there. */

/** The file's own line end: that of its first line. */
export function lineEndOf(document: XmlDocument): string {
  return document.source.lineEnd
}

/** The white space before an offset in its line, or undefined if something else stands there. */
export function indentBefore(text: string, offset: number): string | undefined {
  let start = offset
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start--
  if (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') return undefined
  return text.slice(start, offset)
}

const steps = new WeakMap<XmlDocument, string>()

/** One step of the file's indentation: what the first child is indented further than its parent; two spaces if nothing tells. */
export function indentStep(document: XmlDocument): string {
  const known = steps.get(document)
  if (known !== undefined) return known
  const step = document.element ? (stepBelow(document.element, 0) ?? '  ') : '  '
  steps.set(document, step)
  return step
}

function stepBelow(parent: XmlElement, depth: number): string | undefined {
  const { text } = parent.document.source
  const outer = indentBefore(text, parent.start)
  for (const child of parent.children) {
    if (child.type !== 'element') continue
    const inner = indentBefore(text, child.start)
    if (outer !== undefined && inner?.startsWith(outer) && inner.length > outer.length) return inner.slice(outer.length)
    const below = depth < 3 ? stepBelow(child, depth + 1) : undefined
    if (below !== undefined) return below
  }
  return undefined
}

/** The quote that new attributes of an element get: its own, else its neighbours', else the nearest one further out. */
export function quoteFor(element: XmlElement): "'" | '"' {
  const own = element.attributeList.at(-1)
  if (own) return own.quote
  for (let node = element.parentElement; node; node = node.parentElement) {
    const quote = quoteAround(node)
    if (quote) return quote
  }
  return "'"
}

const quotesAround = new WeakMap<XmlElement, "'" | '"' | undefined>()

/** The quotes of the first child that has attributes, else those of the element: worked out once, since it may have very many children. */
function quoteAround(element: XmlElement): "'" | '"' | undefined {
  if (quotesAround.has(element)) return quotesAround.get(element)
  let quote: "'" | '"' | undefined
  for (const child of element.children) {
    if (child.type === 'element') quote = child.attributePlaces[0]?.quote
    if (quote) break
  }
  quote ??= element.attributePlaces[0]?.quote
  quotesAround.set(element, quote)
  return quote
}
