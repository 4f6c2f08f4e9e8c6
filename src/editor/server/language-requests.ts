import {
  type CancellationToken,
  type CompletionParams,
  type Connection,
  LSPErrorCodes,
  type Position,
  ResponseError,
  type WorkspaceEdit,
  type WorkspaceSymbol,
} from 'vscode-languageserver'
import { pathKind } from '../../cli/path-kind.js'
import { completion } from '../language/completion.js'
import { definition } from '../language/definition.js'
import { documentHighlights } from '../language/document-highlight.js'
import { documentLinks } from '../language/document-links.js'
import { documentSymbols, workspaceSymbols } from '../language/document-symbols.js'
import { foldingRanges } from '../language/folding-ranges.js'
import { hover } from '../language/hover.js'
import { inlayHints } from '../language/inlay-hints.js'
import type { LanguageDocument } from '../language/language-document.js'
import { linkedEditingRanges } from '../language/linked-editing.js'
import { references } from '../language/references.js'
import { prepareRename, rename } from '../language/rename.js'
import { selectionRanges } from '../language/selection-ranges.js'
import type { Client } from './client.js'
import { pathOfUri } from './uris.js'

/** What the requests need of the server. */
export interface LanguageHost {
  readonly client: () => Client | undefined
  /** The document of an address as it is now; undefined for one that is none of domlint's business. */
  readonly document: (uri: string) => Promise<LanguageDocument | undefined>
  readonly documents: () => Promise<readonly LanguageDocument[]>
  /** Answers a request: what goes wrong becomes an error of the protocol. */
  readonly answered: <Result>(
    method: string,
    token: CancellationToken,
    answer: () => Promise<Result> | Result,
  ) => Promise<Result | ResponseError<never>>
}

interface DocumentParameters {
  readonly textDocument: { readonly uri: string }
}

/** Answers all that is asked about what stands in a document, with the functions that know. */
export function answerLanguageRequests(connection: Connection, host: LanguageHost): void {
  /** A handler for one document, which answers null for others. */
  const about =
    <Parameters extends DocumentParameters, Result>(
      method: string,
      answer: (document: LanguageDocument, parameters: Parameters) => Result | ResponseError<never>,
    ) =>
    (parameters: Parameters, token: CancellationToken): Promise<Exclude<Result, undefined> | null | ResponseError<never>> =>
      host.answered(method, token, async () => {
        const document = await host.document(parameters.textDocument.uri)
        const result = document && answer(document, parameters)
        // The protocol has null where there is nothing to say.
        return (result ?? null) as Exclude<Result, undefined> | null
      })
  type Placed = DocumentParameters & { readonly position: Position }

  connection.onHover(about('textDocument/hover', (document, { position }: Placed) => hover(document, position)))
  connection.onCompletion(
    about('textDocument/completion', (document, { position, context }: Placed & Pick<CompletionParams, 'context'>) =>
      completion(document, position, { snippets: host.client()?.takesSnippets ?? false }, context?.triggerCharacter),
    ),
  )
  connection.onDocumentSymbol(about('textDocument/documentSymbol', (document) => documentSymbols(document)))
  connection.onDefinition(about('textDocument/definition', (document, { position }: Placed) => definition(document, position)))
  connection.onReferences(
    about('textDocument/references', (document, { position, context }: Placed & { context: { includeDeclaration: boolean } }) =>
      references(document, position, context.includeDeclaration),
    ),
  )
  connection.onDocumentHighlight(
    about('textDocument/documentHighlight', (document, { position }: Placed) => documentHighlights(document, position)),
  )
  connection.onPrepareRename(about('textDocument/prepareRename', (document, { position }: Placed) => prepareRename(document, position)))
  connection.onRenameRequest(
    about('textDocument/rename', (document, { position, newName }: Placed & { newName: string }) => {
      const renamed = rename(document, position, newName)
      if ('reason' in renamed) return new ResponseError<never>(LSPErrorCodes.RequestFailed, renamed.reason)
      return host.client()?.takesVersionedEdits ? versioned(renamed, document) : renamed
    }),
  )
  connection.onFoldingRanges(about('textDocument/foldingRange', (document) => foldingRanges(document)))
  connection.onSelectionRanges(
    about('textDocument/selectionRange', (document, { positions }: DocumentParameters & { positions: Position[] }) =>
      selectionRanges(document, positions),
    ),
  )
  connection.onDocumentLinks(
    about('textDocument/documentLink', (document) => documentLinks(document).filter(({ target }) => isThere(target))),
  )
  connection.languages.onLinkedEditingRange(
    about('textDocument/linkedEditingRange', (document, { position }: Placed) => linkedEditingRanges(document, position)),
  )
  connection.languages.inlayHint.on(about('textDocument/inlayHint', (document, { range }) => inlayHints(document, range)))
  connection.onWorkspaceSymbol(({ query }, token) =>
    host.answered('workspace/symbol', token, async () => {
      const symbols = (await host.documents()).flatMap((document) => workspaceSymbols(document))
      return symbols.filter((symbol) => fits(symbol, query))
    }),
  )
}

/** Whether a symbol has the letters of a query in their order, as editors look for names. */
function fits({ name }: WorkspaceSymbol, query: string): boolean {
  const letters = name.toLowerCase()
  let at = 0
  for (const letter of query.toLowerCase()) {
    at = letters.indexOf(letter, at) + 1
    if (at === 0) return false
  }
  return true
}

/** Links to files are for those that are here: most definitions name files of another host. */
function isThere(target: string | undefined): boolean {
  if (target === undefined || !target.startsWith('file:')) return true
  const path = pathOfUri(target)
  // To ask for a file of another host would tell that host who asks.
  return path !== undefined && !path.startsWith('\\\\') && pathKind(path) !== 'missing'
}

function versioned({ changes = {} }: WorkspaceEdit, { textDocument }: LanguageDocument): WorkspaceEdit {
  const { uri, version } = textDocument
  return { documentChanges: Object.values(changes).map((edits) => ({ textDocument: { uri, version }, edits })) }
}
