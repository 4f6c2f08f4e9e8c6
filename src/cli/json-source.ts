import type { Range } from '../xml/source.js'

/** What keeps a text from being JSON. */
export class JsonError extends Error {
  override readonly name = 'JsonError'
  readonly range: Range

  constructor(message: string, range: Range) {
    super(message)
    this.range = range
  }
}

/** A JSON value that knows where it stands. */
interface Located extends Range {
  readonly value: unknown
  /** Of an object by key, with the places of the keys; of a list by number. */
  readonly members: ReadonlyMap<string | number, { readonly key: Range; readonly node: Located }>
}

export interface JsonSource {
  readonly value: unknown
  /** The place of what a path of keys leads to: of the key for members of objects, of the value for items of lists. */
  locate(path: readonly (string | number)[]): Range
}

/** Reads JSON with the places of its parts. @throws JsonError at the first mistake */
export function parseJson(text: string): JsonSource {
  const root = new JsonReader(text).read()
  return {
    value: root.value,
    locate(path) {
      let node = root
      let range: Range = root
      for (const key of path) {
        const member = node.members.get(key)
        if (!member) break
        node = member.node
        range = typeof key === 'number' ? node : member.key
      }
      return range.end - range.start > 200 ? { start: range.start, end: range.start + 1 } : range
    },
  }
}

const none: Located['members'] = new Map()

class JsonReader {
  readonly #text: string
  #offset: number

  constructor(text: string) {
    this.#text = text
    this.#offset = text.startsWith('\ufeff') ? 1 : 0
  }

  read(): Located {
    const root = this.#value()
    this.#space()
    if (this.#offset < this.#text.length) this.#fail('the file goes on behind its end')
    return root
  }

  #value(): Located {
    this.#space()
    const start = this.#offset
    const character = this.#text[start]
    if (character === '{') return this.#object(start)
    if (character === '[') return this.#list(start)
    if (character === '"') return { value: this.#string(), start, end: this.#offset, members: none }
    const literal = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/.exec(
      this.#text.slice(start, start + 400),
    )?.[0]
    if (literal === undefined) return this.#fail(character === undefined ? 'the file ends too early' : 'this is no JSON value')
    this.#offset += literal.length
    return { value: JSON.parse(literal), start, end: this.#offset, members: none }
  }

  #object(start: number): Located {
    const members = new Map<string, { key: Range; node: Located }>()
    this.#offset++
    for (let isFirst = true; !this.#closes('}', isFirst); isFirst = false) {
      const keyStart = this.#offset
      if (this.#text[keyStart] !== '"') this.#fail('a key in double quotes is expected here')
      const name = this.#string()
      const key = { start: keyStart, end: this.#offset }
      if (members.has(name)) throw new JsonError(`the key "${name}" is there twice`, key)
      this.#space()
      if (this.#text[this.#offset] !== ':') this.#fail('a colon is expected here')
      this.#offset++
      members.set(name, { key, node: this.#value() })
    }
    const entries = [...members].map(([name, { node }]): [string, unknown] => [name, node.value])
    // Object.fromEntries defines properties, so that even __proto__ is one.
    return { value: Object.fromEntries(entries), start, end: this.#offset, members }
  }

  #list(start: number): Located {
    const items: Located[] = []
    this.#offset++
    for (let isFirst = true; !this.#closes(']', isFirst); isFirst = false) items.push(this.#value())
    const members = new Map(items.map((node, index) => [index, { key: node, node }]))
    return { value: items.map(({ value }) => value), start, end: this.#offset, members }
  }

  /** Steps over the bracket that closes a list or object, or over the comma before its next part. */
  #closes(bracket: '}' | ']', isFirst: boolean): boolean {
    this.#space()
    if (this.#text[this.#offset] === bracket) {
      this.#offset++
      return true
    }
    if (isFirst) return false
    if (this.#text[this.#offset] !== ',')
      this.#fail(this.#offset >= this.#text.length ? 'the file ends too early' : `a comma or ${bracket} is expected here`)
    this.#offset++
    this.#space()
    if (this.#text[this.#offset] === bracket) this.#fail('JSON has no comma before a closing bracket')
    return false
  }

  #string(): string {
    const start = this.#offset
    const literal = /^"(?:[^"\\\n\r]|\\.)*"/.exec(this.#text.slice(start))?.[0]
    if (literal === undefined) return this.#fail('this text has no closing quote')
    this.#offset += literal.length
    try {
      return String(JSON.parse(literal))
    } catch {
      throw new JsonError('this text has an escape that JSON does not know', { start, end: this.#offset })
    }
  }

  #space(): void {
    while (/^[ \t\n\r]/.test(this.#text[this.#offset] ?? '')) this.#offset++
    if (this.#text.startsWith('//', this.#offset) || this.#text.startsWith('/*', this.#offset)) this.#fail('JSON has no comments')
  }

  #fail(message: string): never {
    const start = Math.min(this.#offset, Math.max(this.#text.length - 1, 0))
    throw new JsonError(message, { start, end: Math.min(start + 1, this.#text.length) })
  }
}
