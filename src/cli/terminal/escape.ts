/** Controls (C0, DEL, C1), invisible format characters (bidi, zero width, tags), lone surrogates, line and paragraph separators. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/**
 * The text with everything that could steer or deceive a terminal written out: ESC becomes the six characters `\u001b`.
 * Text from the input goes through here before it is printed.
 */
export function visible(text: string): string {
  return text.replace(HIDDEN, (character) => SHORT[character] ?? codePoint(character))
}

/** `\u001b`, or `\u{e0041}` beyond the first plane. */
export function codePoint(character: string): string {
  const code = character.codePointAt(0) ?? 0
  const digits = code.toString(16).padStart(4, '0')
  return code > 0xffff ? `\\u{${digits}}` : `\\u${digits}`
}
