// Writes src/rules/index.ts, the list of all rules, from the files beside it.
// @ts-check
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ruleFiles, rulesIndex } from './generate/rules-index.mjs'

const folder = fileURLToPath(new URL('../src/rules', import.meta.url))
writeFileSync(`${folder}/index.ts`, rulesIndex(ruleFiles(folder)))
