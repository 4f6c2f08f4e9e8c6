import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { clean, fixable, fixed, folderWith, machineRaisingConfig, run } from './run.js'

const folder = () =>
  folderWith({ 'domlint.config.mjs': machineRaisingConfig, 'mail.xml': fixable, 'other.xml': fixable.replace('9.2', '10.0') })
const text = (cwd: string, name = 'mail.xml') => readFileSync(join(cwd, name), 'utf8')
const fault =
  'mail.xml: a fix that is called safe would change what the guest sees, so the file was left as it was; the rule at fault: deprecated/newer-machine;'

describe('a rule that calls safe what the guest notices', () => {
  test.each([
    ['lint', '--fix'],
    ['lint', '--diff'],
    ['migrate', '--write'],
  ])('is named by domlint %s %s, and the file stays', async (...words) => {
    const cwd = folder()
    const { status, stderr } = await run([...words, 'mail.xml', 'other.xml'], { cwd })
    expect(stderr).toContain(fault)
    expect(status).toBe(2)
    expect(text(cwd)).toBe(fixable)
    if (!words.includes('--diff')) expect(text(cwd, 'other.xml')).toBe(fixed.replace('9.2', '10.0'))
  })

  test.each([
    ['lint', '--fix', '--unsafe'],
    ['lint', '--fix-rule', 'deprecated/newer-machine'],
    ['migrate', '--write', '--unsafe'],
  ])('is shown by domlint %s %s %s, which asks for it', async (...words) => {
    const cwd = folder()
    const { stderr } = await run([...words, 'mail.xml'], { cwd })
    expect(stderr).toContain('mail.xml: the guest sees a change: os: the machine type changes from pc-q35-9.2 to pc-q35-10.0')
    expect(text(cwd)).toContain('pc-q35-10.0')
  })

  test('nothing is said where the guest sees the same', async () => {
    const cwd = folderWith({ 'mail.xml': fixable, 'clean.xml': clean })
    const { status, stderr } = await run(['--fix', '--unsafe', 'mail.xml', 'clean.xml'], { cwd })
    expect([status, stderr]).toEqual([0, 'domlint: 1 finding fixed in 1 file\n'])
    expect(text(cwd)).toBe(fixed)
  })
})
