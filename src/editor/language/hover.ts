import type { Hover, Position } from 'vscode-languageserver'
import type { CanonicalElement } from '../../canonical/canonical-element.js'
import { escapedMarkdown, markdownCode } from '../../cli/formats/markdown-text.js'
import { capitalized, sentence } from '../../cli/wording.js'
import { formatBytes } from '../../domain/values/size.js'
import type { AttributeSpec, ValueChoice } from '../../domain/vocabulary/content.js'
import { pathOf } from '../../domain/vocabulary/misplaced.js'
import { choiceFits } from '../../domain/vocabulary/values.js'
import { formatAddress } from '../../lint/docs.js'
import type { Range } from '../../xml/source.js'
import type { XmlElement } from '../../xml/tree.js'
import { canonicalAt, canonicalWithout } from './canonical-without.js'
import { cursorAt } from './cursor.js'
import { allValues, attributeSpecs, partsOf, specsOf } from './expected.js'
import { cardinalityInWords, guestInWords, lifeOnTarget, valuesInWords } from './in-words.js'
import type { LanguageDocument } from './language-document.js'
import { cpuModelInWords, machineInWords, macInWords, pciInWords, sizeOf } from './value-notes.js'

/** What is known of the element, attribute or value at a position. */
export function hover(document: LanguageDocument, position: Position): Hover | undefined {
  const cursor = cursorAt(document, document.offsetAt(position))
  if (!cursor) return undefined
  switch (cursor.kind) {
    case 'element-name':
    case 'close-name':
      return cursor.element && elementHover(document, cursor.element, cursor.range)
    case 'attribute-name':
      return attributeHover(document, cursor.element, document.text.slice(cursor.range.start, cursor.range.end), cursor.range)
    case 'attribute-value':
      return attributeHover(document, cursor.element, cursor.name, cursor.range, document.text.slice(cursor.range.start, cursor.range.end))
    case 'text':
      return textHover(document, cursor.element, cursor.range)
    case 'content':
      return undefined
  }
}

function elementHover(document: LanguageDocument, element: XmlElement, range: Range): Hover | undefined {
  const specs = specsOf(document, element)
  const [spec] = specs
  if (!spec) return undefined
  const text = allValues(partsOf(document, element).map(({ flat }) => flat.text))
  const { target } = document.settings
  return shown(document, range, [
    `**${markdownCode(`<${element.name}>`)}** ${sentence(escapedMarkdown(saidOf(document, element)))}`,
    `${capitalized(cardinalityInWords(spec.cardinality))}.${text.length > 0 ? ` Text: ${valuesInWords(text, target)}.` : ''}`,
    lifeOnTarget(spec, target),
    guestInWords(pathOf(element)),
    ...notesOn(document, element),
    additions(document, element),
    referenceLink(document, element),
  ])
}

function attributeHover(document: LanguageDocument, element: XmlElement, name: string, range: Range, value?: string): Hover | undefined {
  const specs = attributeSpecs(partsOf(document, element, name), name)
  const [spec] = specs
  if (!spec) return undefined
  const { target } = document.settings
  const values = allValues(specs.map((each) => each.value))
  const written = element.attr(name)
  const says = sentence(escapedMarkdown(attributeSentence(document, element, specs, written)))
  const choice = value === undefined ? undefined : values.find((each) => choiceFits(each, value))
  return shown(document, range, [
    value === undefined || choice?.word === undefined
      ? `**${markdownCode(name)}** of ${markdownCode(`<${element.name}>`)}: ${says}`
      : `**${markdownCode(`${name}='${choice.word}'`)}** ${says}`,
    `${spec.required ? 'Required. ' : ''}Values: ${valuesInWords(values, target)}.`,
    lifeOnTarget(choice?.since || choice?.removed ? choice : spec, target),
    guestInWords(pathOf(element), name),
    ...valueNotes(document, element, name, written),
    canonicalValue(document, element, name, written),
    defaultValue(document, element, name),
    referenceLink(document, element),
  ])
}

function textHover(document: LanguageDocument, element: XmlElement, range: Range): Hover | undefined {
  const specs = specsOf(document, element)
  const text = allValues(partsOf(document, element).map(({ flat }) => flat.text))
  if (specs.length === 0 || text.length === 0) return undefined
  const { target } = document.settings
  const choice = text.find((each) => choiceFits(each, element.text))
  return shown(document, range, [
    `**${markdownCode(`<${element.name}>`)}** ${sentence(escapedMarkdown(saidOf(document, element)))}`,
    `Text: ${valuesInWords(text, target)}.`,
    lifeOnTarget(choice?.since || choice?.removed ? choice : (specs[0] ?? {}), target),
    guestInWords(pathOf(element)),
    ...notesOn(document, element),
    canonicalText(document, element),
    referenceLink(document, element),
  ])
}

/** The sentence of the spec whose words hold the value; of a discriminator each case has its own. */
function attributeSentence(
  document: LanguageDocument,
  element: XmlElement,
  specs: readonly AttributeSpec[],
  written: string | undefined,
): string {
  const holds = (values: readonly ValueChoice[]) => written !== undefined && values.some((choice) => choiceFits(choice, written))
  const held = specs.find((spec) => spec.hover && holds(spec.value))
  if (held?.hover) return held.hover
  const hovers = new Set(specs.flatMap((spec) => spec.hover ?? []))
  if (hovers.size > 1) return `Tells what kind of ${element.name} it is`
  const [only] = hovers
  return only ?? saidOf(document, element)
}

