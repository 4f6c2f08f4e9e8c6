import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { clean, fixable, folderWith, run } from './run.js'

const only = ['--preset', 'deprecated']
const old = fixable.replace('</os>', "</os>\n  <devices>\n    <graphics type='vnc' port='-1'/>\n  </devices>")

async function recorded() {
  const cwd = folderWith({ 'guests/a.xml': old, 'guests/b.xml': fixable })
  expect(await run(['baseline', ...only, 'guests'], { cwd })).toMatchObject({
    status: 0,
    stdout: '',
    stderr: 'domlint: 3 findings recorded in domlint-baseline.json\n',
  })
  return cwd
}

describe('domlint baseline', () => {
  test('records findings, one a line, sorted', async () => {
    const cwd = await recorded()
    const text = readFileSync(join(cwd, 'domlint-baseline.json'), 'utf8')
    expect(JSON.parse(text).findings).toMatchObject([
      { file: 'guests/a.xml', rule: 'deprecated/prefer-autoport', device: 'graphics vnc' },
      { file: 'guests/a.xml', rule: 'deprecated/prefer-memory-unit' },
      { file: 'guests/b.xml', rule: 'deprecated/prefer-memory-unit' },
    ])
    expect(text.split('\n').filter((line) => line.includes('fingerprint'))).toHaveLength(3)
    await run(['baseline', ...only, 'guests'], { cwd })
    expect(readFileSync(join(cwd, 'domlint-baseline.json'), 'utf8')).toBe(text)
  })

  test('hides what is recorded, wherever it moved, and shows what is new', async () => {
    const cwd = await recorded()
    expect((await run([...only, 'guests'], { cwd })).stdout).toBe('')
    expect((await run([...only, '--no-baseline', 'guests'], { cwd })).stdout.split('\n')).toHaveLength(4)
    writeFileSync(join(cwd, 'guests/a.xml'), old.replace('  <memory>', '  <title>Mail</title>\n\n  <memory>'))
    writeFileSync(join(cwd, 'guests/b.xml'), fixable.replace('<vcpu', '<currentMemory>1048576</currentMemory>\n  <vcpu'))
    expect((await run([...only, 'guests'], { cwd })).stdout).toMatch(/^guests\/b\.xml:5:18: info: .*\n$/)
    renameSync(join(cwd, 'guests/a.xml'), join(cwd, 'guests/mail.xml'))
    expect((await run([...only, 'guests'], { cwd })).stdout).toMatch(/^guests\/b\.xml:5:18: info: .*\n$/)
  })

  test('shows a recorded finding again when its level rose', async () => {
    const cwd = await recorded()
    expect((await run([...only, '--rule', 'deprecated/prefer-memory-unit: error', 'guests'], { cwd })).status).toBe(1)
  })

  test('--check fails when something is gone, --prune drops it', async () => {
    const cwd = await recorded()
    expect(await run(['baseline', '--check', ...only, 'guests'], { cwd })).toEqual({ status: 0, stdout: '', stderr: '' })
    writeFileSync(join(cwd, 'guests/b.xml'), clean)
    const before = readFileSync(join(cwd, 'domlint-baseline.json'), 'utf8')
    expect(await run(['baseline', '--check', ...only, 'guests'], { cwd })).toMatchObject({
      status: 1,
      stdout: 'guests/b.xml: deprecated/prefer-memory-unit (memory) is gone\n',
    })
    expect(readFileSync(join(cwd, 'domlint-baseline.json'), 'utf8')).toBe(before)
    expect(await run(['baseline', '--prune', ...only, 'guests'], { cwd })).toMatchObject({
      status: 0,
      stderr: 'domlint: 1 finding dropped, 2 kept\n',
    })
    expect(await run(['baseline', '--check', ...only, 'guests'], { cwd })).toMatchObject({ status: 0 })
  })

  test('--prune adds nothing', async () => {
    const cwd = await recorded()
    writeFileSync(join(cwd, 'guests/c.xml'), fixable)
    await run(['baseline', '--prune', ...only, 'guests'], { cwd })
    expect(JSON.parse(readFileSync(join(cwd, 'domlint-baseline.json'), 'utf8')).findings).toHaveLength(3)
  })

  test('records nothing when not all files could be checked', async () => {
    const cwd = folderWith({ 'a.xml': fixable })
    const { status, stderr } = await run(['baseline', ...only, 'a.xml', 'gone.xml'], { cwd })
    expect(status).toBe(2)
    expect(stderr).toContain('gone.xml: no such file')
    expect(existsSync(join(cwd, 'domlint-baseline.json'))).toBe(false)
  })

  test.each([
    ['{', 'is faulty: '],
    ['{}', "it is no baseline: write it with 'domlint baseline'"],
    ['{"version": 7, "findings": []}', 'it has version 7'],
    ['{"version": 1, "findings": [{"rule": "x"}]}', 'entry 1 is not complete'],
  ])('a baseline %s is said to be faulty', async (text, sentence) => {
    const cwd = folderWith({ 'a.xml': fixable, 'domlint-baseline.json': text })
    const { status, stderr } = await run([...only, 'a.xml'], { cwd })
    expect(status).toBe(2)
    expect(stderr).toContain(sentence)
  })

  test('may have another name', async () => {
    const cwd = folderWith({ 'a.xml': fixable })
    await run(['baseline', ...only, '--baseline', 'known.json', 'a.xml'], { cwd })
    expect((await run([...only, 'a.xml'], { cwd })).stdout).not.toBe('')
    expect((await run([...only, '--baseline', 'known.json', 'a.xml'], { cwd })).stdout).toBe('')
  })
})
