import type { CanonicalElement } from './canonical-element.js'
import type { PassWatcher } from './canonicalize.js'
import type { Pass } from './pass.js'
import { completingPasses, readingPasses } from './passes.js'

/** An element as libvirt read it. */
export interface ElementAsRead {
  readonly attributes: Map<string, string>
  text: string
  children: readonly CanonicalElement[]
}

interface State {
  readonly attributes: Map<string, { value: string; pass: Pass }>
  text: { value: string; pass: Pass }
  readonly madeBy: Pass
}

/**
 * What the passes did to a definition: each element as it was read, and the pass that settled each value of the result.
 * A value that stands in the text counts as read in the form that libvirt gives it as it reads; one that it fills in does not.
 */
export class History implements PassWatcher {
  readonly #read = new Map<CanonicalElement, ElementAsRead>()
  readonly #states = new Map<CanonicalElement, State>()

  /** To be called behind each pass. */
  after(pass: Pass, domain: CanonicalElement): void {
    this.#record(domain, pass)
    if (pass === readingPasses.at(-1)) this.#keepAsRead(domain)
    if (pass === completingPasses.at(-1)) for (const [element, asRead] of this.#read) follow(element, asRead)
  }

  /** An element as it was read; undefined for one that libvirt added later. */
  asRead(element: CanonicalElement): ElementAsRead | undefined {
    return this.#read.get(element)
  }

  /** The pass that settled an attribute, or the text or presence of an element where none is named. */
  passBehind(element: CanonicalElement, attribute?: string): Pass | undefined {
    const state = this.#states.get(element)
    if (attribute !== undefined) return state?.attributes.get(attribute)?.pass ?? state?.madeBy
    return element.source === undefined ? state?.madeBy : state?.text.pass
  }

  #keepAsRead(element: CanonicalElement): void {
    const { attributes, text, children } = element
    this.#read.set(element, { attributes: new Map(attributes), text, children: [...children] })
    for (const child of children) this.#keepAsRead(child)
  }

  #record(element: CanonicalElement, pass: Pass): void {
    const { attributes, text, children } = element
    let state = this.#states.get(element)
    if (!state) {
      state = { attributes: new Map(), text: { value: text, pass }, madeBy: pass }
      this.#states.set(element, state)
    }
    if (state.text.value !== text) state.text = { value: text, pass }
    for (const [name, value] of attributes) {
      const known = state.attributes.get(name)
      if (known?.value !== value) state.attributes.set(name, { value, pass })
    }
    for (const child of children) this.#record(child, pass)
  }
}

/** What was there when it was read and has another form since, or is gone, is so by reading. */
function follow(element: CanonicalElement, asRead: ElementAsRead): void {
  for (const name of asRead.attributes.keys()) {
    const value = element.get(name)
    if (value === undefined) asRead.attributes.delete(name)
    else asRead.attributes.set(name, value)
  }
  if (asRead.text !== '') asRead.text = element.text
  const children = new Set(element.children)
  asRead.children = asRead.children.filter((child) => children.has(child))
}
