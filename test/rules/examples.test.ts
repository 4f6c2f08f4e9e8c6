import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { runExample } from '../../src/lint/rule-tester.js'
import type { Example, Rule } from '../../src/rules/rule.js'
import { wrap } from '../../src/rules/wrappers.js'

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../src/rules')

/** `RULE=abi/ npx vitest run test/rules/examples.test.ts` runs the rules whose id starts so. */
const wanted = process.env.RULE ?? ''

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /^[a-z]+\/[a-z0-9-]+\.ts$/.test(file) && file.startsWith(wanted),
)

for (const file of files.sort()) {
  const { default: rule } = (await import(pathToFileURL(join(folder, file)).href)) as { default: Rule }
  describe(rule.id, () => {
    it('is named as its file and its category', () => {
      expect(`${rule.id}.ts`).toBe(file)
      expect(rule.id.startsWith(`${rule.category}/`)).toBe(true)
      expect(rule.id).toMatch(/\/(no|valid|require|prefer)-/)
    })

    it('has what its page needs', () => {
      expect(rule.summary).toMatch(/^[A-Z].*[^.]$/)
      expect(rule.why.length).toBeGreaterThan(80)
      expect(rule.sources.length).toBeGreaterThan(0)
      expect(rule.examples.some((example) => 'bad' in example)).toBe(true)
      expect(rule.examples.some((example) => 'good' in example)).toBe(true)
    })

    for (const example of rule.examples) {
      it(example.name, () => {
        checkExample(rule, example, (text) => text)
      })
      it(`${example.name} (CRLF)`, () => {
        checkExample(rule, example, (text) => text.replace(/\n/g, '\r\n'))
      })
      it(`${example.name} (other quotes)`, () => {
        checkExample(rule, example, swapQuotes)
      })
    }
  })
}

/** The same markup with single quotes for double ones and the other way round; comments and text are left alone. */
function swapQuotes(text: string): string {
  return text.replace(/<!--[\s\S]*?-->|<(?:"[^"]*"|'[^']*'|[^"'>])*>/g, (markup) =>
    markup.startsWith('<!--') || /'[^']*"[^']*'|"[^"]*'[^"]*"/.test(markup)
      ? markup
      : markup.replace(/['"]/g, (quote) => (quote === '"' ? "'" : '"')),
  )
}

function checkExample(rule: Rule, example: Example, change: (text: string) => string): void {
  const run = runExample(rule, example, change)
  expect(run.failures).toEqual([])
  const found = run.findings.flatMap((findings, text) => findings.map((finding) => ({ text, finding })))
  if ('good' in example) {
    expect(found.map(({ finding }) => finding.message)).toEqual([])
    return
  }
  expect(found.map(({ finding }) => finding.message)).toHaveLength(1)
  const [only] = found
  if (!only) return
  expect(only.finding.message).not.toMatch(/\{\w+\}/)
  expect(run.marked, 'mark the place with « and »').toBeDefined()
  expect({
    text: only.text,
    at: run.texts[only.text]?.slice(only.finding.range.start, only.finding.range.end),
    start: only.finding.range.start,
  }).toEqual({
    text: run.marked?.text,
    at: run.texts[only.text]?.slice(run.marked?.start, run.marked?.end),
    start: run.marked?.start,
  })
  if (example.says) expect(only.finding.message).toContain(example.says)
  const [first] = run.texts
  if (example.fixed === undefined) expect(only.finding.fix).toBeUndefined()
  else {
    expect(run.fixed).toBe(change(wrap(example.fixed, example.inside)))
    expect(run.fixedTwice).toBe(run.fixed)
    expect(run.fixedSafely).toBe(only.finding.fix?.safety === 'safe' ? run.fixed : first)
  }
  if (example.suggested === undefined) expect(only.finding.suggestions.length).toBe(0)
  else expect(run.suggested).toBe(change(wrap(example.suggested, example.inside)))
}
