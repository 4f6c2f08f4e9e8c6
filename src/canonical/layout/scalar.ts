import { formatCpuset, parseCpuset } from '../../domain/values/cpuset.js'
import { formatIp } from '../../domain/values/ip.js'
import { formatMac, parseMac } from '../../domain/values/mac.js'
import { maxUint64, type NumberBase, parseInteger } from '../../domain/values/number.js'
import { parseSize } from '../../domain/values/size.js'
import { isUuid, uuidDigits } from '../../domain/values/uuid.js'

/** A value as libvirt writes it; with the unit that it is in, where it has one. Undefined: libvirt reads past it. */
export type Written = { readonly value: string; readonly unit?: string } | undefined

type Writer = (value: string, unit: string | undefined) => Written

/** What libvirt makes of a value that it reads and writes; one that it refuses to read stays as it is. */
const writers = {
  text: as((value) => value),
  /** Read in base 10, as most numbers are. */
  uint: integer(10),
  int: integer(10),
  /** Read as C does: `0x1f`, `017`, `31`; written in base 10. */
  number: integer('prefixed'),
  /** A number as C reads it; anything below 1 counts as none. */
  positive: (value) => {
    const number = parseInteger(value.trim(), 'prefixed')
    return number === undefined ? { value } : number > 0n ? { value: `${number}` } : undefined
  },
  hex: hexadecimal('prefixed', 1),
  hex1: hexadecimal('prefixed', 1),
  hex2: hexadecimal('prefixed', 2),
  hex4: hexadecimal('prefixed', 4),
  hex8: hexadecimal('prefixed', 8),
  /** Hexadecimal with or without `0x`. */
  bareHex: hexadecimal(16, 1),
  bareHex8: hexadecimal(16, 8),
  HEX2: as((value) => formatHex(value, 'prefixed', 2)?.toUpperCase().replace('X', 'x')),
  HEX4: as((value) => formatHex(value, 'prefixed', 4)?.toUpperCase().replace('X', 'x')),
  octal: as((value) => (/^[0-7]+$/.test(value) ? BigInt(`0o${value}`).toString(8).padStart(4, '0') : undefined)),
  usbVersion: as((value) => value.replace(/^0*(\d+)\.(\d+)$/, (_, major: string, minor: string) => `${major}.${minor.padStart(2, '0')}`)),
  usbPort: as((value) =>
    value
      .split('.')
      .map((port) => parseInteger(port)?.toString() ?? port)
      .join('.'),
  ),
  mac: as((value) => {
    const octets = parseMac(value)
    return octets && formatMac(octets)
  }),
  uuid: as((value) => (isUuid(value) ? uuidDigits(value).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') : undefined)),
  cpuset: as((value) => {
    const set = parseCpuset(value)
    return 'members' in set && set.members ? formatCpuset(set.members) : undefined
  }),
  /** An IP address in its shortest form. */
  ip: as(formatIp),
  upper: as((value) => value.toUpperCase()),
  /** The alias that a user gave; what QEMU's devices are called by otherwise is not kept (domain_conf.c, virDomainDeviceInfoParseXML). */
  userAlias: (value) => (/^ua-[\w-]*$/.test(value) ? { value } : undefined),
  KiB: size(1024n, 1024n, 'KiB'),
  bytes: size(1n, 1n, 'bytes'),
  MiB: size(1n, 2n ** 20n, 'M'),
  GiB: size(2n ** 30n, 2n ** 30n, 'G'),
  prettyKiB: prettySize(1024n),
  prettyMiB: prettySize(2n ** 20n),
} satisfies Readonly<Record<string, Writer>>

export type ScalarName = keyof typeof writers

export function isScalarName(name: string): name is ScalarName {
  return Object.hasOwn(writers, name)
}

/** A value as libvirt writes it after reading it. */
export function writeScalar(scalar: ScalarName, value: string, unit: string | undefined): Written {
  const writer: Writer = writers[scalar]
  return writer(value, unit)
}

/** Whether a value of this kind is a size, whose unit stands in an attribute beside it. */
export function isSize(scalar: ScalarName): boolean {
  return sizes.has(scalar)
}

const sizes: ReadonlySet<ScalarName> = new Set(['KiB', 'bytes', 'MiB', 'GiB', 'prettyKiB', 'prettyMiB'])

function as(write: (value: string) => string | undefined): Writer {
  return (value) => ({ value: write(value) ?? value })
}

function integer(base: NumberBase): Writer {
  return as((value) => parseInteger(value.trim(), base)?.toString())
}

function hexadecimal(base: NumberBase, digits: number): Writer {
  return as((value) => formatHex(value, base, digits))
}

function formatHex(value: string, base: NumberBase, digits: number): string | undefined {
  const number = parseInteger(value.trim(), base)
  return number === undefined || number < 0n ? undefined : `0x${number.toString(16).padStart(digits, '0')}`
}

/** A size: without a unit in `scale` bytes; written in `step` bytes, rounded up. */
function size(scale: bigint, step: bigint, unitWritten: string): Writer {
  return (value, unit) => {
    const { bytes } = parseSize(value.trim(), unit, { scale, limit: maxUint64 })
    return bytes === undefined
      ? { value, ...(unit === undefined ? {} : { unit }) }
      : { value: `${(bytes + step - 1n) / step}`, unit: unitWritten }
  }
}

/** A size in the largest unit that it is a whole number of (virstring.c, virFormatIntPretty). */
function prettySize(scale: bigint): Writer {
  return (value, unit) => {
    let { bytes } = parseSize(value.trim(), unit, { scale, limit: maxUint64 })
    if (bytes === undefined) return { value, ...(unit === undefined ? {} : { unit }) }
    let power = 0
    while (bytes > 0n && bytes % 1024n === 0n && power < prettyUnits.length - 1) {
      bytes /= 1024n
      power += 1
    }
    return { value: `${bytes}`, unit: prettyUnits[power] ?? 'B' }
  }
}

const prettyUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB']
