import type { TextEdit } from './edit.js'
import { indentBefore, indentStep, lineEndOf, quoteFor } from './layout.js'
import { encodeAttribute, encodeText } from './references.js'
import type { XmlAttribute, XmlComment, XmlElement } from './tree.js'

/**
 * The edit algebra: changes of the tree, given as edits of the text. Each leaves every byte outside its range alone and
 * copies the layout that it finds. The tree itself does not change: apply the edits and scan again.
 */

/** An element to be written into the text. `text` and `children` exclude each other. */
export interface NewElement {
  readonly name: string
  readonly attributes?: Readonly<Record<string, string>>
  readonly text?: string
  readonly children?: readonly NewElement[]
}

/** Gives an attribute this value, adding it behind the last one if it is not there. */
export function setAttribute(element: XmlElement, name: string, value: string): TextEdit {
  const attribute = element.attribute(name)
  if (attribute) return { ...attribute.valueRange, text: encodeAttribute(value, attribute.quote) }
  const quote = quoteFor(element)
  const attributes = element.attributeList
  const last = attributes.at(-1)
  const at = last?.range.end ?? element.nameRange.end
  return { start: at, end: at, text: `${attributeGap(element)}${name}=${quote}${encodeAttribute(value, quote)}${quote}` }
}

/** The white space between the last two attributes if they stand on lines of their own, else a space. */
function attributeGap(element: XmlElement): string {
  const [secondLast, last] = element.attributeList.slice(-2)
  if (!secondLast || !last) return ' '
  const gap = element.document.source.text.slice(secondLast.range.end, last.range.start)
  return /^\s+$/.test(gap) ? gap : ' '
}

/** Removes an attribute with the white space before it. */
export function removeAttribute(attribute: XmlAttribute): TextEdit {
  const { text } = attribute.element.document.source
  let { start } = attribute.range
  while (/\s/.test(text.charAt(start - 1))) start--
  return { start, end: attribute.range.end, text: '' }
}

/** Gives an attribute another name. */
export function renameAttribute(attribute: XmlAttribute, name: string): TextEdit {
  return { ...attribute.nameRange, text: name }
}

/** Gives an element another name, in both of its tags. */
export function renameElement(element: XmlElement, name: string): TextEdit[] {
  const edits = [{ ...element.nameRange, text: name }]
  const { start, end } = element.closeTagRange
  if (end > start) edits.push({ start: start + 2, end: start + 2 + element.name.length, text: name })
  return edits
}

/** Replaces the text of an element; white space around it stays. An element without text gets it between its tags. */
export function setText(element: XmlElement, value: string): TextEdit {
  const encoded = encodeText(value)
  const { text } = element.document.source
  if (element.selfClosing) {
    const slash = text.lastIndexOf('/', element.openTagRange.end)
    let start = slash
    while (/\s/.test(text.charAt(start - 1))) start--
    return { start, end: element.openTagRange.end, text: `>${encoded}</${element.name}>` }
  }
  if (element.text.trim() === '') return { ...element.contentRange, text: encoded }
  return { ...element.textRange, text: encoded }
}

/**
 * Removes an element or a comment. Where it has its lines to itself they go with it; comments and whatever else shares a line with
 * it stay.
 */
export function removeElement(element: XmlElement | XmlComment): TextEdit {
  const { text } = element.document.source
  const indent = indentBefore(text, element.start)
  const rest = /^[ \t]*(\r\n|\n|\r|$)/.exec(text.slice(element.end, element.end + 1024))
  if (indent !== undefined && rest) {
    return { start: element.start - indent.length, end: element.end + rest[0].length, text: '' }
  }
  let { start, end } = element
  if (indent !== undefined) while (text[end] === ' ' || text[end] === '\t') end++
  else if (rest) while (text[start - 1] === ' ' || text[start - 1] === '\t') start--
  return { start, end, text: '' }
}

