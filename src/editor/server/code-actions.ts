import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver'
import { capitalized } from '../../cli/wording.js'
import type { Finding, Fix } from '../../lint/finding.js'
import { scan } from '../../xml/scan.js'
import type { Range } from '../../xml/source.js'
import type { CheckedDocument } from './checked-document.js'
import type { Client } from './client.js'
import { showPageCommand } from './commands.js'
import { editInWords } from './edit-in-words.js'
import { type AllFixes, fixAll, safelyFixable } from './fix-all.js'
import { commentFor, isSuppressible, metadataFor } from './suppression.js'
import { editWithReason, isOffered, workspaceEdit } from './workspace-edit.js'

/** The kind of the action that applies all safe fixes; editors run it on save if they are told to. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.domlint`

/** What the server offers, as it is announced. */
export const codeActionKinds: readonly string[] = [CodeActionKind.QuickFix, CodeActionKind.SourceFixAll, fixAllKind]

/** What an action that is worked out later is about. */
export interface LaterFixes {
  readonly uri: string
  readonly version: number
  /** Absent: all rules. */
  readonly ruleId?: string
}

/** What can be done about a stretch of a document: fixes first, then suggestions, then directives, then documentation. */
export function codeActions(checked: CheckedDocument, range: Range, only: readonly string[] | undefined, client: Client): CodeAction[] {
  const wants = (kind: string): boolean => only === undefined || only.some((one) => kind === one || kind.startsWith(`${one}.`))
  return [
    ...(wants(CodeActionKind.QuickFix) ? quickFixes(checked, range, client) : []),
    ...(wants(fixAllKind) && safelyFixable(checked).length > 0 ? [fixAllAction(checked, client)] : []),
  ]
}

/** A finding that the range touches, with its diagnostic. */
interface Touched {
  readonly finding: Finding
  readonly diagnostic: Diagnostic
}

function quickFixes(checked: CheckedDocument, range: Range, client: Client): CodeAction[] {
  const touched = checked.findings.flatMap((finding, index): Touched[] => {
    const diagnostic = checked.diagnostics[index]
    return diagnostic && finding.range.start <= range.end && finding.range.end >= range.start ? [{ finding, diagnostic }] : []
  })
  if (touched.length === 0) return []
  // The engine edits no text that is not well-formed, and neither is one offered here.
  const editable = checked.wellFormed ? touched : []
  return [
    ...editable.flatMap((one) => fixesOf(one, checked, client)),
    ...rulesOf(editable).flatMap((ruleId) => fixRule(checked, ruleId, client)),
    ...editable.flatMap((one) =>
      one.finding.suggestions.filter(({ edits }) => isOffered(checked, edits)).map((fix) => fixAction(one, fix, checked, client)),
    ),
    ...suppressions(editable, checked, client),
    ...(client.showsDocuments ? distinctPages(touched) : []),
  ]
}

function fixesOf(one: Touched, checked: CheckedDocument, client: Client): CodeAction[] {
  const { fix } = one.finding
  return fix && isOffered(checked, fix.edits) ? [fixAction(one, fix, checked, client)] : []
}

function fixAction(one: Touched, fix: Fix, checked: CheckedDocument, client: Client): CodeAction {
  const { title, edits, safety, risk } = fix
  const named = titleOf(title, fix === one.finding.fix ? editInWords(edits, checked.text) : undefined)
  return {
    title: safety === 'safe' || risk === undefined ? named : `${named} (not safe: ${risk.replace(/\.$/, '')})`,
    kind: CodeActionKind.QuickFix,
    diagnostics: [one.diagnostic],
    ...(safety === 'safe' ? { isPreferred: true } : {}),
    edit: workspaceEdit(checked, edits, client),
  }
}

/** The title of a fix is that of its rule, so it says what is done here as well; that of a suggestion says it by itself. */
function titleOf(title: string, words: string | undefined): string {
  return `${capitalized(title)}${words === undefined ? '' : `: ${words}`}`
}

function rulesOf(touched: readonly Touched[]): string[] {
  return [...new Set(touched.map(({ finding }) => finding.ruleId))]
}

/** All fixes of one rule, where that is more than the one that is offered already. */
function fixRule(checked: CheckedDocument, ruleId: string, client: Client): CodeAction[] {
  const fixable = safelyFixable(checked, ruleId)
  if (fixable.length < 2) return []
  const diagnostics = checked.diagnostics.filter((_, index) => fixable.some((finding) => finding === checked.findings[index]))
  return [later(`Fix all ${fixable.length} findings of ${ruleId}`, CodeActionKind.QuickFix, checked, client, ruleId, diagnostics)]
}

function fixAllAction(checked: CheckedDocument, client: Client): CodeAction {
  return later('Apply all safe fixes of domlint', fixAllKind, checked, client)
}

/** An action that is expensive to work out: that is done when it is chosen, where the client can wait for it. */
function later(
  title: string,
  kind: string,
  checked: CheckedDocument,
  client: Client,
  ruleId?: string,
  diagnostics?: Diagnostic[],
): CodeAction {
  const action: CodeAction = { title, kind, ...(diagnostics ? { diagnostics } : {}) }
  if (!client.resolvesEdits) return withFixes(action, checked, fixAll(checked, ruleId), client)
  const data: LaterFixes = { uri: checked.textDocument.uri, version: checked.version, ...(ruleId === undefined ? {} : { ruleId }) }
  return { ...action, data }
}

/** An action with what it does, or with the reason why it does nothing. */
export function withFixes(action: CodeAction, checked: CheckedDocument, fixes: AllFixes, client: Client): CodeAction {
  return 'problem' in fixes
    ? { ...action, disabled: { reason: fixes.problem } }
    : { ...action, edit: workspaceEdit(checked, fixes.edits, client) }
}

function suppressions(touched: readonly Touched[], checked: CheckedDocument, client: Client): CodeAction[] {
  const suppressible = touched.filter(({ finding }) => isSuppressible(finding))
  if (suppressible.length === 0) return []
  const { document } = scan(checked.text, checked.settings?.check)
  const actions: CodeAction[] = []
  for (const { finding, diagnostic } of suppressible) {
    const { ruleId, device } = finding
    const comment = commentFor(finding, document)
    const metadata = metadataFor(finding, document)
    const action = { kind: CodeActionKind.QuickFix, diagnostics: [diagnostic] }
    if (comment && isOffered(checked, [comment])) {
      const title = `Disable ${ruleId} here, with a comment (libvirt drops comments)`
      actions.push({ title, ...action, edit: editWithReason(checked, comment, client) })
    }
    if (metadata && isOffered(checked, [metadata])) {
      const title = `Ignore ${ruleId} for ${device === '' ? 'this guest' : device}, in <metadata> (libvirt keeps it)`
      actions.push({ title, ...action, edit: editWithReason(checked, metadata, client) })
    }
  }
  return [...new Map(actions.map((action) => [JSON.stringify(action.edit), action])).values()]
}

function distinctPages(touched: readonly Touched[]): CodeAction[] {
  const pages = new Map(touched.map(({ finding, diagnostic }) => [finding.ruleId, { docs: finding.docs, diagnostic }]))
  return [...pages].map(([ruleId, { docs, diagnostic }]) => {
    const title = `Show the page of ${ruleId}`
    return {
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      command: { title, command: showPageCommand, arguments: [docs] },
    }
  })
}
