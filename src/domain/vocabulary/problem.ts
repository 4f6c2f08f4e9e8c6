import type { XmlAttribute, XmlElement, XmlNode } from '../../xml/tree.js'
import type { AttributeSpec, ElementSpec, Lifetime, ValueSpec } from './content.js'

/** The attribute that tells kinds of an element apart, such as a disk's type. */
export interface Discriminator {
  readonly element: XmlElement
  readonly name: string
  /** The words of the kind that would fit. */
  readonly words: readonly string[]
}

/** One way in which an element is not as the vocabulary says. */
export type Problem =
  | { readonly kind: 'unknown-element'; readonly element: XmlElement; readonly parent: XmlElement; readonly known: readonly ElementSpec[] }
  | {
      readonly kind: 'unknown-attribute'
      readonly element: XmlElement
      readonly attribute: XmlAttribute
      readonly known: readonly AttributeSpec[]
    }
  | { readonly kind: 'missing-element'; readonly element: XmlElement; readonly missing: ElementSpec }
  | { readonly kind: 'missing-attribute'; readonly element: XmlElement; readonly missing: AttributeSpec }
  | { readonly kind: 'duplicate-element'; readonly element: XmlElement; readonly first: XmlElement }
  | { readonly kind: 'invalid-value'; readonly element: XmlElement; readonly attribute: XmlAttribute; readonly spec: AttributeSpec }
  | { readonly kind: 'invalid-text'; readonly element: XmlElement; readonly expected: ValueSpec }
  | { readonly kind: 'stray-text'; readonly element: XmlElement; readonly text: XmlNode }
  | { readonly kind: 'wrong-order'; readonly element: XmlElement; readonly before: XmlElement }
  | WrongVariant
  /** A default namespace, or a prefix without the right namespace. */
  | { readonly kind: 'wrong-namespace'; readonly element: XmlElement; readonly attribute?: XmlAttribute; readonly expected?: string }
  /** Known, but not in the libvirt that is asked about. */
  | {
      readonly kind: 'other-version'
      readonly element: XmlElement
      readonly attribute?: XmlAttribute
      readonly value?: string
      readonly life: Lifetime
    }

/** Known, but only where the element, or the one around it, is of another kind than it is. */
export interface WrongVariant {
  readonly kind: 'wrong-variant'
  /** Where it shows: the element that does not belong, the one with the attribute that does not, or the one with the wrong discriminator. */
  readonly element: XmlElement
  readonly attribute?: XmlAttribute
  /** Absent where the kinds are not told apart by an attribute: things that exclude each other. */
  readonly discriminator?: Discriminator
  /** Whether the discriminator itself is the culprit: all else fits the other kind. */
  readonly blamed?: boolean
  /** What else is wrong only because of this. */
  readonly explains: readonly Problem[]
}

export type ProblemKind = Problem['kind']

/** What tells one problem from another. */
export function problemKey(problem: Problem): string {
  const name = 'missing' in problem ? problem.missing.name : 'attribute' in problem && problem.attribute ? problem.attribute.name : ''
  return `${problem.kind} ${problem.element.start} ${name}`
}
