import { describe, expect, it } from 'vitest'
import { targetFrom } from '../../src/domain/facts/target.js'
import { type CheckSettings, checkText } from '../../src/lint/engine.js'
import { fixText } from '../../src/lint/fix.js'
import { parsePattern } from '../../src/lint/patterns.js'
import { judgeProject } from '../../src/lint/project.js'
import { compileRuleset } from '../../src/lint/ruleset.js'
import { type Rule, type RuleDefinition, rule } from '../../src/rules/rule.js'
import { removeAttribute, setAttribute } from '../../src/xml/change.js'

/** A rule for these tests: only what matters is given. */
function make(
  parts: Partial<Exclude<RuleDefinition<string, Readonly<Record<string, unknown>>>, { view: 'canonical' }>> & {
    id: `abi/${string}` | `project/${string}`
  },
): Rule {
  return rule({
    summary: 'Test',
    why: '',
    sources: [],
    category: 'abi',
    severity: 'warning',
    since: '0.1.0',
    message: 'found',
    examples: [],
    ...parts,
    // The test rules are told apart by ids that need no category.
  } as RuleDefinition<string, Readonly<Record<string, unknown>>>)
}

function settings(rules: Rule[], more: Partial<CheckSettings> = {}): CheckSettings {
  return {
    ruleset: compileRuleset(rules, ['all']),
    target: targetFrom(undefined),
    hostArch: 'x86_64',
    abiUpdate: false,
    directives: true,
    ...more,
  }
}

const sayDisk = make({ id: 'abi/no-disk', on: { 'domain/devices/disk': (disk) => ({ at: disk }) } })
const sayTarget = make({ id: 'abi/no-target', on: { 'domain/devices/disk[@device=disk]/target[@bus]': (target) => ({ at: target }) } })
const sayAddress = make({ id: 'abi/no-address', on: { '//address[@type=pci] | domain/name': (found) => ({ at: found }) } })

const guest = `<domain type='kvm'>
  <name>a</name>
  <devices>
    <disk device='disk'><target dev='vda' bus='virtio'/><address type='pci'/></disk>
    <disk><target dev='vdb' bus='virtio'/></disk>
  </devices>
</domain>
`

function places(text: string, rules: Rule[]): string[] {
  return checkText('a.xml', text, settings(rules)).findings.map(
    ({ ruleId, start, end, device }) => `${ruleId} ${start.line}:${start.column}-${end.column} ${device}`,
  )
}

describe('path patterns', () => {
  it('lead to the elements they name, in document order', () => {
    expect(places(guest, [sayDisk, sayTarget, sayAddress])).toEqual([
      'abi/no-address 2:4-8 name',
      'abi/no-disk 4:6-10 disk vda',
      'abi/no-target 4:26-32 disk vda',
      'abi/no-address 4:58-65 disk vda',
      'abi/no-disk 5:6-10 disk vdb',
    ])
  })

  it('see the domains inside snapshots, status files and lists', () => {
    const inside = (open: string, close: string) => places(open + guest + close, [sayDisk]).length
    expect(inside('<domainsnapshot>', '</domainsnapshot>')).toBe(2)
    expect(inside('<domstatus>', '</domstatus>')).toBe(2)
    expect(inside('<domains>', `${guest}</domains>`)).toBe(4)
    expect(places(`<domainsnapshot>${guest.replaceAll('domain', 'inactiveDomain')}</domainsnapshot>`, [sayTarget])).toHaveLength(1)
    expect(inside('<network>', '</network>')).toBe(0)
  })

  it.each(['disk', 'domain/de vices', 'domain//disk', '', 'domain/disk[bus]'])('%j is refused', (pattern) => {
    expect(() => parsePattern(pattern)).toThrow(SyntaxError)
  })
})

describe('a rule that fails', () => {
  it('is named with its place, and the others go on', () => {
    const broken = make({
      id: 'abi/no-luck',
      on: {
        'domain/devices/disk': () => {
          throw new Error('no luck')
        },
      },
    })
    const { findings, failures } = checkText('a.xml', guest, settings([broken, sayDisk]))
    expect(findings).toHaveLength(2)
    expect(failures.map(({ message }) => message)).toEqual([
      'the rule abi/no-luck failed at line 4, column 5 (<disk>): no luck; the other rules went on',
      'the rule abi/no-luck failed at line 5, column 5 (<disk>): no luck; the other rules went on',
    ])
  })
})

