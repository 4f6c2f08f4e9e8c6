import type { XmlElement } from '../xml/tree.js'

/** One way through the tree that a path pattern describes, from the domain element down. */
interface Steps {
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

const stepPattern = /^(?<name>[\w:.-]+)(?<conditions>(?:\[@[\w:.-]+(?:=[^\]]*)?\])*)$/

/**
 * Reads a path pattern: child steps from `domain`, `//name` for any depth, `[@a]`, `[@a=v]`, and `|` between
 * alternatives. @throws SyntaxError for anything else.
 */
export function parsePattern(pattern: string): Steps[] {
  return pattern.split('|').map((alternative) => {
    const path = alternative.trim()
    const anywhere = path.startsWith('//')
    const parts = (anywhere ? path.slice(2) : path).split(/\/(?![^[]*\])/)
    const steps = parts.map((part) => {
      const groups = stepPattern.exec(part)?.groups
      if (!groups) throw new SyntaxError(`'${part}' in the element path '${pattern}' is no step: write name, name[@attribute] or name[@attribute=value]`)
      const conditions = [...(groups.conditions ?? '').matchAll(/\[@([\w:.-]+)(?:=([^\]]*))?\]/g)].map(([, attribute = '', value]) => ({ attribute, value }))
      return { name: groups.name ?? '', conditions }
    })
    if (!anywhere && steps[0]?.name !== 'domain') throw new SyntaxError(`the element path '${pattern}' must start with 'domain' or '//'`)
    return { anywhere, steps }
  })
}

/** One place in the tree of all patterns: what to run there, and where the children lead. */
export class DispatchNode<Handler> {
  readonly children = new Map<string, DispatchNode<Handler>>()
  readonly handlers: Handled<Handler>[] = []
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

  add(pattern: string, handler: Handler): void {
    for (const { anywhere, steps } of parsePattern(pattern)) {
      const last = steps.at(-1)
      if (!last) continue
      const above = steps.slice(0, -1).reverse()
      if (anywhere) {
        const known = this.anywhere.get(last.name) ?? []
        this.anywhere.set(last.name, known)
        known.push({ handler, conditions: last.conditions, above })
        continue
      }
      let node = this.root
      for (const step of steps.slice(1)) {
        const next = node.children.get(step.name) ?? new DispatchNode<Handler>()
        node.children.set(step.name, next)
        node = next
      }
      node.handlers.push({ handler, conditions: last.conditions, above: above.some((step) => step.conditions.length > 0) ? above : [] })
    }
  }

  /** Calls `visit` for every element below (and including) a domain element that a pattern fits, in document order. */
  walk(domain: XmlElement, visit: (handler: Handler, element: XmlElement) => void): void {
    const visitElement = (element: XmlElement, node: DispatchNode<Handler> | undefined) => {
      if (node) for (const handled of node.handlers) if (fits(handled, element)) visit(handled.handler, element)
      const roaming = this.anywhere.get(element.name)
      if (roaming) for (const handled of roaming) if (fits(handled, element)) visit(handled.handler, element)
      if (!node && this.anywhere.size === 0) return
      for (const child of element.children) {
        if (child.type === 'element') visitElement(child, node?.children.get(child.name))
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
