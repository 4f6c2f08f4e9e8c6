import { describe, expect, it } from 'vitest'
import { Domain } from '../../src/domain/domain.js'
import { choiceInWords, guestKind, implicitModel, isCertain, type ModelledDevice } from '../../src/domain/facts/implicit-models.js'
import { scan } from '../../src/xml/scan.js'

function guest(arch: string, machine: string, type = 'kvm'): Domain {
  const { document } = scan(`<domain type='${type}'><os><type arch='${arch}' machine='${machine}'>hvm</type></os></domain>`)
  if (!document.element) throw new Error('no element')
  return new Domain(document.element)
}

describe('guestKind', () => {
  it.each([
    ['x86_64', 'pc-q35-9.2', 'x86'],
    ['i686', 'pc', 'x86'],
    ['aarch64', 'virt-9.2', 'arm-virt'],
    ['aarch64', 'raspi3b', 'other'],
    ['riscv64', 'virt', 'riscv-virt'],
    ['loongarch64', 'virt', 'loongarch-virt'],
    ['ppc64le', 'pseries-9.2', 'pseries'],
    ['ppc64', 'powernv9', 'ppc64'],
    ['s390x', 's390-ccw-virtio-9.2', 's390'],
    ['sparc64', 'sun4u', 'other'],
  ])('%s %s is %s', (arch, machine, kind) => {
    expect(guestKind(guest(arch, machine))).toBe(kind)
  })
})

describe('implicitModel', () => {
  it('is what libvirt prefers, in order', () => {
    const choice = implicitModel('interface', guest('x86_64', 'pc-q35-9.2'))
    expect(choice && choiceInWords(choice)).toBe('rtl8139, or where QEMU is built without it e1000, then virtio')
    expect(choice && isCertain(choice)).toBe(false)
  })

  it('is certain where there is one model for every libvirt', () => {
    const panic = implicitModel('panic', guest('x86_64', 'pc-q35-9.2'))
    expect(panic && isCertain(panic)).toBe(true)
    const scsi = implicitModel('scsi controller', guest('aarch64', 'virt-9.2'))
    expect(scsi && isCertain(scsi)).toBe(false)
    expect(scsi && choiceInWords(scsi)).toBe('virtio-scsi (lsilogic before libvirt 11.6.0)')
  })

  it('is not known for other drivers and boards', () => {
    const devices: ModelledDevice[] = ['interface', 'video', 'scsi controller', 'usb controller', 'panic', 'tpm']
    for (const device of devices) {
      expect(implicitModel(device, guest('x86_64', 'xenfv', 'xen'))).toBeUndefined()
      expect(implicitModel(device, guest('sparc64', 'sun4u'))).toBeUndefined()
    }
  })
})
