import type { Position, SelectionRange } from 'vscode-languageserver'
import type { Range } from '../../xml/source.js'
import type { XmlElement } from '../../xml/tree.js'
import { cursorAt } from './cursor.js'
import type { LanguageDocument } from './language-document.js'

/** What is selected step by step from each position: the token, the attribute, the tag, the element, what is in its parent, the parent … */
export function selectionRanges(document: LanguageDocument, positions: readonly Position[]): SelectionRange[] {
  return positions.map((position) => {
    const steps = stepsAt(document, document.offsetAt(position))
    const whole: SelectionRange = { range: document.range({ start: 0, end: document.text.length }) }
    return steps.reduceRight<SelectionRange>((parent, step) => ({ range: document.range(step), parent }), whole)
  })
}

/** From the innermost range to the outermost, each larger than the one before. */
function stepsAt(document: LanguageDocument, offset: number): Range[] {
  const cursor = cursorAt(document, offset)
  const token = cursor && cursor.range.start <= offset && offset <= cursor.range.end ? [cursor.range] : []
  const attribute =
    cursor?.kind === 'attribute-value' ? [{ start: cursor.nameRange.start, end: cursor.range.end + (cursor.isClosed ? 1 : 0) }] : []
  const isInTag = cursor?.kind === 'attribute-name' || cursor?.kind === 'attribute-value' || cursor?.kind === 'element-name'
  const inTag = isInTag ? cursor.element : undefined
  let element: XmlElement | undefined = inTag ?? document.elementAround(offset)
  if (cursor?.kind === 'close-name') element = cursor.element
  const steps: Range[] = [...token, ...attribute, ...(inTag ? [inTag.openTagRange] : [])]
  for (; element; element = element.parentElement) steps.push(...(element === inTag ? [] : [element.contentRange]), element)
  const nested: Range[] = []
  for (const step of steps) {
    const last = nested.at(-1)
    const isInside = step.start <= offset && offset <= step.end
    if (isInside && step.end > step.start && (!last || isLarger(step, last))) nested.push({ start: step.start, end: step.end })
  }
  return nested
}

function isLarger(some: Range, other: Range): boolean {
  return some.start <= other.start && some.end >= other.end && some.end - some.start > other.end - other.start
}
