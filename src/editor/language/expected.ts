import type { AttributeSpec, Content, ElementSpec, ValueChoice } from '../../domain/vocabulary/content.js'
import { type Choice, type Flat, Flattener } from '../../domain/vocabulary/flat.js'
import { vocabulary } from '../../domain/vocabulary/index.js'
import { canonicalName } from '../../domain/vocabulary/namespaces.js'
import { fitsAnyVersion, isBlank, isFixed } from '../../domain/vocabulary/values.js'
import type { XmlElement } from '../../xml/tree.js'
import type { LanguageDocument } from './language-document.js'

/** A part of what an element may hold: what it always may, or a case that nothing written speaks against. */
export interface ExpectedPart {
  readonly flat: Flat
  /** The attribute that has to be written before it is clear whether the case holds. */
  readonly awaits?: string
  /** Whether it holds for sure. */
  readonly isCertain: boolean
}

let kept: Flattener | undefined

/** The vocabulary with all that people read of it, which the linter does without. */
function flattener(): Flattener {
  kept ??= new Flattener({ get: (name) => vocabulary().get(name) })
  return kept
}

const root: ElementSpec = {
  name: 'domain',
  cardinality: 'one',
  content: { attributes: [], children: [], choices: [], includes: ['domain'], ordered: [] },
  hover: 'A guest: its definition as libvirt keeps it',
}

/** What the vocabulary says of an element at its place; several where it depends on what is not written yet. None for unknown ones. */
export function specsOf(document: LanguageDocument, element: XmlElement): readonly ElementSpec[] {
  let specs = known.get(element)
  if (!specs) {
    specs = findSpecs(document, element)
    known.set(element, specs)
  }
  return specs
}

/** An element belongs to one version of one document. */
const known = new WeakMap<XmlElement, readonly ElementSpec[]>()

function findSpecs(document: LanguageDocument, element: XmlElement): readonly ElementSpec[] {
  if (document.domains.includes(element)) return [root]
  const parent = element.parentElement
  if (!parent) return []
  const name = element.name.includes(':') ? canonicalName(element.name, element) : element.name
  return childSpecs(partsOf(document, parent), name)
}

/** The different specs that a child of that name may have. */
export function childSpecs(parts: readonly ExpectedPart[], name: string): ElementSpec[] {
  return [...new Set(parts.flatMap(({ flat }) => flat.children.get(name) ?? []))]
}

/**
 * What an element may hold, as far as what is written tells its kind.
 * @param ignored an attribute that is being written: it speaks against nothing
 */
export function partsOf(document: LanguageDocument, element: XmlElement, ignored?: string): readonly ExpectedPart[] {
  const contents = [...new Set(specsOf(document, element).map(({ content }) => content))].map((content) => flattener().flatten(content))
  const fitting = contents.filter((flat) => holdsAll(element, flat, ignored))
  const held = fitting.length > 0 ? fitting : contents
  return held.flatMap((flat) => {
    const isCertain = held.length === 1
    return [{ flat, isCertain }, ...casesOf(element, flat, flat.choices, { ignored, isCertain })]
  })
}

/** What an element of that content may hold while nothing of it is written. */
export function contentParts(content: Content): readonly ExpectedPart[] {
  let parts = partsOfContent.get(content)
  if (!parts) {
    const flat = flattener().flatten(content)
    const isCertain = true
    parts = [{ flat, isCertain }, ...casesOf(undefined, flat, flat.choices, { ignored: undefined, isCertain })]
    partsOfContent.set(content, parts)
  }
  return parts
}

const partsOfContent = new Map<Content, readonly ExpectedPart[]>()

/** What an attribute may be, from all parts that have it. */
export function attributeSpecs(parts: readonly ExpectedPart[], name: string): AttributeSpec[] {
  return [...new Set(parts.flatMap(({ flat }) => flat.attributes.get(name) ?? []))]
}

