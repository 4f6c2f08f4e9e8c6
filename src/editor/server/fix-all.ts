import type { FileSettings } from '../../cli/project.js'
import { staysReadable } from '../../embedded/edited-literals.js'
import { embeddedDocuments } from '../../embedded/embedded-documents.js'
import { guestChange } from '../../lint/abi-guard.js'
import type { Finding } from '../../lint/finding.js'
import { type FixPolicy, fixText } from '../../lint/fix.js'
import { composeEdits, type TextEdit } from '../../xml/edit.js'
import { type CheckedDocument, hostLanguage } from './checked-document.js'

/** What all safe fixes of a document come to: edits of its text as it is, or why there are none. */
export type AllFixes = { readonly edits: readonly TextEdit[] } | { readonly problem: string }

/** The findings with fixes that may be applied without asking. */
export function safelyFixable({ findings, wellFormed }: CheckedDocument, ruleId?: string): Finding[] {
  if (!wellFormed) return []
  return findings.filter((finding) => finding.fix?.safety === 'safe' && (ruleId === undefined || finding.ruleId === ruleId))
}

/** Applies all safe fixes, or those of one rule, until none is left, if the guest sees the same afterwards. */
export function fixAll(checked: CheckedDocument, ruleId?: string): AllFixes {
  const { filePath, text, settings } = checked
  if (!settings) return { edits: [] }
  const policy = { unsafe: false, accepts: (finding: Finding) => ruleId === undefined || finding.ruleId === ruleId, guard: guestChange }
  const language = hostLanguage(checked)
  if (language === undefined) return fixesOf(filePath, text, settings, policy)
  const edits: TextEdit[] = []
  for (const { range, isPlain } of embeddedDocuments(text, language)) {
    const fixed = isPlain ? fixesOf(filePath, text.slice(range.start, range.end), settings, policy) : undefined
    if (fixed && 'problem' in fixed) return fixed
    for (const { start, end, text: inserted } of fixed?.edits ?? [])
      edits.push({ start: start + range.start, end: end + range.start, text: inserted })
  }
  return { edits: staysReadable(text, edits, language) ? edits : [] }
}

function fixesOf(filePath: string, text: string, { check }: FileSettings, policy: FixPolicy): AllFixes {
  const { passes, failures } = fixText(filePath, text, check, policy)
  const [failure] = failures
  if (failure) return { problem: failure.message }
  return {
    edits: composeEdits(
      text,
      passes.map(({ edits }) => edits),
    ),
  }
}
