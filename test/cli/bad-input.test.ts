import { chmodSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { broken, clean, fixable, folderWith, run } from './run.js'
import { withoutPrivileges } from './without-privileges.js'

const only = ['--preset', 'deprecated']

describe('what is wrong with a file is one sentence on standard error, or one finding, and the other files go on', () => {
  const files = { 'clean.xml': clean, 'fixable.xml': fixable }

  async function besides(name: string, content?: string | Buffer) {
    const cwd = folderWith({ ...files, ...(content === undefined ? {} : { [name]: content }) })
    const outcome = await run([...only, 'fixable.xml', name, 'clean.xml'], { cwd })
    expect(outcome.stdout).toContain('fixable.xml:4:11: info: ')
    return outcome
  }

  test('a missing file', async () => {
    expect(await besides('gone.xml')).toMatchObject({ status: 2, stderr: 'domlint: gone.xml: no such file\n' })
  })

  test('a binary file', async () => {
    const { status, stderr } = await besides('disk.xml', Buffer.from([0x51, 0x46, 0x49, 0xfb, 0, 0, 0, 3, 0, 0]))
    expect({ status, stderr }).toEqual({ status: 2, stderr: 'domlint: disk.xml: is a binary file, not XML\n' })
  })

  test('an empty file', async () => {
    const { status, stdout } = await besides('empty.xml', '')
    expect(stdout).toContain('empty.xml:1:1: error: there is no element in this document [xml/well-formed]')
    expect(status).toBe(1)
  })

  test('a file that is not well-formed', async () => {
    const { status, stdout, stderr } = await besides('broken.xml', broken)
    expect(stdout).toMatch(/^broken\.xml:6:4: error: .*<os> is never closed.* \[xml\/well-formed\]$/m)
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
  })

  test('a file in another encoding', async () => {
    const { status, stderr } = await besides(
      'latin.xml',
      Buffer.from("<?xml version='1.0' encoding='ISO-8859-1'?><domain><name>Jörg</name></domain>", 'latin1'),
    )
    expect(status).toBe(2)
    expect(stderr).toBe(
      'domlint: latin.xml: declares the encoding ISO-8859-1, which domlint does not read: convert it to UTF-8 (iconv -f ISO-8859-1 -t UTF-8)\n',
    )
  })

  test('a file that is not valid UTF-8', async () => {
    const { status, stdout } = await besides('invalid.xml', Buffer.from('<domain>\n<name>J\xf6rg</name></domain>', 'latin1'))
    expect(stdout).toContain(
      'invalid.xml:2:8: error: the file is not valid UTF-8: byte 0xF6 at offset 16 belongs to no character [xml/well-formed]\n',
    )
    expect(status).toBe(1)
  })

  test('a file over the size limit', async () => {
    const cwd = folderWith(files)
    const { status, stderr } = await run([...only, '--max-size', '100', 'clean.xml'], { cwd })
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `domlint: clean.xml: has ${clean.length} bytes, more than the limit of 100 bytes (--max-size raises it)\n`,
    })
  })

  test('a folder without XML', async () => {
    const cwd = folderWith({ ...files, 'notes/readme.txt': 'hello' })
    expect(await run([...only, 'notes', 'clean.xml'], { cwd })).toMatchObject({
      status: 2,
      stderr: 'domlint: notes: no *.xml file in this folder\n',
    })
  })

  test('a pattern that matches nothing', async () => {
    const cwd = folderWith(files)
    expect(await run([...only, 'guests/*.xml', 'clean.xml'], { cwd })).toMatchObject({
      status: 2,
      stderr: "domlint: no file matches 'guests/*.xml'\n",
    })
  })

  test('links that go round in a circle', async () => {
    const cwd = folderWith(files)
    symlinkSync('b.xml', join(cwd, 'a.xml'))
    symlinkSync('a.xml', join(cwd, 'b.xml'))
    const { status, stderr } = await run([...only, 'a.xml', 'clean.xml'], { cwd })
    expect({ status, stderr }).toEqual({ status: 2, stderr: 'domlint: a.xml: cannot be read: its symbolic links go round in a circle\n' })
  })

  test('a device', async () => {
    const cwd = folderWith(files)
    expect(await run([...only, '/dev/zero'], { cwd })).toMatchObject({ status: 2, stderr: 'domlint: /dev/zero: is a device, not a file\n' })
  })

  test('a file that may not be read', async () => {
    const cwd = folderWith({ ...files, 'secret.xml': clean })
    chmodSync(cwd, 0o755)
    chmodSync(join(cwd, 'secret.xml'), 0)
    // Loads all that is needed while this process may read it.
    await run([...only, 'fixable.xml', 'gone.xml'], { cwd })
    const outcome = await withoutPrivileges(() => run([...only, 'fixable.xml', 'secret.xml'], { cwd }))
    expect(outcome).toMatchObject({ status: 2, stderr: 'domlint: secret.xml: cannot be read: permission denied\n' })
    expect(outcome.stdout).toContain('fixable.xml:4:11')
  })
})

describe('XML without a domain', () => {
  test('is skipped with a note when it is named', async () => {
    const cwd = folderWith({ 'net.xml': '<network><name>default</name></network>' })
    const { status, stdout, stderr } = await run(['net.xml'], { cwd })
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: '',
      stderr: 'domlint: net.xml: skipped, since it is a libvirt network and no domain\n',
    })
  })

  test('is counted when it is found', async () => {
    const cwd = folderWith({ 'a/net.xml': '<network/>', 'a/pool.xml': '<pool/>', 'a/guest.xml': clean })
    const { status, stderr } = await run([...only, 'a'], { cwd })
    expect({ status, stderr }).toEqual({ status: 0, stderr: 'domlint: 2 files without a domain skipped\n' })
  })

  test('is in the JSON report, with nothing found', async () => {
    const cwd = folderWith({ 'net.xml': '<network/>' })
    const { stdout, stderr } = await run(['--format', 'json', 'net.xml'], { cwd })
    expect(JSON.parse(stdout)).toMatchObject([{ filePath: join(cwd, 'net.xml'), messages: [] }])
    expect(stderr).toBe('')
  })
})

test('a file that is read-only is not fixed, and stays as it is', async () => {
  const cwd = folderWith({ 'guest.xml': fixable })
  chmodSync(join(cwd, 'guest.xml'), 0o444)
  const { status, stdout, stderr } = await run([...only, '--fix', 'guest.xml'], { cwd })
  expect({ status, stderr }).toEqual({ status: 2, stderr: 'domlint: guest.xml: cannot be written: it is read-only\n' })
  expect(stdout).toContain('guest.xml:4:11')
  expect(readFileSync(join(cwd, 'guest.xml'), 'utf8')).toBe(fixable)
})

test('control characters from names and files do not reach the terminal', async () => {
  const cwd = folderWith({ 'a\u001b[31mred.xml': "<domain type='\u009b31m'>" })
  const { stdout, stderr } = await run(['a\u001b[31mred.xml', 'gone\u001b[0m.xml'], { cwd, terminal: true, env: { NO_COLOR: '1' } })
  for (const control of ['\u001b', '\u009b']) expect(stdout + stderr).not.toContain(control)
  expect(stderr).toContain('gone\\u001b[0m.xml: no such file')
})
