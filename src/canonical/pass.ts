import type { WorkingDomain } from './working-domain.js'

/** One step of what libvirt does between reading a definition and writing it back. */
export interface Pass {
  /** Imperative: `add the implicit devices`. */
  readonly name: string
  /** libvirt's function, and the section of the specification. */
  readonly mirrors: string
  readonly run: (domain: WorkingDomain) => void
}
