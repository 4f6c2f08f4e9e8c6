import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { guest } from '../../bench/guest.mjs'
import { vocabulary } from '../../src/domain/vocabulary/index.js'
import { Matcher } from '../../src/domain/vocabulary/match.js'
import { rules } from '../../src/rules/index.js'
import { wrap } from '../../src/rules/wrappers.js'
import { scan } from '../../src/xml/scan.js'
import { allowedVerdicts } from './allowed-differences.js'
import { installedSchema } from './installed.js'
import { accepts, type Mutant, mutate, seeded } from './mutation.js'

const schema = installedSchema()
const why =
  typeof schema === 'string'
    ? schema
    : spawnSync('xmllint', ['--version']).error === undefined
      ? undefined
      : 'there is no xmllint: install libxml2-utils'

describe.skipIf(why !== undefined)(`the vocabulary's verdict and that of libvirt's schema${why === undefined ? '' : ` (${why})`}`, () => {
  it('agree on documents with something wrong in them', { timeout: 120_000 }, () => {
    if (typeof schema === 'string') return expect.unreachable(schema)
    const mutants = documents().flatMap(([name, text], order) => mutantsOf(name, text, order))
    expect(mutants.length).toBeGreaterThan(3000)
    const wanted = validity(schema.file, mutants)
    const matcher = new Matcher(vocabulary(), schema.target)
    const off = mutants.filter(({ text }, order) => accepts(matcher, text) !== wanted[order])
    const unexplained = off.filter(({ what }) => !allowedVerdicts.some(({ mutant }) => mutant.test(what)))
    // Both verdicts must occur, or the mutants test nothing.
    expect(wanted.filter(Boolean).length).toBeGreaterThan(200)
    expect(wanted.filter((valid) => !valid).length).toBeGreaterThan(1000)
    // The examples of the rules change often; a few that nobody has looked into yet may be among them.
    expect(unexplained.map(({ what }) => what).filter((what) => /^guest |\.xml: /.test(what))).toEqual([])
    expect(unexplained.length / mutants.length, unexplained.map(({ what }) => what).join('\n')).toBeLessThanOrEqual(0.001)
    expect(off.length / mutants.length).toBeLessThanOrEqual(0.005)
  })
})

/** Guests of ours, by name: made ones, the examples, and what the rules call good. */
function documents(): (readonly [name: string, text: string])[] {
  const folder = resolve(import.meta.dirname, '../../examples')
  const examples = readdirSync(folder).filter((file) => file.endsWith('.xml'))
  const good = rules.flatMap(({ id, examples }) =>
    examples.flatMap((example) =>
      'good' in example ? [example.good].flat().map((text) => [id, wrap(text, example.inside)] as const) : [],
    ),
  )
  return [
    ...Array.from({ length: 60 }, (_, n) => [`guest ${n}`, guest(n)] as const),
    ...examples.map((file) => [file, readFileSync(join(folder, file), 'utf8')] as const),
    ...good,
  ].filter(([, text]) => scan(text).faults.length === 0)
}

function mutantsOf(name: string, text: string, order: number): Mutant[] {
  const random = seeded(order + 1)
  const mutants = Array.from({ length: 12 }, () => mutate(text, random)).filter((mutant) => mutant !== undefined)
  return [{ what: 'nothing', text }, ...mutants].map((mutant) => ({ ...mutant, what: `${name}: ${mutant.what}` }))
}

/** What xmllint says, in one run for all. */
function validity(schemaFile: string, mutants: readonly Mutant[]): boolean[] {
  const folder = mkdtempSync(join(tmpdir(), 'domlint-mutants-'))
  try {
    const files = mutants.map(({ text }, order) => {
      writeFileSync(join(folder, `${order}.xml`), text)
      return `${order}.xml`
    })
    const { stderr } = spawnSync('xmllint', ['--noout', '--relaxng', schemaFile, ...files], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    })
    const verdicts = new Map(
      [...stderr.matchAll(/^(\d+)\.xml (validates|fails to validate)$/gm)].map(([, n, verdict]) => [Number(n), verdict === 'validates']),
    )
    return mutants.map(({ what }, order) => verdicts.get(order) ?? expect.unreachable(`xmllint says nothing about ${what}`))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
