import { execFileSync } from 'node:child_process'
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { encodeXml } from '../../src/xml/encoding.js'
import { broken, clean, fixable, fixed, folderWith, run } from './run.js'

const only = ['--preset', 'deprecated']
const unit = 'deprecated/prefer-memory-unit'

describe('--fix', () => {
  test('writes safe fixes and says how many', async () => {
    const cwd = folderWith({ 'a.xml': fixable, 'b.xml': clean })
    const { status, stdout, stderr } = await run([...only, '--fix', 'a.xml', 'b.xml'], { cwd })
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: 'domlint: 1 finding fixed in 1 file\n' })
    expect(readFileSync(join(cwd, 'a.xml'), 'utf8')).toBe(fixed)
    expect(readFileSync(join(cwd, 'b.xml'), 'utf8')).toBe(clean)
    expect(readdirSync(cwd).sort()).toEqual(['a.xml', 'b.xml'])
  })

  test('keeps mode, links, byte order mark and line ends', async () => {
    const cwd = folderWith({ 'real.xml': `\ufeff${fixable.replace(/\n/g, '\r\n')}` })
    chmodSync(join(cwd, 'real.xml'), 0o640)
    symlinkSync('real.xml', join(cwd, 'link.xml'))
    expect((await run([...only, '--fix', 'link.xml'], { cwd })).status).toBe(0)
    expect(lstatSync(join(cwd, 'link.xml')).isSymbolicLink()).toBe(true)
    expect(statSync(join(cwd, 'real.xml')).mode & 0o777).toBe(0o640)
    expect(readFileSync(join(cwd, 'real.xml'), 'utf8')).toBe(`\ufeff${fixed.replace(/\n/g, '\r\n')}`)
  })

  test.each(['utf-16le', 'utf-16be'] as const)('keeps %s', async (encoding) => {
    const inEncoding = (text: string) => encodeXml(`<?xml version='1.0' encoding='UTF-16'?>\n${text}`, { encoding, byteOrderMark: true })
    const cwd = folderWith({ 'a.xml': Buffer.from(inEncoding(fixable)) })
    expect((await run([...only, '--fix', 'a.xml'], { cwd })).status).toBe(0)
    expect(readFileSync(join(cwd, 'a.xml'))).toEqual(Buffer.from(inEncoding(fixed)))
  })

  test('does not touch a file that is not well-formed', async () => {
    const text = broken.replace(" unit='KiB'", '')
    const cwd = folderWith({ 'a.xml': text })
    expect((await run([...only, '--fix', 'a.xml'], { cwd })).status).toBe(1)
    expect(readFileSync(join(cwd, 'a.xml'), 'utf8')).toBe(text)
  })

  test('--fix-rule applies the fixes of these rules only', async () => {
    const cwd = folderWith({ 'a.xml': fixable })
    await run([...only, '--fix-rule', 'deprecated/prefer-autoport', 'a.xml'], { cwd })
    expect(readFileSync(join(cwd, 'a.xml'), 'utf8')).toBe(fixable)
    await run([...only, '--fix-rule', `deprecated/prefer-autoport,${unit}`, 'a.xml'], { cwd })
    expect(readFileSync(join(cwd, 'a.xml'), 'utf8')).toBe(fixed)
  })

  test('removes what a killed run left behind, and nothing else', async () => {
    const cwd = folderWith({ 'a.xml': fixable, '.a.xml.domlint-999999999-abc123': 'half a fi', '.a.xml.domlint-notes': 'mine' })
    writeFileSync(join(cwd, `.b.xml.domlint-${process.pid}-abc123`), 'of a run that goes on')
    await run([...only, '--fix', 'a.xml'], { cwd })
    expect(readdirSync(cwd).sort()).toEqual([`.a.xml.domlint-notes`, `.b.xml.domlint-${process.pid}-abc123`, 'a.xml'])
  })

  test("leaves libvirt's own files to libvirt", async () => {
    const own = `<!--\nWARNING: THIS IS AN AUTO-GENERATED FILE. CHANGES TO IT ARE LIKELY TO BE\nOVERWRITTEN AND LOST.\n-->\n${fixable}`
    const cwd = folderWith({ 'libvirt/qemu/mail.xml': own, 'copies/mail.xml': own })
    const { status, stderr } = await run([...only, '--fix', '--quiet', 'libvirt', 'copies'], { cwd })
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: "domlint: libvirt/qemu/mail.xml: is libvirt's own copy, in which changes get lost: make them with virsh edit\n",
    })
    expect(readFileSync(join(cwd, 'libvirt/qemu/mail.xml'), 'utf8')).toBe(own)
    expect(readFileSync(join(cwd, 'copies/mail.xml'), 'utf8')).not.toBe(own)
  })

  test('does not fix what the configuration holds back', async () => {
    const config = { ignore: [{ rule: unit, reason: 'the old tool wants it so' }] }
    const cwd = folderWith({ 'a.xml': fixable, 'domlint.config.json': JSON.stringify(config) })
    await run([...only, '--fix', 'a.xml'], { cwd })
    expect(readFileSync(join(cwd, 'a.xml'), 'utf8')).toBe(fixable)
  })
})

