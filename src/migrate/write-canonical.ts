import { type Canonical, canonicalize } from '../canonical/canonicalize.js'
import { libvirtLayout } from '../canonical/layout/libvirt-layout.js'
import { randomBytes } from '../canonical/random-bytes.js'
import type { CheckSettings } from '../lint/engine.js'
import { documentKind } from '../lint/roots.js'
import { applyEdits } from '../xml/edit.js'
import { scan } from '../xml/scan.js'

/** A definition as libvirt would write it. */
export interface CanonicalText {
  readonly text: string
  /** What only the host knows and stays as it was written, in a few words each. */
  readonly unknowns: readonly string[]
}

/**
 * The text that libvirt itself would write for a definition: that of `virsh dumpxml --inactive` on the target of the settings. Definitions
 * that stand in something else, such as a snapshot or a list, are written in their places there, and all else stays. `undefined` where the
 * text is no well-formed XML, or holds no domain.
 */
export function canonicalText(text: string, settings: CheckSettings): CanonicalText | undefined {
  const { document, faults } = scan(text, settings)
  const kind = documentKind(document)
  if (faults.length > 0 || kind.kind !== 'domains' || kind.domains.length === 0) return undefined
  const forms = kind.domains.map((domain) => ({ domain, canonical: canonicalize(domain, { ...settings, randomBytes }) }))
  const written = ({ element }: Canonical): string => libvirtLayout(element, settings.target.libvirt)
  const edits = forms.map(({ domain: { start, end }, canonical }) => ({ start, end, text: written(canonical).trimEnd() }))
  const [first] = forms
  return {
    text: first && first.domain === document.element ? written(first.canonical) : applyEdits(text, edits),
    unknowns: [...new Set(forms.flatMap(({ canonical }) => canonical.unknowns.map(({ what }) => what)))],
  }
}
