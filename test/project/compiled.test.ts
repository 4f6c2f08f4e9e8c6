import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const guest = join(root, 'examples/live-dump.xml')

let cache: string
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'domlint-cache-'))
})
afterEach(() => {
  chmodSync(cache, 0o700)
  rmSync(cache, { recursive: true, force: true })
})

function domlint(words: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const env = { ...process.env, XDG_CACHE_HOME: cache, ...environment }
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist/cli.cjs'), ...words], { encoding: 'utf8', env })
  return { status, stdout, stderr }
}

const folder = () => join(cache, 'domlint')
const kept = () => (existsSync(folder()) ? readdirSync(folder()).map((name) => join(folder(), name)) : [])
const withoutCache = domlint(['--no-config', guest], { DOMLINT_NO_COMPILE_CACHE: '1' })

describe('code that is kept compiled', () => {
  test('is written by the first run, for the user alone, and says the same as none', () => {
    expect(withoutCache.stdout).toContain('live-dump.xml')
    expect(domlint(['--no-config', guest])).toEqual(withoutCache)
    const [file, ...others] = kept()
    expect(others).toEqual([])
    expect(statSync(file!).mode & 0o777).toBe(0o600)
    expect(statSync(folder()).mode & 0o777).toBe(0o700)
    const { mtimeMs } = statSync(file!)
    expect(domlint(['--no-config', guest])).toEqual(withoutCache)
    expect(statSync(file!).mtimeMs).toBe(mtimeMs)
  })

  test('is not written by a run that checks nothing', () => {
    domlint(['rules'])
    domlint(['--version'])
    domlint(['--help'])
    expect(kept()).toEqual([])
  })

  test('is not used and not written where that is asked for', () => {
    expect(domlint(['--no-config', guest], { DOMLINT_NO_COMPILE_CACHE: '1' })).toEqual(withoutCache)
    expect(kept()).toEqual([])
  })

  test.each([
    ['empty', () => Buffer.alloc(0)],
    ['cut off', (good: Buffer) => good.subarray(0, good.length / 2)],
    ['zeros', (good: Buffer) => Buffer.alloc(good.length)],
    ['text', () => Buffer.from('no compiled code at all\n'.repeat(1000))],
  ])('is replaced where it is broken (%s)', (_, broken) => {
    domlint(['--no-config', guest])
    const [file] = kept()
    const good = readFileSync(file!)
    writeFileSync(file!, broken(good))
    expect(domlint(['--no-config', guest])).toEqual(withoutCache)
    expect(kept()).toEqual([file])
    expect(statSync(file!).size).toBeGreaterThan(good.length / 2)
  })

  test('is not trusted in a folder that others can write', () => {
    domlint(['--no-config', guest])
    const [file] = kept()
    writeFileSync(file!, 'planted')
    chmodSync(folder(), 0o777)
    expect(domlint(['--no-config', guest])).toEqual(withoutCache)
    expect(readFileSync(file!, 'utf8')).toBe('planted')
  })

  test('is not followed through a link', () => {
    const elsewhere = join(cache, 'elsewhere')
    writeFileSync(elsewhere, 'planted')
    domlint(['--no-config', guest])
    const [file] = kept()
    rmSync(file!)
    symlinkSync(elsewhere, file!)
    expect(domlint(['--no-config', guest])).toEqual(withoutCache)
    expect(readFileSync(elsewhere, 'utf8')).toBe('planted')
  })

  test('is done without where it cannot be written', () => {
    writeFileSync(folder(), 'a file where the folder would be')
    expect(domlint(['--no-config', guest])).toEqual(withoutCache)
    expect(domlint(['--no-config', guest], { XDG_CACHE_HOME: '', HOME: '' })).toEqual(withoutCache)
    expect(domlint(['--no-config', guest], { XDG_CACHE_HOME: '/proc/none' })).toEqual(withoutCache)
  })

  test('loads the parts that few runs need', () => {
    for (let run = 0; run < 2; run++) {
      const { stdout } = domlint(['--no-config', '--format', 'sarif', guest])
      expect(JSON.parse(stdout).version).toBe('2.1.0')
    }
    expect(kept()).toHaveLength(1)
  })
})
