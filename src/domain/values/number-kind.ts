import { table } from '../table.js'
import { maxInt32, maxInt64, maxUint32, maxUint64, type NumberBase, parseInteger, plainNumber } from './number.js'

/** The numbers that libvirt takes in one place. */
export interface NumberKind {
  readonly base: NumberBase
  /** The smallest and the largest number; several where only some ranges are right. */
  readonly ranges: readonly (readonly [least: bigint, most: bigint])[]
  /** Whether a minus sign wraps around instead of being refused (virStrToLong_ui). */
  readonly wraps: boolean
  /** The whole numbers from `least` to `most`, both small, are all right: nearly every number that is written is one of them. */
  readonly usual: { readonly least: number; readonly most: number }
}

const limits = table<readonly [least: bigint, most: bigint]>({
  uint: [0n, BigInt(maxUint32)],
  int: [-BigInt(maxInt32) - 1n, BigInt(maxInt32)],
  ulong: [0n, maxUint64],
  long: [-maxInt64 - 1n, maxInt64],
})

/** Reads a line of numbers.ts, such as `int prefixed 1..255`. @throws SyntaxError if it is none. */
export function parseNumberKind(text: string): NumberKind {
  const [type = '', ...words] = text.split(' ')
  const [least, most] = limits[type] ?? []
  if (least === undefined || most === undefined) throw new SyntaxError(`'${text}' starts with no number type`)
  const written = words.find((word) => word.includes('..'))
  const ranges = (written?.split('|') ?? ['..']).map((range) => {
    const [from = '', to = from] = range.split('..')
    return [from === '' ? least : BigInt(from), to === '' ? most : BigInt(to)] as const
  })
  const base = words.includes('prefixed') ? 'prefixed' : words.includes('hex') ? 16 : 10
  return { base, ranges, wraps: words.includes('wraps'), usual: usualOf(ranges) }
}

function usualOf([first]: NumberKind['ranges']): NumberKind['usual'] {
  if (!first) return { least: 1, most: 0 }
  const [least, most] = first
  return { least: Number(least > 0n ? least : 0n), most: Number(most < BigInt(maxInt32) ? most : BigInt(maxInt32)) }
}

/** Whether libvirt takes the text there: `not a number`, `out of range`, or undefined if it does. */
export function numberFault(text: string, kind: NumberKind): 'not a number' | 'out of range' | undefined {
  const plain = plainNumber(text, kind.base)
  if (plain !== undefined && plain >= kind.usual.least && plain <= kind.usual.most) return undefined
  const value = parseInteger(text, kind.base)
  if (value === undefined) return 'not a number'
  const { ranges } = kind
  const positive = ranges.every(([least]) => least >= 0n)
  if (positive && text.includes('-')) return kind.wraps ? undefined : 'not a number'
  return ranges.some(([least, most]) => least <= value && value <= most) ? undefined : 'out of range'
}

/** The ranges for people: `from 1000 to 1000000, or 0`. */
export function describeNumberKind({ ranges, base }: NumberKind): string {
  const described = [...ranges].reverse().map(([least, most]) => {
    if (least === most) return `${least}`
    if (Object.values(limits).some(([, limit]) => limit === most))
      return least < 0n ? 'a whole number' : least === 0n ? 'a whole number without a sign' : `a number from ${least} on`
    return Object.values(limits).some(([limit]) => limit === least && least < 0n) ? `at most ${most}` : `${least} to ${most}`
  })
  return `${described.join(' or ')}${base === 16 ? ' in hexadecimal' : ''}`
}
