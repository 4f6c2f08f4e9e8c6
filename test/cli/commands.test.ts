import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { settableBuiltins } from '../../src/lint/builtin-levels.js'
import { rules } from '../../src/rules/index.js'
import { fixable, folderWith, run } from './run.js'

describe('domlint explain', () => {
  test('tells all about a rule', async () => {
    const { status, stdout } = await run(['explain', 'abi/no-floating-machine'], { cwd: '/' })
    expect(status).toBe(0)
    expect(stdout).toMatch(/^abi\/no-floating-machine: Pin the machine type/)
    expect(stdout).toContain(`      <type arch='x86_64' machine='q35'>hvm</type>\n${' '.repeat(35)}^^^\n`)
    expect(stdout).not.toMatch(/[«»]/)
  })

  test('takes the name without its category', async () => {
    expect((await run(['explain', 'no-floating-machine'], { cwd: '/' })).stdout).toMatch(/^abi\/no-floating-machine: /)
  })

  test.each(rules.map(({ id }) => id))('%s', async (id) => {
    const { status, stdout } = await run(['explain', id], { cwd: '/' })
    expect(status).toBe(0)
    expect(stdout).not.toMatch(/undefined|[«»]/)
  })

  test('tells the level of what domlint says of its own directives, and that of a broken text', async () => {
    const { stdout } = await run(['explain', 'domlint/unused-directive', 'xml/well-formed'], { cwd: '/' })
    expect(stdout).toMatch(/^domlint\/unused-directive: Remove/m)
    expect(stdout).toContain("Level:    warning; 'rules' in the configuration and --rule 'domlint/unused-directive: LEVEL' set\n")
    expect(stdout).toMatch(/Level: {4}xml\/well-formed has no level to set: .* stays an\s+error\n/)
    const asJson = await run(['explain', '--format', 'json', 'domlint/unused-directive'], { cwd: '/' })
    expect(JSON.parse(asJson.stdout)).toMatchObject([{ id: 'domlint/unused-directive', severity: 'warning' }])
  })

  test('gives JSON', async () => {
    const { stdout } = await run(['explain', '--format', 'json', 'abi/no-floating-machine'], { cwd: '/' })
    expect(JSON.parse(stdout)).toMatchObject([
      { id: 'abi/no-floating-machine', category: 'abi', presets: ['recommended', 'strict', 'abi'], why: expect.stringContaining('alias') },
    ])
  })
})

describe('domlint rules', () => {
  test('lists all rules, or those of a category or preset', async () => {
    expect((await run(['rules'], { cwd: '/' })).stdout.trimEnd().split('\n')).toHaveLength(rules.length + settableBuiltins.length)
    const ofAbi = (await run(['rules', 'abi'], { cwd: '/' })).stdout.trimEnd().split('\n')
    expect(ofAbi.every((line) => line.startsWith('abi/'))).toBe(true)
    expect(ofAbi).toHaveLength(rules.filter(({ category }) => category === 'abi').length)
    const own = (await run(['rules', 'domlint'], { cwd: '/' })).stdout.trimEnd().split('\n')
    expect(own.map((line) => line.split(/ +/).slice(0, 2))).toEqual(settableBuiltins.map((id) => [id, 'warning']))
    expect(await run(['rules', '--preset', 'abi'], { cwd: '/' })).toEqual(await run(['rules', 'abi'], { cwd: '/' }))
  })

  test('as JSON and as Markdown', async () => {
    expect(JSON.parse((await run(['rules', '--format', 'json'], { cwd: '/' })).stdout).map(({ id }: { id: string }) => id)).toEqual([
      ...rules.map(({ id }) => id),
      ...settableBuiltins,
    ])
    expect((await run(['rules', '--format', 'markdown'], { cwd: '/' })).stdout.split('\n')[2]).toMatch(
      /^\| \[[a-z]+\/[a-z0-9-]+\]\(.*\.md\) \| /,
    )
  })
})

