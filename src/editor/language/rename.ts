import type { Position, Range, WorkspaceEdit } from 'vscode-languageserver'
import { crossReferenceAt, crossReferences, nameFault } from './cross-references.js'
import type { LanguageDocument } from './language-document.js'
import { tagPairAt } from './tag-pair.js'

/** What can be renamed at a position. */
export interface Renameable {
  readonly range: Range
  readonly placeholder: string
}

/** Why something is not renamed. */
export interface RenameRefusal {
  /** A sentence for people. */
  readonly reason: string
}

const renameable = /controller$|^alias$|^I\/O thread$|^NUMA cell$|^throttle group$|^audio backend$|^disk$/

/** What would be renamed at a position: a name in the guest, or an element's tags. Undefined where nothing can be. */
export function prepareRename(document: LanguageDocument, position: Position): Renameable | undefined {
  const offset = document.offsetAt(position)
  const found = crossReferenceAt(document, offset)
  if (found) {
    if (!renameable.test(found.named.kind)) return undefined
    return { range: document.range(found.at.range), placeholder: found.named.name }
  }
  const pair = tagPairAt(document, offset)
  const range = pair?.ranges.find(({ start, end }) => start <= offset && offset <= end)
  return pair && range ? { range: document.range(range), placeholder: pair.element.name } : undefined
}

/** Gives what a position names another name, everywhere in the guest. */
export function rename(document: LanguageDocument, position: Position, newName: string): WorkspaceEdit | RenameRefusal {
  const offset = document.offsetAt(position)
  const found = crossReferenceAt(document, offset)
  const { uri } = document.textDocument
  if (!found) {
    const pair = tagPairAt(document, offset)
    if (!pair) return { reason: 'nothing that can be renamed stands here' }
    if (!/^[A-Za-z_][\w:.-]*$/.test(newName)) return { reason: `'${newName}' is no name of an element` }
    return { changes: { [uri]: pair.ranges.map((range) => ({ range: document.range(range), newText: newName })) } }
  }
  const { named } = found
  const fault = renameable.test(named.kind) ? nameFault(named.kind, newName) : `a ${named.kind} cannot be renamed`
  if (fault) return { reason: fault }
  const domain = document.domains.find((each) => crossReferences(document, each).includes(named))
  const isTaken = domain && crossReferences(document, domain).some(({ kind, name }) => kind === named.kind && name === newName)
  if (isTaken && newName !== named.name) return { reason: `there is a ${named.kind} ${newName} already` }
  const unwritable = named.occurrences.find(({ write }) => !write)
  if (unwritable) {
    const { line } = document.tree.source.point(unwritable.range.start)
    const what = unwritable.isDefinition ? 'has no number of its own in the text' : 'is a part of a range'
    return { reason: `the ${named.kind} ${named.name} ${what} on line ${line}: write it there first` }
  }
  const edits = named.occurrences.map(({ range, write }) => ({ range: document.range(range), newText: write?.(newName) ?? newName }))
  return { changes: { [uri]: edits } }
}
