import type { DocumentHighlight, Position } from 'vscode-languageserver'
import { crossReferenceAt } from './cross-references.js'
import type { LanguageDocument } from './language-document.js'
import { tagPairAt } from './tag-pair.js'

/** The other places that name the same thing, and the other tag of an element. */
export function documentHighlights(document: LanguageDocument, position: Position): DocumentHighlight[] | undefined {
  const offset = document.offsetAt(position)
  const found = crossReferenceAt(document, offset)
  if (found) {
    return found.named.occurrences.map(({ range, isDefinition }) => ({ range: document.range(range), kind: isDefinition ? written : read }))
  }
  return tagPairAt(document, offset)?.ranges.map((range) => ({ range: document.range(range), kind: text }))
}

/** Kinds of the protocol (LSP 3.17, DocumentHighlightKind). */
const [text, read, written] = [1, 2, 3] as const