/** The values of several specs, each once. */
export function allValues(specs: readonly (readonly ValueChoice[] | undefined)[]): ValueChoice[] {
  const found = new Map<string, ValueChoice>()
  for (const choice of specs.flatMap((value) => value ?? [])) {
    const key = choice.word ?? `<${choice.type}>`
    if (!found.has(key)) found.set(key, choice)
  }
  return [...found.values()]
}

interface Around {
  readonly ignored: string | undefined
  readonly isCertain: boolean
  readonly awaits?: string
}

function casesOf(element: XmlElement | undefined, outer: Flat, choices: readonly Choice[], around: Around): ExpectedPart[] {
  return choices.flatMap((choice) => {
    const { cases, awaits: own } = fittingCases(element, outer, choice, around.ignored)
    const awaits = around.awaits ?? own
    const isCertain = around.isCertain && cases.length === 1
    const inner = { ignored: around.ignored, isCertain, ...(awaits === undefined ? {} : { awaits }) }
    return cases.flatMap((flat) => [
      { flat, isCertain, ...(awaits === undefined ? {} : { awaits }) },
      ...casesOf(element, outer, flat.choices, inner),
    ])
  })
}

function fittingCases(
  element: XmlElement | undefined,
  outer: Flat,
  choice: Choice,
  ignored: string | undefined,
): { readonly cases: readonly Flat[]; readonly awaits?: string } {
  const { discriminator } = choice
  let pool = choice.cases
  let awaits: string | undefined
  if (discriminator && discriminator.name !== ignored) {
    const value = element?.attributes[discriminator.name]
    const fitting = value === undefined ? discriminator.absent : discriminator.byWord.get(value.trim())
    if (fitting && fitting.length > 0) pool = fitting
    else if (value === undefined) awaits = discriminator.name
  }
  const held = element ? pool.filter((one) => !speaksAgainst(element, one, choice, outer, ignored)) : pool
  return { cases: held.length > 0 ? held : pool, ...(awaits === undefined ? {} : { awaits }) }
}

/** Whether something is written that only other cases have. */
function speaksAgainst(element: XmlElement, one: Flat, choice: Choice, outer: Flat, ignored: string | undefined): boolean {
  // Who changes the kind of an element changes the rest afterwards.
  if (ignored !== undefined && choice.discriminator?.name === ignored) return false
  for (const name in element.attributes) {
    if (name === ignored || outer.attributes.has(name)) continue
    if (choice.attributes.has(name) && !one.allAttributes.has(name)) return true
    const spec = one.attributes.get(name)
    if (!spec || !isFixed(spec) || !choice.sharedAttributes.has(name)) continue
    const value = element.attributes[name] ?? ''
    if (fitsAnyVersion(value, spec.value)) continue
    if (choice.cases.some((other) => fitsAnyVersion(value, other.attributes.get(name)?.value ?? []))) return true
  }
  if (ignored !== undefined && choice.attributes.has(ignored)) return false
  return element.children.some(
    (child) =>
      child.type === 'element' && choice.children.has(child.name) && !one.allChildren.has(child.name) && !outer.children.has(child.name),
  )
}

/** Whether a content has a place for all attributes, and its words are those that are written: in attributes, and as the text of children. */
function holdsAll(element: XmlElement, flat: Flat, ignored: string | undefined): boolean {
  for (const name in element.attributes) {
    if (name === ignored || name.startsWith('xmlns')) continue
    if (!flat.allAttributes.has(name)) return false
    const spec = flat.attributes.get(name)
    if (spec && isFixed(spec) && !fitsAnyVersion(element.attributes[name] ?? '', spec.value)) return false
  }
  return [...flat.children.values()].every(({ name, content: { text } }) => {
    const written = text?.every(({ word }) => word !== undefined) ? (element.child(name)?.text ?? '') : ''
    return !text || isBlank(written) || fitsAnyVersion(written, text)
  })
}
