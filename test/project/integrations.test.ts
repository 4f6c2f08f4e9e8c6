import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { broken, clean, folderWith, run } from '../cli/run.js'

const root = resolve(import.meta.dirname, '../..')
const program = join(root, 'dist/cli.cjs')
const integration = (name: string) => join(root, 'integrations', name)

/** Debian's python3-yaml comes with its pre-commit. */
const python = spawnSync('/usr/bin/python3', ['-c', 'import yaml']).status === 0

function yaml(path: string): unknown {
  const script = 'import json, sys, yaml; print(json.dumps(yaml.safe_load(open(sys.argv[1]))))'
  return JSON.parse(execFileSync('/usr/bin/python3', ['-c', script, path], { encoding: 'utf8' }))
}

/** A `domlint` on the path that is this one. */
function withDomlint(folder: string): NodeJS.ProcessEnv {
  writeFileSync(join(folder, 'domlint'), `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`)
  chmodSync(join(folder, 'domlint'), 0o755)
  return { ...process.env, PATH: [folder, process.env.PATH].join(delimiter) }
}

describe.skipIf(!python)('the GitHub action (needs python3-yaml)', () => {
  interface Step {
    readonly id?: string
    readonly run?: string
    readonly env?: Readonly<Record<string, string>>
    readonly uses?: string
  }
  let steps: readonly Step[]
  beforeAll(() => {
    steps = (yaml(join(root, 'action.yml')) as { runs: { steps: Step[] } }).runs.steps
  })

  /** Runs a step as a runner would, with the inputs filled in. */
  function step(matches: (step: Step) => boolean, folder: string, inputs: Readonly<Record<string, string>>) {
    const { run: script = '', env = {} } = steps.find(matches) ?? {}
    const filled = Object.fromEntries(
      Object.entries(env).map(([name, value]) => [name, value.replace(/^\$\{\{ (.*) \}\}$/, (_, input) => inputs[input] ?? '?')]),
    )
    const runner = { ...process.env, ...filled, GITHUB_ACTION_PATH: root, GITHUB_OUTPUT: join(folder, 'output') }
    return spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], { cwd: folder, env: runner, encoding: 'utf8' })
  }
  const check = (folder: string, files: string, words = '') =>
    step(({ id }) => id === 'check', folder, { 'inputs.files': files, 'inputs.arguments': words, 'inputs.sarif-file': 'report.sarif' })

  test('annotates, writes the report, and gives the status on', () => {
    const folder = folderWith({ 'guests/a.xml': broken, 'guests/b.xml': clean })
    const { status, stdout } = check(folder, 'guests')
    expect(status).toBe(0)
    expect(stdout).toMatch(/^::error .*file=guests\/a\.xml/)
    expect(readFileSync(join(folder, 'output'), 'utf8')).toBe('status=1\nsarif-file=report.sarif\n')
    expect(JSON.parse(readFileSync(join(folder, 'report.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' })
    expect(step(({ env }) => env?.STATUS !== undefined, folder, { 'steps.check.outputs.status': '1' }).status).toBe(1)
  })

  test('takes arguments, and patterns that no shell expands', () => {
    const folder = folderWith({ 'a.xml': clean, 'b.xml': broken, 'file with spaces.xml': clean })
    expect(check(folder, '*.xml', '--preset schema --max-warnings 0').stdout).toContain('b.xml')
    expect(readFileSync(join(folder, 'output'), 'utf8')).toContain('status=1')
  })

  test('input is never a part of a script', () => {
    for (const { run: script = '' } of steps) expect(script).not.toContain('${{')
    const folder = folderWith({ 'a.xml': clean })
    check(folder, '$(touch stolen) `touch stolen` ;touch stolen')
    expect(() => readFileSync(join(folder, 'stolen'))).toThrow()
  })

  test('the name of the report sets no other output', () => {
    const folder = folderWith({ 'a.xml': broken })
    const inputs = { 'inputs.files': '.', 'inputs.arguments': '', 'inputs.sarif-file': 'report.sarif\nstatus=0' }
    const { status, stderr } = step(({ id }) => id === 'check', folder, inputs)
    expect(status).toBe(2)
    expect(stderr).toContain('sarif-file')
    expect(() => readFileSync(join(folder, 'output'))).toThrow()
  })

  test('uploads with the action that is meant for it', () => {
    expect(steps.map(({ uses }) => uses).filter(Boolean)).toEqual(['github/codeql-action/upload-sarif@v3'])
  })

  test('the GitLab template runs what exists', async () => {
    const { domlint } = yaml(integration('gitlab-ci.yml')) as { domlint: { script: string[]; variables: Record<string, string> } }
    const folder = folderWith({ 'a.xml': broken })
    const script = domlint.script.join('\n').replace('npx --yes domlint', 'domlint')
    const { status } = spawnSync('sh', ['-ec', script], {
      cwd: folder,
      env: { ...withDomlint(folder), ...domlint.variables },
      encoding: 'utf8',
    })
    expect(status).toBe(1)
    const [first] = JSON.parse(readFileSync(join(folder, 'gl-code-quality-report.json'), 'utf8'))
    expect(first).toMatchObject({ check_name: 'xml/well-formed', location: { path: 'a.xml' } })
  })
})

