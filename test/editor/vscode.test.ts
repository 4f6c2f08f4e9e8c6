import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { options } from '../../src/cli/options.js'
import { folderWith } from '../cli/run.js'

const root = resolve(import.meta.dirname, '../..')
const extension = join(root, 'editor/vscode')

interface Seen {
  readonly providers: readonly string[]
  readonly commands: readonly string[]
  readonly errors: readonly string[]
  readonly diagnostics: readonly { uri: string; diagnostics: { message: string; code: { value: string } }[] }[]
}

/** The built extension, with the client of Visual Studio Code and the server that it brings, but without the editor. */
describe('the extension for Visual Studio Code', () => {
  const manifest = JSON.parse(readFileSync(join(extension, 'package.json'), 'utf8'))
  beforeAll(() => {
    execFileSync(process.execPath, ['scripts/build-vscode.mjs'], { cwd: root })
  }, 60_000)

  function open(text: string): Seen {
    const path = join(folderWith({ 'guest.xml': text }), 'guest.xml')
    const driver = join(import.meta.dirname, 'clients/vscode.cjs')
    return JSON.parse(execFileSync(process.execPath, [driver, extension, path], { encoding: 'utf8', timeout: 60_000 }))
  }

  test('shows what the server that it brings finds, and offers what that can', { timeout: 90_000 }, () => {
    const seen = open("<domain type='kvm'>\n  <name>mail</name>\n  <memroy unit='KiB'>1048576</memroy>\n</domain>\n")
    expect(seen.errors).toEqual([])
    const [{ diagnostics } = { diagnostics: [] }] = seen.diagnostics
    expect(diagnostics.map(({ code }) => code.value)).toContain('schema/no-unknown-element')
    const offered = ['Completion', 'Hover', 'CodeActions', 'DocumentSymbol', 'Rename', 'InlayHints', 'CodeLens', 'FoldingRange']
    for (const name of offered) expect(seen.providers.filter((provider) => provider.includes(name))).not.toEqual([])
    const contributed: { command: string }[] = manifest.contributes.commands
    expect(seen.commands).toEqual(expect.arrayContaining(contributed.map(({ command }) => command)))
  })

  test('has settings that the program has as options, and what is needed to be packaged', () => {
    const settings = Object.keys(manifest.contributes.configuration.properties).map((name) => name.replace('domlint.', ''))
    const names: readonly string[] = options.map(({ name }) => name)
    expect(settings.filter((name) => !names.includes(name))).toEqual(['path', 'trace.server'])
    for (const name of ['LICENSE', 'CHANGELOG.md', 'README.md', 'dist/extension.cjs', 'server/cli.cjs', 'server/main.cjs'])
      expect(existsSync(join(extension, name)), name).toBe(true)
    expect(manifest.version).toBe(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version)
  })
})
