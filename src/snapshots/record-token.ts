/** Characters that a reader does not see, or that end a line. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u
const hiddenUnits = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/** What may stand without quotes: the path of a fact, a name between brackets, a value up to the end of a line, or a remark behind `#`. */
const bare = {
  key: /^[\w@][\w./@:[\]-]*$/,
  name: /^[^\s"\]#]+(?: [^\s"\]#]+)*$/,
  value: /^(?![=~])[^\s"#]+(?: [^\s"#]+)*$/,
  comment: /^.*$/,
} as const

/** A text in a record: as it is, or in quotes as JSON has them, with all that cannot be seen written out. */
export function recordToken(text: string, kind: keyof typeof bare): string {
  if (bare[kind].test(text) && !hidden.test(text)) return text
  return JSON.stringify(text).replace(hiddenUnits, (character) =>
    Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join(''),
  )
}

/** What a token stands for; undefined where its quotes hold no JSON. */
export function tokenText(token: string): string | undefined {
  if (!token.startsWith('"')) return token
  try {
    const text: unknown = JSON.parse(token)
    return typeof text === 'string' ? text : undefined
  } catch {
    return undefined
  }
}
