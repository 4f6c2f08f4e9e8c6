/** What makes a descriptor unusable, as a sentence without subject. */
export class DescriptorFault extends Error {}

/** A JSON object whose fields are read one by one. Fields that nobody reads may be anything. */
export class JsonFields {
  readonly #object: object
  /** The way to it from the outermost object, for messages: `mapping.executable`. */
  readonly #path: string

  private constructor(object: object, path: string) {
    this.#object = object
    this.#path = path
  }

  /** Reads a JSON object. @throws DescriptorFault when the text is none */
  static parse(text: string): JsonFields {
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch (error) {
      throw new DescriptorFault(`is not JSON${placeOf(error, text)}`)
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new DescriptorFault(`holds ${nameOf(value)}, where a JSON object is expected`)
    }
    return new JsonFields(value, '')
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#object, name)
  }

  /** @throws DescriptorFault when it is missing or no text */
  text(name: string): string {
    const value = this.#value(name)
    if (typeof value !== 'string') throw this.#wrong(name, 'a text', value)
    return value
  }

  /** @throws DescriptorFault when it is no text and not one of the words; absent gives undefined */
  optionalWord<Word extends string>(name: string, words: readonly Word[]): Word | undefined {
    return this.has(name) ? this.word(name, words) : undefined
  }

  /** @throws DescriptorFault when it is missing or not one of the words */
  word<Word extends string>(name: string, words: readonly Word[]): Word {
    return this.#oneOf(this.text(name), this.#pathOf(name), words)
  }

  /** @throws DescriptorFault when it is missing, no list, or holds anything but the words */
  words<Word extends string>(name: string, words: readonly Word[]): readonly Word[] {
    return this.texts(name).map((text) => this.#oneOf(text, this.#pathOf(name), words))
  }

  /** @throws DescriptorFault when it is missing, no list, or holds anything but texts */
  texts(name: string): readonly string[] {
    return this.#list(name).map((item) => {
      if (typeof item !== 'string') throw new DescriptorFault(`has ${nameOf(item)} in "${this.#pathOf(name)}", where a text is expected`)
      return item
    })
  }

  /** @throws DescriptorFault when it is missing or no object */
  object(name: string): JsonFields {
    const value = this.#value(name)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw this.#wrong(name, 'an object', value)
    return new JsonFields(value, this.#pathOf(name))
  }

  /** @throws DescriptorFault when it is missing, no list, or holds anything but objects */
  objects(name: string): readonly JsonFields[] {
    return this.#list(name).map((item) => {
      if (typeof item === 'object' && item !== null && !Array.isArray(item)) return new JsonFields(item, this.#pathOf(name))
      throw new DescriptorFault(`has ${nameOf(item)} in "${this.#pathOf(name)}", where an object is expected`)
    })
  }

  #list(name: string): readonly unknown[] {
    const value = this.#value(name)
    if (!Array.isArray(value)) throw this.#wrong(name, 'a list', value)
    return value
  }

  #value(name: string): unknown {
    if (!this.has(name)) throw new DescriptorFault(`has no "${this.#pathOf(name)}"`)
    return Reflect.get(this.#object, name)
  }

  #wrong(name: string, expected: string, value: unknown): DescriptorFault {
    return new DescriptorFault(`has ${nameOf(value)} as "${this.#pathOf(name)}", where ${expected} is expected`)
  }

  #oneOf<Word extends string>(text: string, path: string, words: readonly Word[]): Word {
    const word = words.find((one) => one === text)
    if (word === undefined) throw new DescriptorFault(`has "${shortened(text)}" as "${path}", which is none of ${words.join(', ')}`)
    return word
  }

  #pathOf(name: string): string {
    return this.#path === '' ? name : `${this.#path}.${name}`
  }
}

/** A value of a hostile file may be long: a message shows its beginning. */
export function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

function nameOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'an object'
  return typeof value === 'string' ? 'a text' : `a ${typeof value}`
}

/** Where JSON.parse stopped, if it says so: its other words quote the text. */
function placeOf(error: unknown, text: string): string {
  const position = error instanceof Error ? /at position (\d+)/.exec(error.message)?.[1] : undefined
  if (position === undefined) return ''
  const before = text.slice(0, Number(position)).split('\n')
  return `: the mistake is at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`
}
