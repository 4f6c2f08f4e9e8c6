import type { CompletionItem } from 'vscode-languageserver'
import { isFixed, lives } from '../../domain/vocabulary/values.js'
import { isSpace } from '../../xml/characters.js'
import { quoteFor } from '../../xml/layout.js'
import { inserted, valueStop } from './completion-elements.js'
import { completionKinds } from './completion-kinds.js'
import type { Cursor } from './cursor.js'
import { allValues, attributeSpecs, partsOf } from './expected.js'
import { lifeInWords } from './in-words.js'
import type { CompletionClient } from './insertion.js'
import type { LanguageDocument } from './language-document.js'

/** The attributes that an element may still get, those first that it must have. */
export function attributeItems(
  document: LanguageDocument,
  { element, range, hasValue }: Extract<Cursor, { kind: 'attribute-name' }>,
  client: CompletionClient,
): CompletionItem[] {
  const { text } = document
  const typed = text.slice(range.start, range.end)
  const parts = partsOf(document, element, typed)
  const { target } = document.settings
  const names = new Set(
    parts.flatMap(({ flat, awaits }) => [...flat.attributes.keys()].filter((name) => awaits === undefined || awaits === name)),
  )
  const gap = isSpace(text.charCodeAt(range.start - 1)) ? '' : ' '
  const quote = quoteFor(element)
  return [...names].flatMap((name) => {
    const specs = attributeSpecs(parts, name).filter((spec) => lives(spec, target))
    const [spec] = specs
    if (!spec || (element.attr(name) !== undefined && name !== typed)) return []
    const isRequired = parts.some(
      ({ flat, isCertain, awaits }) => (isCertain || awaits === name) && flat.requiredAttributes.some((each) => each.name === name),
    )
    const since = lifeInWords(spec)
    const detail = [...(isRequired ? ['required'] : []), ...(since ? [since] : [])].join(', ')
    // The words of all kinds: the attribute may be the one that tells them apart.
    const all = isFixed(spec) ? attributeSpecs(partsOf(document, element, name), name) : specs
    const hovers = new Set(all.flatMap(({ hover }) => hover ?? []))
    const value = valueStop(document, { ...spec, value: allValues(all.map((each) => each.value)) }, 1)
    return {
      label: name,
      kind: completionKinds.attribute,
      sortText: `${isRequired ? 1 : 2}${name}`,
      ...(detail ? { detail } : {}),
      ...(hovers.size > 0 ? { documentation: hovers.size > 1 ? `Tells what kind of ${element.name} it is` : [...hovers].join('') } : {}),
      ...inserted(document, range, `${gap}${name}${hasValue ? '' : `=${quote}${value}${quote}{0}`}`, client),
    }
  })
}
