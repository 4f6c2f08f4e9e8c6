import type { TextEdit as ProtocolEdit, Range, SnippetTextEdit, WorkspaceEdit } from 'vscode-languageserver'
import { staysReadable } from '../../embedded/edited-literals.js'
import type { TextEdit } from '../../xml/edit.js'
import { type CheckedDocument, hostLanguage } from './checked-document.js'
import type { Client } from './client.js'
import { reasonPlace } from './suppression.js'

/** Edits of a document as the client takes them: with its version, where it can, so that none is applied to another text. */
export function workspaceEdit(checked: CheckedDocument, edits: readonly TextEdit[], client: Client): WorkspaceEdit {
  const { uri } = checked.textDocument
  const written = edits.map(({ start, end, text }): ProtocolEdit => ({ range: rangeOf(checked, start, end), newText: text }))
  return client.takesVersionedEdits
    ? { documentChanges: [{ textDocument: { uri, version: checked.version }, edits: written }] }
    : { changes: { [uri]: written } }
}

/** Whether edits may be offered: in a program they must not end the string that they are in. */
export function isOffered(checked: CheckedDocument, edits: readonly TextEdit[]): boolean {
  const language = hostLanguage(checked)
  return language === undefined || staysReadable(checked.text, edits, language)
}

/** An edit with a place for a reason: the cursor goes there in clients that can do so, in others the place stays empty. */
export function editWithReason(checked: CheckedDocument, edit: TextEdit, client: Client): WorkspaceEdit {
  if (!client.takesVersionedEdits || !client.takesSnippetEdits) {
    return workspaceEdit(checked, [{ ...edit, text: edit.text.replace(` ${reasonPlace}`, '').replace(reasonPlace, '') }], client)
  }
  const value = edit.text.replace(/[\\$}]/g, '\\$&').replace(reasonPlace, `\${1:why}`)
  const snippet: SnippetTextEdit = { range: rangeOf(checked, edit.start, edit.end), snippet: { kind: 'snippet', value } }
  return { documentChanges: [{ textDocument: { uri: checked.textDocument.uri, version: checked.version }, edits: [snippet] }] }
}

function rangeOf({ textDocument }: CheckedDocument, start: number, end: number): Range {
  return { start: textDocument.positionAt(start), end: textDocument.positionAt(end) }
}
