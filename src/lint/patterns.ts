import type { XmlElement } from '../xml/tree.js'

/** One way through the tree that a path pattern describes, from the domain element down. */
export interface Steps {
  /** Whether it may start at any element below the domain: `//address`. */
  readonly anywhere: boolean
  readonly steps: readonly Step[]
}

interface Step {
  readonly name: string
  readonly conditions: readonly Condition[]
}

interface Condition {
  readonly attribute: string
  /** Absent: the attribute only has to be there. */
  readonly value: string | undefined
}

const stepPattern = /^[\w:.-]+(?:\[@[\w:.-]+(?:=[^\]]*)?\])*$/

/** A path from the domain to an element below it, without choices. */
const pathBelowDomain = /^domain(?:\/[\w:.-]+(?:\[@[\w:.-]+(?:=[^\]]*)?\])*)+$/

/**
 * Reads a path pattern: child steps from `domain`, `//name` for any depth, `[@a]`, `[@a=v]`, `|` between alternatives, and `{a,b}`
 * for a choice within one. @throws SyntaxError for anything else.
 */
export function parsePattern(pattern: string): Steps[] {
  return pattern
    .split('|')
    .flatMap((alternative) => choices(alternative.trim()))
    .map((path) => {
      const anywhere = path.startsWith('//')
      const parts = (anywhere ? path.slice(2) : path).split(/\/(?![^[]*\])/)
      const steps = parts.map((part) => {
        if (!stepPattern.test(part)) {
          throw new SyntaxError(
            `'${part}' in the element path '${pattern}' is no step: write name, name[@attribute] or name[@attribute=value]`,
          )
        }
        return parseStep(part)
      })
      if (!anywhere && steps[0]?.name !== 'domain') throw new SyntaxError(`the element path '${pattern}' must start with 'domain' or '//'`)
      return { anywhere, steps }
    })
}

/** The paths that `{a,b}` in a path stands for. */
function choices(path: string): string[] {
  const open = path.indexOf('{')
  return open === -1 ? [path] : firstChoices(path, open).flatMap(choices)
}

/** The paths that the first `{a,b}` in a path, at `open`, stands for. */
function firstChoices(path: string, open: number): string[] {
  const close = path.indexOf('}', open)
  if (close === -1) throw new SyntaxError(`a '{' is never closed in the element path '${path}'`)
  const before = path.slice(0, open)
  const after = path.slice(close + 1)
  return path
    .slice(open + 1, close)
    .split(',')
    .map((choice) => before + choice + after)
}

/** The path with the first of each choice only, to see its form. */
function withoutChoices(path: string): string {
  return path.includes('{') ? path.replace(/\{([\w:./-]*)[\w:./,-]*\}/g, '$1') : path
}

/** A step that is known to be one. */
function parseStep(text: string): Step {
  const bracket = text.indexOf('[')
  if (bracket === -1) return { name: text, conditions: [] }
  const conditions = text
    .slice(bracket + 2, -1)
    .split('][@')
    .map((condition) => {
      const equals = condition.indexOf('=')
      return equals === -1
        ? { attribute: condition, value: undefined }
        : { attribute: condition.slice(0, equals), value: condition.slice(equals + 1) }
    })
  return { name: text.slice(0, bracket), conditions }
}

/** One place in the tree of all patterns: what to run there, and where the children lead. */
class DispatchNode<Handler> {
  /** What runs at every such element. */
  readonly always: Handler[] = []
  /** What runs where its conditions hold. */
  readonly conditional: Handled<Handler>[] = []
  readonly #children = new Map<string, DispatchNode<Handler>>()
  #waiting: Waiting<Handler>[] = []

  /** The place of a child element of that name, made if there is none. */
  childFor(name: string): DispatchNode<Handler> {
    const known = this.#children.get(name)
    if (known) return known
    const made = new DispatchNode<Handler>()
    this.#children.set(name, made)
    return made
  }

