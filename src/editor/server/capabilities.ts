import { PositionEncodingKind, type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver'
import type { Client } from './client.js'
import { codeActionKinds } from './code-actions.js'
import { showChangesCommand, showPageCommand } from './commands.js'

/** What the server offers to a client. */
export function capabilities(client: Client): ServerCapabilities {
  return {
    positionEncoding: PositionEncodingKind.UTF16,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
    ...(client.pullsDiagnostics
      ? { diagnosticProvider: { identifier: 'domlint', interFileDependencies: false, workspaceDiagnostics: false } }
      : {}),
    ...(client.takesCodeActions
      ? { codeActionProvider: { codeActionKinds: [...codeActionKinds], resolveProvider: client.resolvesEdits } }
      : {}),
    codeLensProvider: {},
    executeCommandProvider: { commands: [showPageCommand, showChangesCommand] },
    hoverProvider: true,
    completionProvider: { triggerCharacters: ['<', ' ', '"', "'", '/'] },
    documentSymbolProvider: true,
    workspaceSymbolProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: client.preparesRenames ? { prepareProvider: true } : true,
    linkedEditingRangeProvider: true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    documentLinkProvider: {},
    inlayHintProvider: true,
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  }
}
