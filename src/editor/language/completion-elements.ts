import type { CompletionItem } from 'vscode-languageserver'
import type { AttributeSpec, ElementSpec } from '../../domain/vocabulary/content.js'
import { isFixed, lives } from '../../domain/vocabulary/values.js'
import { indentStep, quoteFor } from '../../xml/layout.js'
import { namespaceOfPrefix } from '../../xml/namespaces.js'
import type { Range } from '../../xml/source.js'
import type { XmlElement } from '../../xml/tree.js'
import { completionKinds } from './completion-kinds.js'
import { allValues, attributeSpecs, childSpecs, contentParts, type ExpectedPart, partsOf } from './expected.js'
import { lifeInWords } from './in-words.js'
import { asPlainText, asSnippet, type CompletionClient, type Insertion } from './insertion.js'
import type { LanguageDocument } from './language-document.js'

/** Where an element is being written. */
export interface ElementPlace {
  readonly parent: XmlElement
  /** What the name replaces, behind the `<`. */
  readonly range: Range
  /** Whether the `<` stands before the range. */
  readonly hasOpening: boolean
  /** The element that is being written, if the tree has it already. */
  readonly element?: XmlElement
  /** Whether the tag goes on behind the name: then only the name is written. */
  readonly isNameOnly?: boolean
}

/** The elements that may stand at a place: what is required comes first, what may be there once and is there does not come at all. */
export function elementItems(document: LanguageDocument, place: ElementPlace, client: CompletionClient): CompletionItem[] {
  const parts = partsOf(document, place.parent)
  const names = new Set(parts.flatMap(({ flat }) => [...flat.children.keys()]))
  const { target } = document.settings
  return [...names].flatMap((name) => {
    const specs = childSpecs(parts, name).filter((spec) => lives(spec, target))
    const [spec] = specs
    if (!spec || isTaken(place, spec) || !isDeclared(name, place.parent)) return []
    const isRequired = isRequiredIn(parts, name) && !isThere(place, name)
    const insertion = place.isNameOnly ? name : `${place.hasOpening ? '' : '<'}${elementText(document, place, spec)}`
    const since = lifeInWords(spec)
    const detail = [...(isRequired ? ['required'] : []), ...(since ? [since] : [])].join(', ')
    const hover = specs.find((each) => each.hover)?.hover
    return {
      label: name,
      kind: completionKinds.element,
      sortText: `${isRequired ? 1 : isThere(place, name) ? 3 : 2}${name}`,
      ...(detail ? { detail } : {}),
      ...(hover ? { documentation: hover } : {}),
      ...inserted(document, place.range, insertion, client),
    }
  })
}

/** The edit that writes an insertion in place of a range, in the way that the client understands. */
export function inserted(
  document: LanguageDocument,
  range: Range,
  insertion: Insertion,
  { snippets }: CompletionClient,
): Pick<CompletionItem, 'textEdit' | 'insertTextFormat' | 'insertTextMode'> {
  // Neovim's and Vim's own completion writes a line end into the line, as a character that no XML may hold.
  const newText = snippets ? asSnippet(insertion) : asPlainText(insertion).replace(/\n[ \t]*/g, '')
  return {
    textEdit: { range: document.range(range), newText },
    insertTextFormat: snippets ? 2 : 1,
    ...(newText.includes('\n') ? { insertTextMode: 2 } : {}),
  }
}

/** Elements of a driver come with its namespace only. */
function isDeclared(name: string, parent: XmlElement): boolean {
  const colon = name.indexOf(':')
  return colon === -1 || namespaceOfPrefix(name.slice(0, colon), parent) !== undefined
}

function isThere({ parent, element }: ElementPlace, name: string): boolean {
  return parent.children.some((child) => child.type === 'element' && child.name === name && child !== element)
}

function isTaken(place: ElementPlace, { name, cardinality }: ElementSpec): boolean {
  return (cardinality === 'one' || cardinality === 'optional') && isThere(place, name)
}

function isRequiredIn(parts: readonly ExpectedPart[], name: string): boolean {
  return parts.some(({ flat, isCertain }) => isCertain && flat.required.some((spec) => spec.name === name))
}

/** An element with all that it must have: its attributes, and a place for its text or children. */
function elementText(document: LanguageDocument, { parent }: ElementPlace, spec: ElementSpec): Insertion {
  const parts = contentParts(spec.content)
  const quote = quoteFor(parent)
  const required = [...requiredAttributes(parts), ...usualAttributes(`${parent.name}/${spec.name}`, parts)]
  let stop = 1
  const attributes = required.map((attribute) => ` ${attribute.name}=${quote}${valueStop(document, attribute, stop++)}${quote}`).join('')
  const { name } = spec
  const holdsText = parts.some(({ flat }) => flat.text)
  if (holdsText) return `${name}${attributes}>{${stop}}</${name}>`
  const children = parts.some(({ flat }) => flat.children.size > 0)
  const needsChildren = parts.some(({ flat, isCertain }) => isCertain && flat.required.length > 0)
  const optional = parts.some(({ flat }) => flat.attributes.size > required.length)
  if (needsChildren || (children && !optional) || bigElements.has(name)) {
    return `${name}${attributes}>\n${indentStep(parent.document)}{0}\n</${name}>`
  }
  return optional && required.length === 0 ? `${name} {1}/>{0}` : `${name}${attributes}/>{0}`
}

/** Elements whose contents say more than their attributes. */
const bigElements = new Set(
  'disk interface graphics hostdev filesystem video tpm rng console serial channel features cpu cputune memoryBacking clock'.split(' '),
)

/** Attributes that nobody leaves out though libvirt would take them as given, by the element in its parent, with the likeliest value. */
const usual: ReadonlyMap<string, string> = new Map([
  ['devices/disk', 'type=file device=disk'],
  ['devices/hostdev', 'mode=subsystem managed=yes'],
  ['devices/filesystem', 'type=mount'],
  ['disk/target', 'bus=virtio'],
  ['domain/cpu', 'mode=host-passthrough'],
  ['domain/memory', 'unit=GiB'],
])

/** Usual attributes, with the likeliest value as the first one. */
function usualAttributes(place: string, parts: readonly ExpectedPart[]): AttributeSpec[] {
  return (usual.get(place)?.split(' ') ?? []).flatMap((written) => {
    const [name = '', likeliest = ''] = written.split('=')
    const specs = attributeSpecs(parts, name)
    const [spec] = specs
    const words = allValues(specs.map(({ value }) => value)).filter(({ word }) => word !== undefined && word !== likeliest)
    return spec ? { ...spec, value: [{ word: likeliest }, ...words] } : []
  })
}

function requiredAttributes(parts: readonly ExpectedPart[]): AttributeSpec[] {
  const found = new Map<string, AttributeSpec>()
  for (const { flat, isCertain, awaits } of parts) {
    for (const attribute of flat.requiredAttributes) {
      if (!isCertain && attribute.name !== awaits) continue
      const known = found.get(attribute.name)
      found.set(attribute.name, known ? { ...known, value: [...known.value, ...attribute.value] } : attribute)
    }
  }
  return [...found.values()]
}

/** A stop for a value: a choice where only a few words are possible. */
export function valueStop(document: LanguageDocument, attribute: AttributeSpec, stop: number): Insertion {
  if (!isFixed(attribute)) return `{${stop}}`
  const words = [...new Set(attribute.value.filter((choice) => lives(choice, document.settings.target)).map(({ word }) => word))]
  if (words.length === 1) return words[0] ?? ''
  return words.length > 0 ? `{${stop}|${words.join(',')}}` : `{${stop}}`
}
