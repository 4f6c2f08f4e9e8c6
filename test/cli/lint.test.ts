import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { broken, clean, fixable, folderWith, run } from './run.js'

const only = ['--preset', 'deprecated']
const unit = 'deprecated/prefer-memory-unit'

describe('exit status', () => {
  test.each([
    [[], 0],
    [['--rule', `${unit}: warning`], 0],
    [['--rule', `${unit}: warning`, '--max-warnings', '0'], 1],
    [['--rule', `${unit}: warning`, '--max-warnings', '1'], 0],
    [['--rule', `${unit}: error`], 1],
    [['--rule', `${unit}: error`, '--rule', `${unit}: off`], 0],
  ])('%j gives %i', async (words, status) => {
    const cwd = folderWith({ 'guest.xml': fixable })
    expect((await run([...only, ...words, 'guest.xml'], { cwd })).status).toBe(status)
  })

  test('--max-warnings says what it missed, and --quiet does not hide warnings from it', async () => {
    const cwd = folderWith({ 'guest.xml': fixable })
    const { status, stdout, stderr } = await run([...only, '--rule', `${unit}: warning`, '--max-warnings', '0', '--quiet', 'guest.xml'], {
      cwd,
    })
    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: '',
      stderr: 'domlint: 1 warnings are more than the 0 that --max-warnings allows\n',
    })
  })
})

describe('presets and rules', () => {
  test('--preset chooses what is on', async () => {
    const cwd = folderWith({ 'guest.xml': fixable })
    expect((await run(['--preset', 'deprecated', 'guest.xml'], { cwd })).stdout).toContain(`[${unit}]`)
    expect((await run(['--preset', 'security', 'guest.xml'], { cwd })).stdout).not.toContain(`[${unit}]`)
    expect((await run(['--preset', 'security,deprecated', 'guest.xml'], { cwd })).stdout).toContain(`[${unit}]`)
  })

  test('--rule turns on what no preset has on', async () => {
    const cwd = folderWith({ 'guest.xml': fixable })
    expect((await run(['--preset', 'security', '--rule', `${unit}: error`, 'guest.xml'], { cwd })).stdout).toContain(
      `guest.xml:4:11: error: `,
    )
  })

  test('--quiet leaves errors only', async () => {
    const cwd = folderWith({ 'guest.xml': fixable, 'broken.xml': broken })
    const { stdout } = await run([...only, '--quiet', 'guest.xml', 'broken.xml'], { cwd })
    expect(stdout.match(/: (error|warning|info): /g)).toEqual([': error: '])
  })

  test('--no-inline-directives reports what a directive hides', async () => {
    const cwd = folderWith({
      'guest.xml': fixable.replace('  <memory>', `  <!-- domlint-disable-next-line ${unit}: the old tool wants it -->\n  <memory>`),
    })
    expect((await run([...only, 'guest.xml'], { cwd })).stdout).toBe('')
    expect((await run([...only, '--no-inline-directives', 'guest.xml'], { cwd })).stdout).toContain(`[${unit}]`)
  })

  test('--arch is the architecture of domains that name none', async () => {
    const cwd = folderWith({ 'guest.xml': clean.replace(" arch='x86_64'", '') })
    const { status } = await run(
      [...only, '--arch', 'aarch64', '--abi-update', '--sysroot', cwd, '--target', 'libvirt=9.0.0,qemu=7.2.0', 'guest.xml'],
      { cwd },
    )
    expect(status).toBe(0)
  })
})

