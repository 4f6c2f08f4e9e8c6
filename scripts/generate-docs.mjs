// Writes what follows from the rules, the vocabulary and the options: docs/rules, docs/format, man/domlint.1, schema/domlint.schema.json.
// @ts-check
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const { outputFiles } = await build({
  entryPoints: ['scripts/generate/generated-files.ts'],
  bundle: true,
  format: 'cjs',
  platform: 'node',
  packages: 'external',
  logLevel: 'error',
  write: false,
})
const module = { exports: /** @type {{ generatedFiles(): ReadonlyMap<string, string> }} */ ({ generatedFiles: () => new Map() }) }
new Function('module', 'exports', 'require', outputFiles[0]?.text ?? '')(module, module.exports, createRequire(import.meta.url))

const files = module.exports.generatedFiles()
for (const [path, text] of files) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
for (const folder of ['docs/rules', 'docs/format']) {
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (path.endsWith('.md') && !files.has(join(folder, path))) rmSync(join(folder, path))
  }
}