/** Removes attributes, and the whole element where they were all that it held. */
export function pruneAttributes(element: XmlElement, names: readonly string[]): TextEdit[] {
  const removed = element.attributeList.filter((attribute) => names.includes(attribute.name))
  if (removed.length === element.attributeList.length && isEmpty(element, [])) return [removeElement(element)]
  return removed.map(removeAttribute)
}

/** Removes child elements. A parent with nothing left in it but white space is closed at once: `<parent/>`. */
export function removeChildren(parent: XmlElement, children: readonly XmlElement[]): TextEdit[] {
  if (!isEmpty(parent, children)) return children.map(removeElement)
  return [{ start: parent.openTagRange.end - 1, end: parent.end, text: '/>' }]
}

/** Whether an element would hold nothing but white space without these children. */
function isEmpty(element: XmlElement, without: readonly XmlElement[]): boolean {
  return element.children.every((node) =>
    node.type === 'text' ? node.value.trim() === '' : node.type === 'element' && without.includes(node),
  )
}

/** Writes an element as the first child. */
export function prependChild(parent: XmlElement, child: NewElement): TextEdit {
  const first = parent.children.find((node) => node.type === 'element')
  return first ? insertBefore(first, child) : appendChild(parent, child)
}

/** Writes an element behind the last child element, or as the only one. */
export function appendChild(parent: XmlElement, child: NewElement): TextEdit {
  return appendChildren(parent, [child])
}

/** Writes several elements behind the last child element, or as the only ones. */
export function appendChildren(parent: XmlElement, children: readonly NewElement[]): TextEdit {
  return append(parent, (near, indent) => children.map((child) => print(near, child, indent)))
}

/** Moves an element behind the last child of another one: as it is written, but with the indentation of its new place. */
export function moveInto(element: XmlElement, parent: XmlElement): TextEdit[] {
  const { text } = element.document.source
  const written = text.slice(element.start, element.end)
  const old = indentBefore(text, element.start)
  const moved = (indent: string | undefined) =>
    old === undefined || indent === undefined
      ? written
      : written.replace(/(\r\n|\n|\r)([ \t]*)(?=<)/g, (whole, lineEnd: string, space: string) =>
          space.startsWith(old) ? lineEnd + indent + space.slice(old.length) : whole,
        )
  return [removeElement(element), append(parent, (_, indent) => [moved(indent)])]
}

/** Writes texts of elements behind the last child element, or as the only ones; `write` gets their indentation, if they get lines of their own. */
function append(parent: XmlElement, write: (near: XmlElement, indent: string | undefined) => readonly string[]): TextEdit {
  const { text } = parent.document.source
  const last = parent.elements().at(-1)
  if (last) {
    const indent = indentBefore(text, last.start)
    const gap = indent === undefined ? '' : lineEndOf(parent.document) + indent
    return {
      start: last.end,
      end: last.end,
      text: write(last, indent)
        .map((child) => gap + child)
        .join(''),
    }
  }
  const indent = indentBefore(text, parent.start)
  const outside = indent === undefined ? '' : lineEndOf(parent.document) + indent
  const inner = indent === undefined ? undefined : indent + indentStep(parent.document)
  const gap = inner === undefined ? '' : lineEndOf(parent.document) + inner
  const written = write(parent, inner).join(gap)
  const content = gap + written + outside
  if (parent.selfClosing) {
    const slash = text.lastIndexOf('/', parent.openTagRange.end)
    let start = slash
    while (/\s/.test(text.charAt(start - 1))) start--
    return { start, end: parent.openTagRange.end, text: `>${content}</${parent.name}>` }
  }
  // Comments and white space that stand inside already are kept: the element comes before the close tag.
  const lineStart = indentBefore(text, parent.closeTagRange.start)
  if (lineStart !== undefined && parent.contentRange.end > parent.contentRange.start) {
    const at = parent.closeTagRange.start - lineStart.length
    return { start: at, end: at, text: `${inner ?? ''}${written}${lineEndOf(parent.document)}` }
  }
  return { start: parent.contentRange.end, end: parent.contentRange.end, text: content }
}

