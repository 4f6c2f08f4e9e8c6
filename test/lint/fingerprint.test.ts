import { describe, expect, test } from 'vitest'
import type { Finding } from '../../src/lint/finding.js'
import { fingerprints, hash128 } from '../../src/lint/fingerprint.js'
import { SourceText } from '../../src/xml/source.js'

function finding(text: string, marked: string, rest: Partial<Finding> = {}): Finding {
  const start = text.indexOf(marked)
  const range = { start, end: start + marked.length }
  const source = new SourceText(text)
  const points = { start: source.point(range.start), end: source.point(range.end) }
  const base = {
    ruleId: 'a/b',
    severity: 'error',
    message: 'm',
    device: 'disk vda',
    domain: 'web',
    suggestions: [],
    related: [],
    docs: '',
  } as const
  return { ...base, range, ...points, ...rest }
}

const one = (text: string, marked: string, rest: Partial<Finding> = {}) =>
  fingerprints({ text, findings: [finding(text, marked, rest)] })[0]

describe('fingerprints', () => {
  const text = "<disk>\n  <target bus='x  y'/>\n</disk>"

  test('do not depend on place, white space, severity and wording', () => {
    const expected = one(text, 'x  y')
    expect(expected).toMatch(/^[0-9a-f]{32}$/)
    expect(one(`\n\n${text}`, 'x  y')).toBe(expected)
    expect(one(text.replace('x  y', 'x y'), 'x y')).toBe(expected)
    expect(one(text, 'x  y', { message: 'other words', severity: 'info' })).toBe(expected)
  })

  test.each([['ruleId'], ['device'], ['domain']] as const)('depend on the %s', (field) => {
    expect(one(text, 'x  y', { [field]: 'other' })).not.toBe(one(text, 'x  y'))
  })

  test('depend on the marked text', () => {
    expect(one(text, 'target')).not.toBe(one(text, 'bus'))
  })

  test('tell the n-th same finding apart, in the same way each time', () => {
    const same = finding(text, 'bus')
    const three = fingerprints({ text, findings: [same, same, same] })
    expect(new Set(three).size).toBe(3)
    expect(three[0]).toBe(one(text, 'bus'))
    expect(fingerprints({ text, findings: [same, same] })).toEqual(three.slice(0, 2))
  })

  test('say nothing about a password', () => {
    const first = "<graphics passwd='hunter2'/>"
    const second = "<graphics passwd='swordfish'/>"
    expect(one(first, 'hunter2')).toBe(one(second, 'swordfish'))
  })

  test('need no text where there are no findings', () => {
    const report = {
      findings: [],
      get text(): string {
        throw new Error('the text was read')
      },
    }
    expect(fingerprints(report)).toEqual([])
  })
})

describe('hash128', () => {
  test('keeps its values: they stand in baselines', () => {
    expect([hash128(''), hash128('a'), hash128('domlint')]).toEqual([
      'ab68ad0055a130c0ed2463e7fed70918',
      'a7e5f041b5cca4c004fa7151deeff8ee',
      '1f36e96ba0ae598ad73d6f3d6b163a9f',
    ])
  })

  test('has no collisions among similar texts, in either half', () => {
    const hashes: string[] = []
    for (let number = 0; number < 50_000; number++) hashes.push(hash128(`abi/no-ide\0web\0disk vd${number}`), hash128(`${number}\0`))
    expect(new Set(hashes.map((hash) => hash.slice(0, 16))).size).toBe(hashes.length)
    expect(new Set(hashes.map((hash) => hash.slice(16))).size).toBe(hashes.length)
  })

  test('changes about half of its bits when one bit of the text changes', () => {
    let changed = 0
    const bits = (hash: string) => BigInt(`0x${hash}`)
    for (let number = 0; number < 1000; number++) {
      const text = `disk ${number * 7919}`
      const flipped = String.fromCharCode(text.charCodeAt(0) ^ 1) + text.slice(1)
      changed += (bits(hash128(text)) ^ bits(hash128(flipped))).toString(2).replaceAll('0', '').length
    }
    expect(changed / 1000).toBeGreaterThan(62)
    expect(changed / 1000).toBeLessThan(66)
  })
})
