import { describe, expect, it } from 'vitest'
import { maxUint64, parseInteger, parseUnsigned } from '../../src/domain/values/number.js'

describe('parseInteger', () => {
  it.each([
    ['10', 10, 10n],
    [' 10', 10, 10n],
    ['+7', 10, 7n],
    ['-1', 10, -1n],
    ['010', 10, 10n],
    ['0x1F', 'prefixed', 31n],
    ['017', 'prefixed', 15n],
    ['31', 'prefixed', 31n],
    ['0', 'prefixed', 0n],
    ['1f', 16, 31n],
    ['0x1f', 16, 31n],
    ['18446744073709551615', 10, maxUint64],
  ] as const)('%s in base %s', (text, base, value) => {
    expect(parseInteger(text, base)).toBe(value)
  })

  it.each([
    ['10 ', 10],
    ['', 10],
    ['ten', 10],
    ['0x10', 10],
    ['1.5', 10],
    ['- 1', 10],
    ['08', 'prefixed'],
    ['0x', 'prefixed'],
    ['1f', 'prefixed'],
    ['g', 16],
  ] as const)('%s is no number in base %s', (text, base) => {
    expect(parseInteger(text, base)).toBeUndefined()
  })
})

describe('parseUnsigned', () => {
  it('keeps to its limit and takes no sign', () => {
    expect(parseUnsigned('4294967295')).toBe(4294967295)
    expect(parseUnsigned('4294967296')).toBeUndefined()
    expect(parseUnsigned('-1')).toBeUndefined()
    expect(parseUnsigned('-0')).toBeUndefined()
    expect(parseUnsigned('256', 10, 255)).toBeUndefined()
    expect(parseUnsigned('0xff', 'prefixed', 255)).toBe(255)
  })
})
