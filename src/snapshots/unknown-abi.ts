import type { CanonicalElement } from '../canonical/canonical-element.js'
import type { Unknown } from '../canonical/working-domain.js'
import { deviceName } from '../domain/device-name.js'
import type { XmlElement } from '../xml/tree.js'
import type { AbiLevel } from './abi-fact.js'
import { hostDecides } from './tables/host-decides.js'

/** Something that the guest sees and the definition does not tell: two equal definitions may differ in it. */
export interface AbiUnknown {
  /** The device as people name it, or the part of the domain. */
  readonly device: string
  /** In words, as it follows `unknown: `. */
  readonly what: string
  /** `libvirt`: it settles what libvirt compares. `guest`: libvirt compares what the definition says, and the guest sees more. */
  readonly level: AbiLevel
  /** The element of the text that it is about; undefined where libvirt adds it. */
  readonly source: XmlElement | undefined
}

/** What is unknown of a definition: what its canonical form depends on, and what of the guest the host decides at start. */
export function unknownAbi(canonical: CanonicalElement, unknowns: readonly Unknown[], domain: XmlElement): AbiUnknown[] {
  const found = unknowns.filter(({ at }) => !hostSide.has(at.name)).map(({ what, at }) => unknownOf(at, what, 'libvirt', domain))
  for (const row of hostDecides) {
    let elements = [canonical]
    for (const step of row.at.split('/')) elements = elements.flatMap((element) => element.elements(step))
    for (const element of elements)
      if (row.attribute === undefined || row.is.includes(element.get(row.attribute)))
        found.push(unknownOf(element, row.what, 'guest', domain))
  }
  return found
}

/** Parts of a definition of which the guest sees nothing, whatever the host makes of them. */
const hostSide: ReadonlySet<string> = new Set(['audio', 'graphics', 'seclabel'])

function unknownOf(element: CanonicalElement, what: string, level: AbiLevel, domain: XmlElement): AbiUnknown {
  return { device: element.source ? deviceName(element.source, domain) : element.name, what, level, source: element.source }
}
