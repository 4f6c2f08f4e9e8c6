import { describe, expect, test } from 'vitest'
import { type ConfigEntry, checkConfig } from '../../src/lint/config.js'
import { mergeSettings } from '../../src/lint/settings.js'
import { type Rule, rule } from '../../src/rules/rule.js'

const sample: Rule = rule({
  id: 'security/no-sample',
  summary: 'Have no sample',
  why: 'It is only a sample.',
  sources: ['none'],
  category: 'security',
  severity: 'warning',
  since: '0.1.0',
  message: 'a sample',
  options: {
    strict: { type: 'boolean', default: false, description: 'All samples' },
    names: { type: 'strings', default: [], description: 'Their names' },
  },
  examples: [],
})

const problems = (value: unknown) => checkConfig(value, [sample]).problems.map(({ path, message }) => `${path.join('.')}: ${message}`)

describe('checkConfig', () => {
  test.each<ConfigEntry>([
    {},
    { name: 'all', files: ['*.xml'], ignores: ['old/'], presets: ['strict', 'abi'] },
    { rules: { 'security/no-sample': 'off' } },
    { rules: { 'domlint/unused-directive': 'off', 'domlint/no-reason': 'error' } },
    { ignore: [{ rule: 'domlint/no-reason', files: ['old/'], reason: 'they are older than domlint' }] },
    { rules: { 'security/no-sample': ['error', { strict: true, names: ['a'] }] } },
    { target: 'libvirt=11.3.0,qemu=10.0.0', arch: 'aarch64', abiUpdate: true, sysroot: '/srv', maxDepth: 50, maxSize: 1000 },
    { ignore: [{ rule: 'security/no-sample', device: 'disk vda', files: ['a.xml'], reason: 'it is meant so' }] },
    { plugins: [{ name: 'house', rules: [] }] },
  ])('takes %j', (entry) => {
    expect(problems(entry)).toEqual([])
    expect(checkConfig([entry, entry], [sample])).toEqual({ entries: [entry, entry], problems: [] })
  })

  test.each<[unknown, string]>([
    ['strict', ': an entry is an object, such as { "presets": ["strict"] }'],
    [[{}, null], '1: an entry is an object, such as { "presets": ["strict"] }'],
    [{ preset: ['strict'] }, "preset: there is no key 'preset'; did you mean presets?"],
    [JSON.parse('{"__proto__": 1}'), "__proto__: there is no key '__proto__'"],
    [{ constructor: 1 }, "constructor: there is no key 'constructor'"],
    [{ presets: 'strict' }, 'presets: this must be a list of presets, such as ["recommended"]'],
    [{ presets: [1] }, 'presets.0: there is no preset 1: choose from'],
    [{ files: 'a.xml' }, 'files: this must be a list of texts'],
    [{ files: ['a.xml', ''] }, 'files.1: this must be a text that is not empty'],
    [{ rules: ['x'] }, 'rules: this must be an object of rules and their levels'],
    [
      { rules: { 'security/no-simple': 'off' } },
      "rules.security/no-simple: there is no rule 'security/no-simple'; did you mean security/no-sample?",
    ],
    [
      { rules: { 'domlint/unused-directives': 'off' } },
      "there is no rule 'domlint/unused-directives'; did you mean domlint/unused-directive?",
    ],
    [
      { rules: { 'xml/well-formed': 'warning' } },
      'rules.xml/well-formed: xml/well-formed has no level to set: libvirt reads no such file, so it stays an error',
    ],
    [{ rules: { 'domlint/no-reason': ['error', { strict: true }] } }, "domlint/no-reason has no option 'strict'"],
    [{ rules: { 'security/no-sample': 'warn' } }, "rules.security/no-sample: there is no level 'warn'"],
    [{ rules: { 'security/no-sample': 2 } }, 'rules.security/no-sample: there is no level 2: choose from error, warning, info, off'],
    [
      { rules: { 'security/no-sample': ['error', { strickt: true }] } },
      "rules.security/no-sample.1.strickt: security/no-sample has no option 'strickt'; did you mean strict?",
    ],
    [
      { rules: { 'security/no-sample': ['error', { strict: 'yes' }] } },
      'rules.security/no-sample.1.strict: the option strict must be true or false',
    ],
    [
      { rules: { 'security/no-sample': ['error', { names: [1] }] } },
      'rules.security/no-sample.1.names: the option names must be a list of texts',
    ],
    [
      { rules: { 'security/no-sample': ['error', {}, {}] } },
      'rules.security/no-sample.2: a rule takes its level and one object of options',
    ],
    [{ target: 'windows' }, "target: the target 'windows' is not known"],
    [{ abiUpdate: 'yes' }, 'abiUpdate: this must be true or false'],
    [{ maxDepth: 0 }, 'maxDepth: this must be a whole number above zero'],
    [{ ignore: [{ rule: 'security/no-sample' }] }, 'ignore.0: the reason is missing: write why this is ignored'],
    [{ ignore: [{ rule: 'security/no-sample', reason: ' ' }] }, 'ignore.0.reason: the reason is missing'],
    [{ ignore: [{ reason: 'x' }] }, 'ignore.0: the rule that is to be ignored is missing'],
    [
      { ignore: [{ rule: 'security/no-sample', reason: 'x', devices: 'a' }] },
      "ignore.0.devices: there is no key 'devices' here; did you mean device?",
    ],
    [{ plugins: ['domlint-plugin-house'] }, 'plugins.0: a plugin is an object with a name and a list of rules'],
    [
      { plugins: [{ name: 'house', rules: [{ ...sample }] }] },
      'plugins.0: the plugin house has a rule security/no-sample, and there is one of that name already',
    ],
  ])('%j is wrong', (value, problem) => {
    const found = problems(value)
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(problem)
  })

  test('knows the rules of plugins', () => {
    const house = { ...sample, id: 'security/no-house' } as Rule
    expect(problems([{ plugins: [{ name: 'house', rules: [house] }] }, { rules: { 'security/no-house': 'error' } }])).toEqual([])
  })
})

describe('mergeSettings', () => {
  test('lets the last entry win, key by key and rule by rule', () => {
    const merged = mergeSettings([
      { name: 'first', presets: ['strict'], target: 'libvirt=9.0.0', rules: { 'security/no-sample': ['warning', { strict: true }] } },
      { name: 'second', presets: ['abi'], rules: { 'security/no-sample': 'error' } },
    ])
    expect(merged).toMatchObject({
      presets: ['abi'],
      targets: ['libvirt=9.0.0'],
      arch: 'x86_64',
      rules: { 'security/no-sample': ['error', { strict: true }] },
    })
    expect(merged.origins.get('target')?.name).toBe('first')
    expect(merged.origins.get('rules.security/no-sample')?.name).toBe('second')
  })

  test('has the recommended preset when nothing is said', () => {
    expect(mergeSettings([]).presets).toEqual(['recommended'])
  })
})
