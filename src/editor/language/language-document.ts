import type { Position, Range } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { CanonicalElement } from '../../canonical/canonical-element.js'
import { canonicalize } from '../../canonical/canonicalize.js'
import { randomBytes } from '../../canonical/random-bytes.js'
import { Domain } from '../../domain/domain.js'
import type { CheckSettings } from '../../lint/engine.js'
import { domainsOf } from '../../lint/roots.js'
import { scan } from '../../xml/scan.js'
import type { Range as TextRange } from '../../xml/source.js'
import type { XmlDocument, XmlElement } from '../../xml/tree.js'

/** Of all settings those that decide what an editor shows. */
export type LanguageSettings = Pick<CheckSettings, 'target' | 'hostArch' | 'abiUpdate' | 'descriptors' | 'maxDepth'>

/** A definition as libvirt would keep it, with the way from an element of the text to what becomes of it. */
export interface CanonicalView {
  readonly element: CanonicalElement
  /** What libvirt makes of an element of the text; undefined for one that it drops. */
  of(element: XmlElement): CanonicalElement | undefined
}

/** One version of a text in the editor, however broken: what all features look at. Everything is worked out on first use. */
export class LanguageDocument {
  readonly textDocument: TextDocument
  readonly text: string
  readonly settings: LanguageSettings
  readonly tree: XmlDocument
  readonly isWellFormed: boolean
  /** The definitions in it: none where the document is no business of domlint. */
  readonly domains: readonly XmlElement[]
  readonly #views = new Map<XmlElement, Domain>()
  readonly #canonical = new Map<XmlElement, CanonicalView | undefined>()
  #byStart: ReadonlyMap<number, XmlElement> | undefined

  constructor(textDocument: TextDocument, settings: LanguageSettings) {
    this.textDocument = textDocument
    this.text = textDocument.getText()
    this.settings = settings
    const { document, faults } = scan(this.text, settings)
    this.tree = document
    this.isWellFormed = faults.length === 0
    this.domains = domainsOf(document)
  }

  /** The definition around an element. */
  domainOf(element: XmlElement | undefined): XmlElement | undefined {
    for (let node = element; node; node = node.parentElement) if (this.domains.includes(node)) return node
    return undefined
  }

  /** The typed view of a definition. */
  view(domain: XmlElement): Domain {
    let view = this.#views.get(domain)
    if (!view) {
      view = new Domain(domain, this.settings.hostArch)
      this.#views.set(domain, view)
    }
    return view
  }

  /** What libvirt would make of a definition; undefined while the text is not well-formed, and for guests that are not QEMU's. */
  canonical(domain: XmlElement): CanonicalView | undefined {
    if (!this.#canonical.has(domain)) this.#canonical.set(domain, this.#canonicalView(domain))
    return this.#canonical.get(domain)
  }

  #canonicalView(domain: XmlElement): CanonicalView | undefined {
    if (!this.isWellFormed || !this.view(domain).isQemu) return undefined
    const { element } = canonicalize(domain, { ...this.settings, randomBytes })
    const bySource = new Map<XmlElement, CanonicalElement>()
    const note = (one: CanonicalElement): void => {
      if (one.source) bySource.set(one.source, one)
      for (const child of one.children) note(child)
    }
    note(element)
    return { element, of: (source) => bySource.get(source) }
  }

  /** The element whose open tag starts at an offset. */
  elementAt(start: number): XmlElement | undefined {
    this.#byStart ??= new Map(allElements(this.tree).map((element) => [element.start, element]))
    return this.#byStart.get(start)
  }

  /** The innermost element that an offset is in, between its tags. */
  elementAround(offset: number): XmlElement | undefined {
    let inner: XmlElement | undefined
    let { children } = this.tree
    for (;;) {
      const next: XmlElement | undefined = children.findLast(
        (node): node is XmlElement => node.type === 'element' && holdsInside(node, offset),
      )
      if (!next) return inner
      inner = next
      children = next.children
    }
  }

  offsetAt(position: Position): number {
    return this.textDocument.offsetAt(position)
  }

  /** A stretch of the text as the protocol writes it. */
  range({ start, end }: TextRange): Range {
    return { start: this.textDocument.positionAt(start), end: this.textDocument.positionAt(end) }
  }
}

/** Reads a text once for all features. Never throws. */
export function openLanguageDocument(textDocument: TextDocument, settings: LanguageSettings): LanguageDocument {
  return new LanguageDocument(textDocument, settings)
}

/** All elements of a document, or below an element, in the order in which they are nested. */
export function allElements(parent: XmlDocument | XmlElement): XmlElement[] {
  const found: XmlElement[] = []
  const waiting: (XmlDocument | XmlElement)[] = [parent]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    for (const node of next.children) {
      if (node.type !== 'element') continue
      found.push(node)
      waiting.push(node)
    }
  }
  return found
}

function holdsInside(element: XmlElement, offset: number): boolean {
  const { start, end } = element.contentRange
  return start <= offset && offset <= end && !(start === end && isClosedAtOnce(element))
}

/** Whether it is really written `<name/>`: an element that is cut off looks like it. */
export function isClosedAtOnce(element: XmlElement): boolean {
  return element.document.source.text.startsWith('/>', element.openTagRange.end - 2)
}