test('the problem matcher reads the compact report', async () => {
  const [{ pattern }] = JSON.parse(readFileSync(integration('github-problem-matcher.json'), 'utf8')).problemMatcher
  const [{ regexp, file, line, column, severity, message, code }] = pattern
  const folder = folderWith({ 'a:b [c].xml': broken })
  const { stdout } = await run(['--format', 'compact', '.'], { cwd: folder })
  const lines = stdout.trim().split('\n')
  expect(lines.length).toBeGreaterThan(0)
  for (const text of lines) {
    const found = new RegExp(regexp).exec(text) ?? []
    expect(found[file]).toBe('a:b [c].xml')
    expect(`${found[file]}:${found[line]}:${found[column]}: ${found[severity]}: ${found[message]} [${found[code]}]`).toBe(text)
    expect(found[code]).toMatch(/^[a-z]+\/[a-z-]+$/)
  }
})

describe("libvirt's hook", () => {
  const hook = (words: string[], stdin: string, env: Readonly<Record<string, string>> = {}) => {
    const folder = folderWith({})
    return spawnSync(integration('libvirt-hook'), words, { input: stdin, encoding: 'utf8', env: { ...withDomlint(folder), ...env } })
  }
  const live = clean.replace("<domain type='kvm'>", "<domain type='kvm' id='7'>").replace('<os>', '<vpcu>2</vpcu>\n  <os>')

  test('tells, and lets the guest start', () => {
    const { status, stdout, stderr } = hook(['mail', 'prepare', 'begin', '-'], live)
    expect(stderr).toMatch(/^mail\.xml:6:\d+: error: unknown element <vpcu>/m)
    // libvirt reads standard output as a definition when it migrates.
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' })
  })

  test('stops for a rule that is to stop it', () => {
    const stop = { DOMLINT_HOOK_RULES: 'libvirt/valid-enum,schema/no-unknown-element' }
    const { status, stderr } = hook(['mail', 'prepare', 'begin', '-'], live, stop)
    expect(stderr).toContain('domlint: mail does not start: see schema/no-unknown-element above')
    expect(status).toBe(1)
    expect(hook(['mail', 'prepare', 'begin', '-'], clean, stop).status).toBe(0)
  })

  test('looks at a rule that is to stop it, whatever preset that is in', () => {
    const stop = { DOMLINT_HOOK_RULES: 'abi/require-machine' }
    const { status, stderr } = hook(['mail', 'prepare', 'begin', '-'], clean.replace(" machine='pc-q35-9.2'", ''), stop)
    expect(stderr).toContain('domlint: mail does not start: see abi/require-machine above')
    expect(status).toBe(1)
  })

  test('a guest may be called like an option', () => {
    expect(hook(['--help', 'prepare', 'begin', '-'], live).stderr).toMatch(/^--help\.xml:6:\d+: error: unknown element <vpcu>/m)
  })

  test('has nothing to do at other times', () => {
    expect(hook(['mail', 'release', 'end', '-'], live)).toMatchObject({ status: 0, stderr: '' })
  })
})

test('the git hook of the documentation checks what is staged', () => {
  const [, script = ''] = /```sh\n(#!\/bin\/sh\n[^`]*)```/.exec(readFileSync(join(root, 'docs/integrations.md'), 'utf8')) ?? []
  const folder = folderWith({ 'guest.xml': clean, 'two words.xml': clean })
  const identity = {
    GIT_AUTHOR_NAME: 'A',
    GIT_AUTHOR_EMAIL: 'a@example.org',
    GIT_COMMITTER_NAME: 'A',
    GIT_COMMITTER_EMAIL: 'a@example.org',
  }
  const env = { ...withDomlint(folderWith({})), ...identity, GIT_CONFIG_GLOBAL: '/dev/null' }
  const git = (...words: string[]) => spawnSync('git', words, { cwd: folder, env, encoding: 'utf8' })
  git('init', '--quiet')
  writeFileSync(join(folder, '.git/hooks/pre-commit'), script, { mode: 0o755 })
  git('add', '--all')
  expect(git('commit', '--quiet', '--message', 'two guests').status).toBe(0)
  writeFileSync(join(folder, 'two words.xml'), broken)
  git('add', '--all')
  const refused = git('commit', '--quiet', '--message', 'a broken one')
  expect(refused.status).not.toBe(0)
  expect(refused.stdout + refused.stderr).toContain('two words.xml')
})
