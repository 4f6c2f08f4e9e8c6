import type { TextEdit } from '../xml/edit.js'
import type { Point, Range } from '../xml/source.js'

export type Severity = 'error' | 'warning' | 'info'

/** Whether a fix keeps what the guest sees and what libvirt accepts (`safe`), or needs a person (`unsafe`, with its risk). */
export type Safety = 'safe' | 'unsafe'

/** A change of the text that removes a finding: all of its edits apply, or none. */
export interface Fix {
  readonly edits: readonly TextEdit[]
  readonly safety: Safety
  /** One sentence on what an unsafe fix may do to the guest; absent on safe fixes. */
  readonly risk?: string
  /** What the fix does, as an imperative: "rename to <interface>". */
  readonly title: string
}

/** A second place that a message speaks of. */
export interface Related {
  readonly filePath: string
  readonly message: string
  readonly start: Point
  readonly end: Point
}

/** One thing that domlint says about one place in one file. */
export interface Finding {
  readonly ruleId: string
  readonly severity: Severity
  readonly message: string
  readonly range: Range
  readonly start: Point
  readonly end: Point
  /** Which domain and device it is about, as people name them: "disk vda"; the baseline's and the reports' identity. */
  readonly device: string
  readonly domain: string
  readonly fix?: Fix
  /** Changes that are offered but never applied by --fix. */
  readonly suggestions: readonly Fix[]
  readonly related: readonly Related[]
  /** The address of the rule's page. */
  readonly docs: string
}

/** All that was found in one file. */
export interface FileReport {
  /** Absolute path, or the name given for standard input. */
  readonly filePath: string
  /** The text as it was checked, after any fixes; '' when it could not be read. */
  readonly text: string
  readonly findings: readonly Finding[]
  /** The fixed text, when fixing was asked for and changed something. */
  readonly fixed?: string
  /** The text before the fixes, when `fixed` is there. */
  readonly original?: string
  /** Findings held back by a directive or by the baseline. */
  readonly suppressed: number
}

/** A failure of domlint or of a rule, as opposed to a fault in the file: it makes the exit status 2. */
export interface Failure {
  readonly filePath: string
  readonly message: string
}
