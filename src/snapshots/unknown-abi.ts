import type { CanonicalElement } from '../canonical/canonical-element.js'
import type { Unknown } from '../canonical/working-domain.js'
import { deviceName } from '../domain/device-name.js'
import type { XmlElement } from '../xml/tree.js'
import { hostDecides } from './tables/host-decides.js'

/** Something that the guest sees and the definition does not tell: two equal definitions may differ in it. */
export interface AbiUnknown {
  /** The device as people name it, or the part of the domain. */
  readonly device: string
  /** In words, as it follows `unknown: `. */
  readonly what: string
  /** The element of the text that it is about; undefined where libvirt adds it. */
  readonly source: XmlElement | undefined
}

/** What is unknown of a definition: what its canonical form depends on, and what of the guest the host decides at start. */
export function unknownAbi(canonical: CanonicalElement, unknowns: readonly Unknown[], domain: XmlElement): AbiUnknown[] {
  const found = unknowns.map(({ what, at }) => unknownOf(at, what, domain))
  for (const row of hostDecides) {
    let elements = [canonical]
    for (const step of row.at.split('/')) elements = elements.flatMap((element) => element.elements(step))
    for (const element of elements) {
      const value = row.attribute === undefined ? '' : element.get(row.attribute)
      if (row.attribute === undefined || row.is.includes(value)) found.push(unknownOf(element, row.what, domain))
    }
  }
  return found
}

function unknownOf(element: CanonicalElement, what: string, domain: XmlElement): AbiUnknown {
  return { device: element.source ? deviceName(element.source, domain) : element.name, what, source: element.source }
}
