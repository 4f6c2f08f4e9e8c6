import type { Position } from 'unist'
import { elementsAmong, firstElement } from './children.js'
import { type AttributePlace, attributePlaces } from './open-tag.js'
import type { Range, SourceText } from './source.js'

/**
 * The tree is plain xast (`type`, `name`, `attributes`, `children`, `value`), so that unist utilities work on it.
 * Offsets, parents and positions sit behind accessors: they cost nothing until somebody asks.
 */

/** Attribute values by name, without a prototype: `__proto__` and `constructor` are ordinary names. */
export type Attributes = Record<string, string>
const AttributeRecord = function AttributeRecord() {} as unknown as { new (): Attributes; prototype: unknown }
AttributeRecord.prototype = Object.create(null)

/** An empty attribute record. */
export function newAttributes(): Attributes {
  return new AttributeRecord()
}

export type XmlNode = XmlElement | XmlText | XmlCdata | XmlComment | XmlInstruction | XmlDoctype
export type XmlParent = XmlElement | XmlDocument

abstract class Node {
  #parent: XmlParent
  #start: number
  #end: number

  constructor(parent: XmlParent, start: number, end: number) {
    this.#parent = parent
    this.#start = start
    this.#end = end
  }

  get parent(): XmlParent {
    return this.#parent
  }

  /** Offset of the first character. */
  get start(): number {
    return this.#start
  }

  /** Offset behind the last character. */
  get end(): number {
    return this.#end
  }

  get document(): XmlDocument {
    let node: XmlParent = this.#parent
    while (node.type !== 'root') node = node.parent
    return node
  }

  get position(): Position {
    return positionOf(this.document.source, this)
  }

  moveTo(parent: XmlParent): void {
    this.#parent = parent
  }

  protected endAt(end: number): void {
    this.#end = end
  }
}

function positionOf(source: SourceText, range: Range): Position {
  return { start: source.point(range.start), end: source.point(range.end) }
}

export class XmlText extends Node {
  readonly type = 'text'
  value: string

  constructor(parent: XmlParent, start: number, end: number, value: string) {
    super(parent, start, end)
    this.value = value
  }
}

export class XmlCdata extends Node {
  readonly type = 'cdata'
  value: string

  constructor(parent: XmlParent, start: number, end: number, value: string) {
    super(parent, start, end)
    this.value = value
  }
}

export class XmlComment extends Node {
  readonly type = 'comment'
  value: string

  constructor(parent: XmlParent, start: number, end: number, value: string) {
    super(parent, start, end)
    this.value = value
  }
}

export class XmlInstruction extends Node {
  readonly type = 'instruction'
  name: string
  value: string

  constructor(parent: XmlParent, start: number, end: number, name: string, value: string) {
    super(parent, start, end)
    this.name = name
    this.value = value
  }
}

export class XmlDoctype extends Node {
  readonly type = 'doctype'
  name: string
  public: string | undefined
  system: string | undefined

  constructor(parent: XmlParent, start: number, end: number, name: string, publicId?: string, systemId?: string) {
    super(parent, start, end)
    this.name = name
    this.public = publicId
    this.system = systemId
  }
}

/** One attribute with its place in the text, which is looked up when somebody asks for it. */
export class XmlAttribute {
  readonly element: XmlElement
  readonly name: string
  /** The value with references resolved and white space normalised. */
  readonly value: string
  #place: AttributePlace | undefined

  constructor(element: XmlElement, name: string, value: string, place?: AttributePlace) {
    this.element = element
    this.name = name
    this.value = value
    this.#place = place
  }

  get #found(): AttributePlace {
    this.#place ??= this.element.attributePlaces.find(({ name }) => name === this.name) ?? {
      name: this.name,
      quote: "'",
      nameRange: this.element.nameRange,
      valueRange: this.element.nameRange,
    }
    return this.#place
  }

  get quote(): "'" | '"' {
    return this.#found.quote
  }

  get nameRange(): Range {
    return this.#found.nameRange
  }

  /** Between the quotes. */
  get valueRange(): Range {
    return this.#found.valueRange
  }

  /** From the first character of the name to behind the closing quote. */
  get range(): Range {
    return { start: this.nameRange.start, end: this.valueRange.end + 1 }
  }
}

export class XmlElement extends Node {
  readonly type = 'element'
  name: string
  attributes: Attributes
  children: XmlNode[]
  #openEnd: number
  #closeStart: number
  #attributePlaces: readonly AttributePlace[] | undefined

  constructor(parent: XmlParent, name: string, start: number) {
    super(parent, start, start)
    this.name = name
    this.attributes = newAttributes()
    this.children = []
    this.#openEnd = start
    this.#closeStart = start
  }

  /** The scanner has read the open tag: it ends at this offset. */
  opened(openEnd: number): void {
    this.#openEnd = openEnd
    this.#closeStart = openEnd
    this.endAt(openEnd)
  }

