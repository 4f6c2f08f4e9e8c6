import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guest } from '../../bench/guest.mjs'
import { targetFrom } from '../../src/domain/facts/target.js'
import { checkText } from '../../src/lint/engine.js'
import { fixText } from '../../src/lint/fix.js'
import { compileRuleset } from '../../src/lint/ruleset.js'
import { rules } from '../../src/rules/index.js'
import { scan } from '../../src/xml/scan.js'

const settings = {
  ruleset: compileRuleset(rules, ['all']),
  target: targetFrom(undefined),
  hostArch: 'x86_64',
  abiUpdate: false,
  directives: true,
}

/** The same guest in another hand: quotes, line ends, indentation, comments and blank lines. */
const handwriting = fc.record({
  number: fc.nat(400),
  double: fc.boolean(),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  indent: fc.constantFrom('  ', '\t', '    ', ''),
  comments: fc.array(fc.nat(60), { maxLength: 5 }),
  blanks: fc.array(fc.nat(60), { maxLength: 5 }),
  oneLine: fc.boolean(),
})

function write({
  number,
  double,
  lineEnd,
  indent,
  comments,
  blanks,
  oneLine,
}: typeof handwriting extends fc.Arbitrary<infer Hand> ? Hand : never): string {
  const lines = guest(number)
    .split('\n')
    .map((line) => line.replace(/^(?: {2})+/, (spaces) => indent.repeat(spaces.length / 2)))
  for (const at of comments) lines.splice(1 + (at % (lines.length - 2)), 0, `${indent}<!-- comment ${at} -->`)
  for (const at of blanks) lines.splice(1 + (at % (lines.length - 2)), 0, '')
  const text = lines.join(oneLine ? '' : lineEnd)
  return double ? text.replace(/'/g, '"') : text
}

const commentsOf = (text: string) => text.match(/<!--[\s\S]*?-->/g) ?? []

describe('whatever hand a definition is written in', () => {
  it('fixing once is fixing to the end, keeps every comment, and leaves well-formed XML', () => {
    fc.assert(
      fc.property(handwriting, fc.boolean(), (hand, unsafe) => {
        const text = write(hand)
        expect(scan(text).faults).toEqual([])
        const once = fixText('a.xml', text, settings, { unsafe })
        expect(once.failures).toEqual([])
        expect(scan(once.text).faults).toEqual([])
        expect(commentsOf(once.text)).toEqual(commentsOf(text))
        expect(fixText('a.xml', once.text, settings, { unsafe }).text).toBe(once.text)
        if (!hand.oneLine && hand.lineEnd === '\r\n') expect(once.text.replace(/\r\n/g, '')).not.toContain('\n')
      }),
      { numRuns: 60 },
    )
  })

  it('the same mistakes are found', () => {
    fc.assert(
      fc.property(handwriting, (hand) => {
        const found = (text: string) =>
          checkText('a.xml', text, settings)
            .findings.map(({ ruleId, message, device }) => `${ruleId} ${device}: ${message}`)
            .sort()
        expect(found(write(hand))).toEqual(found(guest(hand.number)))
      }),
      { numRuns: 60 },
    )
  })

  it('a text that is not well-formed is never changed', () => {
    fc.assert(
      fc.property(handwriting, fc.nat(), (hand, at) => {
        const text = write(hand)
        const broken = `${text.slice(0, at % text.length)}<${text.slice(at % text.length)}`
        if (scan(broken).faults.length === 0) return
        expect(fixText('a.xml', broken, settings, { unsafe: true }).text).toBe(broken)
      }),
      { numRuns: 100 },
    )
  })
})
