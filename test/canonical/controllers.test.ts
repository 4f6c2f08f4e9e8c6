import { describe, expect, it } from 'vitest'
import { deviceLines, type Guest } from './canonical-devices.js'

const pc: Guest = { machine: 'pc' }

const controllers = (devices: string, type: string, guest: Guest = pc) =>
  deviceLines(devices, guest, 'controller').filter((line) => line.startsWith(`${type} `))

describe('the order of controllers', () => {
  it('is by index in a type, and masters come before companions', () => {
    const devices = `
      <controller type='usb' index='1' model='ich9-uhci3'/><controller type='usb' index='1' model='ich9-ehci1'/>
      <controller type='usb' index='1' model='ich9-uhci1'/><controller type='usb' index='0' model='piix3-uhci'/>`
    expect(controllers(devices, 'usb')).toEqual([
      'usb 0 piix3-uhci @ 00:01.2',
      'usb 1 ich9-ehci1 @ 00:02.7',
      'usb 1 ich9-uhci3 startport=4 @ 00:02.2',
      'usb 1 ich9-uhci1 startport=0 @ 00:02.0 multifunction',
    ])
  })

  it('stays as it is where libvirt chose the indexes', () => {
    const devices = `<controller type='scsi' model='virtio-scsi'/><hostdev mode='subsystem' type='scsi'/>`
    expect(controllers(devices, 'scsi').map((line) => line.slice(0, 6))).toEqual(['scsi 1', 'scsi 0'])
  })
})

describe('indexes that are missing', () => {
  it('are the lowest that are free', () => {
    const devices = `<controller type='scsi'/><controller type='scsi' index='0'/><controller type='scsi'/>`
    expect(controllers(devices, 'scsi').map((line) => line.slice(0, 6))).toEqual(['scsi 1', 'scsi 0', 'scsi 2'])
  })

  it('are shared by the parts of one USB 2 controller', () => {
    const part = (model: string) => `<controller type='usb' model='${model}'/>`
    const devices = ['ich9-ehci1', 'ich9-uhci1', 'ich9-ehci1', 'ich9-uhci1', 'nec-xhci', 'ich9-uhci2'].map(part).join('')
    expect(controllers(devices, 'usb').map((line) => line.replace(/ (?:startport|@).*/, ''))).toEqual([
      'usb 0 ich9-ehci1',
      'usb 0 ich9-uhci1',
      'usb 1 ich9-ehci1',
      'usb 1 ich9-uhci1',
      'usb 2 nec-xhci',
      'usb 3 ich9-uhci2',
    ])
  })
})

describe('models that are missing', () => {
  it.each([
    ['usb', pc, 'piix3-uhci'],
    ['usb', { arch: 'aarch64', machine: 'virt' }, 'qemu-xhci'],
    ['usb', { arch: 'riscv64', machine: 'virt' }, 'piix3-uhci'],
    ['usb', { arch: 'riscv64', machine: 'virt', libvirt: '12.8.0' }, 'qemu-xhci'],
    ['usb', { arch: 's390x', machine: 's390-ccw-virtio' }, 'none'],
    ['scsi', pc, 'lsilogic'],
    ['scsi', { arch: 'ppc64', machine: 'pseries' }, 'ibmvscsi'],
    ['scsi', { arch: 's390x', machine: 's390-ccw-virtio' }, 'virtio-scsi'],
    ['scsi', { arch: 'aarch64', machine: 'virt' }, 'lsilogic'],
    ['scsi', { arch: 'aarch64', machine: 'virt', libvirt: '12.8.0' }, 'virtio-scsi'],
    ['scsi', { arch: 'sparc', machine: 'SS-5' }, 'ncr53c90'],
  ] as const)('of %s on %o', (type, guest, model) => {
    const [first = ''] = controllers(`<controller type='${type}'/>`, type, guest)
    expect(first.split(' ')[2]).toBe(model)
  })

  it('follow the first SCSI controller that has one, and pSeries none', () => {
    const devices = `<controller type='scsi' index='1' model='virtio-scsi'/><controller type='scsi' index='0' model='auto'/>`
    expect(controllers(devices, 'scsi').map((line) => line.split(' ')[2])).toEqual(['virtio-scsi', 'virtio-scsi'])
    const pseries = controllers(devices, 'scsi', { arch: 'ppc64', machine: 'pseries' })
    expect(pseries.map((line) => line.split(' ')[2])).toEqual(['ibmvscsi', 'virtio-scsi'])
  })
})

describe('controllers that devices need', () => {
  it('are added up to the one that an address names', () => {
    const devices = `<disk type='file'><target dev='sdi' bus='scsi'/></disk><disk type='file'><target dev='hda' bus='ide'/></disk>`
    expect(controllers(devices, 'scsi')).toEqual(['scsi 0 lsilogic @ 00:02.0', 'scsi 1 lsilogic @ 00:03.0'])
    expect(controllers(devices, 'ide')).toEqual(['ide 0 @ 00:01.1'])
  })

  it('are not added by the thousand for an address that nobody can mean', () => {
    const devices = `<disk type='file'><target dev='sda' bus='scsi'/><address type='drive' controller='4294967295'/></disk>`
    expect(controllers(devices, 'scsi')).toEqual([])
  })

  it('serve channels, virtio consoles and smartcards', () => {
    const devices = `<smartcard mode='passthrough' type='spicevmc'/><console type='pty'><target type='virtio'/></console>`
    expect(controllers(devices, 'virtio-serial')).toEqual(['virtio-serial 0 @ 00:02.0'])
    expect(controllers(devices, 'ccid')).toEqual(['ccid 0'])
  })
})

describe('PCI controllers', () => {
  it('get the numbers by which the guest tells them apart', () => {
    const devices = `
      <controller type='pci' index='1' model='pcie-expander-bus'/><controller type='pci' index='2' model='pcie-expander-bus'/>
      <controller type='pci' index='3' model='dmi-to-pci-bridge'/><controller type='pci' index='4' model='pci-bridge'/>
      <memballoon model='none'/><controller type='usb' model='none'/>`
    expect(controllers(devices, 'pci', {})).toEqual([
      'pci 0 pcie-root',
      'pci 1 pcie-expander-bus pxb-pcie busNr=254 @ 00:01.0',
      'pci 2 pcie-expander-bus pxb-pcie busNr=252 @ 00:02.0',
      'pci 3 dmi-to-pci-bridge i82801b11-bridge @ 00:1e.0',
      'pci 4 pci-bridge pci-bridge chassisNr=4 @ 03:00.0',
    ])
  })

  it('keep what they say', () => {
    const devices = `<controller type='pci' index='1' model='pcie-root-port'><model name='ioh3420'/><target chassis='9'/></controller>`
    expect(controllers(devices, 'pci', {})[1]).toBe('pci 1 pcie-root-port ioh3420 chassis=9 port=0x8 @ 00:01.0 multifunction')
  })
})
