import { guestChange } from '../../lint/abi-guard.js'
import type { Finding } from '../../lint/finding.js'
import { fixText } from '../../lint/fix.js'
import { composeEdits, type TextEdit } from '../../xml/edit.js'
import type { CheckedDocument } from './checked-document.js'

/** What all safe fixes of a document come to: edits of its text as it is, or why there are none. */
export type AllFixes = { readonly edits: readonly TextEdit[] } | { readonly problem: string }

/** The findings with fixes that may be applied without asking. */
export function safelyFixable({ findings, wellFormed }: CheckedDocument, ruleId?: string): Finding[] {
  if (!wellFormed) return []
  return findings.filter((finding) => finding.fix?.safety === 'safe' && (ruleId === undefined || finding.ruleId === ruleId))
}

/** Applies all safe fixes, or those of one rule, until none is left, if the guest sees the same afterwards. */
export function fixAll({ filePath, text, settings }: CheckedDocument, ruleId?: string): AllFixes {
  if (!settings) return { edits: [] }
  const { passes, failures } = fixText(filePath, text, settings.check, {
    unsafe: false,
    accepts: (finding) => ruleId === undefined || finding.ruleId === ruleId,
    guard: guestChange,
  })
  const [failure] = failures
  if (failure) return { problem: failure.message }
  return {
    edits: composeEdits(
      text,
      passes.map(({ edits }) => edits),
    ),
  }
}
