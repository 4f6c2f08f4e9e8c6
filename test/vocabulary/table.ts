import { compareVersions, type Version } from '../../src/domain/facts/target.js'
import type { AttributeSpec, Content, Lifetime, ValueSpec, Vocabulary } from '../../src/domain/vocabulary/content.js'
import type { Dump, Place } from './schema.js'

/** One thing that the vocabulary knows: an element, an attribute of it, its text, or one value of either. */
export interface Entry extends Lifetime {
  /** The element, from `/domain` down. */
  readonly path: string
  /** An attribute's name; `:text` for the element's text; absent for the element itself. */
  readonly attribute?: string
  /** A word, or a data type as `<name>`; absent for the attribute itself. */
  readonly value?: string
  /** By element path: the words that attributes must have for the case that this stands in. */
  readonly conditions: Conditions
}

type Conditions = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>

/** Expands the vocabulary: what it knows at each element path, with the versions of all that is around it. Recursion is cut. */
export function entries(vocabulary: Vocabulary): Entry[] {
  const found: Entry[] = []
  const parts = (content: Content): Content[] => [content, ...content.includes.flatMap((name) => parts(vocabulary.get(name) ?? nothing))]
  const values = (spec: ValueSpec, entry: Entry) => {
    for (const choice of spec) found.push({ ...entry, ...within(entry, choice), value: choice.word ?? `<${choice.type}>` })
  }
  const walk = (content: Content, element: Entry, open: readonly Content[]) => {
    for (const part of parts(content)) {
      for (const attribute of part.attributes) {
        const entry = { ...element, ...within(element, attribute), attribute: attribute.name }
        found.push(entry)
        values(attribute.value, entry)
      }
      if (part.text) {
        found.push({ ...element, attribute: ':text' })
        values(part.text, { ...element, attribute: ':text' })
      }
      for (const one of part.choices.flat()) {
        const attributes = parts(one).flatMap((each) => each.attributes)
        const life = attributes.filter(({ required }) => required).reduce<Lifetime>((around, each) => within(around, lifeOf(each)), element)
        const words = attributes.filter(({ value }) => value.every(({ word }) => word !== undefined))
        const own = new Map([...(element.conditions.get(element.path) ?? []), ...words.map((each) => [each.name, wordsOf(each)] as const)])
        walk(one, { ...element, ...life, conditions: new Map(element.conditions).set(element.path, own) }, open)
      }
      for (const child of part.children) {
        const inner = { path: `${element.path}/${child.name}`, conditions: element.conditions, ...within(element, child) }
        if (open.includes(child.content)) continue
        found.push(inner)
        walk(child.content, inner, [...open, child.content])
      }
    }
  }
  const root = vocabulary.get('domain') ?? nothing
  const domain: Entry = { path: '/domain', conditions: new Map() }
  found.push(domain)
  walk(root, domain, [root])
  return found
}

const nothing: Content = { attributes: [], children: [], choices: [], includes: [], ordered: [] }

function wordsOf({ value }: AttributeSpec): string[] {
  return value.flatMap(({ word }) => word ?? [])
}

/** An attribute is of no use before its first value is. */
function lifeOf(attribute: AttributeSpec): Lifetime {
  const [first, ...rest] = attribute.value.map(({ since }) => since)
  const value = rest.reduce((least, since) => (least && since ? earlier(least, since) : undefined), first)
  return within(attribute, value ? { since: value } : {})
}

function within(around: Lifetime, { since, removed }: Lifetime): Lifetime {
  const latest = around.since && since ? (compareVersions(around.since, since) > 0 ? around.since : since) : (around.since ?? since)
  const first = around.removed && removed ? earlier(around.removed, removed) : (around.removed ?? removed)
  return { ...(latest ? { since: latest } : {}), ...(first ? { removed: first } : {}) }
}

function earlier(a: Version, b: Version): Version {
  return compareVersions(a, b) < 0 ? a : b
}

/** The vocabulary as `dumpSchema` gives a schema: all of it, or what one libvirt version knows. */
export function dumpVocabulary(vocabulary: Vocabulary, version?: Version): Dump {
  const dump: Dump = new Map()
  for (const { path, attribute, value, since, removed } of entries(vocabulary)) {
    if (version && ((since && compareVersions(since, version) > 0) || (removed && compareVersions(removed, version) <= 0))) continue
    const place: Place = dump.get(path) ?? { attributes: new Map(), text: new Set() }
    dump.set(path, place)
    if (attribute === undefined) continue
    const values = attribute === ':text' ? place.text : (place.attributes.get(attribute) ?? new Set())
    if (attribute !== ':text') place.attributes.set(attribute, values)
    if (value !== undefined) values.add(value)
  }
  return dump
}
