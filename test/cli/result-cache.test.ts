import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { broken, clean, fixable, folderWith, type Outcome, run } from './run.js'

const password = 'correct-horse'
const files = {
  'clean.xml': clean,
  'same-uuid.xml': clean.replace('<name>mail', '<name>mail2'),
  'fixable.xml': fixable,
  'broken.xml': broken,
  'directive.xml': fixable.replace('  <memory>', '  <!-- domlint-disable-next-line deprecated/prefer-memory-unit: old -->\n  <memory>'),
  'network.xml': '<network><name>default</name></network>',
  'password.xml': clean.replace(
    '</domain>',
    `  <devices>\n    <graphics type='vnc' passwd='${password}' prot='-1'/>\n  </devices>\n</domain>`,
  ),
}

/** A folder with files, the cache of its runs, and a way to run the program in it. */
function project(more: Readonly<Record<string, string>> = {}) {
  const cwd = folderWith({ ...files, ...more })
  const home = folderWith({})
  const folder = join(home, 'domlint')
  const start = (program: string, words: readonly string[]) => run(words, { cwd, env: { XDG_CACHE_HOME: home }, program })
  return {
    cwd,
    folder,
    lint: (...words: string[]): Promise<Outcome> => start('one', words),
    lintWith: start,
    kept: () => (existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []),
    /** Changes what was kept, so that it shows whether a run takes it from there. */
    mark: () => {
      for (const name of readdirSync(folder)) {
        const path = join(folder, name)
        writeFileSync(path, readFileSync(path, 'utf8').replaceAll('"message":"', '"message":"KEPT '))
      }
    },
  }
}

const all = ['--preset', 'all', '.']

describe('--cache', () => {
  test.each(['json', 'compact', 'pretty', 'sarif', 'junit'])('changes nothing in the output (%s)', async (format) => {
    const { lint, kept } = project()
    const words = [...all, '--format', format]
    const without = await lint(...words)
    expect(without.stdout).toContain('fixable.xml')
    expect(kept()).toEqual([])
    expect(await lint(...words, '--cache')).toEqual(without)
    expect(kept()).toHaveLength(1)
    expect(await lint(...words, '--cache')).toEqual(without)
  })

  test('takes what was found from there, while the file, the settings and the program are the same', async () => {
    const { cwd, lint, lintWith, mark } = project()
    const words = [...all, '--format', 'compact']
    const before = await lint(...words, '--cache')
    mark()
    const marked = await lint(...words, '--cache')
    expect(marked.stdout).toContain('fixable.xml:4:11: info: KEPT ')
    expect(marked.stdout.replaceAll('KEPT ', '')).toBe(before.stdout)
    for (const changed of [
      ['--target', 'libvirt=9.0.0'],
      ['--abi-update'],
      ['--no-inline-directives'],
      ['--rule', 'abi/require-uuid: off'],
    ])
      expect((await lint(...words, ...changed, '--cache')).stdout).not.toContain('KEPT')
    expect((await lintWith('two', [...words, '--cache'])).stdout).not.toContain('KEPT')
    writeFileSync(join(cwd, 'fixable.xml'), fixable.replace('mail', 'mall'))
    const after = await lint(...words, '--cache')
    expect(after.stdout).toContain('broken.xml:6:4: error: KEPT ')
    expect(after.stdout).toContain('fixable.xml:4:11: info: ')
    expect(after.stdout).not.toContain('fixable.xml:4:11: info: KEPT')
  })

  test('keeps what other runs in the folder found', async () => {
    const { lint, mark } = project()
    await lint(...all, '--cache')
    mark()
    await lint('--preset', 'all', 'fixable.xml', '--abi-update', '--cache')
    expect((await lint(...all, '--format', 'compact', '--cache')).stdout).toContain('fixable.xml:4:11: info: KEPT ')
  })

  test('compares guests with those that come from it', async () => {
    const { cwd, lint } = project()
    await lint('--preset', 'project', '.', '--cache')
    writeFileSync(join(cwd, 'third.xml'), clean.replace('<name>mail', '<name>third'))
    const words = ['--preset', 'project', '.', '--format', 'json']
    const without = await lint(...words)
    expect(without.stdout).toContain('third.xml')
    expect(await lint(...words, '--cache')).toEqual(without)
  })

  test('heeds the configuration', async () => {
    const config = (level: string) => JSON.stringify({ presets: ['all'], rules: { 'deprecated/prefer-memory-unit': level } })
    const { cwd, lint } = project({ 'domlint.config.json': config('error') })
    expect((await lint('fixable.xml', '--format', 'compact', '--cache')).stdout).toContain('4:11: error')
    writeFileSync(join(cwd, 'domlint.config.json'), config('warning'))
    expect((await lint('fixable.xml', '--format', 'compact', '--cache')).stdout).toContain('4:11: warning')
  })

  test('holds no passwords, and is for the user alone', async () => {
    const { folder, lint, kept } = project()
    const { stdout } = await lint(...all, '--cache')
    expect(stdout).toContain('password.xml')
    const [path] = kept()
    expect(readFileSync(path!, 'utf8')).not.toContain(password)
    expect([statSync(folder).mode & 0o777, statSync(path!).mode & 0o777]).toEqual([0o700, 0o600])
    chmodSync(path!, 0o666)
    const { mtimeMs } = statSync(path!)
    await lint(...all, '--cache')
    expect(statSync(path!).mtimeMs).toBeGreaterThan(mtimeMs)
    expect(statSync(path!).mode & 0o777).toBe(0o600)
  })

  test.each<[name: string, spoil: (good: Buffer) => Buffer]>([
    ['empty', () => Buffer.alloc(0)],
    ['cut off', (good) => good.subarray(0, good.length / 2)],
    ['zeros', (good) => Buffer.alloc(good.length)],
    ['without values', (good) => Buffer.from(good.toString().replace(/ \{.*$/gm, ' {}'))],
    ['no JSON', (good) => Buffer.from(good.toString().replaceAll('}', ''))],
    ['of a rule that is gone', (good) => Buffer.from(good.toString().replaceAll('"rule":"', '"rule":"x'))],
  ])('does without a file that is broken (%s)', async (_, spoil) => {
    const { lint, kept } = project()
    const without = await lint(...all)
    await lint(...all, '--cache')
    const [path] = kept()
    writeFileSync(path!, spoil(readFileSync(path!)))
    expect(await lint(...all, '--cache')).toEqual(without)
    expect(await lint(...all, '--cache')).toEqual(without)
  })

  test.each([['--fix'], ['--diff'], ['--timing']])('is left alone with %s', async (option) => {
    const { lint, kept } = project()
    await lint('--preset', 'all', 'fixable.xml', option, '--cache')
    expect(kept()).toEqual([])
  })

  test('keeps nothing that rules from outside found, whose code may change', async () => {
    const config = "export default { plugins: [{ name: 'house', rules: [] }] }"
    const { lint, kept } = project({ 'domlint.config.mjs': config })
    expect((await lint('fixable.xml', '--cache')).status).toBe(0)
    expect(kept()).toEqual([])
  })
})
