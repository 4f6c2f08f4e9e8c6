import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import { targetFrom } from '../../src/domain/facts/target.js'
import type { CheckSettings } from '../../src/lint/engine.js'
import { grades, type Plan, planText } from '../../src/migrate/plan.js'
import { isMigrationRule, migrationRuleset } from '../../src/migrate/ruleset.js'
import { rules } from '../../src/rules/index.js'
import { wrap } from '../../src/rules/wrappers.js'
import { decodeXml } from '../../src/xml/encoding.js'
import { corpusFiles, hasCorpus } from '../corpus.js'

const ruleset = migrationRuleset(rules)

function settings(targets: readonly string[] = [], more: Partial<CheckSettings> = {}): CheckSettings {
  const [target = targetFrom(undefined), ...otherTargets] = targets.map(targetFrom)
  return { ruleset, target, otherTargets, hostArch: 'x86_64', abiUpdate: false, directives: true, ...more }
}

const guest = `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>mail</name>
  <memory>1048576</memory>
  <vcpu>2</vcpu>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  </os>
  <devices>
    <graphics type='spice' port='-1' tlsPort='-1'/>
    <video><model type='qxl' heads='1'/></video>
  </devices>
  <qemu:commandline>
    <qemu:arg value='-set'/>
    <qemu:arg value='device.video0.vgamem_mb=32'/>
    <qemu:arg value='-cpu'/>
    <qemu:arg value='host,kvm=off'/>
  </qemu:commandline>
</domain>
`

const shown = ({ steps }: Plan) =>
  steps.map(({ grade, ruleId, start, device }) => `${grade} ${start.line}:${start.column} ${ruleId} ${device}`)

describe('a plan', () => {
  test('has each step in its grade, with its place in the text as it was given', () => {
    expect(shown(planText('mail.xml', guest, settings(['debian-13'])))).toEqual([
      'neutral 3:11 deprecated/prefer-memory-unit memory',
      'neutral 9:34 deprecated/prefer-autoport graphics spice',
      'boot 14:22 deprecated/no-set-argument qemu:commandline',
      'work 16:22 deprecated/no-cpu-argument qemu:commandline',
    ])
  })

  test('the neutral text holds the neutral steps only, the text of the next boot both', () => {
    const { neutral, boot } = planText('mail.xml', guest, settings(['debian-13']))
    expect(neutral).toBe(guest.replace('<memory>', "<memory unit='KiB'>").replace("port='-1' tlsPort='-1'", "autoport='yes'"))
    expect(boot).toContain("<qemu:property name='vgamem_mb' type='unsigned' value='32'/>")
    expect(boot).toContain("<qemu:arg value='host,kvm=off'/>")
    expect(boot).not.toContain('-set')
  })

  test('a step says why, what it risks and where that is written', () => {
    const step = planText('mail.xml', guest, settings()).steps.find(({ ruleId }) => ruleId === 'deprecated/no-set-argument')
    expect(step?.reason).toMatch(/^-set finds no device/)
    expect(step?.risk).toMatch(/^The guest gets the property/)
    expect(step?.sources.join()).toContain('8.2.0')
    expect(step?.title).toBe('Change the properties of devices with <qemu:override>')
  })

  test('what a person has to choose is work, with the change that each choice makes', () => {
    const { steps, boot } = planText('mail.xml', guest, settings(['rhel-9.5']))
    const spice = steps.find(({ ruleId }) => ruleId === 'target/no-spice-without-server')
    expect(spice?.grade).toBe('work')
    expect(spice?.choices.length).toBeGreaterThan(0)
    for (const choice of spice?.choices ?? []) {
      expect(choice.change.text).toBe(boot)
      expect(choice.change.edits.length).toBeGreaterThan(0)
      expect(choice.risk).toMatch(/\.$/)
    }
  })

  test('the fix of a rule that asks for work is a choice, and never applied', () => {
    const text = wrap("<disk type='file' device='disk'>\n  <source file='/dev/sdb'/>\n  <target dev='vda' bus='virtio'/>\n</disk>", 'q35')
    const { steps, boot } = planText('mail.xml', text, settings())
    const step = steps.find(({ ruleId }) => ruleId === 'deprecated/no-device-as-file')
    expect(step).toMatchObject({ grade: 'work', device: 'disk vda', choices: [{ risk: expect.stringContaining('host only') }] })
    expect(step?.change).toBeUndefined()
    expect(boot).toContain("type='file'")
  })

  test('what a directive holds back is no step, but is counted', () => {
    const held = guest.replace(
      '  <memory>',
      '  <!-- domlint-disable-next-line deprecated/prefer-memory-unit: for an old tool -->\n  <memory>',
    )
    const plan = planText('mail.xml', held, settings())
    expect(shown(plan).join()).not.toContain('prefer-memory-unit')
    expect(plan.suppressed).toBe(1)
  })

  test('directives that name other rules are no concern of a plan', () => {
    const held = guest.replace('  <name>', '  <!-- domlint-disable-next-line abi/no-floating-machine: it floats -->\n  <name>')
    expect(shown(planText('mail.xml', held, settings())).join()).not.toContain('domlint/')
  })

  test('of several targets each gets what it needs', () => {
    const [first, second] = [shown(planText('', guest, settings(['debian-13']))), shown(planText('', guest, settings(['rhel-9.5'])))]
    const both = shown(planText('', guest, settings(['debian-13', 'rhel-9.5'])))
    expect(new Set(both.map(withoutGrade))).toEqual(new Set([...first, ...second].map(withoutGrade)))
  })

  test('a text that is not well-formed is work and stays as it is', () => {
    const { steps, neutral, boot, wellFormed } = planText('', guest.replace('</os>', ''), settings())
    expect(wellFormed).toBe(false)
    expect([neutral, boot]).toEqual([guest.replace('</os>', ''), guest.replace('</os>', '')])
    expect(steps.every(({ grade }) => grade === 'work')).toBe(true)
    expect(steps.map(({ ruleId }) => ruleId)).toContain('xml/well-formed')
  })

  test('another document has no plan', () => {
    expect(planText('', '<network><name>default</name></network>', settings())).toMatchObject({ steps: [], notADomain: expect.any(String) })
  })

  test('later passes are placed in the text that was given', () => {
    // The second -set waits for the first one, which has made the text longer by then.
    const two = guest.replace(
      "    <qemu:arg value='-cpu'/>",
      "    <qemu:arg value='-set'/>\n    <qemu:arg value='device.video0.revision=4'/>\n    <qemu:arg value='-cpu'/>",
    )
    const places = shown(planText('', two, settings())).filter((line) => line.includes('no-set-argument'))
    expect(places).toEqual([
      'boot 14:22 deprecated/no-set-argument qemu:commandline',
      'boot 16:22 deprecated/no-set-argument qemu:commandline',
    ])
  })
})

