import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { clean, folderWith, run } from './run.js'

const only = ['--preset', 'deprecated', '--format', 'json']

/** The files that a run checks, relative to its folder. */
async function checked(words: readonly string[], cwd: string): Promise<string[]> {
  const { stdout } = await run([...only, ...words], { cwd })
  return JSON.parse(stdout || '[]').map(({ filePath }: { filePath: string }) => filePath.slice(cwd.length + 1))
}

describe('folders', () => {
  const tree = {
    'guests/mail.xml': clean,
    'guests/web/b.xml': clean,
    'guests/web/a.xml': clean,
    'guests/web/notes.txt': 'no XML',
    'guests/.hidden/c.xml': clean,
    'guests/.d.xml': clean,
    'node_modules/pack/e.xml': clean,
    'top.xml': clean,
  }

  test('give their XML files and those below, sorted, without hidden folders and node_modules', async () => {
    const cwd = folderWith(tree)
    expect(await checked(['guests'], cwd)).toEqual(['guests/mail.xml', 'guests/web/a.xml', 'guests/web/b.xml'])
    expect(await checked([], cwd)).toEqual(['guests/mail.xml', 'guests/web/a.xml', 'guests/web/b.xml', 'top.xml'])
  })

  test('may be hidden when they are named', async () => {
    const cwd = folderWith(tree)
    expect(await checked(['guests/.hidden', 'node_modules'], cwd)).toEqual(['guests/.hidden/c.xml', 'node_modules/pack/e.xml'])
  })

  test('may hold links in a circle, broken ones, and links to files that are there too', async () => {
    const cwd = folderWith(tree)
    symlinkSync('..', join(cwd, 'guests/loop'))
    symlinkSync('gone.xml', join(cwd, 'guests/broken.xml'))
    mkdirSync(join(cwd, 'guests/autostart'))
    symlinkSync('../mail.xml', join(cwd, 'guests/autostart/mail.xml'))
    symlinkSync('../../top.xml', join(cwd, 'guests/autostart/top.xml'))
    expect(await checked(['guests'], cwd)).toEqual(['guests/autostart/top.xml', 'guests/mail.xml', 'guests/web/a.xml', 'guests/web/b.xml'])
  })
})

describe('patterns', () => {
  test('are for those whose shell knows none', async () => {
    const cwd = folderWith({ 'a/x.xml': clean, 'a/b/y.xml': clean, 'a/z.txt': clean, 'node_modules/n.xml': clean })
    expect(await checked(['**/*.xml'], cwd)).toEqual(['a/b/y.xml', 'a/x.xml'])
    expect(await checked(['a/*.{xml,txt}'], cwd)).toEqual(['a/x.xml', 'a/z.txt'])
  })

  test('do not matter where a file has just that name', async () => {
    const cwd = folderWith({ '[1].xml': clean })
    expect(await checked(['[1].xml'], cwd)).toEqual(['[1].xml'])
  })
})

describe('ignore files', () => {
  test('.domlintignore leaves out named files too, with a note and status 0', async () => {
    const cwd = folderWith({ 'old/a.xml': clean, 'b.xml': clean, '.domlintignore': '# comment\nold/\n' })
    expect(await checked(['.'], cwd)).toEqual(['b.xml'])
    const { status, stdout, stderr } = await run(['--preset', 'deprecated', 'old/a.xml'], { cwd })
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: 'domlint: old/a.xml: ignored\n' })
  })

  test('a folder in which everything is ignored is no error', async () => {
    const cwd = folderWith({ 'old/a.xml': clean, '.domlintignore': 'old/\n' })
    expect((await run(['.'], { cwd })).status).toBe(0)
    expect((await run(['old'], { cwd })).status).toBe(0)
    expect((await run(['old/*.xml'], { cwd })).status).toBe(0)
  })

  test('.gitignore of every folder counts for what is found, not for what is named', async () => {
    const cwd = folderWith({
      '.git/HEAD': '',
      '.gitignore': '*.tmp.xml\nbuild/\n',
      'a.xml': clean,
      'a.tmp.xml': clean,
      'build/b.xml': clean,
      'guests/.gitignore': 'secret.xml\n!kept.tmp.xml\n',
      'guests/secret.xml': clean,
      'guests/kept.tmp.xml': clean,
      'guests/other.tmp.xml': clean,
      'secret.xml': clean,
    })
    expect(await checked(['.'], cwd)).toEqual(['a.xml', 'guests/kept.tmp.xml', 'secret.xml'])
    expect(await checked(['**/*.xml'], cwd)).toEqual(['a.xml', 'guests/kept.tmp.xml', 'secret.xml'])
    expect(await checked(['build/b.xml'], cwd)).toEqual(['build/b.xml'])
    expect(await checked(['--no-ignore', 'guests'], cwd)).toEqual(['guests/kept.tmp.xml', 'guests/other.tmp.xml', 'guests/secret.xml'])
  })

  test('.gitignore outside a repository does not count', async () => {
    const cwd = folderWith({ '.gitignore': '*.xml\n', 'a.xml': clean })
    expect(await checked(['.'], cwd)).toEqual(['a.xml'])
  })
})
