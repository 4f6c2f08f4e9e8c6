import { describe, expect, it } from 'vitest'
import { enumerations } from '../../src/domain/facts/enumerations.js'
import { numbers } from '../../src/domain/facts/numbers.js'
import { placesOf, sinceOf } from '../../src/domain/facts/place-notation.js'
import { switches } from '../../src/domain/facts/switches.js'
import { describeNumberKind, numberFault, parseNumberKind } from '../../src/domain/values/number-kind.js'
import { parsePattern } from '../../src/lint/patterns.js'

describe('placesOf', () => {
  it('reads attributes, texts, marks and alternatives', () => {
    expect(placesOf('domain/os/boot@dev!')).toEqual([{ element: 'domain/os/boot', attribute: 'dev', required: true, emptyAllowed: false }])
    expect(placesOf('domain/on_crash?')).toEqual([
      { element: 'domain/on_crash', attribute: undefined, required: false, emptyAllowed: true },
    ])
    expect(placesOf('domain/a[@type={b,c}]/d@{e,f}').map(({ element, attribute }) => `${element} ${attribute}`)).toEqual([
      'domain/a[@type={b,c}]/d e',
      'domain/a[@type={b,c}]/d f',
    ])
    expect(placesOf('domain/a[@b]')).toMatchObject([{ element: 'domain/a[@b]', attribute: undefined }])
    const [address] = placesOf('domain/devices/<device>/address@type')
    expect(parsePattern(address?.element ?? '').length).toBeGreaterThan(20)
  })

  it('refuses what is no place', () => {
    expect(() => placesOf('disk@type')).toThrow(SyntaxError)
  })
})

describe('the tables', () => {
  const keys = [
    ...Object.keys(enumerations),
    ...Object.keys(numbers),
    ...Object.values(switches).flatMap((list) => list.map((key) => key.split(' ')[0] ?? '')),
  ]

  it('have only element paths that the walk understands', () => {
    for (const key of keys) for (const { element } of placesOf(key)) expect(() => parsePattern(element)).not.toThrow()
  })

  it('name each place once', () => {
    const places = keys
      .flatMap(placesOf)
      .flatMap(({ element, attribute }) => parsePattern(element).map(({ steps }) => JSON.stringify([steps, attribute])))
    expect(places.filter((place, order) => places.indexOf(place) !== order)).toEqual([])
  })

  it('have words without doubles, and number kinds that can be read', () => {
    for (const words of Object.values(enumerations)) {
      const names = words
        .split(' ')
        .filter(Boolean)
        .map((word) => sinceOf(word).name)
      expect(new Set(names).size).toBe(names.length)
    }
    for (const kind of Object.values(numbers)) expect(describeNumberKind(parseNumberKind(kind))).not.toBe('')
  })
})

describe('numberFault', () => {
  it.each([
    ['uint', '0', undefined],
    ['uint', '-1', 'not a number'],
    ['uint', '4294967296', 'out of range'],
    ['int', '-1', undefined],
    ['int 0..', '-1', 'not a number'],
    ['uint 1..', '0', 'out of range'],
    ['uint prefixed', '0x1f', undefined],
    ['uint', '0x1f', 'not a number'],
    ['uint hex', 'ff', undefined],
    ['ulong 0|1000..1000000', '0', undefined],
    ['ulong 0|1000..1000000', '999', 'out of range'],
    ['long ..0|1000..17592186044415', '-1', undefined],
    ['uint wraps', '-1', undefined],
    ['uint 0..65535 9.0.0', '70000', 'out of range'],
  ] as const)('%s takes %s: %s', (kind, text, fault) => {
    expect(numberFault(text, parseNumberKind(kind))).toBe(fault)
  })

  it('tells people what is expected', () => {
    expect(describeNumberKind(parseNumberKind('uint 1..'))).toBe('a number from 1 on')
    expect(describeNumberKind(parseNumberKind('int prefixed 1..255'))).toBe('1 to 255')
    expect(describeNumberKind(parseNumberKind('uint 3..3'))).toBe('3')
  })
})