const toggle = (id: `abi/${string}`, from: string, to: string, safety: 'safe' | 'unsafe' = 'safe') =>
  make({
    id,
    ...(safety === 'safe' ? { fix: 'safe' as const } : { fix: 'unsafe' as const, risk: 'it is a test' }),
    on: {
      [`domain/devices/disk/target[@bus=${from}]`]: (target) => ({ at: target, fix: setAttribute(target, 'bus', to) }),
    },
  })

describe('fixing', () => {
  const text = "<domain><devices><disk><target dev='a' bus='1'/></disk></devices></domain>"

  it('goes on until nothing is left, and keeps every other byte', () => {
    const fixed = fixText('a.xml', text, settings([toggle('abi/no-1', '1', '2'), toggle('abi/no-2', '2', '3')]), { unsafe: false })
    expect(fixed.text).toBe(text.replace("bus='1'", "bus='3'"))
    expect(fixed.applied).toBe(2)
  })

  it('leaves unsafe fixes alone unless they are asked for, by --unsafe or by name', () => {
    const rules = settings([toggle('abi/no-1', '1', '2', 'unsafe')])
    expect(fixText('a.xml', text, rules, { unsafe: false }).text).toBe(text)
    expect(fixText('a.xml', text, rules, { unsafe: true }).text).not.toBe(text)
    expect(fixText('a.xml', text, rules, { unsafe: false, only: new Set(['abi/no-1']) }).text).not.toBe(text)
  })

  it.each([2, 3, 5])('a circle of %i rules is a failure that names them all, and the file stays', (length) => {
    const rules = Array.from({ length }, (_, n) => toggle(`abi/no-${n + 1}`, String(n + 1), String(((n + 1) % length) + 1)))
    const fixed = fixText('a.xml', text, settings(rules), { unsafe: false })
    expect(fixed.text).toBe(text)
    expect(fixed.failures.map(({ message }) => message)).toEqual([
      `fixing went round in a circle and the file was left as it was; the rules that changed it: ${rules.map(({ id }) => id).join(', ')}`,
    ])
  })

  it('a rule that never ends is a failure that names it', () => {
    const grow = make({
      id: 'abi/no-end',
      fix: 'safe',
      on: { '//target': (target) => ({ at: target, fix: setAttribute(target, 'bus', `${target.attr('bus')}x`) }) },
    })
    const fixed = fixText('a.xml', text, settings([grow]), { unsafe: false })
    expect(fixed.text).toBe(text)
    expect(fixed.failures[0]?.message).toBe(
      'fixing did not come to an end in 100 passes and the file was left as it was; the last rules: abi/no-end',
    )
  })

  it('a fix that breaks the XML is a failure that names the rule', () => {
    const vandal = make({
      id: 'abi/no-xml',
      fix: 'safe',
      on: { '//target': (target) => ({ at: target, fix: { start: target.start, end: target.start + 1, text: 'x>&' } }) },
    })
    const fixed = fixText('a.xml', text, settings([vandal]), { unsafe: false })
    expect(fixed.text).toBe(text)
    expect(fixed.failures[0]?.message).toContain('abi/no-xml')
  })

  it('fixes that touch the same text wait for the next pass; of one fix all edits apply or none', () => {
    const both = make({
      id: 'abi/no-both',
      fix: 'safe',
      on: {
        '//target[@bus=1]': (target) => ({ at: target, fix: [setAttribute(target, 'bus', '9'), setAttribute(target, 'dev', 'both')] }),
      },
    })
    const first = make({
      id: 'abi/no-a',
      fix: 'safe',
      on: {
        '//target[@dev=a]': (target) => ({
          at: target.attributeOrSelf('dev'),
          fix: target.attributeList.filter(({ name }) => name === 'dev').map(removeAttribute),
        }),
      },
    })
    const fixed = fixText('a.xml', text, settings([first, both]), { unsafe: false })
    expect(fixed.failures).toEqual([])
    expect(fixed.text).toBe("<domain><devices><disk><target bus='9' dev='both'/></disk></devices></domain>")
  })

  it('nothing is fixed in a text that is not well-formed', () => {
    const broken = text.replace('</disk>', '')
    expect(fixText('a.xml', broken, settings([toggle('abi/no-1', '1', '2')]), { unsafe: true })).toMatchObject({ text: broken, applied: 0 })
  })
})

