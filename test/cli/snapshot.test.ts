import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { broken, clean, folderWith, run } from './run.js'
import { withoutPrivileges } from './without-privileges.js'

const withDisk = (extra: string) =>
  clean.replace('</domain>', `  <devices><disk type='file'><target dev='vda' bus='virtio'/>${extra}</disk></devices>\n</domain>`)
const snapshot = (cwd: string, ...words: string[]) => run(['snapshot', ...words], { cwd })
const read = (cwd: string, name: string) => readFileSync(join(cwd, name), 'utf8')

/** A folder with a definition and its record, and the definition with a serial number since. */
async function drifted() {
  const cwd = folderWith({ 'mail.xml': withDisk('') })
  await snapshot(cwd, 'mail.xml')
  const record = read(cwd, 'mail.abi')
  writeFileSync(join(cwd, 'mail.xml'), withDisk('<serial>M1</serial>'))
  return { cwd, record }
}

describe('domlint snapshot', () => {
  test('writes the record that is missing, with the permissions of the definition', async () => {
    const cwd = folderWith({ 'mail.xml': withDisk('') })
    chmodSync(join(cwd, 'mail.xml'), 0o640)
    expect(await snapshot(cwd, 'mail.xml')).toEqual({ status: 0, stdout: '', stderr: 'domlint: mail.abi: recorded\n' })
    expect(read(cwd, 'mail.abi')).toContain('\n[disk vda] = devices/disk[0]\n')
    expect(statSync(join(cwd, 'mail.abi')).mode & 0o777).toBe(0o640)
    expect(await snapshot(cwd, 'mail.xml')).toEqual({ status: 0, stdout: '', stderr: '' })
    expect(await snapshot(cwd, '--check', 'mail.xml')).toEqual({ status: 0, stdout: '', stderr: '' })
  })

  test('does not care for what the guest does not see', async () => {
    const { cwd } = await drifted()
    const host = "<source file='/srv/other.img'/><driver name='qemu' type='raw' cache='none'/>"
    writeFileSync(join(cwd, 'mail.xml'), `<!-- new -->\n${withDisk(host)}`)
    expect(await snapshot(cwd, '--check')).toMatchObject({ status: 0, stdout: '' })
  })

  test.each([['--check'], []])('shows what changed and leaves the record (%s)', async (...words) => {
    const { cwd, record } = await drifted()
    const { status, stdout, stderr } = await snapshot(cwd, ...words, 'mail.xml')
    expect(status).toBe(1)
    expect(stdout).toContain('mail.abi -> mail.xml (mail): the guest sees 1 change; libvirt would refuse a migration or a restore\n')
    expect(stdout).toContain('  disk vda\n    the serial number: none -> M1\n')
    expect(stderr).toBe(words.length > 0 ? '' : 'domlint: mail.abi: left as it was: --update accepts the change\n')
    expect(read(cwd, 'mail.abi')).toBe(record)
  })

  test('--update shows and accepts it', async () => {
    const { cwd, record } = await drifted()
    expect(await snapshot(cwd, '--update', 'mail.xml')).toMatchObject({ status: 0, stderr: 'domlint: mail.abi: updated\n' })
    const changed = read(cwd, 'mail.abi').split('\n')
    expect(changed.filter((line) => !record.split('\n').includes(line))).toEqual(['serial = M1  # the serial number'])
    expect((await snapshot(cwd, '--check', 'mail.xml')).status).toBe(0)
  })

  test('--check fails where there is no record, and writes none', async () => {
    const cwd = folderWith({ 'mail.xml': clean })
    expect(await snapshot(cwd, '--check')).toEqual({
      status: 1,
      stdout: '',
      stderr: 'domlint: mail.xml: has no record yet: domlint snapshot writes one\n',
    })
    expect(() => read(cwd, 'mail.abi')).toThrow('ENOENT')
  })

  test('reports for programs and for reviews, as domlint abi does', async () => {
    const { cwd } = await drifted()
    const [{ before, after, stable, differences }] = JSON.parse((await snapshot(cwd, '--check', '--format', 'json')).stdout)
    expect([before, after, stable]).toEqual([join(cwd, 'mail.abi'), join(cwd, 'mail.xml'), false])
    expect(differences).toMatchObject([{ path: 'devices/disk[0]/serial', before: null, after: 'M1' }])
    expect((await snapshot(cwd, '--check', '--format', 'github')).stdout).toMatch(/^::error file=mail\.xml,line=9,/)
    expect((await snapshot(cwd, '--check', '--format', 'markdown')).stdout).toContain('| disk vda | the serial number')
  })

  test('folders are gone through as lint does; what holds no domain has no record', async () => {
    const cwd = folderWith({ 'a/mail.xml': clean, 'a/net.xml': '<network/>', 'b/web.xml': clean, '.domlintignore': 'b\n' })
    await snapshot(cwd, '.')
    expect(read(cwd, 'a/mail.abi')).toContain('domain mail')
    for (const name of ['a/net.abi', 'b/web.abi']) expect(() => read(cwd, name)).toThrow('ENOENT')
    expect((await snapshot(cwd, 'a/net.xml')).stderr).toBe(
      'domlint: a/net.xml: skipped, since it holds no domain: it is a libvirt network\n',
    )
  })

  test('a record is named whose definition is gone; other files of that kind are not', async () => {
    const cwd = folderWith({ 'mail.xml': clean, 'web.xml': clean, 'notes.abi': 'my notes' })
    await snapshot(cwd, '.')
    rmSync(join(cwd, 'web.xml'))
    expect(await snapshot(cwd, '--check', '.')).toEqual({
      status: 0,
      stdout: '',
      stderr: 'domlint: web.abi: the definition that it was made of is gone\n',
    })
  })

  test('all domains of a file stand in its record, and one that is new is drift', async () => {
    const other = clean.replace('<name>mail', '<name>web').replace('8a6f0a1e', '11111111')
    const cwd = folderWith({ 'all.xml': `<domains>${clean}</domains>` })
    await snapshot(cwd, 'all.xml')
    writeFileSync(join(cwd, 'all.xml'), `<domains>${clean}${other}</domains>`)
    const { status, stdout } = await snapshot(cwd, '--check', 'all.xml')
    expect([status, stdout]).toEqual([1, 'all.xml (web): the guest is new\n'])
  })

  test('a text full of what begins like a password takes no longer for it', async () => {
    // It takes longer than a test may, if the time grows with the square of the length.
    const cwd = folderWith({ 'mail.xml': clean.replace('<os>', `<os><cmdline>${'token'.repeat(400_000)}</cmdline>`) })
    expect(await run(['snapshot', 'mail.xml'], { cwd })).toMatchObject({ status: 0 })
  })

  test('no password stands in a record', async () => {
    const cwd = folderWith({
      'mail.xml': clean
        .replace('<os>', '<os><cmdline>key=opensesame db_password=letmein</cmdline>')
        .replace('</domain>', "<devices><graphics type='vnc' passwd='opensesame'/></devices></domain>"),
    })
    await snapshot(cwd, 'mail.xml')
    expect(read(cwd, 'mail.abi')).toContain('os/cmdline ~ key=••• db_password=•••  # the kernel command line\n')
  })

  test('a broken file is a failure and gets no record', async () => {
    const cwd = folderWith({ 'mail.xml': broken })
    const { status, stderr } = await snapshot(cwd, 'mail.xml')
    expect(status).toBe(2)
    expect(stderr).toContain('mail.xml: is not well-formed XML')
    expect(() => read(cwd, 'mail.abi')).toThrow('ENOENT')
  })

  test('where nothing can be written that is said', async () => {
    const cwd = folderWith({ 'mail.xml': clean })
    chmodSync(cwd, 0o555)
    const { status, stderr } = await withoutPrivileges(() => snapshot(cwd, 'mail.xml'))
    chmodSync(cwd, 0o755)
    expect([status, stderr]).toEqual([2, 'domlint: mail.abi: cannot be written: permission denied\n'])
  })
})

