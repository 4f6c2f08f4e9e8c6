import type { Version } from '../../domain/facts/target.js'
import type { Condition } from './condition.js'
import type { ScalarName } from './scalar.js'

/** An attribute, or the text of an element: how libvirt writes its value. */
export interface ValueLayout {
  readonly scalar: ScalarName
  /** Values that say nothing: libvirt does not write them. */
  readonly leftOut: readonly string[]
}

export interface AttributeLayout extends ValueLayout {
  readonly name: string
  /** The libvirt that brought it; absent: older than anything that domlint knows. */
  readonly since?: Version
  /** What libvirt writes where the attribute is absent. */
  readonly fallback?: string
}

/** Which of several children of one name count: the first, the last, each, or all of them together as one. */
export type Occurrence = 'first' | 'last' | 'each' | 'together'

export interface ChildLayout {
  readonly name: string
  readonly since?: Version
  readonly occurrence: Occurrence
  /** Written even if there is nothing in it. */
  readonly evenEmpty: boolean
  /** Written with everything that is below it, as it stands. */
  readonly verbatim: boolean
  readonly content: ContentLayout
}

/** Children of one name that libvirt keeps by the value of an attribute: in the order of the words, or of the numbers. */
export interface SortLayout {
  readonly child: string
  readonly attribute: string
  /** No other values are known; `*`: the alphabet's order; none at all: numbers. */
  readonly words: readonly string[]
}

export type Part =
  | { readonly kind: 'attribute'; readonly attribute: AttributeLayout }
  | { readonly kind: 'child'; readonly child: ChildLayout }
  | { readonly kind: 'text'; readonly text: ValueLayout }
  | { readonly kind: 'group'; readonly name: string }
  | { readonly kind: 'sort'; readonly sort: SortLayout }
  /** The element is not written where all of these hold. */
  | { readonly kind: 'unless'; readonly conditions: readonly Condition[] }
  /** Children that stay in their order, whichever of these names they have. */
  | { readonly kind: 'mixed'; readonly names: readonly string[] }
  /** Absent attributes are filled in only where one of these is given and is not zero. */
  | { readonly kind: 'fill'; readonly attributes: readonly string[] }
  /** What libvirt reads and writes only under conditions; `printed`: it reads it always. */
  | { readonly kind: 'case'; readonly conditions: readonly Condition[]; readonly content: ContentLayout; readonly printed: boolean }

/** Everything that may stand in an element, in libvirt's order. */
export interface ContentLayout {
  readonly parts: Part[]
}
