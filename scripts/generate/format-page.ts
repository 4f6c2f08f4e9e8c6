import { formatVersion } from '../../src/domain/facts/target.js'
import { dataType } from '../../src/domain/values/types.js'
import type {
  AttributeSpec,
  Cardinality,
  Content,
  ElementSpec,
  Lifetime,
  ValueSpec,
  Vocabulary,
} from '../../src/domain/vocabulary/content.js'
import type { AbiLevel } from '../../src/snapshots/abi-fact.js'
import { guestView } from '../../src/snapshots/guest-view.js'
import { defaultOf } from './format-defaults.js'

/** One page of the reference: an element of the domain or a device, with all that is in it. */
export interface FormatPage {
  /** Below docs/format. */
  readonly file: string
  /** The element's path: `domain/devices/disk`. */
  readonly path: string
  /** The element's lines in the table; several where it is of several kinds. */
  readonly specs: readonly ElementSpec[]
  /** Where the element stands, if that is not just one place. */
  readonly place?: string
}

/** What is described on another page, and only linked to. */
export interface OtherPages {
  /** Elements with a page of their own, by the group that they are made of. */
  readonly groups: ReadonlyMap<string, string>
  /** Elements that the table has in several places, by what is in them: page and anchor. */
  readonly contents: ReadonlyMap<Content | string, string>
}

interface Section {
  readonly heading: string
  readonly path: string
  readonly spec: ElementSpec
}

const howOften: Readonly<Record<Cardinality, string>> = { one: 'once', optional: 'at most once', many: 'any number', some: 'at least once' }

const views: Readonly<Record<AbiLevel, string>> = { libvirt: 'sees it, kept', guest: 'sees it' }

/** The text of a page: a section for each element that has something in it, from the outside in. */
export class PageWriter {
  readonly #vocabulary: Vocabulary
  readonly #page: FormatPage
  readonly #others: OtherPages
  /** By what is in an element: all places that have the same are described once. */
  readonly #headings = new Map<Content | string, string>()
  readonly #waiting: Section[] = []

  constructor(vocabulary: Vocabulary, page: FormatPage, others: OtherPages) {
    this.#vocabulary = vocabulary
    this.#page = page
    this.#others = others
  }

