import { describe, expect, test } from 'vitest'
import { applyEdits, defineConfig, fix, lint, rule, rules } from '../src/index.js'

const text = "<domain type='kvm'>\n  <name>mail</name>\n  <memory>1048576</memory>\n</domain>\n"
const presets = ['deprecated'] as const

describe('the library', () => {
  test('lints', () => {
    const { findings, wellFormed, failures } = lint(text, { presets, filePath: 'mail.xml' })
    expect(findings.map(({ ruleId, start }) => `${ruleId} ${start.line}:${start.column}`)).toEqual(['deprecated/prefer-memory-unit 3:11'])
    expect({ wellFormed, failures }).toEqual({ wellFormed: true, failures: [] })
  })

  test('fixes, as the edits of the finding say', () => {
    const { findings } = lint(text, { presets })
    const { text: fixed, applied, findings: left } = fix(text, { presets })
    expect(fixed).toBe(text.replace('<memory>', "<memory unit='KiB'>"))
    expect(fixed).toBe(applyEdits(text, findings[0]?.fix?.edits ?? []))
    expect({ applied, left }).toEqual({ applied: 1, left: [] })
    expect(fix(text, { presets, only: ['abi/no-floating-machine'] }).text).toBe(text)
  })

  test('takes rules from outside', () => {
    const house = rule({
      id: 'security/no-mail-guest',
      summary: 'Call no guest mail',
      why: 'It is the rule of the house.',
      sources: ['the house'],
      category: 'security',
      severity: 'error',
      since: '0.1.0',
      message: 'no guest may be called {name}',
      on: { 'domain/name': (name) => (name.text === 'mail' ? { at: name.textRange, data: { name: name.text } } : undefined) },
      examples: [],
    })
    const { findings } = lint(text, {
      presets: [],
      plugins: [{ name: 'house', rules: [house] }],
      rules: { 'security/no-mail-guest': 'warning' },
    })
    expect(findings).toMatchObject([{ message: 'no guest may be called mail', severity: 'warning' }])
  })

  test('says what a text is that holds no domain', () => {
    expect(lint('<network/>')).toMatchObject({ findings: [], notADomain: 'a libvirt network' })
  })

  test('compares the domains of one text', () => {
    const both = `<domains>${text}${text.replace('mail', 'web')}</domains>`
    const shared = lint(both.replaceAll('<memory>', '<uuid>8a6f0a1e-2f52-4a0e-9a52-2d1c57a3a8f1</uuid><memory>'), { presets: ['project'] })
    for (const { related } of shared.findings) expect(related.length).toBeGreaterThan(0)
  })

  test('does not know every target', () => {
    expect(() => lint(text, { target: 'windows' })).toThrow(RangeError)
  })

  test('helps with configurations', () => {
    expect(defineConfig({ presets: ['strict'] }, [{ name: 'b' }])).toEqual([{ presets: ['strict'] }, { name: 'b' }])
  })

  test('has rules with ids of their own, sorted', () => {
    const ids = rules.map(({ id }) => id)
    expect(ids).toEqual([...new Set(ids)].sort())
  })
})
