import type { XmlElement } from '../xml/tree.js'
import { CanonicalElement } from './canonical-element.js'
import type { Pass } from './pass.js'
import { passes } from './passes.js'
import { type CanonicalSettings, type Unknown, WorkingDomain } from './working-domain.js'

/** The form in which libvirt would keep a definition. */
export interface Canonical {
  readonly element: CanonicalElement
  /** What cannot be known without the host, and stays as written. */
  readonly unknowns: readonly Unknown[]
}

/** Something that follows the passes. */
export interface PassWatcher {
  after(pass: Pass, domain: CanonicalElement): void
}

/**
 * What `virsh define` and then `virsh dumpxml --inactive` would give, as a tree whose elements remember where they come from.
 * It mirrors what libvirt does to a definition that it accepts; what it would refuse comes out as far as it goes. Never throws.
 * @param watcher sees the definition behind each pass.
 */
export function canonicalize(domain: XmlElement, settings: CanonicalSettings, watcher?: PassWatcher): Canonical {
  const working = new WorkingDomain(CanonicalElement.of(domain), settings)
  for (const pass of passes) {
    pass.run(working)
    watcher?.after(pass, working.element)
  }
  return { element: working.element, unknowns: working.unknowns }
}
