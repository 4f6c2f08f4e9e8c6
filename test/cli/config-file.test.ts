import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { clean, fixable, folderWith, run } from './run.js'

const unit = 'deprecated/prefer-memory-unit'
const json = (value: unknown) => JSON.stringify(value, undefined, 2)

async function severities(cwd: string, ...words: string[]): Promise<Record<string, string>> {
  const { stdout, stderr } = await run(['--format', 'json', ...words], { cwd })
  expect(stderr).toBe('')
  const files: { filePath: string; messages: { ruleId: string; severity: string }[] }[] = JSON.parse(stdout)
  return Object.fromEntries(
    files.map(({ filePath, messages }) => [
      filePath.slice(cwd.length + 1),
      messages.find(({ ruleId }) => ruleId === unit)?.severity ?? 'off',
    ]),
  )
}

describe('a configuration', () => {
  test('is found in the folder or above', async () => {
    const cwd = folderWith({ 'domlint.config.json': json({ rules: { [unit]: 'error' } }), 'a/b/guest.xml': fixable })
    expect(await severities(cwd, 'a/b/guest.xml')).toEqual({ 'a/b/guest.xml': 'error' })
    const { stdout } = await run(['guest.xml'], { cwd: join(cwd, 'a/b') })
    expect(stdout).toContain(': error: ')
    expect(await severities(cwd, '--no-config', 'a/b/guest.xml')).toEqual({ 'a/b/guest.xml': 'info' })
  })

  test.each([
    ['domlint.config.mjs', `export default { rules: { '${unit}': 'error' } }`],
    ['domlint.config.js', `module.exports = [{ rules: { '${unit}': 'error' } }]`],
    ['domlint.config.ts', `const level: string = 'error'\nexport default [{ rules: { '${unit}': level } }]`],
  ])('may be %s', async (name, text) => {
    const cwd = folderWith({ [name]: text, 'guest.xml': fixable })
    expect(await severities(cwd, 'guest.xml')).toEqual({ 'guest.xml': 'error' })
  })

  test('is for some files, entry by entry, and the command line has the last word', async () => {
    const cwd = folderWith({
      'domlint.config.json': json([
        { ignores: ['vendor/'] },
        { presets: ['deprecated'], rules: { [unit]: 'warning' } },
        { files: ['prod/*.xml'], ignores: ['prod/old.xml'], rules: { [unit]: 'error' } },
      ]),
      'a.xml': fixable,
      'prod/b.xml': fixable,
      'prod/old.xml': fixable,
      'vendor/c.xml': fixable,
    })
    expect(await severities(cwd, '.')).toEqual({ 'a.xml': 'warning', 'prod/b.xml': 'error', 'prod/old.xml': 'warning' })
    expect(await severities(cwd, '--rule', `${unit}: info`, '.')).toEqual({ 'a.xml': 'info', 'prod/b.xml': 'info', 'prod/old.xml': 'info' })
    expect(await run(['vendor/c.xml'], { cwd })).toEqual({ status: 0, stdout: '', stderr: 'domlint: vendor/c.xml: ignored\n' })
  })

  test('holds findings back, for files and devices, with a reason', async () => {
    const cwd = folderWith({
      'domlint.config.json': json({
        presets: ['deprecated'],
        ignore: [{ files: ['a.xml'], rule: unit, reason: 'written by another tool' }],
      }),
      'a.xml': fixable,
      'b.xml': fixable,
    })
    expect(await severities(cwd, 'a.xml', 'b.xml')).toEqual({ 'a.xml': 'off', 'b.xml': 'info' })
  })

  test('brings rules of its own', async () => {
    const rule = `{ id: 'security/no-mail-guest', summary: 'x', why: 'x', sources: ['x'], category: 'security', severity: 'error', since: '1',
      message: 'no guest may be called {name}', examples: [],
      on: { 'domain/name'(name) { return name.text === 'mail' ? { at: name.textRange, data: { name: name.text } } : undefined } } }`
    const cwd = folderWith({
      'domlint.config.mjs': `export default { presets: ['security'], plugins: [{ name: 'house', rules: [${rule}] }] }`,
      'guest.xml': clean,
    })
    const { status, stdout } = await run(['guest.xml'], { cwd })
    expect(stdout).toContain('guest.xml:2:9: error: no guest may be called mail [security/no-mail-guest]')
    expect(status).toBe(1)
  })

  test('sets the target', async () => {
    const cwd = folderWith({
      'domlint.config.json': json({ target: 'libvirt=9.0.0', arch: 'aarch64', abiUpdate: true, sysroot: '/srv' }),
      'guest.xml': clean,
    })
    const { stdout } = await run(['--print-config', 'guest.xml'], { cwd })
    const from = 'entry 1 of domlint.config.json'
    expect(JSON.parse(stdout)).toMatchObject({
      target: { value: 'libvirt=9.0.0', from },
      arch: { value: 'aarch64', from },
      abiUpdate: { value: true, from },
      sysroot: { value: '/srv', from },
    })
  })
})

