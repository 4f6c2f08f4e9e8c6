import type { CompletionItemKind } from 'vscode-languageserver'

/** The numbers of the protocol (LSP 3.17, CompletionItemKind) that completions here have. */
export const completionKinds = {
  element: 7,
  attribute: 10,
  value: 12,
  snippet: 15,
  reference: 18,
} as const satisfies Record<string, CompletionItemKind>
