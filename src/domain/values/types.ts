import { type DataType, dataTypeOf } from './data-type.js'
import { nearest } from './nearest.js'
import { typeTable } from './type-table.js'
import { hexOrDecimal, wholeNumber } from './whole-number.js'

export type { DataType } from './data-type.js'

/** What a thing is named by that another place refers to: the type of the name, and how to say it. */
const kinds: ReadonlyMap<string, readonly [type: string, words: string]> = new Map([
  ['alias', ['aliasName', 'the alias of a device of this domain']],
  ['audio', ['positiveInteger', 'the id of an audio backend of this domain']],
  ['cell', ['unsignedInt', 'the number of a NUMA cell of this domain']],
  ['controller', ['unsignedInt', 'the index of a controller of this domain']],
  ['iothread', ['unsignedInt', 'the number of an I/O thread of this domain']],
  ['vcpu', ['vcpuid', 'the number of a vCPU of this domain']],
  ['throttlegroup', ['text', 'the name of a throttle group of this domain']],
  ['network', ['text', 'the name of a network']],
  ['nwfilter', ['NCName', 'the name of a network filter']],
  ['pool', ['text', 'the name of a storage pool']],
  ['secret', ['text', 'the usage name of a secret']],
  ['volume', ['volName', 'the name of a volume of the storage pool']],
])

const resolved = new Map<string, DataType>(typeTable)

/**
 * A data type by its name: one of the table, a range of whole numbers (`0..31`, `-1..100`) or of numbers in hexadecimal or decimal
 * (`0x00..0xff`), or what names a thing (`id:iothread`) or refers to it (`ref:iothread`).
 * @throws Error if there is no such type.
 */
export function dataType(name: string): DataType {
  let type = resolved.get(name)
  if (!type) {
    type = numberRange(name) ?? nameOfThing(name)
    if (!type) throw new Error(`There is no data type '${name}'${meant(name)}.`)
    resolved.set(name, type)
  }
  return type
}

/**
 * Whether libvirt's schema takes the value for the type of this name.
 * @throws Error if there is no such type.
 */
export function valueFits(name: string, value: string): boolean {
  return dataType(name).fits(value)
}

function numberRange(name: string): DataType | undefined {
  const [, from, to] = /^(-?\d+)\.\.(\d+)$/.exec(name) ?? []
  if (from !== undefined && to !== undefined) {
    return wholeNumber({ min: BigInt(from), max: BigInt(to), sign: from.startsWith('-') ? 'any' : 'none', padded: true })
  }
  const [, low, high] = /^(0x[\da-f]+)\.\.(0x[\da-f]+)$/.exec(name) ?? []
  if (low === undefined || high === undefined) return undefined
  const whole = hexOrDecimal(new RegExp(`0x[\\da-fA-F]{1,${high.length - 2}}`), BigInt(high))
  const inRange = (value: string) => whole.fits(value) && BigInt(value.trim()) >= BigInt(low) && BigInt(value.trim()) <= BigInt(high)
  return dataTypeOf(`a number from ${low} to ${high}`, inRange, (value) => whole.nearest?.(value))
}

function nameOfThing(name: string): DataType | undefined {
  const [, role, kind = ''] = /^(id|ref):(.+)$/.exec(name) ?? []
  const [typeName = '', words = ''] = kinds.get(kind) ?? []
  const type = typeTable.get(typeName)
  return type && (role === 'ref' ? { ...type, words } : type)
}

function meant(name: string): string {
  const near = nearest(name, typeTable.keys())
  return near === undefined ? '' : `; did you mean '${near}'?`
}
