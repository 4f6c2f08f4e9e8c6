import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withoutRuleText } from '../../scripts/build/rule-text.mjs'

const root = resolve(import.meta.dirname, '../..')
const scratch = mkdtempSync(join(tmpdir(), 'domlint-package-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

function run(command: string, words: readonly string[], folder = root): string {
  return execFileSync(command, words, { cwd: folder, encoding: 'utf8' })
}

/** The text of a module in dist/ and of those in dist/ that it imports. */
function reachable(name: string, seen = new Set<string>()): string {
  if (seen.has(name)) return ''
  seen.add(name)
  const text = readFileSync(join(root, 'dist', name), 'utf8')
  const imported = [...text.matchAll(/(?:from|import|import\()\s*"\.\/([^"]+)"/g)].map(([, other]) => other!)
  return text + imported.map((other) => reachable(other, seen)).join('')
}

describe('the build', () => {
  test('prints nothing', () => {
    expect(run('npm', ['run', '--silent', 'build'])).toBe('')
  })

  test('says its version', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    expect(run(process.execPath, ['dist/cli.cjs', '--version'])).toBe(`${version}\n`)
  })

  test('gives a program that is executable as it is', () => {
    expect(statSync(join(root, 'dist/cli.cjs')).mode & 0o111).toBe(0o111)
  })

  test.each(['index.js', 'unified.js'])('gives a library that needs nothing of Node (%s)', (name) => {
    const text = reachable(name)
    expect(text.length).toBeGreaterThan(10_000)
    expect(text).not.toMatch(/["']node:|\brequire\(|\bprocess\./)
  })

  test('leaves the text of rules out of what every run loads, and keeps it for those who ask', () => {
    const rule = readFileSync(join(root, 'src/rules/abi/no-floating-machine.ts'), 'utf8')
    const why = /why: `([\w ]+)/.exec(rule)![1]!
    expect(readFileSync(join(root, 'dist/main.cjs'), 'utf8')).not.toContain(why)
    const lazy = readdirSync(join(root, 'dist/lazy')).map((name) => readFileSync(join(root, 'dist/lazy', name), 'utf8'))
    expect(lazy.filter((text) => text.includes(why))).toHaveLength(1)
  })
})

describe('leaving out the text of a rule', () => {
  const rule = [
    "import { rule } from '../rule.js'",
    'export default rule({',
    "  id: 'abi/no-x',",
    "  summary: 'Say `x`',",
    '  why: `First',
    '  examples: [ that stand in the text',
    '})',
    'end`,',
    '  sources: [',
    "    'a document',",
    '  ],',
    "  category: 'abi',",
    '  on: {',
    '    x: () => `)',
    '`,',
    '  },',
    "  examples: [{ name: 'an example', good: '<x/>' }],",
    '})',
    'const after = 1',
  ]

  test('keeps the rest line by line', () => {
    expect(withoutRuleText(rule.join('\n'), 'x.ts').split('\n')).toEqual([...rule.slice(0, 4), ...rule.slice(11, 16), ...rule.slice(17)])
  })

  test('fails where a property is not found', () => {
    expect(() => withoutRuleText(rule.join('\n').replace('  sources', 'sources'), 'x.ts')).toThrow('x.ts: no sources')
  })
})

describe('the package', () => {
  const folder = join(scratch, 'consumer')

  beforeAll(() => {
    // As an installation would put it: the packed files, and beside them the packages that they need.
    const packed: readonly { path: string }[] = JSON.parse(run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts']))[0].files
    for (const { path } of packed) cpSync(join(root, path), join(folder, 'node_modules/domlint', path))
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    for (const name of Object.keys(dependencies)) {
      mkdirSync(join(folder, 'node_modules', name, '..'), { recursive: true })
      symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name))
    }
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  })

  test('holds what is needed and nothing else', () => {
    const entries = readdirSync(join(folder, 'node_modules/domlint'), { recursive: true, encoding: 'utf8' })
    expect(entries).toEqual(
      expect.arrayContaining([
        'README.md',
        'LICENSE',
        'CHANGELOG.md',
        'dist/cli.cjs',
        'dist/main.cjs',
        'dist/index.js',
        'dist/types/index.d.ts',
      ]),
    )
    expect(entries.filter((path) => /^(src|test|scripts|bench|examples|\.)/.test(path))).toEqual([])
  })

  test('runs no script when it is installed', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    expect(Object.keys(scripts).filter((name) => /^(pre|post)?install$/.test(name))).toEqual([])
  })

  test('can be imported', () => {
    const script = `console.log(typeof (await import('domlint')).lint, typeof (await import('domlint/unified')).domlintLint)`
    expect(run(process.execPath, ['--input-type=module', '--eval', script], folder)).toBe('function function\n')
  })

  test.each(['nodenext', 'bundler'])('has types for %s resolution', (resolution) => {
    writeFileSync(
      join(folder, 'consumer.ts'),
      `import * as domlint from 'domlint'\nimport { domlintLint } from 'domlint/unified'\nexport const used: unknown[] = [domlint.lint(''), domlintLint]\n// @ts-expect-error there is no such export\ndomlint.noSuchThing()\n`,
    )
    const options = ['--noEmit', '--strict', '--target', 'es2023', '--types', '', '--moduleResolution', resolution]
    const module = resolution === 'bundler' ? 'esnext' : 'nodenext'
    const tsc = spawnSync(join(root, 'node_modules/.bin/tsc'), [...options, '--module', module, 'consumer.ts'], {
      cwd: folder,
      encoding: 'utf8',
    })
    expect(tsc.stdout).toBe('')
    expect(tsc.status).toBe(0)
  })
})
