import { unitBytes } from './size.js'

/** A size as libvirt takes it, for one that it does not take, and how the other is said. */
export interface MeantSize {
  readonly number: string
  readonly unit: string
  readonly written: string
}

const binaryUnits = ['b', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const

/**
 * The size that somebody meant who wrote a unit behind the number (`2 GiB`) or a fraction (`4.5`, `4,5`): the same number of bytes in the
 * largest unit in which it is whole. Undefined if that cannot be told, as for `1,024`, which may be a thousand.
 */
export function meantSize(text: string, unit: string | undefined): MeantSize | undefined {
  const [, whole = '', fraction = '', behind = ''] = /^(\d{1,15})(?:[.,](\d{1,6}))?\s*([A-Za-z]*)$/.exec(text.trim()) ?? []
  if (whole === '' || (behind !== '' && unit !== undefined) || fraction.length === 3) return undefined
  const named = behind || unit || 'KiB'
  const factor = unitBytes(named)
  if (factor === undefined) return undefined
  const scale = 10n ** BigInt(fraction.length)
  const scaled = BigInt(whole + fraction) * factor
  if (scaled % scale !== 0n) return undefined
  const bytes = scaled / scale
  if (fraction === '') return { number: whole, unit: named, written: `${whole} ${named}` }
  const largest = binaryUnits.findLast((each) => bytes % (unitBytes(each) ?? 1n) === 0n) ?? 'b'
  return { number: String(bytes / (unitBytes(largest) ?? 1n)), unit: largest, written: `${whole}.${fraction} ${named}` }
}
