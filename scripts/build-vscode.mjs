// Builds the extension for Visual Studio Code in editor/vscode: its client, and the program as its server. dist/ has to be built before.
// `npx @vscode/vsce package --no-dependencies` in that folder then makes the .vsix.
// @ts-check
import { cpSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const extension = 'editor/vscode'

await build({
  entryPoints: [`${extension}/src/extension.ts`],
  outfile: `${extension}/dist/extension.cjs`,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  minify: true,
  logLevel: 'error',
})
rmSync(`${extension}/server`, { recursive: true, force: true })
for (const name of ['cli.cjs', 'main.cjs', 'lazy']) cpSync(`dist/${name}`, `${extension}/server/${name}`, { recursive: true })
cpSync('LICENSE', `${extension}/LICENSE`)
cpSync('CHANGELOG.md', `${extension}/CHANGELOG.md`)