test('--print-config says which entry decided', async () => {
  const cwd = folderWith({
    'domlint.config.json': json([
      { name: 'all guests', presets: ['deprecated'] },
      { name: 'team', rules: { [unit]: 'error' } },
    ]),
  })
  const { stdout } = await run(
    ['--print-config', 'guest.xml', '--rule', 'deprecated/prefer-autoport: off', '--rule', 'domlint/no-reason: error'],
    { cwd },
  )
  expect(JSON.parse(stdout).rules).toMatchObject({
    'domlint/no-reason': { level: 'error', from: 'the command line' },
    'domlint/unused-directive': { level: 'warning', from: 'the default' },
    [unit]: { level: 'error', from: 'entry "team" (domlint.config.json, number 2)' },
    'deprecated/prefer-autoport': { level: 'off', from: 'the command line' },
    'deprecated/no-live-alias': { from: 'preset deprecated, entry "all guests" (domlint.config.json, number 1)' },
    'abi/no-floating-machine': { level: 'off', from: 'in none of the presets' },
  })
})

describe('what is wrong in a configuration is shown at its place', () => {
  const faults: readonly (readonly [name: string, text: string, shown: readonly string[]])[] = [
    [
      'domlint.config.json',
      '{\n  "presets": ["recommended"],\n  "rulez": {}\n}\n',
      ["there is no key 'rulez'; did you mean rules?", 'domlint.config.json:3:3', '3 |   "rulez": {}\n  |   ^^^^^^^\n'],
    ],
    [
      'domlint.config.json',
      '{ "presets": ["strickt"] }',
      ["there is no preset 'strickt'; did you mean strict?", 'domlint.config.json:1:15', '^^^^^^^^^'],
    ],
    [
      'domlint.config.json',
      `[{}, {\n "rules": { "${unit}s": "error" }}]`,
      [`there is no rule '${unit}s'; did you mean ${unit}?`, 'domlint.config.json:2:13'],
    ],
    [
      'domlint.config.json',
      `{ "rules": { "${unit}": "eror" } }`,
      ["there is no level 'eror'; did you mean error?", `domlint.config.json:1:14`],
    ],
    ['domlint.config.json', '{ "presets": ["strict"], }', ['JSON has no comma before a closing bracket', 'domlint.config.json:1:26']],
    ['domlint.config.json', '{ "presets": ["strict" }', ['a comma or ] is expected here', 'domlint.config.json:1:24']],
    ['domlint.config.json', '// mine\n{}', ['JSON has no comments', 'domlint.config.json:1:1']],
    ['domlint.config.json', '{ "target": "debian" }', ["the target 'debian' is not known", 'domlint.config.json:1:3']],
    [
      'domlint.config.json',
      `{ "ignore": [{ "rule": "${unit}" }] }`,
      ['the reason is missing: write why this is ignored', 'domlint.config.json:1:14'],
    ],
    ['domlint.config.json', '[3]', ['an entry is an object', 'domlint.config.json:1:2']],
    [
      'domlint.config.mjs',
      "export default {\n  presets: ['recommended'],\n  rulse: {},\n}\n",
      ["there is no key 'rulse'; did you mean rules?", 'domlint.config.mjs:3:3'],
    ],
    ['domlint.config.mjs', 'export const config = {}', ["exports nothing: write 'export default defineConfig({ … })'"]],
    ['domlint.config.mjs', 'export default {', ['cannot be loaded: ']],
  ]
  test.each(faults)('%s: %s', async (name, text, shown) => {
    const cwd = folderWith({ [name]: text, 'guest.xml': clean })
    const { status, stdout, stderr } = await run(['guest.xml'], { cwd })
    for (const part of shown) expect(stderr).toContain(part)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  })
})