  /** The place of a child element of that name, if a pattern leads there. */
  child(name: string): DispatchNode<Handler> | undefined {
    if (this.#waiting.length > 0) this.#open()
    return this.#children.get(name)
  }

  /**
   * Adds a path, of which this is the place of the first `depth` steps, up to `offset`. It is followed when the walk first comes
   * by: the patterns of all rules are many, and a file holds few of the elements that they speak of.
   */
  addLater(waiting: Waiting<Handler>): void {
    this.#waiting.push(waiting)
  }

  /** Adds the steps of a path from `depth` on. */
  addSteps(steps: readonly Step[], depth: number, handler: Handler): void {
    let node: DispatchNode<Handler> = this
    for (const step of steps.slice(depth)) node = node.childFor(step.name)
    const above = steps.slice(0, -1).reverse()
    const conditions = steps.at(-1)?.conditions ?? []
    const conditionsAbove = above.some((step) => step.conditions.length > 0)
    if (conditions.length === 0 && !conditionsAbove) node.always.push(handler)
    else node.conditional.push({ handler, conditions, above: conditionsAbove ? above : [] })
  }

  #open(): void {
    const waiting = this.#waiting
    this.#waiting = []
    // The list grows: a choice is followed by what it stands for.
    for (const { path, offset, depth, handler } of waiting) {
      const slash = path.indexOf('/', offset)
      const end = slash === -1 ? path.length : slash
      const brace = path.indexOf('{', offset)
      const bracket = path.indexOf('[', offset)
      if (brace !== -1 && brace < end)
        for (const chosen of firstChoices(path, brace)) waiting.push({ path: chosen, offset, depth, handler })
      else if (bracket !== -1 && bracket < end) for (const { steps } of parsePattern(path)) this.addSteps(steps, depth, handler)
      else if (slash === -1) this.childFor(path.slice(offset)).always.push(handler)
      else this.childFor(path.slice(offset, end)).addLater({ path, offset: end + 1, depth: depth + 1, handler })
    }
  }
}

interface Waiting<Handler> {
  readonly path: string
  readonly offset: number
  readonly depth: number
  readonly handler: Handler
}

interface Handled<Handler> {
  readonly handler: Handler
  /** Conditions on the element itself. */
  readonly conditions: readonly Condition[]
  /** Conditions on ancestors, and the ancestors' names for patterns that start anywhere; from the parent outwards. */
  readonly above: readonly Step[]
}

/** All patterns of all rules in one table: the walk asks it once an element. */
export class DispatchTable<Handler> {
  /** What the domain element itself stands for. */
  readonly root = new DispatchNode<Handler>()
  /** Patterns that start with `//`, by the name of their last step. */
  readonly anywhere = new Map<string, Handled<Handler>[]>()

  /** @throws SyntaxError as `parsePattern` does. */
  add(pattern: string, handler: Handler): void {
    for (const alternative of pattern.split('|')) {
      const path = alternative.trim()
      if (path.startsWith('domain/') && pathBelowDomain.test(withoutChoices(path)))
        this.root.addLater({ path, offset: 'domain/'.length, depth: 1, handler })
      else for (const { anywhere, steps } of parsePattern(path)) this.#addParsed(anywhere, steps, handler)
    }
  }

  #addParsed(anywhere: boolean, steps: readonly Step[], handler: Handler): void {
    const last = steps.at(-1)
    if (!anywhere || !last) {
      this.root.addSteps(steps, 1, handler)
      return
    }
    const known = this.anywhere.get(last.name) ?? []
    this.anywhere.set(last.name, known)
    known.push({ handler, conditions: last.conditions, above: steps.slice(0, -1).reverse() })
  }

  /** Calls `visit` for every element below (and including) a domain element that a pattern fits, in document order. */
  walk(domain: XmlElement, visit: (handler: Handler, element: XmlElement) => void): void {
    const visitElement = (element: XmlElement, node: DispatchNode<Handler> | undefined) => {
      if (node) {
        for (const handler of node.always) visit(handler, element)
        for (const handled of node.conditional) if (fits(handled, element)) visit(handled.handler, element)
      }
      const roaming = this.anywhere.get(element.name)
      if (roaming) for (const handled of roaming) if (fits(handled, element)) visit(handled.handler, element)
      if (!node && this.anywhere.size === 0) return
      for (const child of element.children) {
        if (child.type === 'element') visitElement(child, node?.child(child.name))
      }
    }
    visitElement(domain, this.root)
  }
}

function fits<Handler>({ conditions, above }: Handled<Handler>, element: XmlElement): boolean {
  for (const { attribute, value } of conditions) {
    const actual = element.attributes[attribute]
    if (actual === undefined || (value !== undefined && actual !== value)) return false
  }
  let parent = element.parentElement
  for (const step of above) {
    if (!parent) return false
    // The outermost step is the domain itself, whatever the element that holds it is called (inactiveDomain).
    if (parent.name !== step.name && step.name !== 'domain') return false
    for (const { attribute, value } of step.conditions) {
      const actual = parent.attributes[attribute]
      if (actual === undefined || (value !== undefined && actual !== value)) return false
    }
    parent = parent.parentElement
  }
  return true
}
