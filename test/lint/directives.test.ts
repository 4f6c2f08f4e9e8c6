import { describe, expect, it } from 'vitest'
import { targetFrom } from '../../src/domain/facts/target.js'
import { checkText } from '../../src/lint/engine.js'
import { compileRuleset } from '../../src/lint/ruleset.js'
import { rule } from '../../src/rules/rule.js'

const noDisk = rule({
  id: 'abi/no-disk',
  summary: 'Test',
  why: '',
  sources: [],
  category: 'abi',
  severity: 'warning',
  since: '0.1.0',
  message: 'a disk',
  on: { 'domain/devices/disk': (disk) => ({ at: disk }) },
  examples: [],
})

/** What is said about a domain with these lines among its devices, as `line rule`. */
function said(devices: string, metadata = ''): string[] {
  const text = `<domain type='kvm'>${metadata}<devices>\n${devices}\n</devices></domain>`
  const ruleset = compileRuleset([noDisk], ['all'])
  const checked = checkText('a.xml', text, {
    ruleset,
    target: targetFrom(undefined),
    hostArch: 'x86_64',
    abiUpdate: false,
    directives: true,
  })
  return checked.findings.map(({ ruleId, start }) => `${start.line} ${ruleId}`)
}

describe('directives in comments', () => {
  it.each<[name: string, devices: string, expected: string[]]>([
    ['next line', '<!-- domlint-disable-next-line abi/no-disk: known -->\n<disk/>\n<disk/>', ['4 abi/no-disk']],
    ['the whole next tag', "<!-- domlint-disable-next-line abi/no-disk: known -->\n\n<disk\n type='file'/>", []],
    [
      'the first of two that are about the same',
      '<!-- domlint-disable abi/no-disk: known -->\n<!-- domlint-disable-next-line abi/no-disk: known -->\n<disk/>',
      ['3 domlint/unused-directive'],
    ],
    [
      'a stretch in a stretch, which ends for one of its rules',
      '<!-- domlint-disable abi/no-disk: known -->\n<disk/>\n<!-- domlint-disable abi/no-disk, abi/no-net: known -->\n<disk/>\n<!-- domlint-enable abi/no-disk -->\n<disk/>',
      ['4 domlint/unused-directive', '4 domlint/unknown-rule', '7 abi/no-disk'],
    ],
    ['white space around all', '<!--\n  domlint-disable-next-line   abi/no-disk  :  known  \n-->\n<disk/>', []],
    [
      'a stretch',
      '<!-- domlint-disable abi/no-disk: known -->\n<disk/>\n<disk/>\n<!-- domlint-enable abi/no-disk -->\n<disk/>',
      ['6 abi/no-disk'],
    ],
    ['a stretch to the end', '<!-- domlint-disable abi/no-disk: known -->\n<disk/>\n<disk/>', []],
    ['no reason', '<!-- domlint-disable-next-line abi/no-disk -->\n<disk/>', ['2 domlint/no-reason']],
    ['no rule', '<!-- domlint-disable-next-line : known -->\n<disk/>', ['2 domlint/wide-directive']],
    ['unknown rule', '<!-- domlint-disable-next-line abi/no-disc: known -->\n<disk/>', ['2 domlint/unknown-rule', '3 abi/no-disk']],
    ['unused', '<!-- domlint-disable-next-line abi/no-disk: known -->\n<video/>', ['2 domlint/unused-directive']],
    ['not a directive', '<!-- domlint-ignore abi/no-disk -->', ['2 domlint/unknown-directive']],
    [
      'a double hyphen, which XML forbids in comments',
      '<!-- domlint-disable-next-line abi/no-disk -- known -->',
      ['2 domlint/unknown-directive', '2 xml/well-formed'],
    ],
    ['a comment that only speaks of domlint', '<!-- checked with domlint -->', []],
  ])('%s', (_, devices, expected) => {
    expect(said(devices)).toEqual(expected)
  })
})

describe('the level of what is said about directives', () => {
  const unused = '<!-- domlint-disable-next-line abi/no-disk -->\n<video/>'
  const levels = (settings: Parameters<typeof compileRuleset>[2], text = `<domain><devices>\n${unused}\n</devices></domain>`) =>
    checkText('a.xml', text, {
      ruleset: compileRuleset([noDisk], ['all'], settings),
      target: targetFrom(undefined),
      hostArch: 'x86_64',
      abiUpdate: false,
      directives: true,
    }).findings.map(({ ruleId, severity }) => `${severity} ${ruleId}`)

  it('is a warning where nothing is set', () => {
    expect(levels({})).toEqual(['warning domlint/no-reason', 'warning domlint/unused-directive'])
  })

  it('is what the settings say, alone or in a list', () => {
    expect(levels({ 'domlint/no-reason': ['error', {}], 'domlint/unused-directive': 'off' })).toEqual(['error domlint/no-reason'])
  })

  it('cannot be set for XML that nobody can read', () => {
    expect(levels({ 'xml/well-formed': 'off' }, '<domain>')).toEqual(['error xml/well-formed'])
  })
})

describe('directives in metadata, which libvirt keeps', () => {
  const config = (ignores: string) => `<metadata><d:config xmlns:d='urn:domlint:1'>${ignores}</d:config></metadata>`
  const disk = "<disk><target dev='vda'/></disk>\n<disk><target dev='vdb'/></disk>"

  it('hold back a rule for the domain, or for one device', () => {
    expect(said(disk, config("<d:ignore rule='abi/no-disk' reason='known'/>"))).toEqual([])
    expect(said(disk, config("<d:ignore rule='abi/no-disk' device='disk vda' reason='known'/>"))).toEqual(['3 abi/no-disk'])
  })

  it('are reported as comments are', () => {
    expect(said(disk, config("<d:ignore rule='abi/no-disk' device='disk vdz'/>"))).toEqual([
      '1 domlint/no-reason',
      '1 domlint/unused-directive',
      '2 abi/no-disk',
      '3 abi/no-disk',
    ])
  })

  it('need the namespace', () => {
    expect(said(disk, config("<d:ignore rule='abi/no-disk' reason='known'/>").replace('urn:domlint:1', 'urn:other'))).toHaveLength(2)
  })
})
