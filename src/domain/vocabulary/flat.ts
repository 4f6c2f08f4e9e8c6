import type { AttributeSpec, Content, ElementSpec, ValueSpec } from './content.js'
import type { Groups } from './groups.js'

/** A content with its groups put in place: what the matcher works on. */
export interface Flat {
  readonly attributes: ReadonlyMap<string, AttributeSpec>
  readonly requiredAttributes: readonly AttributeSpec[]
  readonly children: ReadonlyMap<string, ElementSpec>
  readonly required: readonly ElementSpec[]
  readonly text: ValueSpec | undefined
  readonly textOptional: boolean
  readonly any: boolean
  readonly choices: readonly Choice[]
  readonly ordered: readonly (readonly string[])[]
  /** The names that it has itself or in a case of a choice. */
  readonly allAttributes: ReadonlySet<string>
  readonly allChildren: ReadonlySet<string>
}

/** Cases of which one must hold. */
export interface Choice {
  readonly cases: readonly Flat[]
  /** The names that any case has. */
  readonly attributes: ReadonlySet<string>
  readonly children: ReadonlySet<string>
  /** The names of children that two cases have. */
  readonly shared: ReadonlySet<string>
  /** The names of attributes that two cases have: their words may tell the cases apart. */
  readonly sharedAttributes: ReadonlySet<string>
  /** The first case that an element without any of those names is of. */
  readonly bare?: Flat
  /** The attribute that tells all cases apart, if there is one. */
  readonly discriminator?: {
    readonly name: string
    readonly byWord: ReadonlyMap<string, readonly Flat[]>
    /** The cases that hold without it. */
    readonly absent: readonly Flat[]
  }
}

/** Puts the groups of a vocabulary in their places, when they are first asked for. */
export class Flattener {
  readonly #groups: Groups
  readonly #flat = new Map<Content, Flat>()
  readonly #combined: Combined = { next: new Map(), flat: undefined }

  constructor(groups: Groups) {
    this.#groups = groups
  }

  /** @throws Error if there is no such group. */
  group(name: string): Flat {
    return this.flatten(this.#content(name))
  }

  flatten(content: Content): Flat {
    const known = this.#flat.get(content)
    if (known) return known
    const flat = this.#flatten(content)
    this.#flat.set(content, flat)
    return flat
  }

  /** A content and the cases that were taken of its choices, as one: the choices are settled. */
  combine(parts: readonly Flat[]): Flat {
    const [first] = parts
    if (first && parts.length === 1) return first
    let node = this.#combined
    for (const part of parts) {
      let next = node.next.get(part)
      if (!next) {
        next = { next: new Map(), flat: undefined }
        node.next.set(part, next)
      }
      node = next
    }
    node.flat ??= merged(parts)
    return node.flat
  }

  #content(name: string): Content {
    const group = this.#groups.get(name)
    if (!group) throw new Error(`the vocabulary has no group ${name}`)
    return group
  }

  #flatten(content: Content): Flat {
    const attributes = new Map<string, AttributeSpec>()
    const children = new Map<string, ElementSpec>()
    const choices: Choice[] = []
    const ordered: (readonly string[])[] = []
    let text: ValueSpec | undefined
    let textOptional = false
    let any = false
    const add = (part: Content): void => {
      for (const attribute of part.attributes) attributes.set(attribute.name, attribute)
      for (const child of part.children) children.set(child.name, child)
      for (const cases of part.choices) choices.push(choiceOf(cases.map((each) => this.flatten(each))))
      ordered.push(...part.ordered)
      if (part.text) text = [...(text ?? []), ...part.text]
      textOptional ||= part.textOptional ?? false
      any ||= part.any ?? false
      for (const name of part.includes) add(this.#content(name))
    }
    add(content)
    return {
      attributes,
      requiredAttributes: [...attributes.values()].filter(({ required }) => required),
      children,
      required: [...children.values()].filter(({ cardinality }) => cardinality === 'one' || cardinality === 'some'),
      text,
      textOptional,
      any,
      choices,
      ordered,
      allAttributes: new Set([...attributes.keys(), ...choices.flatMap((choice) => [...choice.attributes])]),
      allChildren: new Set([...children.keys(), ...choices.flatMap((choice) => [...choice.children])]),
    }
  }
}

/** What was combined before, by the sequence of parts. */
interface Combined {
  readonly next: Map<Flat, Combined>
  flat: Flat | undefined
}

function merged(parts: readonly Flat[]): Flat {
  const attributes = new Map<string, AttributeSpec>()
  const children = new Map<string, ElementSpec>()
  for (const part of parts) {
    for (const spec of part.attributes.values()) {
      const same = attributes.get(spec.name)
      attributes.set(spec.name, same ? { ...same, required: same.required || spec.required, value: [...same.value, ...spec.value] } : spec)
    }
    for (const spec of part.children.values()) if (!children.has(spec.name)) children.set(spec.name, spec)
  }
  const texts = parts.flatMap(({ text }) => (text ? [text] : []))
  return {
    attributes,
    requiredAttributes: [...attributes.values()].filter(({ required }) => required),
    children,
    required: parts.flatMap(({ required }) => required),
    text: texts.length > 0 ? texts.flat() : undefined,
    textOptional: parts.some(({ textOptional }) => textOptional),
    any: false,
    choices: [],
    ordered: parts.flatMap(({ ordered }) => ordered),
    allAttributes: new Set(parts.flatMap(({ allAttributes }) => [...allAttributes])),
    allChildren: new Set(parts.flatMap(({ allChildren }) => [...allChildren])),
  }
}

function choiceOf(cases: readonly Flat[]): Choice {
  const attributes = new Set(cases.flatMap((one) => [...one.allAttributes]))
  const children = new Set(cases.flatMap((one) => [...one.allChildren]))
  const shared = new Set([...children].filter((name) => cases.filter((one) => one.allChildren.has(name)).length > 1))
  const sharedAttributes = new Set([...attributes].filter((name) => cases.filter((one) => one.allAttributes.has(name)).length > 1))
  const discriminator = discriminatorOf(cases)
  const bare = cases.some(({ text }) => text) ? undefined : cases.find(demandsNothing)
  return { cases, attributes, children, shared, sharedAttributes, ...(bare ? { bare } : {}), ...(discriminator ? { discriminator } : {}) }
}

function demandsNothing({ requiredAttributes, required, choices }: Flat): boolean {
  return requiredAttributes.length === 0 && required.length === 0 && choices.every(({ cases }) => cases.some(demandsNothing))
}

function discriminatorOf(cases: readonly Flat[]): Choice['discriminator'] {
  const [first] = cases
  for (const name of first?.attributes.keys() ?? []) {
    const byWord = new Map<string, Flat[]>()
    const absent: Flat[] = []
    const isFixed = cases.every((one) => {
      const spec = one.attributes.get(name)
      if (!spec) return false
      if (!spec.required) absent.push(one)
      for (const { word } of spec.value) {
        if (word === undefined) return false
        const same = byWord.get(word)
        if (same) same.push(one)
        else byWord.set(word, [one])
      }
      return true
    })
    if (isFixed) return { name, byWord, absent }
  }
  return undefined
}
