import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

/** pre-commit builds the package anew, so npm must be able to fetch what package-lock.json names. */
const hasPreCommit = spawnSync('pre-commit', ['--version']).status === 0
const hasRegistry = hasPreCommit && spawnSync('npm', ['view', 'esbuild', 'version'], { cwd: root, timeout: 20_000 }).status === 0

describe.skipIf(!hasPreCommit || !hasRegistry)('the pre-commit hooks (needs pre-commit and a package registry)', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'domlint-pre-commit-'))
  const hooks = join(scratch, 'domlint')
  const user = join(scratch, 'guests')
  const environment = {
    ...process.env,
    PRE_COMMIT_HOME: join(scratch, 'home'),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'A',
    GIT_AUTHOR_EMAIL: 'a@example.org',
    GIT_COMMITTER_NAME: 'A',
    GIT_COMMITTER_EMAIL: 'a@example.org',
  }
  afterAll(() => rmSync(scratch, { recursive: true, force: true }))

  const git = (folder: string, ...words: string[]) => execFileSync('git', words, { cwd: folder, encoding: 'utf8', env: environment })
  const preCommit = (hook: string) => {
    git(user, 'add', '--all')
    const { status, stdout, stderr } = spawnSync('pre-commit', ['run', hook], { cwd: user, encoding: 'utf8', env: environment })
    return { status, output: stdout + stderr }
  }
  const guest = (machine: string) => `<domain type='kvm'>
  <name>guest</name>
  <uuid>8a6f0a1e-2f52-4a0e-9a52-2d1c57a3a8f1</uuid>
  <memory unit='KiB'>1048576</memory>
  <vcpu placement='static'>1</vcpu>
  <os>
    <type arch='x86_64' machine='${machine}'>hvm</type>
  </os>
</domain>
`

  beforeAll(() => {
    const files = git(root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard').split('\0')
    for (const path of files.filter((name) => name !== '' && existsSync(join(root, name)))) {
      mkdirSync(dirname(join(hooks, path)), { recursive: true })
      cpSync(join(root, path), join(hooks, path))
    }
    git(hooks, 'init', '--quiet')
    git(hooks, 'add', '--all')
    git(hooks, 'commit', '--quiet', '--message', 'release')
    git(hooks, 'tag', 'v1.0.0')
    mkdirSync(user)
    git(user, 'init', '--quiet')
    const hook = (id: string) => `      - id: ${id}\n        language_version: system\n`
    writeFileSync(
      join(user, '.pre-commit-config.yaml'),
      `repos:\n  - repo: ${hooks}\n    rev: v1.0.0\n    hooks:\n${hook('domlint')}${hook('domlint-fix')}${hook('domlint-abi')}`,
    )
  }, 60_000)

  test('the manifest is valid', () => {
    expect(spawnSync('pre-commit', ['validate-manifest', join(root, '.pre-commit-hooks.yaml')], { env: environment }).status).toBe(0)
  })

  test('a guest without errors passes, and other files are let alone', { timeout: 300_000 }, () => {
    writeFileSync(join(user, 'guest.xml'), guest('pc-q35-9.2'))
    writeFileSync(join(user, 'notes.txt'), '<domain')
    writeFileSync(join(user, 'feed.xml'), '<rss version="2.0"/>\n')
    const { status, output } = preCommit('domlint')
    expect(output).toMatch(/domlint\.+Passed/)
    expect(status).toBe(0)
  })

  test('a file that is not well-formed stops the commit', { timeout: 60_000 }, () => {
    writeFileSync(join(user, 'guest.xml'), guest('pc-q35-9.2').replace('</os>', ''))
    const { status, output } = preCommit('domlint')
    expect(output).toMatch(/guest\.xml/)
    expect(output).toMatch(/domlint\.+Failed/)
    expect(status).toBe(1)
  })

  test('the fixing hook changes the file and stops the commit once', { timeout: 60_000 }, () => {
    const before = guest('pc-q35-9.2').replace("<domain type='kvm'>", "<domain type='kvm' id='3'>")
    writeFileSync(join(user, 'guest.xml'), before)
    expect(preCommit('domlint-fix').output).toMatch(/files were modified by this hook/)
    expect(readFileSync(join(user, 'guest.xml'), 'utf8')).toBe(guest('pc-q35-9.2'))
    expect(preCommit('domlint-fix').status).toBe(0)
  })

  test('the hook of the guest ABI stops a commit that changes the guest, and lets one pass that records it', { timeout: 60_000 }, () => {
    const commit = () => git(user, 'commit', '--quiet', '--no-verify', '--allow-empty', '--message', 'guests')
    const domlint = (...words: string[]) =>
      spawnSync(process.execPath, [join(root, 'dist/cli.cjs'), ...words], { cwd: user, encoding: 'utf8', env: environment })
    writeFileSync(join(user, 'guest.xml'), guest('pc-q35-9.2'))
    expect(preCommit('domlint-abi').status).toBe(0)
    commit()
    writeFileSync(join(user, 'guest.xml'), `<!-- the same -->\n${guest('pc-q35-9.2')}`)
    expect(preCommit('domlint-abi').status).toBe(0)
    writeFileSync(join(user, 'guest.xml'), guest('pc-q35-9.1'))
    const { status, output } = preCommit('domlint-abi')
    expect(output).toContain('pc-q35-9.2 -> pc-q35-9.1')
    expect(output).toContain('has no record that accepts the change')
    expect(status).toBe(1)
    expect(domlint('snapshot', 'guest.xml').status).toBe(0)
    expect(preCommit('domlint-abi').status).toBe(0)
  })
})
