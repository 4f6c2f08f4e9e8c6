import type { CompletionItem } from 'vscode-languageserver'
import type { ValueChoice } from '../../domain/vocabulary/content.js'
import { lives } from '../../domain/vocabulary/values.js'
import { quoteFor } from '../../xml/layout.js'
import { encodeAttribute, encodeText } from '../../xml/references.js'
import type { Range } from '../../xml/source.js'
import type { XmlElement } from '../../xml/tree.js'
import { completionKinds } from './completion-kinds.js'
import type { Cursor } from './cursor.js'
import { allValues, attributeSpecs, partsOf } from './expected.js'
import { lifeInWords } from './in-words.js'
import type { LanguageDocument } from './language-document.js'
import { type LiveValue, liveValues } from './live-values.js'

/** The values that an attribute may have: words of its kind, and names and numbers that are free or known in this guest. */
export function attributeValueItems(
  document: LanguageDocument,
  { element, name, range, quote, isClosed }: Extract<Cursor, { kind: 'attribute-value' }>,
): CompletionItem[] {
  const specs = attributeSpecs(partsOf(document, element, name), name).filter((spec) => lives(spec, document.settings.target))
  const values = allValues(specs.map((spec) => spec.value))
  const around = quote ?? quoteFor(element)
  const write = (value: string) => `${quote ? '' : around}${encodeAttribute(value, around)}${quote && isClosed ? '' : around}`
  const hoverOf = (choice: ValueChoice) =>
    specs.length > 1 ? specs.find((spec) => spec.value.some(({ word }) => word === choice.word))?.hover : undefined
  return [
    ...liveItems(document, liveValues(document, element, name, values), range, write),
    ...wordItems(document, values, range, write, hoverOf),
  ]
}

/** The texts that an element may have. */
export function textItems(document: LanguageDocument, element: XmlElement, range: Range): CompletionItem[] {
  const values = allValues(partsOf(document, element).map(({ flat }) => flat.text))
  return [
    ...liveItems(document, liveValues(document, element, undefined, values), range, encodeText),
    ...wordItems(document, values, range, encodeText, () => undefined),
  ]
}

function liveItems(
  document: LanguageDocument,
  values: readonly LiveValue[],
  range: Range,
  write: (value: string) => string,
): CompletionItem[] {
  return values.map(({ value, detail }, order) => ({
    label: value,
    kind: completionKinds.reference,
    sortText: `0${String(order).padStart(4, '0')}`,
    ...(detail ? { detail } : {}),
    filterText: value,
    textEdit: { range: document.range(range), newText: write(value) },
  }))
}

function wordItems(
  document: LanguageDocument,
  values: readonly ValueChoice[],
  range: Range,
  write: (value: string) => string,
  hoverOf: (choice: ValueChoice) => string | undefined,
): CompletionItem[] {
  return values.flatMap((choice, order) => {
    const { word } = choice
    if (word === undefined || !lives(choice, document.settings.target)) return []
    const since = lifeInWords(choice)
    const hover = hoverOf(choice)
    return {
      label: word,
      kind: completionKinds.value,
      sortText: `1${String(order).padStart(4, '0')}`,
      ...(since ? { detail: since } : {}),
      ...(hover ? { documentation: hover } : {}),
      filterText: word,
      textEdit: { range: document.range(range), newText: write(word) },
    }
  })
}
