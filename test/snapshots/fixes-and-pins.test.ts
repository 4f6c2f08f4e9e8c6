import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { libvirtLayout } from '../../src/canonical/layout/libvirt-layout.js'
import { targetFrom } from '../../src/domain/facts/target.js'
import { checkText } from '../../src/lint/engine.js'
import { fixText } from '../../src/lint/fix.js'
import { runExample } from '../../src/lint/rule-tester.js'
import { compileRuleset } from '../../src/lint/ruleset.js'
import { pinText } from '../../src/migrate/pin.js'
import { rules } from '../../src/rules/index.js'
import { compareAbi } from '../../src/snapshots/compare-abi.js'
import { extractAbi } from '../../src/snapshots/extract-abi.js'
import { corpus, corpusFiles, hasCorpus } from '../corpus.js'
import { compareSettings, formsOf } from './forms.js'

const settings = { ...compareSettings, ruleset: compileRuleset(rules, ['all']), directives: false }
const libvirtRules = compileRuleset(rules, ['libvirt'])

/** What differs for the guests of two texts. */
function differences(before: string, after: string, of = compareSettings): string[] {
  const [old, fresh] = [formsOf(before, of) ?? [], formsOf(after, of) ?? []]
  return old.flatMap((form, index) => {
    const other = fresh[index]
    if (!other) return ['the domain is gone']
    return compareAbi(extractAbi(form), extractAbi(other), 'guest').map(({ message }) => message)
  })
}

/** A definition that libvirt refuses is that of no guest. */
function isRefused(text: string, of = settings): boolean {
  return checkText('guest.xml', text, { ...of, ruleset: libvirtRules }).findings.some(({ severity }) => severity === 'error')
}

test('no safe fix in an example of a rule changes what the guest sees', { timeout: 60_000 }, () => {
  let fixed = 0
  const changed: string[] = []
  for (const rule of rules) {
    for (const example of rule.examples) {
      const { texts, fixedSafely } = runExample(rule, example)
      const [text = ''] = texts
      if (fixedSafely === text) continue
      fixed++
      const of = {
        ...settings,
        target: targetFrom(example.target),
        hostArch: example.hostArch ?? 'x86_64',
        abiUpdate: example.abiUpdate ?? false,
      }
      const found = differences(text, fixedSafely, of)
      if (found.length > 0 && !isRefused(text, of)) changed.push(`${rule.id}, ${example.name}: ${found.join('; ')}`)
    }
  }
  expect(fixed).toBeGreaterThan(90)
  expect(changed).toEqual([])
})

test('unsafe fixes in examples do change it, so the comparison sees changes', { timeout: 60_000 }, () => {
  const ids = rules.flatMap((rule) => {
    if (rule.category !== 'abi') return []
    const isNoticed = rule.examples.some((example) => {
      const { texts, fixed } = runExample(rule, example)
      return differences(texts[0] ?? '', fixed).length > 0
    })
    return isNoticed ? [rule.id] : []
  })
  expect(ids).toContain('abi/valid-memory-alignment')
})

describe.skipIf(!hasCorpus)('on the definitions of all corpora (test data outside the project)', () => {
  const files = corpusFiles('libvirt/input', 'abi/bases', 'real', 'rewrites/cases', 'mistakes')
  // Before a release all of them are looked at; else some of each, which takes seconds.
  const step = process.env.DOMLINT_EVERY_FILE ? 1 : 12
  const some = files.filter((_, index) => index % step === 0)
  const texts = some.map((file) => [relative(corpus, file), readFileSync(file, 'utf8')] as const).filter(([, text]) => formsOf(text))

  test('no safe fix changes what the guest sees', () => {
    let fixed = 0
    let refused = 0
    const changed: string[] = []
    for (const [name, text] of texts) {
      const after = fixText(name, text, settings, { unsafe: false }).text
      if (after === text) continue
      fixed++
      const found = differences(text, after)
      if (found.length === 0) continue
      if (isRefused(text)) refused++
      else changed.push(`${name}: ${found.join('; ')}`)
    }
    console.log(
      `${fixed} of ${texts.length} definitions fixed, ${changed.length} changed for the guest, and ${refused} that libvirt refuses`,
    )
    expect(changed).toEqual([])
    expect(fixed).toBeGreaterThan(texts.length / 3)
  }, 600_000)

  test.each([false, true])(
    'the pinned and the canonical form are the same for the guest (a new guest: %s)',
    (abiUpdate) => {
      const of = { ...settings, abiUpdate }
      const changed = texts.flatMap(([name, text]) => {
        const canonical = (formsOf(text, of) ?? []).map((form) => libvirtLayout(form.canonical, of.target.libvirt)).join('')
        const pinned = pinText(text, of, 'all', of.randomBytes)?.text ?? ''
        const isOne = formsOf(text)?.length === 1
        const found = [...differences(text, pinned, of), ...(isOne ? differences(text, canonical, of) : [])]
        return found.length === 0 ? [] : [`${name}: ${found.join('; ')}`]
      })
      expect(changed).toEqual([])
      expect(texts.length).toBeGreaterThan(200)
    },
    600_000,
  )
})