  /** What is described on the page, as other pages link to it. */
  get contents(): ReadonlyMap<Content | string, string> {
    return new Map([...this.#headings].map(([content, heading]) => [content, `${this.#page.file}#${slug(heading)}`]))
  }

  /** The Markdown blocks of the page. */
  blocks(): string[] {
    const { specs, path, place } = this.#page
    const name = nameOf(path)
    const [first] = specs
    const blocks = [`# ${name}`]
    if (first?.hover) blocks.push(`${first.hover}.`)
    if (first) blocks.push(`${place ?? placeOf(path)}, ${howOften[first.cardinality]}${since(first)}.`)
    for (const [order, spec] of specs.entries()) {
      if (specs.length > 1)
        blocks.push(`## ${name}, kind ${order + 1} of ${specs.length}`, ...(order > 0 && spec.hover ? [`${spec.hover}.`] : []))
      this.#headings.set(keyOf(spec.content), name)
      blocks.push(...this.#content(spec.content, path, ''))
    }
    // The list grows: each section may find more.
    for (const section of this.#waiting) {
      blocks.push(`## ${section.heading}`)
      if (section.spec.hover) blocks.push(`${section.spec.hover}.`)
      blocks.push(...this.#content(section.spec.content, section.path, section.heading))
    }
    return blocks
  }

  /** What may be in an element: attributes, text, children, then its cases. */
  #content(content: Content, path: string, heading: string, known: ReadonlySet<string> = new Set()): string[] {
    const parts = this.#parts(content)
    const attributes = parts.flatMap((part) => part.attributes).filter(({ name }) => !known.has(name))
    const blocks: string[] = []
    if (parts.some((part) => part.any)) blocks.push('Elements and attributes of any name.')
    const text = parts.flatMap((part) => part.text ?? [])
    if (text.length > 0) blocks.push(`Text: ${valueWords(text)}${parts.some((part) => part.textOptional) ? ', or nothing' : ''}.`)
    if (attributes.length > 0) {
      const rows = attributes.map((attribute) => this.#attributeRow(attribute, path))
      blocks.push(['| Attribute | Values | What it is for | Guest |', '|---|---|---|---|', ...rows].join('\n'))
    }
    const children = parts.flatMap((part) => part.children)
    if (children.length > 0) {
      const rows = children.map((child) => this.#childRow(child, path, heading))
      blocks.push(['| Element | How often | What it is for | Guest |', '|---|---|---|---|', ...rows].join('\n'))
    }
    for (const cases of parts.flatMap((part) => part.choices)) blocks.push(...this.#choice(cases, path, heading))
    return blocks
  }

  #choice(cases: readonly Content[], path: string, heading: string): string[] {
    const full = cases.filter((one) => !isEmpty(one))
    const simple = full.filter((one) => this.#isSimple(one, cases))
    const tabled = simple.length > 1 ? simple : []
    const blocks = tabled.length > 0 ? [this.#caseTable(tabled, cases, path, heading)] : []
    const others = full
      .filter((one) => !tabled.includes(one))
      .flatMap((one, order) => {
        const discriminators = this.#discriminators(one, cases)
        const label =
          discriminators.length > 0
            ? `With ${discriminators.map(discriminatorWords).join(' and ')}`
            : full.length === 1
              ? cases.length > 1
                ? 'And, all or nothing'
                : 'And'
              : order === 0
                ? 'Either'
                : 'Or'
        const hover = discriminators.map((each) => each.hover).find(Boolean)
        const around = headingOf(heading || nameOf(path), discriminators)
        const inner = this.#content(one, path, around, new Set(discriminators.map(({ name }) => name)))
        const seen = discriminators.map(({ name }) => guestView(path, name)).find(Boolean)
        const sentence = hover ? `: ${hover}` : ''
        return [`**${label}**${sentence}${seen ? ` (guest: ${views[seen]})` : ''}${inner.length > 0 && !hover ? ':' : '.'}`, ...inner]
      })
    return [...blocks, ...others]
  }

  /** Whether there is no more in a case than what tells it from the others, and one or two children. */
  #isSimple(one: Content, cases: readonly Content[]): boolean {
    const parts = this.#parts(one)
    const known = this.#discriminators(one, cases).map(({ name }) => name)
    const attributes = parts.flatMap((part) => part.attributes).filter(({ name }) => !known.includes(name))
    return (
      known.length > 0 &&
      attributes.length === 0 &&
      parts.flatMap((part) => part.children).length < 3 &&
      parts.every((part) => part.choices.length === 0 && !part.text)
    )
  }

  #caseTable(full: readonly Content[], cases: readonly Content[], path: string, heading: string): string {
    const rows = full.map((one) => {
      const discriminators = this.#discriminators(one, cases)
      const around = headingOf(heading || nameOf(path), discriminators)
      const children = this.#parts(one).flatMap((part) => part.children)
      const inside = children.map(
        (child) => `${this.#link(child, `${path}/${child.name}`, around)}${since(child)}, ${howOften[child.cardinality]}`,
      )
      const seen = discriminators.map(({ name }) => guestView(path, name)).find(Boolean)
      const hover = discriminators.map((each) => each.hover).find(Boolean) ?? ''
      return row([discriminators.map(discriminatorWords).join(' and '), hover, inside.join('; '), seen ? views[seen] : ''])
    })
    return ['| One of | What it is | In it | Guest |', '|---|---|---|---|', ...rows].join('\n')
  }

  /** The attributes by whose words a case is told from the others. */
  #discriminators(one: Content, cases: readonly Content[]): AttributeSpec[] {
    return this.#parts(one)
      .flatMap((part) => part.attributes)
      .filter((attribute) => attribute.value.every(({ word }) => word !== undefined))
      .filter(({ name, value }) =>
        cases.every((other) => {
          if (other === one) return true
          const same = this.#parts(other).flatMap((part) => part.attributes.filter((each) => each.name === name))
          return same.length === 0
            ? cases.length > 1 && isFirst(one, name, this.#parts(one))
            : same.every((each) => wordsOf(each.value) !== wordsOf(value))
        }),
      )
  }

  #attributeRow(attribute: AttributeSpec, path: string): string {
    const { name, required, value, hover } = attribute
    const missing = required ? undefined : defaultOf(path, name)
    const values = `${valueWords(value)}${missing ? `; ${missing} where it is not written` : ''}`
    const view = guestView(path, name)
    return row([`\`${name}\`${required ? ', required' : ''}${since(attribute)}`, values, hover ?? '', view ? views[view] : ''])
  }

  #childRow(child: ElementSpec, path: string, heading: string): string {
    const inner = `${path}/${child.name}`
    const view = guestView(inner)
    const text = this.#parts(child.content).flatMap((part) => part.text ?? [])
    const what = [...(child.hover ? [child.hover] : []), ...(text.length > 0 ? [`Text: ${valueWords(text)}`] : [])].join('. ')
    return row([`${this.#link(child, inner, heading)}${since(child)}`, howOften[child.cardinality], what, view ? views[view] : ''])
  }

  /** The element's name, as a link to where it is described. */
  #link(child: ElementSpec, path: string, heading: string): string {
    const name = `\`<${child.name}>\``
    const up = '../'.repeat(this.#page.file.split('/').length - 1)
    const elsewhere = child.content.includes.map((group) => this.#others.groups.get(group)).find(Boolean)
    if (elsewhere && elsewhere !== this.#page.file) return `[${name}](${up}${elsewhere})`
    const parts = this.#parts(child.content)
    if (parts.every((part) => part.attributes.length + part.children.length + part.choices.length === 0)) return name
    const key = keyOf(child.content)
    const known = this.#headings.get(key)
    if (known !== undefined) return `[${name}](#${slug(known)})`
    const other = this.#others.contents.get(key)
    if (other !== undefined) return `[${name}](${up}${other})`
    const around = heading === '' ? nameOf(path.slice(0, path.lastIndexOf('/'))) : heading
    const [outer = '', where] = around.split(' where ')
    const fresh = this.#fresh(`${outer}/${child.name}${where ? ` where ${where}` : ''}`)
    this.#headings.set(key, fresh)
    this.#waiting.push({ heading: fresh, path, spec: child })
    return `[${name}](#${slug(fresh)})`
  }

  #fresh(heading: string): string {
    const taken = new Set([...this.#headings.values()].map(slug))
    let fresh = heading
    for (let n = 2; taken.has(slug(fresh)); n++) fresh = `${heading}, kind ${n}`
    return fresh
  }

  #parts(content: Content): Content[] {
    return [content, ...content.includes.flatMap((name) => this.#parts(this.#vocabulary.get(name) ?? nothing))]
  }
}

const nothing: Content = { attributes: [], children: [], choices: [], includes: [], ordered: [] }

/** Elements that are made of the same groups and nothing else have the same in them. */
function keyOf(content: Content): Content | string {
  const { attributes, children, choices, text, any, includes } = content
  return attributes.length + children.length + choices.length === 0 && !text && !any ? includes.join(' ') : content
}

function isEmpty({ attributes, children, choices, includes, text, any }: Content): boolean {
  return attributes.length + children.length + choices.length + includes.length === 0 && !text && !any
}

/** Whether an attribute is the one that a case starts with. */
function isFirst(one: Content, name: string, parts: readonly Content[]): boolean {
  return (one.attributes[0] ?? parts.flatMap((part) => part.attributes)[0])?.name === name
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function placeOf(path: string): string {
  const parent = path.slice(0, path.lastIndexOf('/'))
  return `In ${parent
    .split('/')
    .map((name) => `\`<${name}>\``)
    .join(' ')}`
}

/** A heading, narrowed to a case. */
function headingOf(heading: string, discriminators: readonly AttributeSpec[]): string {
  if (discriminators.length === 0) return heading
  const conditions = discriminators.map(({ name, value }) => `${name} is ${wordsOf(value).replaceAll('|', ' or ')}`).join(' and ')
  return `${heading.split(' where ')[0]} where ${conditions}`
}

function discriminatorWords({ name, required, value, ...life }: AttributeSpec): string {
  return `\`${name}\` ${choiceWords(value)}${since(life)}${required ? '' : ', or not written'}`
}

function choiceWords(value: ValueSpec): string {
  return value.map((choice) => `\`${choice.word}\`${since(choice)}`).join(' or ')
}

function wordsOf(value: ValueSpec): string {
  return value.map(({ word }) => word).join('|')
}

/** What a value may be, for people. */
export function valueWords(value: ValueSpec): string {
  return value
    .map((choice) => (choice.word === undefined ? dataType(choice.type ?? 'text').words : `\`${choice.word}\``) + since(choice))
    .join(', ')
}

export function since({ since: first, removed }: Lifetime): string {
  const marks = [...(first ? [`since ${formatVersion(first)}`] : []), ...(removed ? [`until ${formatVersion(removed)}`] : [])]
  return marks.length > 0 ? ` (${marks.join(', ')})` : ''
}

export function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

/** The anchor that a heading gets in rendered Markdown. */
export function slug(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .trim()
    .replaceAll(' ', '-')
}