function withoutGrade(line: string): string {
  return line.replace(/^\w+ /, '')
}

/** Applying a grade and planning again gives no step of that grade. */
function expectIdempotent(name: string, text: string, check: CheckSettings): void {
  const plan = planText(name, text, check)
  const count = (again: Plan, grade: string) => again.steps.filter((step) => step.grade === grade).map(({ ruleId }) => ruleId)
  expect({ name, failures: plan.failures }).toEqual({ name, failures: [] })
  const neutral = planText(name, plan.neutral, check)
  expect({ name, left: count(neutral, 'neutral'), text: neutral.neutral }).toEqual({ name, left: [], text: plan.neutral })
  const boot = planText(name, plan.boot, check)
  expect({ name, left: [...count(boot, 'neutral'), ...count(boot, 'boot')], text: boot.boot }).toEqual({ name, left: [], text: plan.boot })
}

describe('applying a plan and planning again gives an empty one', () => {
  test.each(rules.filter(isMigrationRule).map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
    for (const example of rule.examples) {
      const sources = 'good' in example ? example.good : example.bad
      const check = settings(example.target === undefined ? [] : [example.target], {
        hostArch: example.hostArch ?? 'x86_64',
        abiUpdate: example.abiUpdate ?? false,
        ...(example.from === undefined ? {} : { from: targetFrom(example.from) }),
      })
      for (const text of typeof sources === 'string' ? [sources] : sources)
        expectIdempotent(example.name, wrap(text, example.inside).replace(/[«»]/g, ''), check)
    }
  })

  test.skipIf(!hasCorpus)('real-world definitions', { timeout: 120_000 }, () => {
    const files = corpusFiles('real')
    expect(files.length).toBeGreaterThan(100)
    for (const [order, file] of files.entries()) {
      const decoded = decodeXml(readFileSync(file))
      const target = ['debian-13', 'rhel-9.5', 'libvirt=12.8.0,qemu=11.1.3'][order % 3] ?? ''
      if (!('kind' in decoded)) expectIdempotent(basename(file), decoded.text, settings([target]))
    }
  })
})

test('the grades are in the order of what they cost', () => {
  expect(grades).toEqual(['neutral', 'boot', 'work'])
})
