import type { XmlElement } from '../../xml/tree.js'
import type { Wildcards } from '../../xml/wildcards.js'
import type { Choice, Flat, Flattener } from './flat.js'
import type { Problem } from './problem.js'
import { fitsAnyVersion, isBlank, isFixed } from './values.js'

/** A choice and a case of it. */
export interface Pick {
  readonly choice: Choice
  readonly best: Flat
}

/** A content with its choices settled for one element. */
export interface Chosen {
  readonly content: Flat
  readonly picks: readonly Pick[]
}

/** Finds the cases that fit an element best. */
export class Chooser {
  readonly #flattener: Flattener
  #isInside = false
  readonly #problemsIn: (element: XmlElement, content: Flat) => readonly Problem[]
  readonly #unknownOf: (element: XmlElement) => Wildcards | undefined

  /**
   * @param problemsIn what is wrong with an element of that content
   * @param unknownOf what is not known of an element: it speaks against no case
   */
  constructor(
    flattener: Flattener,
    problemsIn: (element: XmlElement, content: Flat) => readonly Problem[],
    unknownOf: (element: XmlElement) => Wildcards | undefined,
  ) {
    this.#flattener = flattener
    this.#problemsIn = problemsIn
    this.#unknownOf = unknownOf
  }

  /** A content with the cases that fit best in place of its choices, or with the given one in place of its choice. */
  choose(element: XmlElement, content: Flat, given?: Pick): Chosen {
    if (content.choices.length === 0) return { content, picks: noPicks }
    const parts: Flat[] = [content]
    const picks: Pick[] = []
    for (let at = 0; at < parts.length; at++) {
      for (const choice of parts[at]?.choices ?? []) {
        const best = given?.choice === choice ? given.best : this.#bestCase(element, choice, content)
        if (!best) continue
        parts.push(best)
        picks.push({ choice, best })
      }
    }
    return { content: this.#flattener.combine(parts), picks }
  }

  #bestCase(element: XmlElement, choice: Choice, around: Flat): Flat | undefined {
    const { cases, discriminator, bare } = choice
    if (bare && !hasAny(element, choice)) return bare
    let candidates: readonly Flat[] = cases
    if (discriminator && !mayBeAnything(element, discriminator.name, this.#unknownOf(element))) {
      const value = element.attributes[discriminator.name]
      const fitting = value === undefined ? discriminator.absent : discriminator.byWord.get(value)
      if (fitting && fitting.length > 0) candidates = fitting
    }
    if (candidates.length === 1) return candidates[0]
    const costs = candidates.map((one) => this.#cost(element, one, choice, around))
    const least = Math.min(...costs)
    const near = candidates.filter((_, at) => (costs[at] ?? 0) < least + leftOver)
    if (near.length === 1) return near[0]
    // Cases alike by their names are told apart by what is inside the children that they have in common.
    let best: Flat | undefined
    let fewest = Number.POSITIVE_INFINITY
    for (const one of near) {
      const total = (costs[candidates.indexOf(one)] ?? 0) + this.#costInside(element, one, choice, around)
      if (total < fewest) {
        best = one
        fewest = total
      }
      if (total === 0) break
    }
    return best
  }

  /** How badly a case fits: a discriminating value that is another one weighs most, then what is missing, then what is left over. */
  #cost(element: XmlElement, one: Flat, choice: Choice, around: Flat): number {
    let cost = 0
    const { attributes } = element
    const unknown = this.#unknownOf(element)
    for (const spec of one.attributes.values()) {
      const value = attributes[spec.name]
      if (mayBeAnything(element, spec.name, unknown)) continue
      if (value === undefined) cost += spec.required ? 10 : 0
      else if (!fitsAnyVersion(value, spec.value)) cost += isFixed(spec) && choice.sharedAttributes.has(spec.name) ? 30 : 6
    }
    if (!unknown?.moreChildren) for (const spec of one.required) if (element.child(spec.name) === undefined) cost += 10
    for (const inner of one.choices) cost += Math.min(...inner.cases.map((each) => this.#cost(element, each, inner, around)))
    for (const name in attributes) {
      if (choice.attributes.has(name) && !one.allAttributes.has(name) && !around.attributes.has(name)) cost += leftOver
    }
    if (choice.children.size > 0) {
      for (const child of element.children) {
        if (child.type !== 'element') continue
        const { name } = child
        if (choice.children.has(name) && !one.allChildren.has(name) && !around.children.has(name)) cost += leftOver
      }
    }
    if (one.text && !unknown?.text && !fitsAnyVersion(element.text, one.text) && !(one.textOptional && isBlank(element.text))) {
      if (!element.children.some(({ type }) => type === 'element')) cost += 12
    }
    return cost
  }

  /** How many problems are inside the children that a case shares with another case: fewer than weigh as much as one child that is left over. */
  #costInside(element: XmlElement, one: Flat, choice: Choice, around: Flat): number {
    let cost = 0
    // One look inside is enough: with more of them, elements nested in each other would take time without end.
    if (this.#isInside) return cost
    for (const [name, spec] of one.children) {
      if (!choice.shared.has(name)) continue
      for (const child of element.children) {
        if (child.type !== 'element' || child.name !== name) continue
        this.#isInside = true
        const inside = this.#problemsIn(child, this.#flattener.flatten(spec.content))
        this.#isInside = false
        // A word that is another one says more than what is missing or left over.
        const weight = inside.reduce((sum, problem) => sum + (isOtherWord(problem) ? 10 : 1), 0)
        cost += Math.min(weight, 40)
      }
    }
    for (const inner of one.choices) {
      const best = this.#bestCase(element, inner, around)
      if (best) cost += this.#costInside(element, best, choice, around)
    }
    return cost
  }
}

const noPicks: readonly Pick[] = []

/** The cost of an attribute or child that only other cases have. */
const leftOver = 8

/** Whether there is another word than those that are known. */
function isOtherWord(problem: Problem): boolean {
  const expected = problem.kind === 'invalid-text' ? problem.expected : problem.kind === 'invalid-value' ? problem.spec.value : []
  return expected.length > 0 && expected.every(({ word }) => word !== undefined)
}

/** Whether a template may give the attribute any value. */
function mayBeAnything(element: XmlElement, name: string, unknown: Wildcards | undefined): boolean {
  if (!unknown) return false
  return unknown.values.has(name) || unknown.conditional.has(name) || (unknown.moreAttributes && element.attributes[name] === undefined)
}

/** Whether an element has an attribute or child that a choice is about. */
function hasAny(element: XmlElement, { attributes, children }: Choice): boolean {
  if (attributes.size > 0) for (const name in element.attributes) if (attributes.has(name)) return true
  if (children.size > 0) for (const child of element.children) if (child.type === 'element' && children.has(child.name)) return true
  return false
}
