import { expect, it } from 'vitest'
import { targetFrom } from '../../src/domain/facts/target.js'
import { checkText } from '../../src/lint/engine.js'
import { compileRuleset } from '../../src/lint/ruleset.js'
import { rules } from '../../src/rules/index.js'
import { wrap } from '../../src/rules/wrappers.js'

/** Values that no table may know, and that are no numbers. */
const words = ['constructor', '__proto__', '', '-1', '99999999999999999999', 'hasOwnProperty', '0x', 'a,b^', ' ']

const settings = {
  ruleset: compileRuleset(rules, ['all']),
  target: targetFrom(undefined),
  hostArch: 'x86_64',
  abiUpdate: true,
  directives: true,
}

/** The same text with one value after another replaced by a word that nobody expects there. */
function* mutated(text: string, first: number): Generator<string> {
  let turn = first
  for (const { index, 0: whole } of text.matchAll(/(?<==')[^']*(?=')|(?<==")[^"]*(?=")|(?<=>)[^<>\s][^<>]*(?=<)/g)) {
    yield text.slice(0, index) + words[turn++ % words.length] + text.slice(index + whole.length)
  }
}

it('no rule fails on a value that nobody expects, in any of the examples', () => {
  const failures = new Set<string>()
  let tried = 0
  for (const [order, example] of rules.flatMap(({ examples }) => examples).entries()) {
    const texts = 'good' in example ? example.good : example.bad
    for (const text of typeof texts === 'string' ? [texts] : texts) {
      for (const hostile of mutated(wrap(text.replace(/[«»]/g, ''), example.inside), order)) {
        tried++
        const { failures: failed, findings } = checkText('a.xml', hostile, settings)
        for (const { message } of failed) failures.add(message)
        for (const { message, ruleId } of findings)
          if (/\[object|native code|undefined|NaN/.test(message)) failures.add(`${ruleId}: ${message}`)
      }
    }
  }
  expect([...failures]).toEqual([])
  expect(tried).toBeGreaterThan(10_000)
}, 120_000)
