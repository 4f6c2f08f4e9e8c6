import { describe, expect, test } from 'vitest'
import { targetFrom } from '../../src/domain/facts/target.js'
import { fix, type Plugin, rule, setAttribute } from '../../src/index.js'
import { compileRuleset } from '../../src/lint/ruleset.js'
import { planText } from '../../src/migrate/plan.js'

const guest = `<domain type='kvm'>
  <name>mail</name>
  <memory>1048576</memory>
  <vcpu>2</vcpu>
  <os><type arch='x86_64' machine='pc-q35-9.2'>hvm</type></os>
</domain>
`

const story = {
  why: 'x',
  sources: ['x'],
  severity: 'warning',
  since: '1',
  message: 'x',
  fix: 'safe',
  examples: [],
} as const

/** It says that the guest does not notice another machine. */
const liar = rule({
  ...story,
  id: 'deprecated/newer-machine',
  category: 'deprecated',
  summary: 'Take a newer machine',
  on: {
    'domain/os/type'(type) {
      return type.attr('machine') === 'pc-q35-9.2' ? { at: type, fix: setAttribute(type, 'machine', 'pc-q35-10.0') } : undefined
    },
  },
})

const honest = rule({
  ...story,
  id: 'deprecated/need-unit',
  category: 'deprecated',
  summary: 'Write the unit',
  on: {
    'domain/memory'(memory) {
      return memory.attr('unit') === undefined ? { at: memory, fix: setAttribute(memory, 'unit', 'KiB') } : undefined
    },
  },
})

const plugins: readonly Plugin[] = [{ name: 'house', rules: [liar, honest] }]
const options = { presets: ['deprecated'] as const, rules: { 'deprecated/explicit-memory-unit': 'off' as const }, plugins }

describe('the promise of safe fixes', () => {
  test('is looked at: a rule that breaks it is named alone, and the text stays', () => {
    const fixed = fix(guest, options)
    expect(fixed.text).toBe(guest)
    expect(fixed.applied).toBe(0)
    expect(fixed.failures.map(({ message }) => message)).toEqual([
      'a fix that is called safe would change what the guest sees, so the file was left as it was; the rule at fault: deprecated/newer-machine; os: the machine type changes from pc-q35-9.2 to pc-q35-10.0; libvirt refuses a migration or a restore',
    ])
  })

  test('does not hold for those who ask for unsafe fixes, or for this rule', () => {
    for (const asked of [{ unsafe: true }, { only: [liar.id] }]) {
      const { text, failures } = fix(guest, { ...options, ...asked })
      expect(text).toContain('pc-q35-10.0')
      expect(failures).toEqual([])
    }
  })

  test('is kept by fixes that only write things otherwise', () => {
    const { text, failures } = fix(guest, { ...options, rules: { ...options.rules, [liar.id]: 'off' } })
    expect(text).toBe(guest.replace('<memory>', "<memory unit='KiB'>"))
    expect(failures).toEqual([])
  })

  test('is broken on one of several targets as well', () => {
    const alias = rule({
      ...story,
      id: 'deprecated/no-alias',
      category: 'deprecated',
      summary: 'Write the machine',
      on: {
        'domain/os/type[@machine=q35]'(type) {
          return { at: type, fix: setAttribute(type, 'machine', 'pc-q35-7.2') }
        },
      },
    })
    const text = guest.replace('pc-q35-9.2', 'q35')
    const asked = { presets: ['deprecated'] as const, plugins: [{ name: 'house', rules: [alias] }] }
    expect(fix(text, { ...asked, target: 'qemu=7.2.0' }).text).toContain('pc-q35-7.2')
    expect(fix(text, { ...asked, target: ['qemu=7.2.0', 'qemu=10.0.0'] }).text).toContain("'q35'")
  })

  test('is none about what libvirt refuses: no guest has seen it', () => {
    const video = (acceleration: string) =>
      guest.replace('</domain>', `  <devices><video><model type='virtio'>${acceleration}</model></video></devices>\n</domain>`)
    const { text, failures } = fix(video("<acceleration accel2d='yes' accel3d='no'/>"), { presets: ['libvirt'], plugins })
    expect(text).toBe(video("<acceleration accel3d='no'/>"))
    expect(failures).toEqual([])
  })

  test('is not escaped by a plugin that calls its rule one of libvirt', () => {
    const disguised = rule({ ...liar, id: 'libvirt/newer-machine', category: 'libvirt', severity: 'error' })
    const { text, failures } = fix(guest, { presets: ['libvirt'], plugins: [{ name: 'house', rules: [disguised] }] })
    expect(text).toBe(guest)
    expect(failures.map(({ message }) => message)).toEqual([expect.stringContaining('the rule at fault: libvirt/newer-machine;')])
  })

  test('holds for the neutral steps of a plan; the step is one of the next boot then', () => {
    const settings = {
      ruleset: compileRuleset([liar, honest], [], { [liar.id]: 'warning', [honest.id]: 'warning' }),
      target: targetFrom(undefined),
      hostArch: 'x86_64',
      abiUpdate: false,
      directives: true,
    }
    const plan = planText('mail.xml', guest, settings)
    expect(plan.neutral).toBe(guest)
    expect(plan.failures.map(({ message }) => message)).toEqual([expect.stringContaining('the rule at fault: deprecated/newer-machine;')])
    expect(plan.steps.map(({ grade }) => grade)).toEqual(['boot', 'boot'])
  })
})
