/** Characters that JSON allows in strings, and that must not reach a terminal raw. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** JSON in which control and invisible characters are escaped, DEL, C1 and bidi controls too. */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replace(HIDDEN, (character) => (character === '\n' ? '\n' : escaped(character)))
}

function escaped(character: string): string {
  let text = ''
  for (let index = 0; index < character.length; index++) text += `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`
  return text
}