describe('a record', () => {
  test('of a newer format is refused, even by --update', async () => {
    const { cwd, record } = await drifted()
    const newer = record.replace('domlint-abi 1', 'domlint-abi 7')
    writeFileSync(join(cwd, 'mail.abi'), newer)
    for (const words of [['--check'], ['--update'], []]) {
      const { status, stderr } = await snapshot(cwd, ...words, 'mail.xml')
      expect(stderr).toContain('mail.abi: is a record of format 7, and this domlint reads up to 1')
      expect(status).toBe(2)
    }
    expect(read(cwd, 'mail.abi')).toBe(newer)
  })

  test('with the marks of a merge is written anew by --update alone', async () => {
    const { cwd, record } = await drifted()
    writeFileSync(join(cwd, 'mail.abi'), `${record}<<<<<<< HEAD\n`)
    expect((await snapshot(cwd, 'mail.xml')).stderr).toMatch(/mail\.abi: cannot be read at line \d+; --update writes the record anew/)
    expect((await snapshot(cwd, '--update', 'mail.xml')).status).toBe(0)
    expect((await snapshot(cwd, '--check', 'mail.xml')).status).toBe(0)
  })

  test("that is somebody else's file is never overwritten", async () => {
    const cwd = folderWith({ 'mail.xml': clean, 'mail.abi': 'my notes' })
    for (const words of [['--update'], []]) expect((await snapshot(cwd, ...words, 'mail.xml')).status).toBe(2)
    expect(read(cwd, 'mail.abi')).toBe('my notes')
  })

  test('is compared on the target that it was made for, and a note says when another one is asked for', async () => {
    const cwd = folderWith({ 'mail.xml': clean.replace('pc-q35-9.2', 'q35') })
    await snapshot(cwd, '--target', 'debian-12', 'mail.xml')
    expect(read(cwd, 'mail.abi')).toContain('\ntarget debian-12\nlibvirt 9.0.0\nqemu 7.2.0\n')
    expect(await snapshot(cwd, '--check', 'mail.xml')).toEqual({ status: 0, stdout: '', stderr: '' })
    const { status, stdout, stderr } = await snapshot(cwd, '--check', '--target', 'debian-13', 'mail.xml')
    expect(stderr).toBe('domlint: mail.abi: was made for debian-12, and is compared on debian-13\n')
    expect([status, stdout]).toEqual([1, expect.stringContaining('the machine type: pc-q35-7.2 -> pc-q35-10.0')])
  })

  test('of an older domlint is said to be one when it differs, and stays when it does not', async () => {
    const { cwd, record } = await drifted()
    const older = record.replace(/^domlint .*$/m, 'domlint 0.0.1')
    writeFileSync(join(cwd, 'mail.abi'), older)
    expect((await snapshot(cwd, '--check', 'mail.xml')).stderr).toContain('mail.abi: was written by domlint 0.0.1')
    writeFileSync(join(cwd, 'mail.xml'), withDisk(''))
    expect(await snapshot(cwd, '--update', 'mail.xml')).toEqual({ status: 0, stdout: '', stderr: '' })
    expect(read(cwd, 'mail.abi')).toBe(older)
  })

  test('is one side of domlint abi as well', async () => {
    const { cwd } = await drifted()
    const { status, stdout } = await run(['abi', 'mail.abi', 'mail.xml'], { cwd })
    expect(status).toBe(1)
    expect(stdout).toContain('the serial number: none -> M1')
  })
})

