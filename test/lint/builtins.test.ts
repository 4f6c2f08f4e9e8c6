import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { builtinLevels } from '../../src/lint/builtin-levels.js'
import { builtins } from '../../src/lint/builtins.js'

const speakers = ['engine', 'directives']
  .map((name) => readFileSync(new URL(`../../src/lint/${name}.ts`, import.meta.url), 'utf8'))
  .join('')

it('everything that the engine says has a page', () => {
  const said = new Set([...speakers.matchAll(/'((?:xml|domlint)\/[a-z-]+)'/g)].map(([, id]) => id))
  expect([...said].sort()).toEqual(builtins.map(({ id }) => id).sort())
  expect(Object.keys(builtinLevels).sort()).toEqual(builtins.map(({ id }) => id).sort())
})