describe('--diff', () => {
  const names = ['plain.xml', 'sub folder/with spaces.xml', 'tab\there.xml', 'quote".xml', 'umlaut-ä.xml']
  const variants: Readonly<Record<string, (text: string) => string>> = {
    'as it is': (text) => text,
    'with CRLF': (text) => text.replace(/\n/g, '\r\n'),
    'without a line end at its end': (text) => text.trimEnd(),
    'with a byte order mark': (text) => `\ufeff${text}`,
    'in one line': (text) => text.replace(/\n\s*/g, ''),
  }

  for (const [name, change] of Object.entries(variants)) {
    test(`is applied by patch -p1: a file ${name}`, async () => {
      const cwd = folderWith(Object.fromEntries(names.map((file) => [file, change(fixable)])))
      const { status, stdout } = await run([...only, '--diff', ...names], { cwd })
      expect(status).toBe(1)
      for (const file of names) expect(readFileSync(join(cwd, file), 'utf8')).toBe(change(fixable))
      execFileSync('patch', ['-p1', '--binary', '--silent'], { cwd, input: stdout })
      for (const file of names) expect(readFileSync(join(cwd, file), 'utf8')).toBe(change(fixed))
    })
  }

  test('is empty, with status 0, when there is nothing to fix', async () => {
    const cwd = folderWith({ 'a.xml': clean })
    expect(await run([...only, '--diff', 'a.xml'], { cwd })).toEqual({ status: 0, stdout: '', stderr: '' })
  })

  test('writes nothing, even with --fix', async () => {
    const cwd = folderWith({ 'a.xml': fixable })
    expect((await run([...only, '--diff', '--fix', 'a.xml'], { cwd })).status).toBe(1)
    expect(readFileSync(join(cwd, 'a.xml'), 'utf8')).toBe(fixable)
  })

  test('shows no passwords on a terminal, and keeps them in a patch that is to be applied', async () => {
    const text = fixable.replace('  <vcpu', "  <devices><graphics type='vnc' passwd='hunter2'/></devices>\n  <vcpu")
    const cwd = folderWith({ 'a.xml': text })
    expect((await run([...only, '--diff', '--fix-rule', unit, 'a.xml'], { cwd, terminal: true })).stdout).not.toContain('hunter2')
    expect((await run([...only, '--diff', '--fix-rule', unit, 'a.xml'], { cwd })).stdout).toContain('hunter2')
  })

  test('names what it cannot show', async () => {
    const cwd = folderWith({ 'a.xml': Buffer.from(`\ufeff${fixable}`, 'utf16le') })
    const { status, stdout, stderr } = await run([...only, '--diff', 'a.xml'], { cwd })
    expect({ status, stdout, stderr }).toEqual({
      status: 2,
      stdout: '',
      stderr: 'domlint: a.xml: its fixes cannot be shown as a patch, since it is UTF-16: use --fix\n',
    })
  })
})