/** The sentence of an element; one that has none of its own is a part of the nearest around it that has. */
function saidOf(document: LanguageDocument, element: XmlElement): string {
  for (let node: XmlElement | undefined = element; node; node = node.parentElement) {
    const said = specsOf(document, node).find(({ hover: own }) => own)?.hover
    if (said) return node === element ? said : `A part of ${node.name}: ${said}`
  }
  return 'A part of the format'
}

/** What an element says in other words: an address decoded, a size for people. */
function notesOn(document: LanguageDocument, element: XmlElement): string[] {
  const bytes = sizeOf(element)
  const pci = element.name === 'address' ? pciInWords(element) : undefined
  const domain = document.domainOf(element)
  const machine = element.name === 'type' && element.parentElement?.name === 'os' ? element.attr('machine') : undefined
  const model = element.name === 'model' && element.parentElement?.name === 'cpu' ? element.text.trim() : undefined
  const facts = [
    ...(pci ? [pci] : []),
    ...(bytes === undefined ? [] : [`${formatBytes(bytes)}`]),
    ...(machine && domain ? machineInWords(machine, document.view(domain), document.settings.target) : []),
    ...(model && domain ? cpuModelInWords(model, document.view(domain), document.settings.target) : []),
  ]
  return facts.map((fact) => capitalized(sentence(escapedMarkdown(fact))))
}

function valueNotes(document: LanguageDocument, element: XmlElement, name: string, value: string | undefined): string[] {
  if (value === undefined) return []
  const mac = element.name === 'mac' && name === 'address' ? macInWords(value) : undefined
  if (mac) return [capitalized(sentence(escapedMarkdown(mac)))]
  const isPart = element.name === 'address' || name === 'machine' || sizeOf(element) !== undefined
  return isPart ? notesOn(document, element) : []
}

/** What libvirt makes of a value, or fills in where it is not written. */
function canonicalValue(document: LanguageDocument, element: XmlElement, name: string, written: string | undefined): string | undefined {
  const kept = canonicalOf(document, element)?.get(name)
  if (kept === undefined || kept === written || written === undefined) return undefined
  return `libvirt writes it as ${markdownCode(kept)}.`
}

/** Made up anew each time, or what the element is: no defaults. */
const noDefaults: ReadonlySet<string> = new Set(['domain@type', 'domain/devices/interface/mac@address'])

/** What libvirt would take if an attribute were not written. */
function defaultValue(document: LanguageDocument, element: XmlElement, name: string): string | undefined {
  const attribute = element.attribute(name)
  const domain = document.domainOf(element)
  if (!attribute || !domain || !document.canonical(domain) || noDefaults.has(`${pathOf(element)}@${name}`)) return undefined
  const value = canonicalAt(canonicalWithout(document, domain, attribute.range), element.start)?.get(name)
  return value === undefined ? undefined : `If it were not written, libvirt would take ${markdownCode(value)}.`
}

/** The page of the reference that an element is on, as a link. */
function referenceLink(document: LanguageDocument, element: XmlElement): string | undefined {
  const names = pathOf(element).split('/')
  const [, top, device, inner] = names
  if (top === undefined || (top === 'devices' && device === undefined)) return undefined
  let page = element
  for (let depth = names.length; depth > (top === 'devices' ? 3 : 2); depth--) page = page.parentElement ?? page
  const hasPage = specsOf(document, page).some(({ content: { attributes, children, choices, includes } }) => {
    return attributes.length + children.length + choices.length + includes.length > 0
  })
  if (!hasPage) return undefined
  const file = inner === 'address' ? 'address' : top === 'devices' ? `devices/${device}` : top.replace(':', '-')
  return `[Reference](${formatAddress(file)})`
}

function canonicalText(document: LanguageDocument, element: XmlElement): string | undefined {
  if (sizeOf(element) !== undefined) return undefined
  const kept = canonicalOf(document, element)?.text.trim()
  return kept === undefined || kept === '' || kept === element.text.trim() ? undefined : `libvirt writes it as ${markdownCode(kept)}.`
}

function canonicalOf(document: LanguageDocument, element: XmlElement): CanonicalElement | undefined {
  const domain = document.domainOf(element)
  return domain && document.canonical(domain)?.of(element)
}

/** What libvirt adds to an element when it defines the guest. */
function additions(document: LanguageDocument, element: XmlElement): string | undefined {
  const kept = canonicalOf(document, element)
  if (!kept || element.name === 'domain' || element.name === 'devices') return undefined
  const attributes = [...kept.attributes].filter(([name]) => element.attr(name) === undefined).map(([name, value]) => `${name}='${value}'`)
  const children = kept.children.filter(({ source }) => !source).map((child) => openTag(child))
  const added = [...attributes, ...children]
  return added.length === 0 ? undefined : `libvirt adds ${added.map(markdownCode).join(', ')}.`
}

function openTag({ name, attributes }: CanonicalElement): string {
  return `<${[name, ...[...attributes].map(([key, value]) => `${key}='${value}'`)].join(' ')}>`
}

function shown(document: LanguageDocument, range: Range, blocks: readonly (string | undefined)[]): Hover {
  return { contents: { kind: 'markdown', value: blocks.filter(Boolean).join('\n\n') }, range: document.range(range) }
}