describe('formats', () => {
  test('JSON has every file with absolute paths, clean ones too', async () => {
    const cwd = folderWith({ 'a.xml': clean, 'b.xml': fixable })
    const { stdout, stderr } = await run([...only, '--format', 'json', 'a.xml', 'b.xml'], { cwd })
    const [a, b] = JSON.parse(stdout)
    expect(a).toMatchObject({ filePath: join(cwd, 'a.xml'), messages: [], errorCount: 0, warningCount: 0 })
    expect(b.messages).toMatchObject([
      { ruleId: unit, severity: 'info', line: 4, column: 11, endLine: 4, endColumn: 18, fix: { safety: 'safe' } },
    ])
    expect(stderr).toBe('')
  })

  test('several at once, some to files', async () => {
    const cwd = folderWith({ 'a.xml': fixable })
    const { stdout } = await run(
      [...only, '--format', 'json:report.json', '--format', 'compact', '--format', 'sarif:report.sarif', 'a.xml'],
      { cwd },
    )
    expect(stdout).toContain('a.xml:4:11: info: ')
    expect(JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8'))).toHaveLength(1)
    const sarif = JSON.parse(readFileSync(join(cwd, 'report.sarif'), 'utf8'))
    expect(sarif.runs[0].tool.driver.rules[0].fullDescription.text.length).toBeGreaterThan(80)
  })

  test('a report that cannot be written', async () => {
    const cwd = folderWith({ 'a.xml': clean })
    const { status, stderr } = await run([...only, '--format', 'json:gone/report.json', 'a.xml'], { cwd })
    expect(status).toBe(2)
    expect(stderr).toContain('cannot be written: it is not there')
  })

  test('code frames on a terminal, one line a finding elsewhere', async () => {
    const cwd = folderWith({ 'a.xml': fixable })
    const shown = await run([...only, 'a.xml'], { cwd, terminal: true, env: { NO_COLOR: '1' } })
    expect(shown.stdout).toContain('4 |   <memory>1048576</memory>\n  |           ^^^^^^^')
    const piped = await run([...only, 'a.xml'], { cwd })
    expect(piped.stdout.split('\n')).toHaveLength(2)
  })

  test('colours obey NO_COLOR and the terminal', async () => {
    const cwd = folderWith({ 'a.xml': fixable })
    expect((await run([...only, 'a.xml'], { cwd, terminal: true })).stdout).toContain('\u001b[')
    expect((await run([...only, 'a.xml'], { cwd, terminal: true, env: { NO_COLOR: '1' } })).stdout).not.toContain('\u001b[')
    expect((await run([...only, 'a.xml'], { cwd })).stdout).not.toContain('\u001b[')
  })
})

describe('standard input', () => {
  test('has a name of its own, or the given one', async () => {
    const cwd = folderWith({})
    expect((await run([...only, '-'], { cwd, stdin: fixable })).stdout).toContain('<stdin>:4:11: info')
    expect((await run([...only, '-', '--stdin-filename', 'guests/mail.xml'], { cwd, stdin: fixable })).stdout).toContain(
      'guests/mail.xml:4:11: info',
    )
  })

  test('--fix prints the fixed text, and the report beside it', async () => {
    const cwd = folderWith({})
    const { status, stdout, stderr } = await run([...only, '--fix', '-'], { cwd, stdin: fixable })
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: clean, stderr: '' })
  })

  test('--fix prints what it cannot fix as it is', async () => {
    const cwd = folderWith({})
    const { status, stdout, stderr } = await run([...only, '--fix', '-'], { cwd, stdin: broken })
    expect({ status, stdout }).toEqual({ status: 1, stdout: broken })
    expect(stderr).toContain('[xml/well-formed]')
  })

  test('in UTF-16', async () => {
    const cwd = folderWith({})
    const stdin = Buffer.from(`\ufeff${fixable}`, 'utf16le')
    expect((await run([...only, '-'], { cwd, stdin })).stdout).toContain('<stdin>:4:11: info')
  })
})

test('--shard splits the files into parts', async () => {
  const names = ['a.xml', 'b.xml', 'c.xml', 'd.xml', 'e.xml']
  const cwd = folderWith(Object.fromEntries(names.map((name) => [name, clean])))
  const parts = await Promise.all(
    ['1/2', '2/2'].map(async (shard) => {
      const { stdout } = await run([...only, '--format', 'json', '--shard', shard, ...names], { cwd })
      return JSON.parse(stdout).map(({ filePath }: { filePath: string }) => filePath.slice(cwd.length + 1))
    }),
  )
  expect(parts).toEqual([
    ['a.xml', 'c.xml', 'e.xml'],
    ['b.xml', 'd.xml'],
  ])
})

test('--timing lists rules on standard error', async () => {
  const cwd = folderWith({ 'a.xml': fixable })
  const { stderr } = await run([...only, '--timing', 'a.xml'], { cwd })
  expect(stderr).toMatch(/^rule +ms +share\n/)
  expect(stderr).toContain(unit)
})

test('a file that is named twice is checked once', async () => {
  const cwd = folderWith({ 'a.xml': fixable })
  const { stdout } = await run([...only, '--format', 'json', 'a.xml', './a.xml'], { cwd })
  expect(JSON.parse(stdout)).toHaveLength(1)
})

test('domains of several files are compared', async () => {
  const cwd = folderWith({ 'a.xml': clean, 'b.xml': clean })
  const { stdout } = await run(['--preset', 'project', '--format', 'json', 'a.xml', 'b.xml'], { cwd })
  const [a, b] = JSON.parse(stdout)
  expect(a.messages).toEqual([])
  expect(b.messages.every(({ related }: { related: { filePath: string }[] }) => related[0]?.filePath === join(cwd, 'a.xml'))).toBe(true)
})
