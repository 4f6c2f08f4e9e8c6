import type { Scanner } from './scan.js'
import type { XmlElement } from './tree.js'

/** Closes the open element at its own close tag. */
export function closeInnermost(scanner: Scanner, start: number, end: number): void {
  const { open } = scanner
  if (open.type === 'root') return
  open.closed(start, end)
  scanner.open = open.parent
  scanner.depth--
}

/**
 * A close tag that does not fit the open element. It is taken for the close tag of an element further out (then the
 * ones between were never closed), for a misspelt close tag of the open element, or for a stray one; each is one fault
 * at its cause.
 */
export function closeMismatched(scanner: Scanner, name: string, start: number, nameEnd: number, end: number): void {
  const outer = ancestorNamed(scanner, name)
  if (outer) {
    while (scanner.open !== outer) closeUnclosed(scanner, name, start)
    closeInnermost(scanner, start, end)
    return
  }
  const { open } = scanner
  if (open.type === 'element' && resembles(name, open.name)) {
    scanner.fault(start + 2, nameEnd, `</${name}> does not close <${open.name}>: write </${open.name}>`)
    closeInnermost(scanner, start, end)
    return
  }
  scanner.fault(start, end, name === '' ? 'a close tag without a name' : `</${name}> closes nothing: no <${name}> is open here`)
}

/** The end of the text with elements still open: one fault, at the innermost, which names how many more. */
export function closeUnfinished(scanner: Scanner): void {
  const { open } = scanner
  if (open.type === 'root') return
  const more = scanner.depth - 1
  const others = more > 0 ? `, nor ${more === 1 ? 'is the element' : `are the ${more} elements`} around it` : ''
  // Nesting that was cut off for its depth has been reported already.
  if (scanner.offset >= scanner.text.length && !scanner.cutOff) {
    scanner.fault(open.nameRange.start, open.nameRange.end, `<${open.name}> is not closed before the end of the file${others}`)
  }
  const end = scanner.text.length
  while (scanner.open.type !== 'root') closeInnermost(scanner, end, end)
}

function ancestorNamed(scanner: Scanner, name: string): XmlElement | undefined {
  for (let node = scanner.open; node.type !== 'root'; node = node.parent) if (node.name === name) return node
  return undefined
}

/**
 * Closes the open element, which has no close tag, at the first child that is indented as far out as itself.
 * @param closeName the name in the close tag that stands where its own is missing
 */
function closeUnclosed(scanner: Scanner, closeName: string, closeStart: number): void {
  const { open } = scanner
  if (open.type === 'root') return
  const column = indentation(scanner.text, open.start)
  const { parent } = open
  const first = open.children.findIndex((node) => {
    if (node.type !== 'element' || column === undefined) return false
    const inner = indentation(scanner.text, node.start)
    return inner !== undefined && inner <= column
  })
  const strangers = first === -1 ? [] : open.children.splice(first)
  if (!scanner.exhausted) {
    const { start, end } = open.nameRange
    const { line } = scanner.document.source.point(closeStart)
    scanner.fault(start, end, `<${open.name}> is never closed: </${closeName}> on line ${line} does not close it; ${remedy(open)}`)
  }
  const end = strangers[0]?.start ?? closeStart
  open.closed(end, end)
  scanner.open = parent
  scanner.depth--
  for (const node of strangers) if (parent.type === 'element') parent.adopt(node)
}

/** How an element gets its end: with content, only from a close tag. */
function remedy({ name, attributes, children }: XmlElement): string {
  if (children.some((node) => node.type !== 'text' || node.value.trim() !== '')) return `add </${name}>`
  const isBare = Object.keys(attributes).length === 0
  return `write <${name}${isBare ? '' : ' …'}/> or add </${name}>`
}

/** How far an offset is indented, in characters, if only white space stands before it in its line. */
function indentation(text: string, offset: number): number | undefined {
  let at = offset
  while (text[at - 1] === ' ' || text[at - 1] === '\t') at--
  return at === 0 || text[at - 1] === '\n' || text[at - 1] === '\r' ? offset - at : undefined
}

/** Whether one name is probably a slip for the other: the same letters in another case, or one or two keys off. */
function resembles(some: string, other: string): boolean {
  if (some.toLowerCase() === other.toLowerCase()) return true
  if (Math.abs(some.length - other.length) > 1 || Math.min(some.length, other.length) < 3) return false
  let same = 0
  while (same < some.length && some[same] === other[same]) same++
  let tail = 0
  while (tail < Math.min(some.length, other.length) - same && some[some.length - 1 - tail] === other[other.length - 1 - tail]) tail++
  return Math.max(some.length, other.length) - same - tail <= 2
}
