import { type ImplicitModel, isCertain } from '../domain/facts/implicit-models.js'
import type { TextEdit } from '../xml/edit.js'
import type { ReportedFix, Severity } from './rule.js'

/** The part of a report that offers to write down what libvirt chooses. */
interface Pin {
  readonly severity?: Severity
  readonly fix?: readonly TextEdit[]
  readonly suggest?: readonly ReportedFix[]
}

/**
 * Offers edits that write the model which libvirt chooses: as a fix, and for information only, where every libvirt chooses the
 * same; else as a suggestion, since a guest that runs already may have got another one.
 */
export function pinModel(choice: ImplicitModel, edits: readonly TextEdit[]): Pin {
  if (isCertain(choice)) return { severity: 'info', fix: edits }
  const [model] = choice.models
  const risk = 'A guest that runs already must keep the model that virsh dumpxml shows for it: another one is another device.'
  return { suggest: [{ title: `write ${model}, libvirt's first choice`, edits, risk }] }
}
