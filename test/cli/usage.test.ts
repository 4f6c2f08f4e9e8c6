import { describe, expect, test } from 'vitest'
import { clean, folderWith, run } from './run.js'

const mistakes: readonly (readonly [words: readonly string[], sentence: string])[] = [
  [['--fomat', 'json', 'a.xml'], 'there is no option --fomat; did you mean --format?'],
  [['--frobnicate', 'a.xml'], 'there is no option --frobnicate (see domlint --help)'],
  [['-x', 'a.xml'], 'there is no option -x'],
  [['--quiet=yes', 'a.xml'], "the option --quiet takes no value, but got 'yes'"],
  [['a.xml', '--format'], 'the option --format needs a value: --format FORMAT[:FILE]'],
  [['--format', 'jsn', 'a.xml'], "there is no format 'jsn'; did you mean json?"],
  [['--format', 'xyz', 'a.xml'], "there is no format 'xyz': choose from pretty, compact, json"],
  [['--format', 'json:', 'a.xml'], "--format json:: the file's name is missing"],
  [['--format', 'json', '--format', 'sarif', 'a.xml'], 'only one format can go to standard output'],
  [['--preset', 'recomended', 'a.xml'], "there is no preset 'recomended'; did you mean recommended?"],
  [['--rule', 'deprecated/prefer-memory-unit', 'a.xml'], "write it as 'RULE: LEVEL'"],
  [['--rule', 'deprecated/prefer-memory-unit: fatal', 'a.xml'], "there is no level 'fatal': choose from error, warning, info, off"],
  [['--rule', 'deprecated/prefer-memory-units: off', 'a.xml'], 'did you mean deprecated/prefer-memory-unit?'],
  [['--rule', 'xml/well-formed: off', 'a.xml'], 'xml/well-formed has no level to set: libvirt reads no such file, so it stays an error'],
  [['--rule', 'domlint/unused-directives: off', 'a.xml'], 'did you mean domlint/unused-directive?'],
  [['--fix-rule', 'abi/no-such', 'a.xml'], "--fix-rule: there is no rule 'abi/no-such'"],
  [['--unsafe', 'a.xml'], '--unsafe belongs to --fix or --diff'],
  [['--target', 'libvirt=new', 'a.xml'], "the target 'libvirt=new' is not known"],
  [['--max-warnings', 'many', 'a.xml'], '--max-warnings many: write a number'],
  [['--shard', '5/4', 'a.xml'], '--shard 5/4: write the part and the number of parts'],
  [['--max-size', 'big', 'a.xml'], '--max-size big: write a size, such as 64MiB'],
  [['--config', 'gone.json', 'a.xml'], 'cannot be read: it is not there'],
  [['--baseline', 'gone.json', 'a.xml'], 'cannot be read: it is not there'],
  [['explain'], "which rule? 'domlint rules' lists them"],
  [['explain', 'prefer-memory-units'], "there is no rule 'prefer-memory-units'; did you mean"],
  [['explain', '--fix', 'x'], 'the option --fix belongs to domlint lint'],
  [['rules', 'depracated'], "there is no category or preset 'depracated'; did you mean deprecated?"],
  [['rules', '--format', 'yaml'], "there is no format 'yaml' here"],
  [['init', 'a.xml'], 'domlint init takes no file'],
  [['completion'], 'for which shell? choose from bash, zsh, fish'],
  [['completion', 'bsh'], "there is no completion for 'bsh'; did you mean bash?"],
  [['baseline', '--check', '--prune'], 'take one of them'],
  [['explian', 'x'], 'explian: no such file, nor is it a command; did you mean explain?'],
  [[''], 'a file name is empty'],
]

describe('a mistake in the command line', () => {
  test.each(mistakes)('%j', async (words, sentence) => {
    const cwd = folderWith({ 'a.xml': clean })
    const { status, stdout, stderr } = await run(words, { cwd })
    expect(stderr).toContain(sentence)
    expect(stderr).toMatch(/^domlint: /)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  })
})

describe('help', () => {
  test('names every command and every option of lint', async () => {
    const { status, stdout } = await run(['--help'], { cwd: '/' })
    expect(status).toBe(0)
    for (const word of ['explain', 'rules', 'init', 'baseline', 'completion', '--fix', '--diff', '--format', '--preset', '-h, --help'])
      expect(stdout).toContain(word)
    expect(stdout).not.toContain('--prune')
    expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([])
  })

  test.each(['explain', 'rules', 'init', 'baseline', 'completion'])('of %s is its own', async (command) => {
    const { status, stdout } = await run([command, '--help'], { cwd: '/' })
    expect(status).toBe(0)
    expect(stdout).toContain(`domlint ${command}`)
    expect(stdout).not.toContain('--shard')
  })
})

test('-- ends the options', async () => {
  const cwd = folderWith({ '--fix': clean })
  const { status } = await run(['--preset', 'deprecated', '--', '--fix'], { cwd })
  expect(status).toBe(0)
})

test('--version', async () => {
  expect(await run(['--version'], { cwd: '/' })).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
})
