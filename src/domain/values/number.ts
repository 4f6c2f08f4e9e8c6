/** How a text is to be read: as decimal, as hexadecimal (`0x` may stand before it), or as C does: `0x1f`, `017`, `31`. */
export type NumberBase = 10 | 16 | 'prefixed'

const grammars: Readonly<Record<NumberBase, RegExp>> = {
  10: /^[ \t-\r]*([+-]?)(\d+)$/,
  16: /^[ \t-\r]*([+-]?)(?:0[xX])?([\da-fA-F]+)$/,
  prefixed: /^[ \t-\r]*([+-]?)(0[xX][\da-fA-F]+|0[0-7]*|[1-9]\d*)$/,
}

/** The largest values of C's integer types as libvirt uses them. */
export const maxInt32 = 2 ** 31 - 1
export const maxUint32 = 2 ** 32 - 1
export const maxInt64 = 2n ** 63n - 1n
export const maxUint64 = 2n ** 64n - 1n

/**
 * A whole number as libvirt reads one (virstring.c, virStrToLong_*: strtoll, and nothing may follow): white space and a sign may stand
 * before it, nothing behind it. Undefined if libvirt would not take it for a number.
 */
export function parseInteger(text: string, base: NumberBase = 10): bigint | undefined {
  const [, sign, digits] = grammars[base].exec(text) ?? []
  if (digits === undefined) return undefined
  const magnitude = base === 16 ? BigInt(`0x${digits}`) : base === 10 ? BigInt(digits) : prefixedMagnitude(digits)
  return sign === '-' ? -magnitude : magnitude
}

function prefixedMagnitude(digits: string): bigint {
  return /^0[0-7]+$/.test(digits) ? BigInt(`0o${digits.slice(1)}`) : BigInt(digits)
}

/** The number that a few plain digits give, with `0x` before them or not: nearly all numbers are such. Undefined for any other text. */
export function plainNumber(text: string, base: NumberBase): number | undefined {
  const isHexadecimal = base === 16 || (base === 'prefixed' && text.charCodeAt(0) === 48 && text.charCodeAt(1) === 120)
  const start = isHexadecimal && base !== 16 ? 2 : 0
  const { length } = text
  // A leading zero may mean an octal number, or a prefix.
  if (start === length || length - start > 7 || (start === 0 && length > 1 && text.charCodeAt(0) === 48)) return undefined
  let value = 0
  for (let offset = start; offset < length; offset++) {
    const digit = digitOf(text.charCodeAt(offset))
    if (digit < 0 || (digit > 9 && !isHexadecimal)) return undefined
    value = value * (isHexadecimal ? 16 : 10) + digit
  }
  return value
}

/** What a character stands for as a hexadecimal digit; -1 if it is none. */
function digitOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48
  const lower = code | 32
  return lower >= 97 && lower <= 102 ? lower - 87 : -1
}

/**
 * A number without a sign of at most `max` (virstring.c, virStrToLong_uip). Undefined for anything that libvirt refuses to read there.
 * @param max at most Number.MAX_SAFE_INTEGER; larger numbers take `parseInteger`.
 */
export function parseUnsigned(text: string, base: NumberBase = 10, max: number = maxUint32): number | undefined {
  const plain = plainNumber(text, base)
  if (plain !== undefined) return plain <= max ? plain : undefined
  if (text.includes('-')) return undefined
  const value = parseInteger(text, base)
  return value !== undefined && value <= BigInt(max) ? Number(value) : undefined
}

/** A number in so many hexadecimal digits, or more where it needs them. */
export function hexadecimal(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0')
}
