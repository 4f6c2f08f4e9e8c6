import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Finding } from '../../src/lint/finding.js'
import { lint } from '../../src/lint/lint-text.js'
import { corpus } from '../corpus.js'

interface Mistake {
  readonly file: string
  /** Line and column of the culprit's first character, and of the one behind it. */
  readonly range: readonly [number, number, number, number]
  readonly idealMessage: string
}

const folder = join(corpus, 'mistakes')
const list = join(folder, 'expected.jsonl')
const why = existsSync(list) ? undefined : 'there is no corpus of mistakes at DOMLINT_CORPUS'

describe.skipIf(why !== undefined)(`typical mistakes${why === undefined ? '' : ` (${why})`}`, () => {
  const mistakes: Mistake[] =
    why === undefined
      ? readFileSync(list, 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line))
      : []
  const always = new Set(why === undefined ? findingsOf('base.xml').map(keyOf) : [])
  const own = (file: string) => findingsOf(file).filter((finding) => !always.has(keyOf(finding)) && finding.severity !== 'info')

  it.each(mistakes.map(({ file, range }) => [file, range] as const))('%s: one finding, exactly at the culprit', (file, range) => {
    expect(own(file).map(({ start, end }) => [start.line, start.column, end.line, end.column])).toEqual([range])
  })

  it('have messages that can be read beside the ideal ones', () => {
    const rows = mistakes.map(({ file, idealMessage }) => `| ${file} | ${cell(idealMessage)} | ${own(file).map(cellOf).join('<br>')} |`)
    const table = ['| file | ideal message | our message |', '|---|---|---|', ...rows, ''].join('\n')
    writeFileSync(join(tmpdir(), 'domlint-mistakes.md'), table)
    // What cannot be left out: what is wrong, and what libvirt makes of it.
    for (const { file } of mistakes)
      for (const { message, ruleId } of own(file)) if (ruleId !== 'xml/well-formed') expect(message).toMatch(/libvirt/)
  })
})

function findingsOf(file: string): readonly Finding[] {
  return lint(readFileSync(join(folder, file), 'utf8'), { presets: ['recommended'] }).findings
}

function keyOf({ ruleId, message }: Finding): string {
  return `${ruleId}\n${message}`
}

function cellOf({ ruleId, message }: Finding): string {
  return `${cell(message)} (${ruleId})`
}

function cell(text: string): string {
  return text.replace(/\|/g, '\\|')
}
