import type { AbiFact } from './abi-fact.js'
import { type AbiRecord, devicePath, partOf, type RecordedGuest, recordMark, recordVersion } from './abi-record.js'
import { tokenText } from './record-token.js'
import { signs, theDevice } from './write-record.js'

/** Why a text is no record that can be read, in a sentence without subject. */
export class RecordError extends Error {
  /** The text is a record, and of a format that is known here: a new one may take its place. */
  readonly isRecord: boolean

  constructor(message: string, isRecord: boolean) {
    super(message)
    this.isRecord = isRecord
  }
}

/** Whether a text begins as a record does. */
export function isRecord(text: string): boolean {
  return /^(?:#.*(?:\r?\n|$)|\s)*domlint-abi\b/.test(text)
}

/** Reads what `recordText` wrote. Line ends may have become those of Windows. @throws RecordError */
export function readRecord(text: string): AbiRecord {
  const reader = new RecordReader()
  for (const [index, line] of text.split(/\r?\n/).entries()) reader.line(line.trim(), index + 1)
  return reader.record()
}

const token = '"(?:[^"\\\\]|\\\\.)*"'
const headings = new RegExp(`^\\[(${token}|[^"\\]]*)\\](?: (?:([=~]) )?(${token}|\\S+))?$`)
const facts = new RegExp(`^(${token}|[^\\s"]+) ([=~]) (?:(${token}) *|([^"#]*))(?:# (${token}|[^"#]*))?$`)

class RecordReader {
  readonly #header = new Map<string, string>()
  readonly #guests: { name: string; facts: AbiFact[]; lines: Map<string, number> }[] = []
  #device = ''
  #path = ''

  line(text: string, line: number): void {
    if (text === '' || text.startsWith('#')) return
    if (this.#header.size === 0) this.#firstLine(text)
    else if (text.startsWith('[')) this.#heading(text, line)
    else {
      const [, word = '', rest = ''] = /^(domain|domlint|target|libvirt|qemu) (.*)$/.exec(text) ?? []
      const value = word === '' || /^[=~] /.test(rest) ? undefined : tokenText(rest)
      if (value === undefined) this.#fact(text, line)
      else if (word === 'domain') this.#domain(value)
      else if (this.#guests.length > 0) throw unreadable(line)
      else this.#header.set(word, value)
    }
  }

  record(): AbiRecord {
    if (this.#header.size === 0) throw new RecordError('is no record of domlint snapshot', false)
    const part = (name: string) => this.#header.get(name) ?? ''
    const guests: readonly RecordedGuest[] = this.#guests
    return { domlint: part('domlint'), target: part('target'), libvirt: part('libvirt'), qemu: part('qemu'), guests }
  }

  #firstLine(text: string): void {
    const version = new RegExp(`^${recordMark} (\\d{1,9})$`).exec(text)?.[1]
    if (version === undefined) throw new RecordError('is no record of domlint snapshot', false)
    if (Number(version) > recordVersion)
      throw new RecordError(`is a record of format ${version}, and this domlint reads up to ${recordVersion}: a newer one wrote it`, false)
    this.#header.set(recordMark, version)
  }

  #domain(name: string): void {
    this.#guests.push({ name, facts: [], lines: new Map() })
    this.#device = this.#path = ''
  }

  #heading(text: string, line: number): void {
    const [, name, sign, place = ''] = headings.exec(text) ?? []
    const device = name === undefined ? undefined : tokenText(name)
    const path = tokenText(place)
    if (device === undefined || path === undefined || (path !== '' && devicePath(path) !== path)) throw unreadable(line)
    this.#device = device
    this.#path = path
    if (sign !== undefined) this.#add({ path, device, fact: theDevice, value: 'present', level: levelOf(sign), source: undefined }, line)
  }

  #fact(text: string, line: number): void {
    const [, key, sign = '', quoted, plain = '', words = ''] = facts.exec(text) ?? []
    const path = key === undefined ? undefined : tokenText(key)
    const value = quoted === undefined ? plain.trim() : tokenText(quoted)
    const fact = words === '' ? path : tokenText(words)
    if (path === undefined || value === undefined || fact === undefined) throw unreadable(line)
    const whole = this.#path === '' || path === this.#path ? path : path.startsWith('@') ? `${this.#path}${path}` : `${this.#path}/${path}`
    const device = this.#device === '' ? partOf(path) : this.#device
    this.#add({ path: whole, device, fact, value, level: levelOf(sign), source: undefined }, line)
  }

  #add(fact: AbiFact, line: number): void {
    const guest = this.#guests.at(-1)
    if (!guest || guest.lines.has(fact.path)) throw unreadable(line)
    guest.facts.push(fact)
    guest.lines.set(fact.path, line)
  }
}

function levelOf(sign: string): AbiFact['level'] {
  return sign === signs.libvirt ? 'libvirt' : 'guest'
}

function unreadable(line: number): RecordError {
  return new RecordError(`cannot be read at line ${line}; --update writes the record anew`, true)
}
