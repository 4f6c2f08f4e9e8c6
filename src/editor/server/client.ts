import type { InitializeParams } from 'vscode-languageserver'

/** What the client can do, of what matters to the server. */
export interface Client {
  /** It asks for diagnostics when it wants them; others are sent them. */
  readonly pullsDiagnostics: boolean
  /** It can be told to ask for diagnostics again. */
  readonly refreshesDiagnostics: boolean
  readonly refreshesCodeLenses: boolean
  readonly refreshesInlayHints: boolean
  /** It takes edits together with the version of the document that they are for. */
  readonly takesVersionedEdits: boolean
  /** It takes insertions with a place for the cursor. */
  readonly takesSnippetEdits: boolean
  /** It takes completions with places to fill in. */
  readonly takesSnippets: boolean
  /** It takes code actions, where others only take commands. */
  readonly takesCodeActions: boolean
  /** It can ask for the edit of an action once that is chosen. */
  readonly resolvesEdits: boolean
  /** It can be asked for its settings. */
  readonly givesSettings: boolean
  /** It tells when settings change only if it is asked to. */
  readonly registersSettings: boolean
  /** It watches files for the server. */
  readonly watchesFiles: boolean
  readonly hasWorkspaceFolders: boolean
  /** It asks what would be renamed before it does so. */
  readonly preparesRenames: boolean
  /** It can open a web page or a file. */
  readonly showsDocuments: boolean
}

/** Reads what a client says of itself when it connects. */
export function clientOf({ capabilities: { textDocument, window, workspace } }: InitializeParams): Client {
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport ?? false,
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport ?? false,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport ?? false,
    takesVersionedEdits: workspace?.workspaceEdit?.documentChanges ?? false,
    takesSnippetEdits: workspace?.workspaceEdit?.snippetEditSupport ?? false,
    takesSnippets: textDocument?.completion?.completionItem?.snippetSupport ?? false,
    takesCodeActions: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    resolvesEdits: textDocument?.codeAction?.resolveSupport?.properties.includes('edit') ?? false,
    givesSettings: workspace?.configuration ?? false,
    registersSettings: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false,
    hasWorkspaceFolders: workspace?.workspaceFolders ?? false,
    preparesRenames: textDocument?.rename?.prepareSupport ?? false,
    showsDocuments: window?.showDocument?.support ?? false,
  }
}
