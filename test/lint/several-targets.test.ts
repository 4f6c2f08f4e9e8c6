import { describe, expect, test } from 'vitest'
import { formatVersion, targetFrom } from '../../src/domain/facts/target.js'
import type { CheckSettings } from '../../src/lint/engine.js'
import { fixText } from '../../src/lint/fix.js'
import { lint } from '../../src/lint/lint-text.js'
import { compileRuleset } from '../../src/lint/ruleset.js'
import { checkForTargets } from '../../src/lint/several-targets.js'
import type { Rule, RuleContext } from '../../src/rules/rule.js'
import { removeElement, setAttribute } from '../../src/xml/change.js'
import type { XmlElement } from '../../src/xml/tree.js'

const text = "<domain type='kvm'>\n  <name>guest</name>\n  <memory>1048576</memory>\n  <vcpu>2</vcpu>\n</domain>\n"

type Look = (element: XmlElement, context: RuleContext<unknown>) => unknown

/** A rule with messages of its own: what its looks give fits them, which the types cannot see here. */
function sample(on: Readonly<Record<string, Look>>, more: Partial<Rule> = {}): Rule {
  return {
    id: 'target/no-sample',
    summary: 'Have no sample',
    why: 'It is a rule for tests.',
    sources: ['none'],
    category: 'target',
    severity: 'warning',
    since: '0.1.0',
    message: { plain: 'found', version: 'QEMU {qemu} has it' },
    fix: 'safe',
    examples: [],
    ...more,
    on,
  } as unknown as Rule
}

function settings(one: Rule, targets: readonly string[], more: Partial<CheckSettings> = {}): CheckSettings {
  const [target, ...otherTargets] = targets.map(targetFrom)
  if (!target) throw new Error('at least one target')
  return {
    ruleset: compileRuleset([one], ['all']),
    target,
    otherTargets,
    hostArch: 'x86_64',
    abiUpdate: false,
    directives: true,
    ...more,
  }
}

const everywhere = sample({
  'domain/vcpu': (vcpu) =>
    vcpu.attr('placement') ? undefined : { at: vcpu, message: 'plain', fix: setAttribute(vcpu, 'placement', 'static') },
})
const onOld = sample({
  'domain/vcpu': (vcpu, { target }) =>
    target.qemu[0] < 10 ? { at: vcpu, message: 'plain', fix: setAttribute(vcpu, 'placement', 'static') } : undefined,
})
const inWords = sample({
  'domain/vcpu': (vcpu, { target }) => ({ at: vcpu, message: 'version', data: { qemu: formatVersion(target.qemu) } }),
})

const three = ['debian-12', 'debian-13', 'libvirt=12.0.0,qemu=11.0.0']

