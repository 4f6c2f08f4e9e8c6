/** Character classes of XML 1.0 (fifth edition), section 2.2 and 2.3. */

const SPACE = 1
const NAME_START = 2
const NAME = 4

const asciiClass = new Uint8Array(128)
for (const code of [9, 10, 13, 32]) asciiClass[code] = SPACE
for (let code = 0; code < 128; code++) {
  const character = String.fromCharCode(code)
  if (/[A-Za-z_:]/.test(character)) asciiClass[code] = NAME_START | NAME
  else if (/[0-9.-]/.test(character)) asciiClass[code] = NAME
}

export function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 9 || code === 13
}

/** Whether a UTF-16 unit may start a name; surrogates pass here and are judged by `isName`. */
export function isNameStart(code: number): boolean {
  return code < 128 ? ((asciiClass[code] ?? 0) & NAME_START) !== 0 : isWideNameStart(code)
}

/** Whether a UTF-16 unit may stand inside a name. */
export function isNameCharacter(code: number): boolean {
  return code < 128 ? ((asciiClass[code] ?? 0) & NAME) !== 0 : isWideName(code)
}

function isWideNameStart(code: number): boolean {
  return (
    (code >= 0xc0 && code <= 0x2ff && code !== 0xd7 && code !== 0xf7) ||
    (code >= 0x370 && code <= 0x1fff && code !== 0x37e) ||
    code === 0x200c ||
    code === 0x200d ||
    (code >= 0x2070 && code <= 0x218f) ||
    (code >= 0x2c00 && code <= 0x2fef) ||
    (code >= 0x3001 && code <= 0xdfff) ||
    (code >= 0xf900 && code <= 0xfdcf) ||
    (code >= 0xfdf0 && code <= 0xfffd)
  )
}

function isWideName(code: number): boolean {
  return isWideNameStart(code) || code === 0xb7 || (code >= 0x300 && code <= 0x36f) || code === 0x203f || code === 0x2040
}

/** Finds a character that no XML document may contain: a control character, a lone surrogate, U+FFFE or U+FFFF. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const forbidden = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/

/** The offset of the first character that XML forbids, or -1. */
export function forbiddenCharacterAt(text: string): number {
  return text.search(forbidden)
}

/** Whether a code point may stand in a document: the `Char` production. */
export function isXmlCharacter(codePoint: number): boolean {
  return (
    codePoint === 9 ||
    codePoint === 10 ||
    codePoint === 13 ||
    (codePoint >= 0x20 && codePoint <= 0xd7ff) ||
    (codePoint >= 0xe000 && codePoint <= 0xfffd) ||
    (codePoint >= 0x10000 && codePoint <= 0x10ffff)
  )
}