  /** The scanner has met the end of the element. For an element that is never closed both offsets are the same. */
  closed(closeStart: number, end: number): void {
    this.#closeStart = closeStart
    this.endAt(end)
  }

  /** The scanner puts a node that it took for a child of an unclosed element where it belongs. */
  adopt(node: XmlNode): void {
    node.moveTo(this)
    this.children.push(node)
  }

  /** Whether it is written `<name/>`. */
  get selfClosing(): boolean {
    return this.#closeStart === this.#openEnd && this.end === this.#openEnd
  }

  /** `<name …>` or `<name …/>`. */
  get openTagRange(): Range {
    return { start: this.start, end: this.#openEnd }
  }

  /** `</name>`; empty for `<name/>`. */
  get closeTagRange(): Range {
    return { start: this.#closeStart, end: this.end }
  }

  /** Between the open and the close tag. */
  get contentRange(): Range {
    return { start: this.#openEnd, end: this.#closeStart }
  }

  /** The name in the open tag. */
  get nameRange(): Range {
    return { start: this.start + 1, end: this.start + 1 + this.name.length }
  }

  /** What xast has no field for. */
  get data(): { openTag: Range; closeTag: Range; attributes: Record<string, { name: Range; value: Range; quote: string }> } {
    const attributes: Record<string, { name: Range; value: Range; quote: string }> = Object.create(null)
    for (const attribute of this.attributeList) {
      attributes[attribute.name] = { name: attribute.nameRange, value: attribute.valueRange, quote: attribute.quote }
    }
    return { openTag: this.openTagRange, closeTag: this.closeTagRange, attributes }
  }

  /** Where the attributes stand, in document order: looked up when somebody asks, and kept. */
  get attributePlaces(): readonly AttributePlace[] {
    this.#attributePlaces ??= attributePlaces(this)
    return this.#attributePlaces
  }

  /** The attributes with their places, in document order. */
  get attributeList(): readonly XmlAttribute[] {
    return this.attributePlaces.map((place) => new XmlAttribute(this, place.name, this.attributes[place.name] ?? '', place))
  }

  /** An attribute's value. */
  attr(name: string): string | undefined {
    return this.attributes[name]
  }

  /** An attribute with its place. */
  attribute(name: string): XmlAttribute | undefined {
    const value = this.attributes[name]
    return value === undefined ? undefined : new XmlAttribute(this, name, value)
  }

  /** The attribute if it is there, else the element: the nearest place to point at. */
  attributeOrSelf(name: string): XmlAttribute | XmlElement {
    return this.attribute(name) ?? this
  }

  /** The first child element of that name. */
  child(name: string): XmlElement | undefined {
    return firstElement(this.children, name)
  }

  /** All child elements, or those of one name. */
  elements(name?: string): readonly XmlElement[] {
    return elementsAmong(this.children, name)
  }

  /** An element further down: `path('source/address')` follows the first child of each name. */
  path(path: string): XmlElement | undefined {
    let element: XmlElement | undefined = this
    let start = 0
    for (let slash = path.indexOf('/'); slash !== -1 && element; slash = path.indexOf('/', start)) {
      element = element.child(path.slice(start, slash))
      start = slash + 1
    }
    return start === 0 ? this.child(path) : element?.child(path.slice(start))
  }

  /** The text directly inside, CDATA included, as written (white space kept). */
  get text(): string {
    const { children } = this
    if (children.length === 0) return ''
    const [only] = children
    if (children.length === 1 && only?.type === 'text') return only.value
    let text = ''
    for (const node of children) if (node.type === 'text' || node.type === 'cdata') text += node.value
    return text
  }

  /** The range of the text without the white space around it; the open tag's name where there is none. */
  get textRange(): Range {
    const { start, end } = this.contentRange
    const content = this.document.source.text.slice(start, end)
    const trimmed = content.trim()
    if (trimmed === '') return this.nameRange
    const first = start + content.indexOf(trimmed)
    return { start: first, end: first + trimmed.length }
  }

  get parentElement(): XmlElement | undefined {
    return this.parent.type === 'element' ? this.parent : undefined
  }

  /** The element names from the root to here: `domain/devices/disk`. */
  get elementPath(): string {
    return this.parent.type === 'root' ? this.name : `${this.parent.elementPath}/${this.name}`
  }
}

/** The root of the tree: everything in the file. */
export class XmlDocument {
  readonly type = 'root'
  children: XmlNode[] = []
  #source: SourceText

  constructor(source: SourceText) {
    this.#source = source
  }

  get source(): SourceText {
    return this.#source
  }

  get position(): Position {
    return positionOf(this.#source, { start: 0, end: this.#source.text.length })
  }

  /** The root element, if there is one. */
  get element(): XmlElement | undefined {
    for (const node of this.children) if (node.type === 'element') return node
    return undefined
  }
}
