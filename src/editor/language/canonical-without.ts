import type { CanonicalElement } from '../../canonical/canonical-element.js'
import { canonicalize } from '../../canonical/canonicalize.js'
import { randomBytes } from '../../canonical/random-bytes.js'
import { domainsOf } from '../../lint/roots.js'
import { scan } from '../../xml/scan.js'
import type { Range } from '../../xml/source.js'
import type { XmlElement } from '../../xml/tree.js'
import type { LanguageDocument } from './language-document.js'

/**
 * What libvirt would make of a definition if a part of its text were not there, as far as the rest can be read. The sources of the
 * elements are not those of the document, but they stand at the same places.
 */
export function canonicalWithout(document: LanguageDocument, domain: XmlElement, part?: Range): CanonicalElement {
  const { settings, text } = document
  const read = (element: XmlElement) => canonicalize(element, { ...settings, randomBytes }).element
  if (!part) return read(domain)
  const { document: tree } = scan(text.slice(0, part.start) + ' '.repeat(part.end - part.start) + text.slice(part.end), settings)
  const same = domainsOf(tree).find(({ start }) => start === domain.start)
  return read(same ?? domain)
}

/** What becomes of the element that starts at an offset; undefined if libvirt drops it. */
export function canonicalAt(root: CanonicalElement, start: number): CanonicalElement | undefined {
  if (root.source?.start === start) return root
  for (const child of root.children) {
    const found = canonicalAt(child, start)
    if (found) return found
  }
  return undefined
}