describe('domlint init', () => {
  test('writes a configuration that works, and never overwrites one', async () => {
    const cwd = folderWith({ 'guest.xml': fixable })
    expect((await run(['init'], { cwd })).status).toBe(0)
    expect((await run(['--preset', 'deprecated', 'guest.xml'], { cwd })).status).toBe(0)
    const text = readFileSync(join(cwd, 'domlint.config.json'), 'utf8')
    expect(await run(['init', '--typescript'], { cwd })).toMatchObject({
      status: 2,
      stderr: 'domlint: there is a configuration here already: domlint.config.json\n',
    })
    expect(readFileSync(join(cwd, 'domlint.config.json'), 'utf8')).toBe(text)
  })

  test('in TypeScript', async () => {
    const cwd = folderWith({})
    expect((await run(['init', '--typescript'], { cwd })).status).toBe(0)
    expect(readFileSync(join(cwd, 'domlint.config.ts'), 'utf8')).toContain("import { defineConfig } from 'domlint'")
  })
})

const hasProgram = (name: string) => spawnSync('which', [name]).status === 0

describe('domlint completion', () => {
  async function script(shell: string) {
    const { status, stdout } = await run(['completion', shell], { cwd: '/' })
    expect(status).toBe(0)
    return stdout
  }

  /** What bash offers for a command line that ends with the cursor. */
  async function offered(...words: string[]) {
    const cwd = folderWith({ 'guest.xml': fixable, domlint: await script('bash') })
    const ask = `source ./domlint; COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _domlint; printf '%s\\n' "\${COMPREPLY[@]}"`
    return execFileSync('bash', ['-c', ask], { cwd, encoding: 'utf8' }).trim().split('\n')
  }

  test('in bash', async () => {
    expect(await offered('domlint', 'expl')).toEqual(['explain'])
    expect(await offered('domlint', '--fi')).toEqual(['--fix', '--fix-rule'])
    expect(await offered('domlint', '--format', 'js')).toEqual(['json'])
    expect(await offered('domlint', 'rules', '--format', 'm')).toEqual(['markdown'])
    expect(await offered('domlint', 'explain', 'abi/no-float')).toEqual(['abi/no-floating-machine'])
    expect(await offered('domlint', '--preset', 'rec')).toEqual(['recommended'])
    expect(await offered('domlint', 'gue')).toEqual(['guest.xml'])
    expect(await offered('domlint', 'baseline', '--pr')).toEqual(['--preset', '--prune'])
  })

  test.skipIf(!hasProgram('zsh'))('is a script that zsh takes (needs zsh)', async () => {
    const cwd = folderWith({ _domlint: await script('zsh') })
    execFileSync('zsh', ['-n', '_domlint'], { cwd })
    execFileSync('zsh', ['-f', '-c', 'autoload -Uz compinit; compinit -u -d ./dump; source ./_domlint; (( $+functions[_domlint] ))'], {
      cwd,
    })
  })

  test.skipIf(!hasProgram('fish'))('in fish (needs fish)', async () => {
    const cwd = folderWith({ 'domlint.fish': await script('fish') })
    const ask = (line: string) =>
      execFileSync('fish', ['--no-config', '-c', `source domlint.fish; complete -C '${line}'`], { cwd, encoding: 'utf8' })
    expect(ask('domlint expl')).toMatch(/^explain\t/)
    expect(ask('domlint --format js')).toContain('json')
    expect(ask('domlint explain abi/no-float')).toContain('abi/no-floating-machine')
  })
})

test('a command does not take the options of another', async () => {
  expect((await run(['rules', '--fix'], { cwd: '/' })).stderr).toBe(
    'domlint: the option --fix belongs to domlint lint (see domlint rules --help)\n',
  )
})

test.skipIf(!hasProgram('mandoc'))('the man page is as mandoc wants it (needs mandoc)', () => {
  const { stdout, stderr } = spawnSync('mandoc', ['-T', 'lint', resolve(import.meta.dirname, '../../man/domlint.1')], { encoding: 'utf8' })
  expect(`${stdout}${stderr}`).not.toMatch(/WARNING|ERROR|UNSUPP|STYLE/)
})