test('a pipe in the place of a record is not waited for', async () => {
  const cwd = folderWith({ 'mail.xml': clean })
  execFileSync('mkfifo', [join(cwd, 'mail.abi')])
  expect(await snapshot(cwd, '--check', 'mail.xml')).toMatchObject({ status: 2, stderr: 'domlint: mail.abi: is no file\n' })
})

describe('standard input', () => {
  test('is recorded on standard output', async () => {
    const cwd = folderWith({})
    const { status, stdout } = await run(['snapshot', '-'], { cwd, stdin: clean })
    expect([status, stdout]).toEqual([0, expect.stringContaining('\ndomain mail\n')])
    expect((await run(['snapshot', '--check', '-'], { cwd, stdin: clean })).stderr).toContain(
      '--stdin-filename says beside which file it is',
    )
  })

  test('has the record of the file that it stands for', async () => {
    const { cwd } = await drifted()
    const given = (text: string) => run(['snapshot', '--check', '--stdin-filename', 'mail.xml', '-'], { cwd, stdin: text })
    expect((await given(withDisk(''))).status).toBe(0)
    expect((await given(withDisk('<serial>M1</serial>'))).status).toBe(1)
  })
})

test.each([
  [['--check', '--update'], '--check writes nothing and --update does'],
  [['--target', 'debian-12', '--target', 'debian-13'], 'a record is made for one target'],
  [['--format', 'sarif'], "there is no format 'sarif' here"],
])('%s is wrong usage', async (words, sentence) => {
  const { status, stderr } = await snapshot(folderWith({ 'mail.xml': clean }), ...words, 'mail.xml')
  expect(status).toBe(2)
  expect(stderr).toContain(sentence)
})

