import { canonicalize } from '../canonical/canonicalize.js'
import { libvirtLayout } from '../canonical/layout/libvirt-layout.js'
import { randomBytes } from '../canonical/random-bytes.js'
import type { CheckSettings } from '../lint/engine.js'
import { documentKind } from '../lint/roots.js'
import { scan } from '../xml/scan.js'

/** A definition as libvirt would write it. */
export interface CanonicalText {
  readonly text: string
  /** What only the host knows and stays as it was written, in a few words each. */
  readonly unknowns: readonly string[]
}

/**
 * The text that libvirt itself would write for a definition: that of `virsh dumpxml --inactive` on the target of the settings. Of a
 * file with several domains it is that of the first. `undefined` where the text is no well-formed XML, or holds no domain.
 */
export function canonicalText(text: string, settings: CheckSettings): CanonicalText | undefined {
  const { document, faults } = scan(text, settings)
  const kind = documentKind(document)
  const domain = kind.kind === 'domains' ? kind.domains[0] : undefined
  if (faults.length > 0 || !domain) return undefined
  const { element, unknowns } = canonicalize(domain, { ...settings, randomBytes })
  return { text: libvirtLayout(element, settings.target.libvirt), unknowns: [...new Set(unknowns.map(({ what }) => what))] }
}
