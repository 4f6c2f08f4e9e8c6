/** The encodings that XML readers must know (XML 1.0, section 4.3.3), and that are read and written here. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be'

/** How a text stood in its file: all that is needed to write it back so. */
export interface TextFormat {
  readonly encoding: Encoding
  /** Whether a byte order mark comes first. It is no part of the text. */
  readonly byteOrderMark: boolean
}

export interface DecodedText extends TextFormat {
  readonly text: string
}

/** Why bytes could not be read as XML text. */
export interface EncodingFault {
  /**
   * `invalid`: no XML reader may take it, libvirt's does not either. `unsupported`: others may read it, but it is not read here.
   * `binary`: it is no text at all.
   */
  readonly kind: 'invalid' | 'unsupported' | 'binary'
  /** A sentence without subject, to stand behind the file's name. */
  readonly message: string
  /** For `invalid`: the text with U+FFFD for what could not be read, and the offset in it of the first such place. */
  readonly text: string
  readonly offset: number
}

/** Reads the bytes of an XML file: UTF-8, or UTF-16 of either byte order (XML 1.0, appendix F: by byte order mark, or by the declaration). */
export function decodeXml(bytes: Uint8Array): DecodedText | EncodingFault {
  const [first, second, third, fourth] = bytes
  if (first === 0xff && second === 0xfe) return decodeUtf16(bytes, 'utf-16le', true)
  if (first === 0xfe && second === 0xff) return decodeUtf16(bytes, 'utf-16be', true)
  if (first === 0xef && second === 0xbb && third === 0xbf) return decodeUtf8(bytes.subarray(3), true)
  if (first === 0x3c && second === 0 && third === 0x3f && fourth === 0) return decodeUtf16(bytes, 'utf-16le', false)
  if (first === 0 && second === 0x3c && third === 0 && fourth === 0x3f) return decodeUtf16(bytes, 'utf-16be', false)
  if (looksBinary(bytes)) return { kind: 'binary', message: 'is a binary file, not XML', text: '', offset: 0 }
  return decodeUtf8(bytes, false)
}

/** The bytes of a text as its file had it. */
export function encodeXml(text: string, { encoding, byteOrderMark }: TextFormat): Uint8Array {
  const marked = byteOrderMark ? `\ufeff${text}` : text
  if (encoding === 'utf-8') return new TextEncoder().encode(marked)
  const bytes = new Uint8Array(marked.length * 2)
  const view = new DataView(bytes.buffer)
  for (let offset = 0; offset < marked.length; offset++) view.setUint16(offset * 2, marked.charCodeAt(offset), encoding === 'utf-16le')
  return bytes
}

/**
 * What the declaration of a UTF-8 text says against it being read so; undefined if nothing does. Only texts that start with
 * `<?xml` need asking. libxml2 takes any encoding that it knows; one whose ASCII part is all that is used reads the same in UTF-8.
 */
export function declarationFault(text: string, isAscii: boolean, byteOrderMark: boolean): EncodingFault | undefined {
  const match = /^<\?xml\s[^>]*?\sencoding\s*=\s*["']([^"'>]*)["']/.exec(text.slice(0, 1024))
  const declared = match?.[1]
  // A byte order mark outranks the declaration, for libxml2 as well.
  if (match === null || declared === undefined || byteOrderMark || /^utf-?8$/i.test(declared)) return undefined
  const offset = match[0].length - declared.length - 1
  if (/^(?:utf-?16|ucs-?[24]|utf-?32)/i.test(declared)) {
    return { kind: 'invalid', message: `declares the encoding ${declared}, but its bytes are UTF-8`, text, offset }
  }
  if (/^(?:us-)?ascii$/i.test(declared)) {
    return isAscii ? undefined : { kind: 'invalid', message: `declares the encoding ${declared}, but holds other characters`, text, offset }
  }
  if (isAscii && /^(?:iso-?8859-|windows-125|cp125|latin)\d+$/i.test(declared)) return undefined
  return {
    kind: 'unsupported',
    message: `declares the encoding ${declared || "''"}, which domlint does not read: convert it to UTF-8 (iconv -f ${declared || 'ENCODING'} -t UTF-8)`,
    text: '',
    offset,
  }
}

function decodeUtf8(bytes: Uint8Array, byteOrderMark: boolean): DecodedText | EncodingFault {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  const invalid = text.includes('\ufffd') ? invalidUtf8(bytes) : -1
  const fault = declarationFault(
    text,
    bytes.every((byte) => byte < 0x80),
    byteOrderMark,
  )
  if (fault && (invalid === -1 || fault.kind === 'unsupported')) return fault
  if (invalid === -1) return { text, encoding: 'utf-8', byteOrderMark }
  const byte = (bytes[invalid] ?? 0).toString(16).toUpperCase().padStart(2, '0')
  const where = invalid + (byteOrderMark ? 3 : 0)
  return {
    kind: 'invalid',
    message: `is not valid UTF-8: byte 0x${byte} at offset ${where} belongs to no character`,
    text,
    offset: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, invalid)).length,
  }
}

function decodeUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be', byteOrderMark: boolean): DecodedText | EncodingFault {
  const content = byteOrderMark ? bytes.subarray(2) : bytes
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(content)
  const lone = loneSurrogate(content, encoding)
  const where = byteOrderMark ? 2 : 0
  if (content.length % 2 === 1) {
    return { kind: 'invalid', message: `is not valid UTF-16: it ends in the middle of a character`, text, offset: text.length - 1 }
  }
  if (lone !== -1) {
    const message = `is not valid UTF-16: half a character (a lone surrogate) at byte offset ${where + lone * 2}`
    return { kind: 'invalid', message, text, offset: lone }
  }
  return { text, encoding, byteOrderMark }
}

/** The index of the first code unit that is half a surrogate pair without the other half; -1 if there is none. */
function loneSurrogate(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const count = bytes.byteLength >> 1
  const unit = (index: number) => view.getUint16(index * 2, encoding === 'utf-16le')
  for (let index = 0; index < count; index++) {
    const code = unit(index)
    if (code < 0xd800 || code > 0xdfff) continue
    const low = code < 0xdc00 && index + 1 < count ? unit(index + 1) : 0
    if (low < 0xdc00 || low > 0xdfff) return index
    index++
  }
  return -1
}

/** How many bytes tell whether something is text. */
const SAMPLE = 8192

/** Text has no NUL, and hardly any other control characters. */
function looksBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, SAMPLE)
  let controls = 0
  for (const byte of sample) {
    if (byte === 0) return true
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) controls++
  }
  return controls * 10 > sample.length
}

/** The offset of the first byte that is no part of a UTF-8 character (Unicode, table 3-7); -1 if all are. */
function invalidUtf8(bytes: Uint8Array): number {
  for (let offset = 0; offset < bytes.length; ) {
    const length = characterLength(bytes, offset)
    if (length === 0) return offset
    offset += length
  }
  return -1
}

function characterLength(bytes: Uint8Array, offset: number): number {
  const lead = bytes[offset] ?? 0
  if (lead < 0x80) return 1
  const length = lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0
  if (length === 0) return 0
  const second = bytes[offset + 1] ?? 0
  // The second byte's range rules out overlong forms, surrogates, and what lies beyond Unicode.
  const least = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
  const most = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
  if (second < least || second > most) return 0
  for (let index = 2; index < length; index++) if (((bytes[offset + index] ?? 0) & 0xc0) !== 0x80) return 0
  return length
}
