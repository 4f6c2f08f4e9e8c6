import { type DataType, dataTypeOf, type Respelling } from './data-type.js'
import { parseInteger } from './number.js'

/** How whole numbers of a type are written in libvirt's schema. */
export interface WholeNumberRules {
  readonly min: bigint
  readonly max: bigint
  /** Which sign may stand before the digits. */
  readonly sign?: 'none' | 'minus' | 'any'
  /** Whether white space may stand around the number: XML Schema's number types take it, a pattern on them does not. */
  readonly padded?: boolean
  /** Instead of `a whole number from ... to ...`. */
  readonly words?: string
}

const signs = { none: '', minus: '-?', any: '[+-]?' } as const

/**
 * More digits than this libxml2 does not read as a number, leading zeros aside: the bound of XML Schema's types that have none.
 */
export const unbounded = 10n ** 24n - 1n

/** Whole numbers in base 10; leading zeros do not count. */
export function wholeNumber({ min, max, sign = 'none', padded = false, words }: WholeNumberRules): DataType {
  const space = padded ? '[ \\t\\n\\r]*' : ''
  const grammar = new RegExp(`^${space}(${signs[sign]})0*(\\d{1,25})${space}$`)
  const inRange = (value: string): boolean => {
    const [, minus = '', digits = ''] = grammar.exec(value) ?? []
    const number = parseInteger(minus + digits)
    return number !== undefined && number >= min && number <= max
  }
  return dataTypeOf(words ?? rangeWords(min, max), inRange, ...decimalRespellings)
}

function rangeWords(min: bigint, max: bigint): string {
  if (max < unbounded) return `a whole number from ${min} to ${max}`
  return min > -unbounded ? `a whole number, ${min} or more` : 'a whole number'
}

/** What people write for a whole number: `+5`, `4,096`, `4 096`, `4_096`, `5.0`, `0x1f`. */
const decimalRespellings: readonly Respelling[] = [
  (value) => /^\+(\d+)$/.exec(value.trim())?.[1],
  (value) => (/^\d{1,3}([,_' ]\d{3})+$/.test(value.trim()) ? value.replace(/\D/g, '') : undefined),
  (value) => /^(-?\d+)\.0+$/.exec(value.trim())?.[1],
  (value) => (/^0[xX]/.test(value.trim()) ? parseInteger(value.trim(), 'prefixed')?.toString() : undefined),
]

/** What people write for a hexadecimal number: `0X1F`, `1fh`, `1f`. */
export const hexRespellings: readonly Respelling[] = [
  (value) => value.trim().toLowerCase(),
  (value) => /^([\da-f]+)h$/.exec(value.trim().toLowerCase())?.[1]?.replace(/^/, '0x'),
  (value) => (/^[\da-f]+$/.test(value.trim().toLowerCase()) ? `0x${value.trim().toLowerCase()}` : undefined),
]

/** Numbers of one type written either way: hexadecimal by a grammar, or decimal up to `max`, with white space and a plus sign. */
export function hexOrDecimal(hex: RegExp, max: bigint, rules: Partial<WholeNumberRules> = {}): DataType {
  const decimal = wholeNumber({ min: 0n, max, sign: 'any', padded: true, ...rules })
  const whole = new RegExp(`^(?:${hex.source})$`)
  return dataTypeOf(
    `a number from 0 to ${max} (0x${max.toString(16)})`,
    (value) => whole.test(value) || decimal.fits(value),
    ...hexRespellings,
  )
}
