import type { XmlElement } from '../../xml/tree.js'
import { maxInt64, maxUint64, parseInteger } from './number.js'

/** Why libvirt refuses a size. */
export type SizeFault = 'number' | 'unit' | 'overflow'

export type Size = { readonly bytes: bigint; readonly fault?: undefined } | { readonly fault: SizeFault; readonly bytes?: undefined }

interface SizeRules {
  /** Bytes that 1 stands for where no unit is written: 1024 for the guest's memory, 1 for shmem, 1024 * 1024 for tseg. */
  readonly scale?: bigint
  /** The largest number of bytes that libvirt takes; for the guest's memory that of a signed 64-bit integer (virMemoryMaxValue). */
  readonly limit?: bigint
}

const powers = 'kmgtpe'

/**
 * How many bytes a unit stands for: `b`, `byte`, `bytes`, or one of k m g t p e in either case: alone or followed by `iB`
 * for powers of 1024, followed by `B` for powers of 1000. Undefined for any other (virutil.c, virScaleInteger).
 */
export function unitBytes(unit: string): bigint | undefined {
  const lower = unit.toLowerCase()
  if (lower === 'b' || lower === 'byte' || lower === 'bytes') return 1n
  const suffix = lower.slice(1)
  const base = suffix === '' || suffix === 'ib' ? 1024n : suffix === 'b' ? 1000n : undefined
  const power = powers.indexOf(lower.charAt(0)) + 1
  return base === undefined || power === 0 || lower === '' ? undefined : base ** BigInt(power)
}

/**
 * A number with a unit, in bytes, as libvirt reads it (virxml.c, virParseScaledValue): digits in base 10, and no unit
 * meaning the default scale, which is KiB unless `rules` say otherwise. An empty unit counts as none.
 */
export function parseSize(text: string, unit: string | undefined, rules: SizeRules = {}): Size {
  const { scale = 1024n, limit = maxInt64 } = rules
  const count = text.includes('-') ? undefined : parseInteger(text)
  if (count === undefined || count > maxUint64) return { fault: 'number' }
  const factor = unit ? unitBytes(unit) : scale
  if (factor === undefined) return { fault: 'unit' }
  if (count > limit / factor) return { fault: 'overflow' }
  return { bytes: count * factor }
}

/**
 * Bytes in KiB, rounded up, as libvirt keeps all sizes of guest memory (domain_conf.c, virDomainParseMemory). Exact: the
 * largest size that libvirt takes is 2^53 - 1 KiB.
 */
export function kibOf(bytes: bigint): number {
  return Number((bytes + 1023n) / 1024n)
}

/**
 * The size of guest memory that an element gives in its text and `unit` (`<memory>`, `<size>`, `<label><size>` ...), in KiB.
 * Undefined if libvirt would refuse it.
 */
export function memoryKiB(element: XmlElement): number | undefined {
  const { bytes } = parseSize(element.text, element.attr('unit'))
  const kib = bytes === undefined ? undefined : kibOf(bytes)
  return kib === undefined || kib > Number.MAX_SAFE_INTEGER ? undefined : kib
}

/** A size for people: in the largest binary unit that divides it, as `2 GiB`. */
export function formatKiB(kib: number): string {
  let value = kib
  let unit = 0
  while (value !== 0 && value % 1024 === 0 && unit < units.length - 1) {
    value /= 1024
    unit += 1
  }
  return `${value} ${units[unit] ?? 'KiB'}`
}

/** A size for people, to two digits: `4 GiB`, `1.5 GiB`, `512 bytes`. */
export function formatBytes(bytes: bigint): string {
  const power = units.findLastIndex((_, at) => bytes >= 1024n ** BigInt(at + 1))
  if (power === -1) return `${bytes} bytes`
  return `${Number((bytes * 100n) / 1024n ** BigInt(power + 1)) / 100} ${units[power]}`
}

const units = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB']
