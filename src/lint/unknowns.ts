import type { Hole } from '../embedded/hole.js'
import { unknownCharacter } from '../embedded/mask.js'
import { placeHoles } from '../embedded/place-holes.js'
import { elementsAmong, firstElement } from '../xml/children.js'
import { elementAt } from '../xml/element-at.js'
import type { Range } from '../xml/source.js'
import type { XmlDocument, XmlElement } from '../xml/tree.js'
import { setWildcards, type Wildcards } from '../xml/wildcards.js'
import type { Finding } from './finding.js'

/** A text with expressions in it, of which a masked copy is checked. */
export interface Template {
  readonly original: string
  /** Where the expressions are, in order. */
  readonly holes: readonly Hole[]
}

/** So many characters are looked at again, in all, to find out what findings rest on: enough for any file that people write. */
const lookBudget = 30_000_000

/**
 * Knows what findings in a template rest on. The tree of a template reports each look at something that nobody knows: a value that an
 * expression gives, a child that may be there or not, the absence of one that an expression may bring. What a rule says after such a
 * look is no finding. A false report on a template is worse than none.
 */
export class Unknowns {
  readonly #document: XmlDocument
  readonly #original: string
  readonly #holes: readonly Hole[]
  readonly #nameless: ReadonlySet<XmlElement>
  readonly #wildcards: ReadonlyMap<XmlElement, Wildcards>
  readonly #textLength: number
  readonly #names = new Map<XmlElement, string>()
  #looks = 0
  #hasLooked = false

  /** Gives the tree of a masked text its wildcards, and has it report looks at them. */
  constructor(document: XmlDocument, { original, holes }: Template) {
    const { wildcards, nameless } = placeHoles(document, holes)
    this.#document = document
    this.#original = original
    this.#holes = holes
    this.#nameless = nameless
    this.#wildcards = wildcards
    this.#textLength = document.source.text.length
    setWildcards(document, wildcards)
    const look = () => {
      this.#hasLooked = true
    }
    for (const [element, unknown] of wildcards) watch(element, unknown, look)
  }

  /** Whether something unknown was looked at since `sure` was called last, or ever. */
  get hasLooked(): boolean {
    return this.#hasLooked
  }

  /** What a function gives, unless it looks at something unknown, or fails at it. To be called with nothing remembered from earlier looks. */
  sure<Given>(give: () => Given): Given | undefined {
    this.#looks += this.#textLength
    if (this.#looks > lookBudget) return undefined
    this.#hasLooked = false
    try {
      const given = give()
      return this.#hasLooked ? undefined : given
    } catch (error) {
      if (this.#hasLooked) return undefined
      throw error
    }
  }

  /** Whether a finding is there whatever the expressions give. */
  isSure({ ruleId, range, message }: Finding): boolean {
    if (this.#touches(range) || message.includes(unknownCharacter)) return false
    return !ruleId.startsWith('schema/') || !this.#blurs(this.#elementAt(range.start))
  }

  /** The finding without fixes, and with the names that the template gives the domain and the device. */
  named(finding: Finding): Finding {
    const { fix: _, device, ...rest } = finding
    const isUnknown = device.includes(unknownCharacter)
    return { ...rest, device: isUnknown ? device.replace(/ .*/s, '') : device, domain: this.#domainName(finding), suggestions: [] }
  }

  #domainName({ range, domain }: Finding): string {
    let element = this.#elementAt(range.start)
    while (element && element.name !== 'domain') element = element.parentElement
    if (!element) return domain
    const known = this.#names.get(element)
    if (known !== undefined) return known
    const content = element.child('name')?.contentRange
    const name = content ? this.#original.slice(content.start, content.end).trim() : ''
    this.#names.set(element, name)
    return name
  }

  #elementAt(offset: number): XmlElement | undefined {
    const root = this.#document.element
    return root && elementAt(root, offset)
  }

  #touches({ start, end }: Range): boolean {
    let low = 0
    let high = this.#holes.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#holes[middle]?.end ?? 0) <= start) low = middle + 1
      else high = middle
    }
    const next = this.#holes[low]
    return next !== undefined && next.start < Math.max(end, start + 1)
  }

  /**
   * Whether what the vocabulary says of an element depends on what is not known of those around it: they have no name, or their
   * kind is not known and the alternatives in them may each belong to another kind.
   */
  #blurs(element: XmlElement | undefined): boolean {
    for (let around = element; around; around = around.parentElement) {
      if (this.#nameless.has(around)) return true
      const unknown = this.#wildcards.get(around)
      if (!unknown || around.name === 'domain' || around.name === 'devices') continue
      const kindIsOpen = unknown.values.size > 0 || unknown.conditional.size > 0 || unknown.moreAttributes
      if (kindIsOpen && (unknown.conditionalChildren.size > 0 || unknown.moreChildren)) return true
    }
    return false
  }
}

/** Has an element report looks at what is unknown of it. */
function watch(element: XmlElement, unknown: Wildcards, look: () => void): void {
  const { attributes, children } = element
  if (unknown.values.size > 0 || unknown.conditional.size > 0 || unknown.moreAttributes)
    element.attributes = watchedAttributes(attributes, unknown, look)
  if (!unknown.text) return
  Object.defineProperty(element, 'children', {
    get: () => {
      look()
      return children
    },
  })
  // What a domain has once is hardly brought a second time; a second disk or listener is.
  const mayBeAnother = (child: XmlElement) =>
    unknown.conditionalChildren.has(child) || (element.name !== 'domain' && unknown.moreChildrenFrom < child.start)
  Object.defineProperty(element, 'child', {
    value: (name: string) => {
      const first = firstElement(children, name)
      if (first ? mayBeAnother(first) : unknown.moreChildren) look()
      return first
    },
  })
  Object.defineProperty(element, 'elements', {
    value: (name?: string) => {
      const found = elementsAmong(children, name)
      if (unknown.moreChildren || (unknown.conditionalChildren.size > 0 && found.some((child) => unknown.conditionalChildren.has(child))))
        look()
      return found
    },
  })
}

function watchedAttributes(attributes: XmlElement['attributes'], unknown: Wildcards, look: () => void): XmlElement['attributes'] {
  const isOpen = (name: string | symbol) =>
    typeof name === 'string' &&
    (unknown.values.has(name) || unknown.conditional.has(name) || (unknown.moreAttributes && attributes[name] === undefined))
  return new Proxy(attributes, {
    get: (target, name) => {
      if (isOpen(name)) look()
      return Reflect.get(target, name)
    },
    has: (target, name) => {
      if (isOpen(name)) look()
      return Reflect.has(target, name)
    },
    ownKeys: (target) => {
      if (unknown.moreAttributes || unknown.conditional.size > 0) look()
      return Reflect.ownKeys(target)
    },
  })
}
