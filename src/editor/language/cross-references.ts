import { controllersByIndex } from '../../domain/controller-index.js'
import { Disk } from '../../domain/devices/disk.js'
import type { Domain } from '../../domain/domain.js'
import { table } from '../../domain/table.js'
import { hexadecimal, parseUnsigned } from '../../domain/values/number.js'
import { parsePciNumber } from '../../domain/values/pci-address.js'
import { pathOf } from '../../domain/vocabulary/misplaced.js'
import { encodeAttribute, encodeText } from '../../xml/references.js'
import type { Range } from '../../xml/source.js'
import type { XmlElement } from '../../xml/tree.js'
import { knownIothreads } from './free-places.js'
import { allElements, type LanguageDocument } from './language-document.js'

/** A place where something of the guest is named. */
export interface Occurrence {
  readonly range: Range
  readonly isDefinition: boolean
  /** How another name is written here; absent where it cannot be: it is implied, or a part of a range. */
  readonly write?: (name: string) => string
}

/** Something of a guest that other places name: a controller, an I/O thread, a NUMA cell … */
export interface CrossReference {
  /** For people: `pci controller`, `I/O thread`. */
  readonly kind: string
  readonly name: string
  /** In the order of the text. */
  readonly occurrences: readonly Occurrence[]
}

/** How a name is written. */
type Form = 'number' | 'hex' | 'text' | 'set'

interface Row {
  /** `*` stands for one step. */
  readonly path: string
  /** Absent: the text. */
  readonly attribute?: string
  /** What is named, or how to tell; undefined if nothing is named. */
  readonly kind: string | ((element: XmlElement) => string | undefined)
  readonly form: Form
  readonly isDefinition?: true
}

const cell = 'NUMA cell'
const thread = 'I/O thread'
const ofType = (element: XmlElement): string => `${element.attr('type') ?? 'ide'} controller`

/** Where names are given and used (libvirt's documentation of the domain format, element by element). */
const rows: readonly Row[] = [
  { path: 'domain/devices/controller', attribute: 'index', kind: ofType, form: 'number', isDefinition: true },
  { path: 'domain/devices/*/address', attribute: 'bus', kind: busOfAddress, form: 'hex' },
  { path: 'domain/devices/*/address', attribute: 'controller', kind: controllerOfAddress, form: 'number' },
  { path: 'domain/iothreadids/iothread', attribute: 'id', kind: thread, form: 'number', isDefinition: true },
  { path: 'domain/devices/*/driver', attribute: 'iothread', kind: thread, form: 'number' },
  { path: 'domain/devices/*/driver/iothreads/iothread', attribute: 'id', kind: thread, form: 'number' },
  { path: 'domain/cputune/iothreadpin', attribute: 'iothread', kind: thread, form: 'number' },
  { path: 'domain/cputune/iothreadsched', attribute: 'iothreads', kind: thread, form: 'set' },
  { path: 'domain/cpu/numa/cell', attribute: 'id', kind: cell, form: 'number', isDefinition: true },
  { path: 'domain/cpu/numa/cell/distances/sibling', attribute: 'id', kind: cell, form: 'number' },
  { path: 'domain/cpu/numa/interconnects/*', attribute: 'initiator', kind: cell, form: 'number' },
  { path: 'domain/cpu/numa/interconnects/*', attribute: 'target', kind: cell, form: 'number' },
  { path: 'domain/numatune/memnode', attribute: 'cellid', kind: cell, form: 'number' },
  { path: 'domain/memoryBacking/hugepages/page', attribute: 'nodeset', kind: cell, form: 'set' },
  { path: 'domain/devices/memory/target/node', kind: cell, form: 'number' },
  { path: 'domain/devices/controller/target/node', kind: cell, form: 'number' },
  { path: 'domain/devices/*/acpi', attribute: 'nodeset', kind: cell, form: 'set' },
  { path: 'domain/devices/*/alias', attribute: 'name', kind: 'alias', form: 'text', isDefinition: true },
  { path: 'domain/devices/*/teaming', attribute: 'persistent', kind: 'alias', form: 'text' },
  { path: 'domain/qemu:override/qemu:device', attribute: 'alias', kind: 'alias', form: 'text' },
  { path: 'domain/throttlegroups/throttlegroup/group_name', kind: 'throttle group', form: 'text', isDefinition: true },
  { path: 'domain/devices/disk/throttlefilters/throttlefilter', attribute: 'group', kind: 'throttle group', form: 'text' },
  { path: 'domain/devices/audio', attribute: 'id', kind: 'audio backend', form: 'number', isDefinition: true },
  { path: 'domain/devices/*/audio', attribute: 'id', kind: 'audio backend', form: 'number' },
  { path: 'domain/devices/disk/target', attribute: 'dev', kind: 'disk', form: 'text', isDefinition: true },
  { path: '*/disks/disk', attribute: 'name', kind: 'disk', form: 'text' },
  { path: 'domain/devices/*/boot', attribute: 'order', kind: 'boot order', form: 'text' },
]