describe('rules over all files', () => {
  const unique = make({
    id: 'project/no-same-name',
    category: 'project',
    message: '{label} is also the name of {other}',
    unique: ({ element }) => element.elements('name').map((name) => ({ key: name.text, at: name.textRange, label: name.text })),
  })

  it('report the later places and show the first', () => {
    const texts = { 'a.xml': guest, 'b.xml': guest, 'c.xml': guest.replace('>a<', '>c<') }
    const facts = Object.entries(texts).flatMap(([file, text]) =>
      checkText(file, text, settings([unique])).facts.map((fact) => ({ ...fact, file })),
    )
    const found = judgeProject(facts, (fact) => facts.find(({ finding }) => finding === fact.finding)?.file ?? '')
    expect(
      [...found].map(([file, findings]) => [
        file,
        findings.map(({ message, related }) => [message, related.map(({ filePath, start }) => `${filePath}:${start.line}`)]),
      ]),
    ).toEqual([['b.xml', [['a is also the name of a', ['a.xml:2']]]]])
  })

  it('do not compare the two copies of one guest in a snapshot', () => {
    const twice = `<domainsnapshot>${guest}${guest.replaceAll('domain', 'inactiveDomain')}</domainsnapshot>`
    expect(judgeProject(checkText('s.xml', twice, settings([unique])).facts, () => 's.xml').size).toBe(0)
  })
})

describe('rules on the canonical form', () => {
  const onePart = { summary: 'Test', why: '', sources: [], category: 'abi', severity: 'warning', since: '0.1.0', examples: [] } as const
  const looked: string[] = []
  const atUsb = rule({
    ...onePart,
    id: 'abi/no-usb',
    message: '{model}',
    view: 'canonical',
    when: ({ domain }) => {
      looked.push(domain.name)
      return domain.name !== 'uninteresting'
    },
    on: {
      'domain/devices/controller[@type=usb]': (controller, { canonical }) => ({
        at: canonical.placeOf(controller, 'index'),
        data: { model: `${controller.get('model')}${controller.source ? '' : ' that libvirt adds'}` },
      }),
    },
  })
  const check = (text: string) => checkText('a.xml', text, settings([atUsb]))
  const q35 = (name: string, devices: string, type = 'kvm') =>
    `<domain type='${type}'><name>${name}</name><os><type arch='x86_64' machine='pc-q35-9.2'>hvm</type></os><devices>${devices}</devices></domain>`
  const marked = (text: string) => check(text).findings.map(({ message, range }) => `${message}: ${text.slice(range.start, range.end)}`)

  it('see what libvirt fills in, and point at the nearest element in the text', () => {
    expect(marked(q35('a', ''))).toEqual(['qemu-xhci that libvirt adds: devices'])
  })

  it('point at the source of what stands in the text', () => {
    expect(marked(q35('a', "<controller type='usb' index='0'/>"))).toEqual(['piix3-uhci: 0'])
    expect(marked(q35('a', "<controller type='usb'/>"))).toEqual(['piix3-uhci: controller'])
  })

  it('are asked by a quick look first, and not at all about guests of other drivers', () => {
    looked.length = 0
    expect(marked(q35('uninteresting', ''))).toEqual([])
    expect(marked(q35('a container', '', 'lxc'))).toEqual([])
    expect(looked).toEqual(['uninteresting'])
  })

  it('a failure names the rule', () => {
    const broken: Rule = {
      ...atUsb,
      id: 'abi/no-luck',
      view: 'canonical',
      when: () => true,
      on: {
        domain: () => {
          throw new Error('out of luck')
        },
      },
    }
    const { failures, findings } = checkText('a.xml', q35('a', ''), settings([broken, atUsb]))
    expect(failures.map(({ message }) => message)).toEqual([expect.stringContaining('abi/no-luck failed at line 1')])
    expect(findings).toHaveLength(1)
  })
})
