// src/rules/index.ts, the list of all rules.
// @ts-check
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The rule files below a folder, as paths relative to it, sorted.
 * @param {string} folder
 */
export function ruleFiles(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /^[a-z]+\/[a-z0-9-]+\.ts$/.test(path) && /^export default rule\b/m.test(readFileSync(join(folder, path), 'utf8')))
    .sort((a, b) => (withoutEnding(a) < withoutEnding(b) ? -1 : 1))
}

/**
 * The text of the list.
 * @param {readonly string[]} files
 */
export function rulesIndex(files) {
  const imports = [...files.map((file) => ({ name: variableName(file), file })), { name: 'type { Rule }', file: 'rule.ts' }]
    .sort((a, b) => (withoutEnding(a.file) < withoutEnding(b.file) ? -1 : 1))
    .map(({ name, file }) => `import ${name} from './${withoutEnding(file)}.js'\n`)
  const names = files.map((file) => `  ${variableName(file)},\n`)
  return `// Written by scripts/generate-rules.mjs from the files in this folder.
${imports.join('')}
/** All rules, sorted by id. */
export const rules: readonly Rule[] = [
${names.join('')}]
`
}

/** `abi/no-floating-machine.ts` is `abiNoFloatingMachine`. @param {string} file */
function variableName(file) {
  return withoutEnding(file).replace(/[/-](\w)/g, (_, letter) => letter.toUpperCase())
}

/** @param {string} file */
function withoutEnding(file) {
  return file.replace(/\.ts$/, '')
}
