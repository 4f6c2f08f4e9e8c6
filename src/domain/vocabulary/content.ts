import type { Version } from '../facts/target.js'

/** How often something may stand: once, at most once, any number of times, at least once. */
export type Cardinality = 'one' | 'optional' | 'many' | 'some'

/** The libvirt versions that know something. */
export interface Lifetime {
  /** The first version with it; absent: older than anything that domlint knows. */
  readonly since?: Version
  /** The first version without it. */
  readonly removed?: Version
}

/** One word of an enumeration, or a data type by its name. */
export interface ValueChoice extends Lifetime {
  readonly word?: string
  /** A type of domain/values/types.ts, perhaps with a parameter: `uint`, `ref:iothread`, `0..31`. */
  readonly type?: string
}

/** What a value may be: any of these. */
export type ValueSpec = readonly ValueChoice[]

export interface AttributeSpec extends Lifetime {
  readonly name: string
  readonly required: boolean
  readonly value: ValueSpec
  /** What it is for, in one sentence. */
  readonly hover?: string
}

export interface ElementSpec extends Lifetime {
  readonly name: string
  readonly cardinality: Cardinality
  readonly content: Content
  readonly hover?: string
}

/** What may stand in an element: its attributes, children and text. */
export interface Content {
  readonly attributes: readonly AttributeSpec[]
  readonly children: readonly ElementSpec[]
  /** Absent: no text but white space. Several: any of them. */
  readonly text?: ValueSpec
  /** Whether the text may be missing. */
  readonly textOptional?: boolean
  /** Elements and attributes of any name: metadata. */
  readonly any?: boolean
  /** Exactly one case of each choice holds. */
  readonly choices: readonly (readonly Content[])[]
  /** Groups of the table that are a part of this content. */
  readonly includes: readonly string[]
  /** Names of children whose order the schema fixes (libvirt's parser does not care). */
  readonly ordered: readonly (readonly string[])[]
}

/** The whole table: the groups by name. `domain` is the root's content. */
export type Vocabulary = ReadonlyMap<string, Content>