const rowsByName = new Map<string, { readonly row: Row; readonly pattern: RegExp }[]>()
for (const row of rows) {
  const last = row.path.slice(row.path.lastIndexOf('/') + 1)
  const pattern = new RegExp(`^${row.path.replaceAll('*', '[^/]+')}$`)
  rowsByName.set(last, [...(rowsByName.get(last) ?? []), { row, pattern }])
}

function busOfAddress(address: XmlElement): string | undefined {
  return address.attr('type') === 'pci' || address.attr('type') === 'usb' ? ofType(address) : undefined
}

function controllerOfAddress(address: XmlElement): string | undefined {
  const type = address.attr('type')
  if (type === 'virtio-serial' || type === 'ccid') return `${type} controller`
  const device = address.parentElement
  if (type !== 'drive' || !device) return undefined
  return `${device.name === 'disk' ? new Disk(device).bus : 'scsi'} controller`
}

const found = new WeakMap<LanguageDocument, Map<XmlElement, readonly CrossReference[]>>()

/** Everything of a guest that is named in several places, or could be. */
export function crossReferences(document: LanguageDocument, domain: XmlElement): readonly CrossReference[] {
  const known = found.get(document) ?? new Map<XmlElement, readonly CrossReference[]>()
  found.set(document, known)
  let references = known.get(domain)
  if (!references) {
    references = collect(document, domain)
    known.set(domain, references)
  }
  return references
}

/** What an offset names. */
export function crossReferenceAt(document: LanguageDocument, offset: number): { named: CrossReference; at: Occurrence } | undefined {
  for (const domain of document.domains) {
    for (const named of crossReferences(document, domain)) {
      // An element's own name is where something implied is defined: there the name of the element is meant.
      const at = named.occurrences.find(
        ({ range, write }) => (write || named.kind === bootOrder) && range.start <= offset && offset <= range.end,
      )
      if (at) return { named, at }
    }
  }
  return undefined
}

const bootOrder = 'boot order'

function collect(document: LanguageDocument, domain: XmlElement): CrossReference[] {
  const byKey = new Map<string, { kind: string; name: string; occurrences: Occurrence[] }>()
  const add = (kind: string, name: string, occurrence: Occurrence): void => {
    const key = kind === bootOrder ? kind : `${kind}\n${name}`
    const known = byKey.get(key)
    if (known) known.occurrences.push(occurrence)
    else byKey.set(key, { kind, name, occurrences: [occurrence] })
  }
  const around = domain.parentElement
  const besides = around ? around.elements('disks').flatMap((disks) => disks.elements()) : []
  for (const element of [...allElements(domain), ...besides]) {
    for (const { row, pattern } of [...(rowsByName.get(element.name) ?? []), ...(rowsByName.get('*') ?? [])]) {
      const path = besides.includes(element) ? element.elementPath : pathOf(element)
      if (pattern.test(path)) addOccurrences(element, row, add)
    }
  }
  addImplied(document.view(domain), add)
  return [...byKey.values()].map(({ kind, name, occurrences }) => {
    return { kind, name, occurrences: occurrences.sort((a, b) => a.range.start - b.range.start) }
  })
}

type Add = (kind: string, name: string, occurrence: Occurrence) => void