/** Writes an element in front of another one, on a line of its own if that one has one. */
export function insertBefore(sibling: XmlElement, element: NewElement): TextEdit {
  const indent = indentBefore(sibling.document.source.text, sibling.start)
  const gap = indent === undefined ? '' : lineEndOf(sibling.document) + indent
  return { start: sibling.start, end: sibling.start, text: print(sibling, element, indent) + gap }
}

/** Writes an element behind another one, on a line of its own if that one has one. */
export function insertAfter(sibling: XmlElement, element: NewElement): TextEdit {
  const indent = indentBefore(sibling.document.source.text, sibling.start)
  const gap = indent === undefined ? '' : lineEndOf(sibling.document) + indent
  return { start: sibling.end, end: sibling.end, text: gap + print(sibling, element, indent) }
}

/** As `insertAfter`, but behind the comments too that stand on the rest of the line: they belong to the sibling. */
export function insertBehind(sibling: XmlElement, element: NewElement): TextEdit {
  const { text } = sibling.document.source
  const edit = insertAfter(sibling, element)
  if (indentBefore(text, sibling.start) === undefined) return edit
  const rest = /^(?:[ \t]*<!--[^\n\r]*?-->)+(?=[ \t]*(?:\r\n|\n|\r))/.exec(text.slice(sibling.end, sibling.end + 1024))
  const at = sibling.end + (rest?.[0].length ?? 0)
  return { ...edit, start: at, end: at }
}

/** As `insertBefore`, but in front of the comments too that stand on lines of their own right above: they belong to the sibling. */
export function insertInFront(sibling: XmlElement, element: NewElement): TextEdit {
  const { text } = sibling.document.source
  const edit = insertBefore(sibling, element)
  const indent = indentBefore(text, sibling.start)
  if (indent === undefined) return edit
  let at = sibling.start
  const nodes = sibling.parentElement?.children ?? []
  const before = nodes.slice(0, nodes.indexOf(sibling))
  for (const node of before.reverse()) {
    if (node.type === 'text' && /^[ \t]*(?:\r\n|\n|\r)[ \t]*$/.test(node.value)) continue
    if (node.type !== 'comment' || indentBefore(text, node.start) !== indent) break
    at = node.start
  }
  return { ...edit, start: at, end: at }
}

/** Moves an element, as it is written, in front of a sibling. */
export function moveBefore(element: XmlElement, sibling: XmlElement): TextEdit[] {
  const { text } = element.document.source
  const indent = indentBefore(text, sibling.start)
  const gap = indent === undefined ? '' : lineEndOf(element.document) + indent
  return [removeElement(element), { start: sibling.start, end: sibling.start, text: text.slice(element.start, element.end) + gap }]
}

/** Replaces an element by another one. */
export function replaceElement(element: XmlElement, by: NewElement): TextEdit {
  const indent = indentBefore(element.document.source.text, element.start)
  return { start: element.start, end: element.end, text: print(element, by, indent) }
}

/** The text of a new element: on lines if an indentation is given, else in one. */
function print(near: XmlElement, element: NewElement, indent: string | undefined): string {
  const quote = quoteFor(near)
  const lineEnd = lineEndOf(near.document)
  const step = indentStep(near.document)
  const write = ({ name, attributes = {}, text, children = [] }: NewElement, inside: string | undefined): string => {
    let tag = `<${name}`
    for (const [key, value] of Object.entries(attributes)) tag += ` ${key}=${quote}${encodeAttribute(value, quote)}${quote}`
    if (text !== undefined) return `${tag}>${encodeText(text)}</${name}>`
    if (children.length === 0) return `${tag}/>`
    const deeper = inside === undefined ? undefined : inside + step
    const before = deeper === undefined ? '' : lineEnd + deeper
    const after = inside === undefined ? '' : lineEnd + inside
    return `${tag}>${children.map((child) => before + write(child, deeper)).join('')}${after}</${name}>`
  }
  return write(element, indent)
}
