import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { clean, fixable, fixed, folderWith } from './run.js'

const program = resolve(import.meta.dirname, '../../dist/cli.cjs')
const only = ['--preset', 'deprecated']

function domlint(words: readonly string[], cwd: string, input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], { cwd, input, encoding: 'utf8' })
  return { status, stdout, stderr }
}

describe('the built program', () => {
  test('reports, and ends with the right status', () => {
    const cwd = folderWith({ 'a.xml': fixable, 'b.xml': clean })
    expect(domlint([...only, 'a.xml', 'b.xml'], cwd)).toEqual({
      status: 0,
      stdout: expect.stringMatching(/^a\.xml:4:11: info: .*\n$/),
      stderr: '',
    })
    expect(domlint([...only, '--rule', 'deprecated/prefer-memory-unit: error', 'a.xml'], cwd).status).toBe(1)
    expect(domlint([...only, 'gone.xml'], cwd).status).toBe(2)
    expect(domlint(['--nonsense'], cwd)).toEqual({
      status: 2,
      stdout: '',
      stderr: 'domlint: there is no option --nonsense (see domlint --help)\n',
    })
  })

  test('knows its version', () => {
    const { version } = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../package.json'), 'utf8'))
    for (const words of [['--version'], ['-V'], ['lint', '--version']])
      expect(domlint(words, '/')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' })
  })

  test('reads standard input from a pipe, and files from a process substitution', () => {
    const cwd = folderWith({ 'a.xml': fixable })
    expect(domlint([...only, '--fix', '-'], cwd, fixable)).toEqual({ status: 0, stdout: fixed, stderr: '' })
    const { stdout } = spawnSync('bash', ['-c', `"${process.execPath}" "${program}" --preset deprecated <(cat a.xml)`], {
      cwd,
      encoding: 'utf8',
    })
    expect(stdout).toContain(':4:11: info: ')
  })

  test('writes all of a long report into a slow pipe, and stops quietly when nobody reads on', async () => {
    const cwd = folderWith(Object.fromEntries(Array.from({ length: 600 }, (_, number) => [`guest${number}.xml`, fixable])))
    const slow = spawn('bash', ['-c', `"${process.execPath}" "${program}" --preset deprecated --format json . | (sleep 0.5; cat)`], {
      cwd,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    for await (const chunk of slow.stdout) output += chunk
    expect(JSON.parse(output)).toHaveLength(600)
    const cut = spawnSync('bash', ['-c', `"${process.execPath}" "${program}" --preset deprecated --format json . | head -1`], {
      cwd,
      encoding: 'utf8',
    })
    expect({ stdout: cut.stdout, stderr: cut.stderr }).toEqual({ stdout: '[\n', stderr: '' })
  })

  test('loads configurations in JavaScript and TypeScript', () => {
    const setting = "{ rules: { 'deprecated/prefer-memory-unit': 'error' } }"
    for (const [name, text] of Object.entries({
      'domlint.config.mjs': `export default ${setting}`,
      'domlint.config.js': `module.exports = ${setting}`,
      'domlint.config.ts': `export default ${setting} as object`,
    })) {
      const cwd = folderWith({ [name]: text, 'a.xml': fixable })
      expect(domlint(['a.xml'], cwd), name).toMatchObject({ status: 1, stderr: '' })
    }
  })

  test('loads what few runs need', () => {
    const cwd = folderWith({ 'a/a.xml': fixable, '.domlintignore': 'b/\n' })
    expect(domlint(['explain', 'abi/no-floating-machine'], cwd).stdout).toContain("machine='q35'")
    expect(domlint(['rules', 'abi'], cwd).stdout).toContain('abi/no-floating-machine')
    expect(domlint(['completion', 'bash'], cwd).stdout).toContain('complete -o filenames -F _domlint domlint')
    expect(domlint(['--help'], cwd).stdout).toContain('--format')
    expect(domlint([...only, '--diff', '.'], cwd).stdout).toContain('+++ b/a/a.xml\n')
    expect(domlint(['baseline', ...only], cwd).status).toBe(0)
    expect(domlint(only, cwd).stdout).toBe('')
    expect(domlint([...only, '--no-baseline', '--format', 'sarif'], cwd).stdout).toContain('"fullDescription"')
    expect(domlint(['init'], cwd).status).toBe(0)
  })

  test('shows frames on a terminal, and how far it is only when that takes a while', () => {
    const many = folderWith(Object.fromEntries(Array.from({ length: 8000 }, (_, number) => [`guest${number}.xml`, clean])))
    const onTerminal = (words: string, cwd: string) => {
      const command = `stty columns 100; "${process.execPath}" "${program}" --no-config ${words}`
      return execFileSync('script', ['-qec', command, '/dev/null'], {
        cwd,
        encoding: 'utf8',
        maxBuffer: 2 ** 26,
        env: { PATH: process.env.PATH, TERM: 'xterm' },
      })
    }
    const few = onTerminal('--preset deprecated one.xml two.xml', folderWith({ 'one.xml': fixable, 'two.xml': clean }))
    expect(few).toContain('^^^^^^^')
    expect(few).not.toContain('Checked')
    const slow = onTerminal('--preset deprecated,abi,libvirt --quiet .', many)
    expect(slow).toMatch(/Checked \d+ of 8000 files/)
    // The line is wiped at the end, and the cursor is back.
    expect(slow.slice(slow.lastIndexOf('Checked'))).toContain('\u001b[0K\u001b[?25h')
    const machine = onTerminal('--preset deprecated --format json .', many)
    expect(machine).not.toContain('Checked')
  })

  test('loses no file when it is killed while it fixes', () => {
    const output = execFileSync(process.execPath, [resolve(import.meta.dirname, '../../scripts/kill.mjs'), '4', '150'], {
      encoding: 'utf8',
    })
    expect(output).toMatch(/^4 rounds with 150 files: .* 0 torn; \d+ temporary files, 0 after the next run\n$/)
  })

  test('leaves nothing beside the files that it fixes', () => {
    const cwd = folderWith({ 'a.xml': fixable })
    domlint([...only, '--fix', 'a.xml'], cwd)
    expect(readdirSync(cwd)).toEqual(['a.xml'])
    expect(existsSync(join(cwd, 'domlint-baseline.json'))).toBe(false)
  })
})
