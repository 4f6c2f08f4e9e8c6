import type { Location, Position } from 'vscode-languageserver'
import { crossReferenceAt } from './cross-references.js'
import type { LanguageDocument } from './language-document.js'

/** All places that name what a position names; of a boot order, all boot orders of the guest. */
export function references(document: LanguageDocument, position: Position, includeDeclaration: boolean): Location[] | undefined {
  const found = crossReferenceAt(document, document.offsetAt(position))
  if (!found) return undefined
  const { uri } = document.textDocument
  return found.named.occurrences
    .filter(({ isDefinition }) => includeDeclaration || !isDefinition)
    .map(({ range }) => ({ uri, range: document.range(range) }))
}
