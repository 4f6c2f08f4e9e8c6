import { describe, expect, it } from 'vitest'
import { targetFrom } from '../../src/domain/facts/target.js'
import { checkText } from '../../src/lint/engine.js'
import { compileRuleset } from '../../src/lint/ruleset.js'
import { rules } from '../../src/rules/index.js'
import { wrap } from '../../src/rules/wrappers.js'

function rulesOn(fragment: string, off: readonly string[] = []): string[] {
  const settings = Object.fromEntries(off.map((id) => [id, 'off' as const]))
  const { findings } = checkText('guest.xml', wrap(fragment, 'q35'), {
    ruleset: compileRuleset(rules, ['libvirt', 'deprecated'], settings),
    target: targetFrom(undefined),
    hostArch: 'x86_64',
    abiUpdate: false,
    directives: false,
  })
  return findings.map(({ ruleId }) => ruleId)
}

const misspeltBus = `<disk type='file' device='disk'>
  <driver name='qemu' type='raw' queues='4'/>
  <source file='/srv/guest.img'/>
  <target dev='vda' bus='virtoi'/>
</disk>`

describe('what libvirt cannot read', () => {
  it('is reported once: what depends on the word waits', () => {
    expect(rulesOn(misspeltBus)).toEqual(['libvirt/valid-enum'])
  })

  it('hides nothing where its own rule is off', () => {
    expect(rulesOn(misspeltBus, ['libvirt/valid-enum'])).toContain('libvirt/valid-disk-options')
  })

  it('hides nothing of other devices', () => {
    const other = `<disk type='file' device='disk'>
  <driver name='qemu' type='raw' queues='4'/>
  <source file='/srv/other.img'/>
  <target dev='sda' bus='sata'/>
</disk>`
    expect(rulesOn(`${misspeltBus}\n${other}`)).toEqual(['libvirt/valid-enum', 'libvirt/valid-disk-options'])
  })

  it('hides only its own tag where the value is not what the device is', () => {
    const disk = `<disk type='file' device='disk'>
  <driver name='qemu' type='raw' copy_on_read='true'/>
  <source file='/srv/guest.img'/>
  <target dev='vda1' bus='virtio'/>
</disk>`
    expect(rulesOn(disk)).toEqual(['libvirt/valid-yes-no', 'libvirt/valid-target-dev'])
  })

  it('has no better spelling either', () => {
    expect(rulesOn("<hostdev mode='subsystem' type='usb'><source><vendor id='0'/><product id='0x1'/></source></hostdev>")).toEqual([
      'libvirt/valid-number',
    ])
  })
})