function addOccurrences(element: XmlElement, row: Row, add: Add): void {
  const kind = typeof row.kind === 'string' ? row.kind : row.kind(element)
  const attribute = row.attribute === undefined ? undefined : element.attribute(row.attribute)
  const isWritten = row.attribute === undefined ? element.text.trim() !== '' : attribute !== undefined
  if (kind === undefined || !isWritten) return
  const range = attribute?.valueRange ?? element.textRange
  const text = attribute?.value ?? element.text.trim()
  const isDefinition = row.isDefinition === true
  if (row.form === 'set') {
    // With references in it, the places in the value are not those in the text.
    const isPlain = element.document.source.text.slice(range.start, range.end) === text
    for (const [name, part, write] of membersOf(text)) {
      add(kind, name, {
        range: { start: range.start + part.start, end: range.start + part.end },
        isDefinition,
        ...(write && isPlain ? { write } : {}),
      })
    }
    return
  }
  const { form } = row
  const name = form === 'text' ? text : numberOf(text)
  if (name === undefined || name === '') return
  const encode = (other: string) => (attribute ? encodeAttribute(other, attribute.quote) : encodeText(other))
  add(kind, name, { range, isDefinition, write: (other) => (form === 'hex' && /^0x/i.test(text) ? hexLike(other, text) : encode(other)) })
}

function numberOf(text: string): string | undefined {
  const value = parsePciNumber(text.trim())
  return value === undefined ? undefined : String(value)
}

/** A number in hexadecimal, as wide as another one. */
function hexLike(name: string, text: string): string {
  return `0x${hexadecimal(Number(name), text.length - 2)}`
}

/** The numbers of a set with their places in its text: single ones, and the members of ranges, which cannot be written anew. */
function membersOf(text: string): [name: string, part: Range, write: ((name: string) => string) | undefined][] {
  return [...text.matchAll(/\^?(\d+)(?:-(\d+))?/g)].flatMap((match): [string, Range, ((name: string) => string) | undefined][] => {
    const first = Number(match[1])
    const last = Number(match[2] ?? match[1])
    const part = { start: match.index, end: match.index + match[0].length }
    if (match[0].startsWith('^') || last < first || last - first > widestRange) return []
    if (first === last && match[2] === undefined) return [[String(first), part, (name) => name]]
    return [...Array(last - first + 1).keys()].map((step) => [String(first + step), part, undefined])
  })
}

/** A range of more numbers names no single one. */
const widestRange = 64

/** What has a number without one being written: controllers, cells and threads that are counted. */
function addImplied(domain: Domain, add: Add): void {
  for (const type of new Set(domain.controllers.map((controller) => controller.type))) {
    for (const [index, { element }] of controllersByIndex(domain, type)) {
      if (element.attr('index') === undefined) add(`${type} controller`, String(index), { range: element.nameRange, isDefinition: true })
    }
  }
  for (const [order, element] of (domain.element.path('cpu/numa')?.elements('cell') ?? []).entries()) {
    if (element.attr('id') === undefined) add(cell, String(order), { range: element.nameRange, isDefinition: true })
  }
  const counted = domain.element.child('iothreads')
  const listed = domain.element.child('iothreadids')?.elements('iothread') ?? []
  const written = new Set(listed.map((element) => parseUnsigned(element.attr('id') ?? '')))
  if (!counted) return
  for (const id of knownIothreads(domain).slice(0, 1000)) {
    if (!written.has(id)) add(thread, String(id), { range: counted.textRange, isDefinition: true })
  }
}

/** How a new name must look, by kind. */
const grammars = table<readonly [pattern: RegExp, words: string]>({
  alias: [/^[a-zA-Z\d_\-.]+$/, 'a name of letters, digits, _, - and dots'],
  'throttle group': [/\S/, 'a name'],
  disk: [/^[a-z]+[a-zA-Z\d_]*$/, 'a name such as vda'],
})

/** What is wrong with a new name for something of a kind: a sentence; undefined if nothing is. */
export function nameFault(kind: string, name: string): string | undefined {
  const [pattern, words] = grammars[kind] ?? [/^(?:0|[1-9]\d{0,4})$/, 'a whole number']
  return pattern.test(name) ? undefined : `'${name}' cannot name this: the ${kind} needs ${words}`
}
