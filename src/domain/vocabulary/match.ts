import type { XmlAttribute, XmlElement } from '../../xml/tree.js'
import { hasWildcards, type Wildcards, wildcardsOf } from '../../xml/wildcards.js'
import type { Target } from '../facts/target.js'
import { Chooser, type Chosen } from './choose.js'
import type { AttributeSpec, ElementSpec, Lifetime, ValueSpec } from './content.js'
import { Faultless, longestRemembered } from './faultless.js'
import { type Flat, Flattener } from './flat.js'
import type { Groups } from './groups.js'
import { discriminatorOf, otherCase, withAllWords } from './kinds.js'
import { canonicalName, isKnownPrefix, prefixOf } from './namespaces.js'
import type { Problem } from './problem.js'
import { choiceFits, isBlank, lives } from './values.js'
import { ofAllKinds, weigh } from './weigh.js'

/** Compares elements with the vocabulary of one libvirt version. */
export class Matcher {
  readonly #target: Target
  readonly #flattener: Flattener
  readonly #chooser: Chooser
  /** The prefix that the vocabulary has for the default namespace where the walk is, with its colon. */
  #prefix = ''
  /** How many elements of the current device were looked at only to find out what it is. */
  #trials = 0
  readonly #faultless = new Faultless()
  /** The text of the file. */
  #source = ''
  /** How many names were looked up in the namespaces around them: what they mean is not in the text of an element alone. */
  #lookups = 0
  /** Whether the document is a template: what is not known in it then fits. */
  #isTemplate = false

