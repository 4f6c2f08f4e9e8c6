import { describe, expect, it } from 'vitest'
import { formatKiB, kibOf, memoryKiB, parseSize, unitBytes } from '../../src/domain/values/size.js'
import { scan } from '../../src/xml/scan.js'

function memory(text: string): number | undefined {
  const { document } = scan(text)
  if (!document.element) throw new Error('no element')
  return memoryKiB(document.element)
}

describe('unitBytes', () => {
  it.each([
    ['b', 1n],
    ['bytes', 1n],
    ['k', 1024n],
    ['KiB', 1024n],
    ['KIB', 1024n],
    ['KB', 1000n],
    ['kb', 1000n],
    ['M', 1048576n],
    ['gB', 1000000000n],
    ['TiB', 2n ** 40n],
    ['PiB', 2n ** 50n],
    ['EiB', 2n ** 60n],
  ])('knows %s', (unit, bytes) => {
    expect(unitBytes(unit)).toBe(bytes)
  })

  it.each(['', ' KiB', 'KiBs', 'i', 'iB', 'ZiB', 'KBB', 'bit'])('does not know %j', (unit) => {
    expect(unitBytes(unit)).toBeUndefined()
  })
})

describe('parseSize', () => {
  it('takes KiB where no unit is written, or an empty one', () => {
    expect(parseSize('3', undefined)).toEqual({ bytes: 3072n })
    expect(parseSize('3', '')).toEqual({ bytes: 3072n })
    expect(parseSize('3', undefined, { scale: 1n })).toEqual({ bytes: 3n })
  })

  it('takes white space and a plus sign in front, and no more', () => {
    expect(parseSize('\n +3', 'b')).toEqual({ bytes: 3n })
    expect(parseSize('3 ', 'b')).toEqual({ fault: 'number' })
    expect(parseSize('-3', 'b')).toEqual({ fault: 'number' })
    expect(parseSize('0x3', 'b')).toEqual({ fault: 'number' })
    expect(parseSize('', 'b')).toEqual({ fault: 'number' })
    expect(parseSize('1.5', 'GiB')).toEqual({ fault: 'number' })
  })

  it('tells an unknown unit from a size that is too large', () => {
    expect(parseSize('3', 'ZiB')).toEqual({ fault: 'unit' })
    expect(parseSize('8', 'EiB')).toEqual({ fault: 'overflow' })
    expect(parseSize('7', 'EiB')).toEqual({ bytes: 7n * 2n ** 60n })
    expect(parseSize('99999999999999999999', 'b')).toEqual({ fault: 'number' })
  })
})

describe('memoryKiB', () => {
  it('rounds up, as libvirt does', () => {
    expect(memory("<memory unit='GB'>1</memory>")).toBe(976563)
    expect(memory("<memory unit='b'>1</memory>")).toBe(1)
    expect(kibOf(1024n)).toBe(1)
    expect(kibOf(1025n)).toBe(2)
  })

  it('is exact up to the largest size that libvirt takes', () => {
    expect(memory('<memory>9007199254740991</memory>')).toBe(9007199254740991)
    expect(memory('<memory>9007199254740992</memory>')).toBeUndefined()
    expect(memory("<memory unit='b'>9223372036854775807</memory>")).toBeUndefined()
  })

  it('is undefined for what libvirt refuses', () => {
    expect(memory('<memory>much</memory>')).toBeUndefined()
    expect(memory('<memory/>')).toBeUndefined()
  })
})

describe('formatKiB', () => {
  it('chooses the largest unit that divides the size', () => {
    expect(formatKiB(2097152)).toBe('2 GiB')
    expect(formatKiB(2097153)).toBe('2097153 KiB')
    expect(formatKiB(0)).toBe('0 KiB')
  })
})
