import { describe, expect, it } from 'vitest'
import { Domain } from '../../src/domain/domain.js'
import { addedDevices, addsBalloon } from '../../src/domain/facts/implicit-devices.js'
import { scan } from '../../src/xml/scan.js'

function guest(arch: string, machine: string, devices = ''): Domain {
  const { element } = scan(
    `<domain type='kvm'><os><type arch='${arch}' machine='${machine}'>hvm</type></os><devices>${devices}</devices></domain>`,
  ).document
  if (!element) throw new Error('no element')
  return new Domain(element)
}

const usb = 'a USB controller'
const balloon = 'a memory balloon'
const watchdog = 'an iTCO watchdog (since libvirt 9.1.0)'

describe('devices that libvirt adds', () => {
  it.each([
    ['x86_64', 'pc-q35-9.2', [`${usb} (qemu-xhci)`, balloon, watchdog], [`${usb} (qemu-xhci)`, balloon, watchdog]],
    ['x86_64', 'pc', [usb, balloon], [usb, balloon]],
    ['x86_64', 'microvm', [usb, balloon], []],
    ['aarch64', 'virt', [], []],
    ['riscv64', 'virt', [balloon], []],
    ['s390x', 's390-ccw-virtio', [balloon], [balloon]],
    ['ppc64le', 'pseries', [usb, balloon], [usb, balloon]],
  ])('to %s %s', (arch, machine, before, today) => {
    expect(addedDevices(guest(arch, machine), [11, 3, 0])).toEqual(before)
    expect(addedDevices(guest(arch, machine), [12, 8, 0])).toEqual(today)
    expect(addsBalloon(guest(arch, machine), [12, 8, 0])).toBe(today.includes(balloon))
  })

  it('are those alone that are not listed', () => {
    const listed = `<controller type='usb' model='none'/><watchdog model='itco'/><memballoon model='none'/>`
    expect(addedDevices(guest('x86_64', 'q35', listed), [12, 8, 0])).toEqual([])
    expect(addsBalloon(guest('x86_64', 'q35', listed), [12, 8, 0])).toBe(false)
  })
})