  constructor(groups: Groups, target: Target) {
    this.#target = target
    this.#flattener = new Flattener(groups)
    this.#chooser = new Chooser(
      this.#flattener,
      (element, content) => {
        const problems: Problem[] = []
        this.#element(element, content, problems, false)
        return problems
      },
      (element) => this.#unknownOf(element),
    )
  }

  /** All problems of a domain, one for each mistake, element by element. */
  match(domain: XmlElement): Problem[] {
    const problems: Problem[] = []
    this.#prefix = ''
    this.#source = domain.document.source.text
    this.#isTemplate = hasWildcards(domain.document)
    const xmlns = domain.attribute('xmlns')
    if (xmlns && xmlns.value !== '') problems.push({ kind: 'wrong-namespace', element: domain, attribute: xmlns })
    this.#element(domain, this.#flattener.group('domain'), problems, true)
    this.#source = ''
    return problems
  }

  #unknownOf(element: XmlElement): Wildcards | undefined {
    return this.#isTemplate ? wildcardsOf(element) : undefined
  }

  /** @param weighs whether to look for the one mistake behind several problems */
  #element(element: XmlElement, content: Flat, problems: Problem[], weighs: boolean): void {
    if (content.any) {
      this.#text(element, content, problems)
      return
    }
    if (!weighs && ++this.#trials > mostTrials) return
    const chosen = this.#chooser.choose(element, content)
    const before = problems.length
    this.#settled(element, chosen, problems, weighs)
    if (!weighs || problems.length === before || chosen.picks.length === 0) return
    const problemsAs = (pick: Chosen['picks'][number]) => {
      const found: Problem[] = []
      this.#settled(element, this.#chooser.choose(element, content, pick), found, false)
      return found
    }
    const { length } = problems
    const found = problems.splice(before, length)
    if (this.#isOfOpenKind(element)) {
      problems.push(...(this.#trials > mostTrials ? [] : ofAllKinds(chosen, found, problemsAs)))
      return
    }
    const weighed = weigh(element, chosen, found, { target: this.#target, flattener: this.#flattener, problemsAs })
    problems.push(...(this.#trials > mostTrials ? found : weighed))
  }

  #settled(element: XmlElement, chosen: Chosen, problems: Problem[], weighs: boolean): void {
    this.#attributes(element, chosen, problems)
    this.#children(element, chosen, problems, weighs)
    this.#text(element, chosen.content, problems)
  }

  #attributes(element: XmlElement, chosen: Chosen, problems: Problem[]): void {
    const { attributes } = element
    for (const written in attributes) {
      const value = attributes[written] ?? ''
      let spec = chosen.content.attributes.get(written)
      if (!spec) {
        if (written.includes(':') || written === 'xmlns') this.#lookups++
        if (written === 'xmlns' || written.startsWith('xmlns:')) continue
        const name = canonicalName(written, element)
        if (name !== written) spec = chosen.content.attributes.get(name)
        if (!spec) {
          const attribute = element.attribute(written)
          if (attribute) problems.push(this.#strayAttribute(element, attribute, name, chosen))
          continue
        }
      }
      if (this.#lives(spec) && (this.#fits(value, spec.value) || this.#unknownOf(element)?.values.has(written))) continue
      const attribute = element.attribute(written)
      if (attribute) problems.push(this.#wrongValue(element, attribute, spec, chosen))
    }
    for (const spec of chosen.content.requiredAttributes) {
      if (attributes[spec.name] === undefined && this.#lives(spec) && !this.#unknownOf(element)?.moreAttributes)
        problems.push({ kind: 'missing-attribute', element, missing: withAllWords(spec, chosen.picks, this.#target) })
    }
  }

  #strayAttribute(element: XmlElement, attribute: XmlAttribute, name: string, { content, picks }: Chosen): Problem {
    const other = otherCase(picks, (flat) => flat.allAttributes.has(name))
    if (!other) return { kind: 'unknown-attribute', element, attribute, known: this.#alive(content.attributes.values()) }
    const discriminator = discriminatorOf(element, other, this.#target)
    return { kind: 'wrong-variant', element, attribute, ...(discriminator ? { discriminator } : {}), explains: [] }
  }

  #wrongValue(element: XmlElement, attribute: XmlAttribute, spec: AttributeSpec, { picks }: Chosen): Problem {
    const { value } = attribute
    if (!this.#lives(spec)) return { kind: 'other-version', element, attribute, life: spec }
    const late = lateChoice(value, spec.value)
    if (late) return { kind: 'other-version', element, attribute, value, life: late }
    const isWordOf = (flat: Flat) =>
      flat.attributes.get(spec.name)?.value.some((choice) => choice.word !== undefined && choiceFits(choice, value)) === true
    const other = otherCase(picks, isWordOf)
    if (!other) return { kind: 'invalid-value', element, attribute, spec: withAllWords(spec, picks, this.#target) }
    const discriminator = discriminatorOf(element, other, this.#target, spec.name)
    return { kind: 'wrong-variant', element, attribute, ...(discriminator ? { discriminator } : {}), explains: [] }
  }

  #children(element: XmlElement, chosen: Chosen, problems: Problem[], weighs: boolean): void {
    let seen: Map<string, XmlElement> | undefined
    for (const child of element.children) {
      if (child.type !== 'element') continue
      const around = this.#prefix
      const { xmlns } = child.attributes
      if (xmlns !== undefined) this.#prefix = prefixOf(xmlns)
      const name = this.#nameOf(child)
      const spec = chosen.content.children.get(name)
      seen ??= new Map()
      if (weighs && (element.name === 'devices' || element.name === 'domain')) this.#trials = 0
      if (spec) this.#child(child, spec, seen, problems, weighs)
      else problems.push(this.#strayElement(element, child, name, chosen))
      this.#prefix = around
    }
    for (const spec of chosen.content.required) {
      if (!seen?.has(spec.name) && this.#lives(spec) && !this.#unknownOf(element)?.moreChildren)
        problems.push({ kind: 'missing-element', element, missing: spec })
    }
    if (this.#unknownOf(element)?.text) return
    for (const order of chosen.content.ordered) inOrder(element, order, problems)
  }

  #child(child: XmlElement, spec: ElementSpec, seen: Map<string, XmlElement>, problems: Problem[], weighs: boolean): void {
    if (!this.#lives(spec)) {
      problems.push({ kind: 'other-version', element: child, life: spec })
      return
    }
    const first = seen.get(spec.name)
    if (!first) seen.set(spec.name, child)
    else if ((spec.cardinality === 'one' || spec.cardinality === 'optional') && !this.#areAlternatives(child)) {
      problems.push({ kind: 'duplicate-element', element: child, first })
      return
    }
    if (child.attributes.xmlns && this.#prefix === '') {
      const attribute = child.attribute('xmlns')
      problems.push({ kind: 'wrong-namespace', element: child, ...(attribute ? { attribute } : {}) })
    } else {
      const content = this.#flattener.flatten(spec.content)
      if (weighs && this.#prefix === '') this.#remembered(child, content, problems)
      else this.#element(child, content, problems, weighs)
    }
  }

  /** Whether elements of one name may be alternatives, of which a template takes one, or in an element of a kind that has several. */
  #areAlternatives({ parentElement }: XmlElement): boolean {
    if (!this.#isTemplate || !parentElement) return false
    if (this.#unknownOf(parentElement)?.text) return true
    for (let around: XmlElement | undefined = parentElement; around && around.name !== 'devices'; around = around.parentElement) {
      if (this.#isOfOpenKind(around)) return around.name !== 'domain'
    }
    return false
  }

  /** Whether a template may give the element attributes that tell kinds apart. */
  #isOfOpenKind(element: XmlElement): boolean {
    const unknown = this.#unknownOf(element)
    return unknown !== undefined && (unknown.values.size > 0 || unknown.conditional.size > 0 || unknown.moreAttributes)
  }

  /** As `#element` that weighs, but an element that was met before, in the same words and without a problem, is not looked at again. */
  #remembered(element: XmlElement, content: Flat, problems: Problem[]): void {
    if (this.#isTemplate || element.end - element.start > longestRemembered) {
      this.#element(element, content, problems, true)
      return
    }
    const text = this.#source.slice(element.start, element.end)
    const known = this.#faultless.trialsOf(content, text)
    if (known !== undefined && this.#trials + known <= mostTrials) {
      this.#trials += known
      return
    }
    const { length } = problems
    const trials = this.#trials
    const lookups = this.#lookups
    this.#element(element, content, problems, true)
    if (problems.length === length && this.#lookups === lookups && this.#trials <= mostTrials)
      this.#faultless.add(content, text, this.#trials - trials)
  }

  /** An element's name as the vocabulary has it. */
  #nameOf(element: XmlElement): string {
    const { name } = element
    if (!name.includes(':')) return this.#prefix + name
    this.#lookups++
    return canonicalName(name, element)
  }

  #strayElement(parent: XmlElement, element: XmlElement, name: string, { content, picks }: Chosen): Problem {
    const colon = element.name.indexOf(':')
    const prefix = element.name.slice(0, Math.max(colon, 0))
    if (name.startsWith('{') && isKnownPrefix(prefix) && content.children.has(element.name))
      return { kind: 'wrong-namespace', element, expected: prefix }
    const other = otherCase(picks, (flat) => flat.allChildren.has(name))
    if (!other) return { kind: 'unknown-element', element, parent, known: this.#alive(content.children.values()) }
    const discriminator = discriminatorOf(parent, other, this.#target)
    return { kind: 'wrong-variant', element, ...(discriminator ? { discriminator } : {}), explains: [] }
  }

  #text(element: XmlElement, content: Flat, problems: Problem[]): void {
    if (!content.text) {
      const node = element.children.find((child) => (child.type === 'text' || child.type === 'cdata') && !isBlank(child.value))
      if (node) problems.push({ kind: 'stray-text', element, text: node })
      return
    }
    if (this.#unknownOf(element)?.text) return
    const { text } = element
    if ((content.textOptional && isBlank(text)) || this.#fits(text, content.text)) return
    const late = lateChoice(text, content.text)
    if (late) problems.push({ kind: 'other-version', element, value: text.trim(), life: late })
    else problems.push({ kind: 'invalid-text', element, expected: content.text.filter((choice) => this.#lives(choice)) })
  }

  #fits(value: string, spec: ValueSpec): boolean {
    for (const choice of spec) if (choiceFits(choice, value) && this.#lives(choice)) return true
    return false
  }

  #alive<Spec extends Lifetime>(specs: Iterable<Spec>): Spec[] {
    return [...specs].filter((spec) => this.#lives(spec))
  }

  #lives(life: Lifetime): boolean {
    return lives(life, this.#target)
  }
}

/** More is only in files that were made to keep programs busy. */
const mostTrials = 20_000

/** The choice that another libvirt takes the value for. */
function lateChoice(value: string, spec: ValueSpec): Lifetime | undefined {
  return spec.find((choice) => choiceFits(choice, value))
}

function inOrder(element: XmlElement, order: readonly string[], problems: Problem[]): void {
  let latest: XmlElement | undefined
  let rank = -1
  for (const child of element.elements()) {
    const at = order.indexOf(child.name)
    if (at === -1) continue
    if (at < rank && latest) problems.push({ kind: 'wrong-order', element: child, before: latest })
    else {
      rank = at
      latest = child
    }
  }
}
