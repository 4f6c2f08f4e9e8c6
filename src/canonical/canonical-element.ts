import { canonicalName, prefixOf } from '../domain/vocabulary/namespaces.js'
import type { XmlElement } from '../xml/tree.js'

/** What can be said of a new element in one go. */
export interface ElementParts {
  readonly attributes?: Readonly<Record<string, string | undefined>>
  readonly text?: string
  readonly children?: readonly CanonicalElement[]
}

/**
 * An element of the working copy that the passes change. It remembers the element of the text that it came from; one without
 * a source is libvirt's own addition. Attributes and children stand in no order that means anything but the order among
 * children of one name: the layout puts everything where libvirt writes it, and leaves out what libvirt does not know.
 */
export class CanonicalElement {
  readonly name: string
  readonly attributes = new Map<string, string>()
  readonly children: CanonicalElement[] = []
  /** The text, white space at both ends included, of an element that holds text and no elements. */
  text = ''
  readonly source: XmlElement | undefined

  private constructor(name: string, source: XmlElement | undefined) {
    this.name = name
    this.source = source
  }

  /** A working copy of an element with all that is below it; names with a prefix get the one that libvirt uses. */
  static of(element: XmlElement): CanonicalElement {
    return CanonicalElement.#copy(element, element.name, '')
  }

  /** @param namespace the default namespace that holds for the children, where it is not that of the definition. */
  static #copy(element: XmlElement, name: string, namespace: string): CanonicalElement {
    const copy = new CanonicalElement(name, element)
    for (const [name, value] of Object.entries(element.attributes))
      if (value !== undefined && value !== null) copy.attributes.set(name, value)
    for (const child of element.elements()) {
      const inner = child.attr('xmlns') ?? namespace
      const isPlain = inner === '' && !child.name.includes(':')
      copy.children.push(CanonicalElement.#copy(child, isPlain ? child.name : nameIn(child, inner), inner))
    }
    if (copy.children.length === 0) copy.text = element.text
    return copy
  }

  /** A new element, as libvirt adds one; attributes that are undefined are left out. */
  static create(name: string, { attributes = {}, text = '', children = [] }: ElementParts = {}): CanonicalElement {
    const element = new CanonicalElement(name, undefined)
    for (const [key, value] of Object.entries(attributes)) if (value !== undefined) element.attributes.set(key, value)
    element.text = text
    element.children.push(...children)
    return element
  }

  get(attribute: string): string | undefined {
    return this.attributes.get(attribute)
  }

  /** Sets an attribute; undefined takes it away. */
  set(attribute: string, value: string | undefined): void {
    if (value === undefined) this.attributes.delete(attribute)
    else this.attributes.set(attribute, value)
  }

  /** Sets an attribute where there is none. */
  setDefault(attribute: string, value: string): void {
    if (!this.attributes.has(attribute)) this.attributes.set(attribute, value)
  }

  /** The first child element of a name: libvirt reads the first and passes over the others, where it reads one. */
  child(name: string): CanonicalElement | undefined {
    for (const child of this.children) if (child.name === name) return child
    return undefined
  }

  /** The element at the end of a path of first children: `os/type`. */
  path(path: string): CanonicalElement | undefined {
    let at: CanonicalElement | undefined = this
    for (const name of path.split('/')) at = at?.child(name)
    return at
  }

  /** The child elements of a name, in their order. */
  elements(name: string): CanonicalElement[] {
    return this.children.filter((child) => child.name === name)
  }

  has(name: string): boolean {
    return this.child(name) !== undefined
  }

  /** The first child of a name, which is made where there is none. */
  ensure(name: string): CanonicalElement {
    return this.child(name) ?? this.append(CanonicalElement.create(name))
  }

  append(child: CanonicalElement): CanonicalElement {
    this.children.push(child)
    return child
  }

  /** Puts a child before another one; at the end when that one is not there. */
  insertBefore(child: CanonicalElement, sibling: CanonicalElement | undefined): CanonicalElement {
    const index = sibling ? this.children.indexOf(sibling) : -1
    this.children.splice(index < 0 ? this.children.length : index, 0, child)
    return child
  }

  remove(child: CanonicalElement | undefined): void {
    const index = child ? this.children.indexOf(child) : -1
    if (index >= 0) this.children.splice(index, 1)
  }

  /** Takes away all children of these names. */
  removeAll(...names: readonly string[]): void {
    this.replaceChildren(this.children.filter(({ name }) => !names.includes(name)))
  }

  replaceChildren(children: readonly CanonicalElement[]): void {
    this.children.splice(0, this.children.length, ...children)
  }
}

/** The name of an element in a namespace, with libvirt's own prefix for it; one that libvirt does not know gets a name that no element of it has. */
function nameIn(element: XmlElement, namespace: string): string {
  if (element.name.includes(':')) return canonicalName(element.name, element)
  return `${prefixOf(namespace) || `{${namespace}}`}${element.name}`
}
