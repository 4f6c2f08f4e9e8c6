import type { Location, Position } from 'vscode-languageserver'
import { crossReferenceAt } from './cross-references.js'
import type { LanguageDocument } from './language-document.js'

/** Where what a position names is defined: the controller of an address, the cell of a node, the disk of a snapshot. */
export function definition(document: LanguageDocument, position: Position): Location[] | undefined {
  const found = crossReferenceAt(document, document.offsetAt(position))
  const definitions = found?.named.occurrences.filter(({ isDefinition }) => isDefinition) ?? []
  const { uri } = document.textDocument
  return definitions.length === 0 ? undefined : definitions.map(({ range }) => ({ uri, range: document.range(range) }))
}
