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

/**
 * A number without a sign of at most `max` (virstring.c, virStrToLong_uip). Undefined for anything that libvirt refuses to read there.
 * @param max at most Number.MAX_SAFE_INTEGER; larger numbers take `parseInteger`.
 */
export function parseUnsigned(text: string, base: NumberBase = 10, max: number = maxUint32): number | undefined {
  if (text.includes('-')) return undefined
  const value = parseInteger(text, base)
  return value !== undefined && value <= BigInt(max) ? Number(value) : undefined
}