describe('several targets', () => {
  test('what all of them find is one finding, with its fix', () => {
    const { findings } = checkForTargets('a.xml', text, settings(everywhere, three))
    expect(findings.map(({ message, fix }) => [message, fix?.safety])).toEqual([['found', 'safe']])
  })

  test('what some of them find names those, and its safe fix becomes a suggestion', () => {
    const [finding] = checkForTargets('a.xml', text, settings(onOld, three)).findings
    expect(finding?.message).toBe('found (on debian-12)')
    expect(finding?.fix).toBeUndefined()
    expect(finding?.suggestions).toMatchObject([
      { safety: 'unsafe', risk: 'Only debian-12 asks for it; try the result on debian-13, libvirt=12.0.0,qemu=11.0.0 as well.' },
    ])
  })

  test('what they find in other words stays apart', () => {
    const { findings } = checkForTargets('a.xml', text, settings(inWords, ['debian-12', 'debian-13']))
    expect(findings.map(({ message }) => message)).toEqual(['QEMU 7.2.0 has it (on debian-12)', 'QEMU 10.0.13 has it (on debian-13)'])
  })

  test('an unsafe fix of one target is kept, and one that each target wants otherwise is not', () => {
    const unsafe = sample(
      { 'domain/vcpu': (vcpu, { target }) => (target.qemu[0] < 10 ? { at: vcpu, message: 'plain', fix: removeElement(vcpu) } : undefined) },
      { fix: 'unsafe', risk: 'It is gone.' },
    )
    expect(checkForTargets('a.xml', text, settings(unsafe, three)).findings[0]?.fix?.safety).toBe('unsafe')
    const torn = sample({
      'domain/vcpu': (vcpu, { target }) => ({ at: vcpu, message: 'plain', fix: setAttribute(vcpu, 'current', String(target.qemu[0])) }),
    })
    const [finding] = checkForTargets('a.xml', text, settings(torn, three)).findings
    expect(finding?.message).toBe('found')
    expect(finding?.fix).toBeUndefined()
  })

  test('takes the most severe of their words', () => {
    const graded = sample({
      'domain/vcpu': (vcpu, { target }) => ({ at: vcpu, message: 'plain', severity: target.qemu[0] < 10 ? 'error' : 'info' }),
    })
    expect(checkForTargets('a.xml', text, settings(graded, [...three].reverse())).findings[0]?.severity).toBe('error')
  })

  test('keeps two findings of one rule at one place apart', () => {
    const twice = sample({
      'domain/vcpu': (vcpu) => [
        { at: vcpu, message: 'plain' as const },
        { at: vcpu, message: 'plain' as const },
      ],
    })
    expect(checkForTargets('a.xml', text, settings(twice, three)).findings.map(({ message }) => message)).toEqual(['found', 'found'])
  })

  test('a directive that hides something on one target is in use', () => {
    const hidden = text.replace('  <vcpu>', '  <!-- domlint-disable-next-line target/no-sample: it is meant so -->\n  <vcpu>')
    expect(checkForTargets('a.xml', hidden, settings(onOld, three)).findings).toEqual([])
    const unused = hidden.replace('<vcpu>2</vcpu>', '<title>2</title>')
    expect(checkForTargets('a.xml', unused, settings(onOld, three)).findings.map(({ ruleId }) => ruleId)).toEqual([
      'domlint/unused-directive',
    ])
  })

  test('a rule that throws on each of them is one failure', () => {
    const broken = sample({
      'domain/vcpu': () => {
        throw new Error('broken')
      },
    })
    expect(checkForTargets('a.xml', text, settings(broken, three)).failures).toHaveLength(1)
  })

  test('fixing takes only what suits all of them', () => {
    expect(fixText('a.xml', text, settings(everywhere, three), { unsafe: false }).text).toContain("<vcpu placement='static'>2</vcpu>")
    expect(fixText('a.xml', text, settings(onOld, three), { unsafe: true }).text).toBe(text)
  })

  test('is what the library does with a list of targets', () => {
    const guest = text.replace(
      '<vcpu>',
      "<os>\n    <type arch='x86_64'>hvm</type>\n  </os>\n  <devices>\n    <crypto model='virtio' type='qemu'/>\n  </devices>\n  <vcpu>",
    )
    const { findings } = lint(guest, { presets: ['schema'], target: ['libvirt=8.0.0', targetFrom('debian-13')] })
    expect(findings.map(({ message }) => message)).toContainEqual(expect.stringMatching(/^<crypto> is known .*\(on libvirt=8\.0\.0\)$/))
  })
})

describe('what a guest runs on today', () => {
  test('is told to the rules', () => {
    const told = sample({
      'domain/vcpu': (vcpu, { from }) => (from ? { at: vcpu, message: 'version', data: { qemu: from.name } } : undefined),
    })
    expect(checkForTargets('a.xml', text, settings(told, ['debian-13'])).findings).toEqual([])
    const { findings } = checkForTargets('a.xml', text, settings(told, ['debian-13'], { from: targetFrom('bookworm') }))
    expect(findings.map(({ message }) => message)).toEqual(['QEMU bookworm has it'])
  })
})

test('what only a target that nobody named refuses is a warning', () => {
  const old = text.replace('  <memory>', "  <os><type machine='pc-i440fx-2.5'>hvm</type></os>\n  <memory>")
  const severityOn = (target?: string) =>
    lint(old, { ...(target === undefined ? {} : { target }) }).findings.find(({ ruleId }) => ruleId === 'target/no-removed-machine')
      ?.severity
  expect(severityOn()).toBe('warning')
  expect(severityOn('qemu=11.1.3')).toBe('error')
  expect(severityOn('debian-12')).toBeUndefined()
})