const hasGit = spawnSync('git', ['--version']).status === 0

describe.skipIf(!hasGit)('domlint snapshot --check --since (needs git)', () => {
  const since = (cwd: string, ...words: string[]) =>
    run(['snapshot', '--check', '--since', 'HEAD', ...words], { cwd, env: { PATH: process.env.PATH ?? '' } })
  function repository(commits = true) {
    const cwd = folderWith({ 'mail.xml': withDisk(''), 'net.xml': '<network/>' })
    const git = (...words: string[]) => spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...words], { cwd })
    git('init', '-q')
    git('add', '--all')
    if (commits) git('commit', '-q', '-m', 'first')
    return cwd
  }

  test('a definition without a record is compared with the commit', async () => {
    const cwd = repository()
    writeFileSync(join(cwd, 'new.xml'), clean.replace('mail', 'new'))
    writeFileSync(join(cwd, 'net.xml'), clean.replace('mail', 'net'))
    expect(await since(cwd)).toEqual({ status: 0, stdout: '', stderr: '' })
    writeFileSync(join(cwd, 'mail.xml'), withDisk('<serial>M1</serial>'))
    const { status, stdout, stderr } = await since(cwd)
    expect(status).toBe(1)
    expect(stdout).toContain('git:HEAD:mail.xml -> mail.xml (mail): the guest sees 1 change')
    expect(stderr).toBe('domlint: mail.xml: has no record that accepts the change: domlint snapshot writes one, to be committed with it\n')
  })

  test('a record accepts the change, until it is old itself', async () => {
    const cwd = repository()
    writeFileSync(join(cwd, 'mail.xml'), withDisk('<serial>M1</serial>'))
    await snapshot(cwd, 'mail.xml')
    expect(await since(cwd)).toMatchObject({ status: 0, stdout: '' })
    writeFileSync(join(cwd, 'mail.xml'), withDisk('<serial>M2</serial>'))
    expect((await since(cwd)).stdout).toContain('M1 -> M2')
  })

  test('before the first commit all is new; a commit that is not there is told', async () => {
    expect(await since(repository(false))).toEqual({ status: 0, stdout: '', stderr: '' })
    const { status, stderr } = await since(repository(), '--since', 'nowhere')
    expect(status).toBe(2)
    expect(stderr).toContain("--since nowhere: git knows no commit 'nowhere' here")
    expect((await run(['snapshot', '--since', 'HEAD'], { cwd: repository() })).stderr).toContain('--since belongs to --check')
  })
})
