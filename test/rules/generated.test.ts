import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { generatedFiles } from '../../scripts/generate/generated-files.js'
import { ruleFiles, rulesIndex } from '../../scripts/generate/rules-index.mjs'

const root = resolve(import.meta.dirname, '../..')

test('the list of rules has every rule file (else run node scripts/generate-rules.mjs)', () => {
  const folder = join(root, 'src/rules')
  expect(readFileSync(join(folder, 'index.ts'), 'utf8')).toBe(rulesIndex(ruleFiles(folder)))
})

test('pages, man page and schema follow from the rules, the vocabulary and the options (else run node scripts/generate-docs.mjs)', () => {
  const files = generatedFiles()
  const stale = [...files].filter(([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text)
  expect(stale.map(([path]) => path)).toEqual([])
  const pages = ['docs/rules', 'docs/format'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.md'))
      .map((path) => `${folder}/${path}`),
  )
  expect(pages.filter((path) => !files.has(path))).toEqual([])
})
