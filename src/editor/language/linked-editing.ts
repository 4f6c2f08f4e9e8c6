import type { LinkedEditingRanges, Position } from 'vscode-languageserver'
import type { LanguageDocument } from './language-document.js'
import { tagPairAt } from './tag-pair.js'

/** The names of both tags, which change together while one types. */
export function linkedEditingRanges(document: LanguageDocument, position: Position): LinkedEditingRanges | undefined {
  const pair = tagPairAt(document, document.offsetAt(position))
  if (pair?.ranges.length !== 2) return undefined
  return { ranges: pair.ranges.map((range) => document.range(range)), wordPattern: '[\\w:.-]+' }
}
