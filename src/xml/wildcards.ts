import type { XmlDocument, XmlElement } from './tree.js'

/** What nobody knows of an element, since it comes from expressions of a template. */
export interface Wildcards {
  /** Attributes that are there with a value that is not known. */
  readonly values: ReadonlySet<string>
  /** Attributes that may be there or not. */
  readonly conditional: ReadonlySet<string>
  /** Whether there may be other attributes than those that are written. */
  readonly moreAttributes: boolean
  /** Whether some of its text is not known. */
  readonly text: boolean
  /** Whether there may be other child elements than those that are written. */
  readonly moreChildren: boolean
  /** The offset from which on there may be others. */
  readonly moreChildrenFrom: number
  /** Child elements that may be there or not, or several times: they may be alternatives of one thing. */
  readonly conditionalChildren: ReadonlySet<XmlElement>
}

const elements = new WeakMap<XmlElement, Wildcards>()
const documents = new WeakSet<XmlDocument>()

/** Whether a document was made from a template, so that its elements may have wildcards. */
export function hasWildcards(document: XmlDocument): boolean {
  return documents.has(document)
}

/** What is not known of an element; undefined where all is. */
export function wildcardsOf(element: XmlElement): Wildcards | undefined {
  return elements.get(element)
}

/** Says what is not known of the elements of a document. */
export function setWildcards(document: XmlDocument, wildcards: ReadonlyMap<XmlElement, Wildcards>): void {
  documents.add(document)
  for (const [element, unknown] of wildcards) elements.set(element, unknown)
}
