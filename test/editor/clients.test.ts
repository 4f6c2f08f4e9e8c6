import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { folderWith } from '../cli/run.js'

const root = resolve(import.meta.dirname, '../..')
const client = (name: string) => join(root, 'editor', name)

/** A guest with a memory size that has no unit, and an attribute that is misspelt. */
const guest = `<domain type='kvm'>
  <name>mail</name>
  <uuid>8a6f0a1e-2f52-4a0e-9a52-2d1c57a3a8f1</uuid>
  <memory>1048576</memory>
  <vcpu placement='static'>2</vcpu>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  </os>
  <devices>
    <disk type='file' device='disk'>
      <driver name='qemu' type='qcow2' chache='none'/>
      <source file='/images/mail.qcow2'/>
      <target dev='vda' bus='virtio'/>
    </disk>
  </devices>
</domain>
`

interface Session {
  readonly hover: string
  readonly completion: readonly string[]
  readonly actions: readonly string[]
  readonly fixed: string
}

/** Runs a session in an editor, over a file whose name says nothing of domains, and gives what the user would have seen. */
function session<Results>(program: string, words: readonly string[], more: Readonly<Record<string, string>> = {}): Results {
  const server = `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'dist/cli.cjs')}' "$@"\n`
  const folder = folderWith({ 'virshABC123.xml': guest, domlint: server })
  chmodSync(join(folder, 'domlint'), 0o755)
  const home = join(folder, 'home')
  mkdirSync(home)
  const results = join(folder, 'results.json')
  const { stdout, stderr, status } = spawnSync(program, words, {
    cwd: root,
    encoding: 'utf8',
    timeout: 100_000,
    env: {
      PATH: process.env.PATH,
      HOME: home,
      XDG_CACHE_HOME: join(home, 'cache'),
      DOMLINT_EXECUTABLE: join(folder, 'domlint'),
      DOMLINT_COMMAND: JSON.stringify([join(folder, 'domlint'), 'lsp']),
      DOMLINT_FILE: join(folder, 'virshABC123.xml'),
      DOMLINT_RESULTS: results,
      ...more,
    },
  })
  if (status !== 0 && existsSync(results)) throw new Error(readFileSync(results, 'utf8'))
  if (status !== 0) throw new Error(`${program} ended with status ${status}: ${stdout}${stderr}`)
  return JSON.parse(readFileSync(results, 'utf8'))
}

function expectSession({ hover, completion, actions, fixed }: Session): void {
  expect(hover).toContain('vcpu')
  expect(completion).toEqual(expect.arrayContaining(['virtio', 'sata', 'scsi', 'usb']))
  expect(actions[0]).toContain('KiB')
  expect(fixed).toBe("  <memory unit='KiB'>1048576</memory>")
}

const hasNeovim = spawnSync('nvim', ['--version']).status === 0

describe.skipIf(!hasNeovim)('Neovim (needs nvim)', () => {
  test('shows diagnostics, hover and completion, applies a quick fix, and checks while one types', { timeout: 120_000 }, () => {
    interface Diagnostic {
      readonly code: string
      readonly line: number
      readonly column: number
    }
    const lua = join(import.meta.dirname, 'clients/session.lua')
    const seen = session<Session & { before: Diagnostic[]; after: Diagnostic[] }>('nvim', [
      '--headless',
      '--clean',
      '--cmd',
      `set runtimepath+=${client('neovim')}`,
      '-c',
      `luafile ${lua}`,
    ])
    expectSession(seen)
    expect(seen.before).toContainEqual(expect.objectContaining({ code: 'deprecated/prefer-memory-unit', line: 3, column: 10 }))
    expect(seen.before).toContainEqual(expect.objectContaining({ code: 'schema/no-unknown-attribute', line: 10, column: 39 }))
    expect(seen.after.map(({ code }) => code)).toEqual(seen.before.map(({ code }) => code).filter((code) => !code.includes('memory-unit')))
  })
})

const hasEglot = spawnSync('emacs', ['-q', '--batch', '--eval', '(progn (package-initialize) (require (quote eglot)))']).status === 0

describe.skipIf(!hasEglot)('Emacs (needs emacs with eglot)', () => {
  test('shows diagnostics, hover and completion, and applies a quick fix', { timeout: 120_000 }, () => {
    const lisp = join(import.meta.dirname, 'clients/session.el')
    const seen = session<Session & { before: string[]; after: string[] }>('emacs', ['-q', '--batch', '-L', client('emacs'), '-l', lisp])
    expectSession(seen)
    expect(seen.before).toHaveLength(2)
    expect(seen.before.join('\n')).toContain("unknown attribute 'chache' of <driver> in <disk>, did you mean 'cache'?")
    expect(seen.after).toHaveLength(1)
  })
})

const hasAle = spawnSync('vim', ['--version']).status === 0 && existsSync('/usr/share/vim-ale/plugin/ale.vim')

describe.skipIf(!hasAle)('Vim with ALE (needs vim and vim-ale)', () => {
  test('shows the same in the location list of ALE and in the quickfix list of :make', { timeout: 120_000 }, () => {
    const script = join(import.meta.dirname, 'clients/session.vim')
    const words = ['--not-a-term', '-T', 'dumb', '-N', '-u', 'NONE', '-S', script]
    const { found, made } = session<{ found: Item[]; made: Item[] }>('vim', words, { DOMLINT_CLIENT: client('vim') })
    const places = [
      { line: 4, column: 11 },
      { line: 11, column: 40 },
    ]
    expect(found.map(({ line, column }) => ({ line, column }))).toEqual(places)
    expect(made.map(({ line, column }) => ({ line, column }))).toEqual(places)
    expect(found[1]?.message).toMatch(/^schema\/no-unknown-attribute: unknown attribute 'chache'/)
  })
})

interface Item {
  readonly line: number
  readonly column: number
  readonly message: string
}

test("Helix's and Kate's set-ups name the command", () => {
  const helix = readFileSync(join(client('helix'), 'languages.toml'), 'utf8')
  expect(helix).toMatch(/^\[language-server\.domlint\]\ncommand = "domlint"\nargs = \["lsp"\]$/m)
  const kate = JSON.parse(readFileSync(join(client('kate'), 'settings.json'), 'utf8'))
  expect(kate.servers.xml.command).toEqual(['domlint', 'lsp'])
})
