import type { FoldingRange } from 'vscode-languageserver'
import type { XmlDocument, XmlElement } from '../../xml/tree.js'
import type { LanguageDocument } from './language-document.js'

/** What can be folded: elements and comments of several lines. The last line of an element, with its close tag, stays. */
export function foldingRanges(document: LanguageDocument): FoldingRange[] {
  if (document.domains.length === 0) return []
  const { source } = document.tree
  const found: FoldingRange[] = []
  const waiting: (XmlDocument | XmlElement)[] = [document.tree]
  for (let parent = waiting.pop(); parent; parent = waiting.pop()) {
    for (const node of parent.children) {
      if (node.type !== 'element' && node.type !== 'comment') continue
      const startLine = source.point(node.start).line - 1
      const lastLine = source.point(node.end).line - 1
      const hasClose = node.type === 'element' && node.closeTagRange.start < node.closeTagRange.end
      const endLine = hasClose ? source.point(node.closeTagRange.start).line - 2 : lastLine
      if (endLine > startLine) found.push({ startLine, endLine, ...(node.type === 'comment' ? { kind: 'comment' } : {}) })
      if (node.type === 'element') waiting.push(node)
    }
  }
  return found.sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine)
}
