import type { CheckSettings } from '../lint/engine.js'
import { documentKind } from '../lint/roots.js'
import { compareAbi } from '../snapshots/compare-abi.js'
import { extractAbi } from '../snapshots/extract-abi.js'
import { comparedForm } from '../snapshots/migratable.js'
import { scan } from '../xml/scan.js'
import type { XmlElement } from '../xml/tree.js'
import { visible } from './terminal/escape.js'

/** What the guest would notice of an edit. */
export interface AbiChanges {
  readonly count: number
  /** A line a change, for people. */
  readonly text: string
}

/** Compares the domains of two well-formed texts, in their order. */
export function abiChanges(before: string, after: string, settings: CheckSettings): AbiChanges {
  const [old, fresh] = [before, after].map((text) => {
    const kind = documentKind(scan(text, settings).document)
    return kind.kind === 'domains' ? kind.domains : []
  })
  const facts = (domain: XmlElement) => {
    // What libvirt makes up where a text leaves it out is the same on both sides.
    let next = 0
    const randomBytes = (count: number) => Uint8Array.from({ length: count }, () => next++ % 256)
    return extractAbi(comparedForm(domain, { ...settings, randomBytes }))
  }
  const differences = (old ?? []).flatMap((domain, index) => {
    const other = fresh?.[index]
    return other ? compareAbi(facts(domain), facts(other), 'guest') : []
  })
  return { count: differences.length, text: differences.map(({ message }) => `  ${visible(message)}\n`).join('') }
}
