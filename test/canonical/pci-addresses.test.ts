import { describe, expect, it } from 'vitest'
import type { CanonicalElement } from '../../src/canonical/canonical-element.js'
import { canonicalGuest, deviceLines, type Guest, lines } from './canonical-devices.js'

const pc: Guest = { machine: 'pc' }
const bare = `<memballoon model='none'/><controller type='usb' model='none'/>`
const nic = (model: string, address = '') => `<interface type='user'><model type='${model}'/>${address}</interface>`
const port = (index: number) => `<controller type='pci' index='${index}' model='pcie-root-port'/>`

const pciControllers = (devices: string, guest: Guest = {}) =>
  deviceLines(devices, guest, 'controller').filter((line) => line.startsWith('pci ') && !line.startsWith('pci 0 '))

describe('slots', () => {
  it('are given in the order of kinds, after the video card', () => {
    const devices = `
      <rng model='virtio'><backend model='random'/></rng>
      <disk type='file'><target dev='vda' bus='virtio'/></disk>
      <channel type='unix'><target type='virtio' name='org.example.0'/></channel>
      <video><model type='vga'/></video><sound model='ich6'/>${nic('e1000')}`
    expect(deviceLines(devices, pc, 'video', 'interface', 'sound', 'controller', 'disk', 'memballoon', 'rng')).toEqual([
      'vga @ 00:02.0',
      'e1000 @ 00:03.0',
      'sound ich6 @ 00:04.0',
      'usb 0 piix3-uhci @ 00:01.2',
      'pci 0 pci-root',
      'virtio-serial 0 @ 00:05.0',
      'vda @ 00:06.0',
      'memballoon virtio @ 00:07.0',
      'rng virtio @ 00:08.0',
    ])
  })

  it('that are written are passed over', () => {
    const written = `<address type='pci' domain='0' bus='0' slot='2' function='0'/>`
    expect(deviceLines(bare + nic('virtio') + nic('virtio', written) + nic('virtio'), pc, 'interface')).toEqual([
      'virtio @ 00:03.0',
      'virtio @ 00:02.0',
      'virtio @ 00:04.0',
    ])
  })

  it('are chosen where the address says no more than that it is a PCI address', () => {
    const anywhere = `<address type='pci' function='3' multifunction='on'/>`
    expect(deviceLines(bare + nic('virtio', anywhere), pc, 'interface')).toEqual(['virtio @ 00:02.0'])
  })

  it('say that they are shared at function 0, unless they say that they are not', () => {
    const at = (fn: number, more = '') => nic('virtio', `<address type='pci' slot='5' function='${fn}' ${more}/>`)
    expect(deviceLines(bare + at(0) + at(1), pc, 'interface')).toEqual(['virtio @ 00:05.0 multifunction', 'virtio @ 00:05.1'])
    expect(deviceLines(bare + at(0, `multifunction='off'`) + at(1), pc, 'interface')[0]).toBe('virtio @ 00:05.0')
  })
})

describe('the chipset of i440fx', () => {
  it('has the first IDE and USB controllers', () => {
    const devices = `<controller type='ide' index='0'/><controller type='ide' index='1'/>`
    expect(deviceLines(devices, pc, 'controller')).toEqual([
      'ide 0 @ 00:01.1',
      'ide 1 @ 00:02.0',
      'usb 0 piix3-uhci @ 00:01.2',
      'pci 0 pci-root',
    ])
  })

  it('leaves slot 2 to the first video card, also while others get theirs first', () => {
    expect(deviceLines(`${bare}<video><model type='vga'/></video>${nic('virtio')}`, pc, 'video', 'interface')).toEqual([
      'vga @ 00:02.0',
      'virtio @ 00:03.0',
    ])
    expect(deviceLines(`${bare}<video><model type='ramfb'/></video>${nic('virtio')}`, pc, 'video', 'interface')).toEqual([
      'ramfb',
      'virtio @ 00:02.0',
    ])
  })
})

describe('the chipset of q35', () => {
  it('has places of its own for USB 2, sound and the DMI bridge', () => {
    const devices = `
      <memballoon model='none'/><controller type='usb' model='ich9-ehci1'/><controller type='usb' model='ich9-uhci1'/>
      <controller type='pci' index='1' model='dmi-to-pci-bridge'/><sound model='ich9'/><video><model type='vga'/></video>`
    expect(deviceLines(devices, {}, 'controller', 'sound', 'video')).toEqual([
      'usb 0 ich9-ehci1 @ 00:1d.7',
      'usb 0 ich9-uhci1 startport=0 @ 00:1d.0 multifunction',
      'pci 0 pcie-root',
      'pci 1 dmi-to-pci-bridge i82801b11-bridge @ 00:1e.0',
      'sata 0 @ 00:1f.2',
      'sound ich9 @ 00:1b.0',
      'vga @ 00:01.0',
    ])
  })
})

describe('buses that are missing', () => {
  it('are ports for Express devices, eight to a slot, and one to spare', () => {
    const ports = pciControllers(bare + nic('virtio').repeat(8))
    expect(ports).toHaveLength(9)
    expect(ports[7]).toBe('pci 8 pcie-root-port pcie-root-port chassis=8 port=0xf @ 00:01.7')
    expect(ports[8]).toBe('pci 9 pcie-root-port pcie-root-port chassis=9 port=0x10 @ 00:02.0')
  })

  it('are a port and a bridge for a conventional device', () => {
    expect(deviceLines(`${bare}${nic('e1000')}`, {}, 'controller', 'interface')).toEqual([
      'usb 0 none',
      'sata 0 @ 00:1f.2',
      'pci 0 pcie-root',
      'pci 1 pcie-root-port pcie-root-port chassis=1 port=0x8 @ 00:01.0 multifunction',
      'pci 2 pcie-to-pci-bridge pcie-pci-bridge @ 01:00.0',
      'pci 3 pcie-root-port pcie-root-port chassis=3 port=0x9 @ 00:01.1',
      'e1000 @ 02:01.0',
    ])
  })

  it('leave none to spare where the definition has ports already', () => {
    expect(pciControllers(bare + port(1) + nic('virtio').repeat(2))).toHaveLength(2)
    expect(pciControllers(bare + port(1) + nic('virtio'))).toHaveLength(1)
  })

  it('are bridges on i440fx, which keeps one slot for the next of them', () => {
    const devices = bare + nic('virtio').repeat(30)
    expect(pciControllers(devices, pc)).toEqual(['pci 1 pci-bridge pci-bridge chassisNr=1 @ 00:02.0'])
    expect(deviceLines(devices, pc, 'interface').slice(-2)).toEqual(['virtio @ 00:1f.0', 'virtio @ 01:01.0'])
    expect(pciControllers(bare + nic('virtio').repeat(29), pc)).toEqual([])
  })

  it('are host bridges on pSeries', () => {
    const guest = { arch: 'ppc64', machine: 'pseries' }
    expect(pciControllers(bare + nic('virtio').repeat(32), guest)).toEqual(['pci 1 pci-root spapr-pci-host-bridge index=1'])
  })

  it('fill the way to the one that an address names', () => {
    const devices = bare + nic('virtio', `<address type='pci' bus='3' slot='0'/>`)
    expect(pciControllers(devices).map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
      'pci 1 pcie-root-port',
      'pci 2 pcie-root-port',
      'pci 3 pcie-root-port',
    ])
  })

  it('end where bus numbers do', () => {
    const controllers = pciControllers(bare + nic('virtio').repeat(1000))
    expect(controllers.length).toBeLessThan(256)
  })
})

describe('devices of the host on pSeries', () => {
  const guest = { arch: 'ppc64', machine: 'pseries' }
  const hostdev = (bus: number, fn = 0) =>
    `<hostdev mode='subsystem' type='pci'><source><address domain='0' bus='${bus}' slot='0' function='${fn}'/></source></hostdev>`

  it('keep to themselves, by group, and that their group is a guess is told', () => {
    const domain = canonicalGuest(bare + hostdev(1) + hostdev(2) + hostdev(1, 1), guest)
    expect(lines(domain, 'hostdev')).toEqual(['hostdev pci @ 01:01.0', 'hostdev pci @ 02:01.0', 'hostdev pci @ 01:02.0'])
    expect(domain.unknowns.filter(({ what }) => what.includes('IOMMU group'))).toHaveLength(3)
  })
})

it('tells that it takes a device of the host for an Express one, where libvirt would look', () => {
  const hostdev = `<hostdev mode='subsystem' type='pci'><source><address bus='1'/></source></hostdev>`
  const told = (guest: Guest) => canonicalGuest(bare + hostdev, guest).unknowns.map(({ what }) => what)
  expect(told({})).toEqual(['whether this device of the host is a PCI Express one'])
  expect(told(pc)).toEqual([])
})

describe('other boards', () => {
  it('have no PCI addresses where there is no PCI', () => {
    expect(deviceLines(`<controller type='usb'/>`, { arch: 'armv7l', machine: 'vexpress-a9' }, 'controller')).toEqual(['usb 0 piix3-uhci'])
  })

  it('put an integrated device on bus 0', () => {
    const guest = { arch: 'aarch64', machine: 'virt' }
    expect(deviceLines(`<panic model='pvpanic'/>`, guest, 'panic')).toEqual(['panic pvpanic @ 00:01.0'])
  })

  it('number the PCI devices of s390, those first that have a number', () => {
    const guest = { arch: 's390x', machine: 's390-ccw-virtio' }
    const hostdev = (bus: number, address = '') =>
      `<hostdev mode='subsystem' type='pci'><source><address bus='${bus}'/></source>${address}</hostdev>`
    const half = `<address type='pci' domain='0' bus='0' slot='7' function='0'><zpci uid='0x1'/></address>`
    expect(deviceLines(hostdev(1) + hostdev(2, half), guest, 'hostdev')).toEqual([
      'hostdev pci @ 00:01.0 zpci uid=0x0002 fid=0x00000001',
      'hostdev pci @ 00:07.0 zpci uid=0x0001 fid=0x00000000',
    ])
  })
})

describe('hostile input', () => {
  it.each([
    `<controller type='pci' index='4294967295' model='pcie-root-port'/>`,
    `<controller type='pci' index='x' model='__proto__'/>`,
    `<controller type='constructor' model='toString'/><interface type='user'><model type='constructor'/></interface>`,
    `<sound model='__proto__'><address type='pci' bus='0xff' slot='0x1f' function='7'/></sound>`,
    `<disk type='file'><target dev='vda' bus='virtio'/><address type='pci' domain='9' bus='999' slot='99' function='9'/></disk>`,
    `<controller type='pci' index='0' model='pcie-root-port'/>`,
    `<controller/><disk/><hostdev/><video/><channel/><console/><serial/><smartcard/><hub/><memory/><iommu/><panic/>`,
  ])('%s does no harm', (devices) => {
    const elements: CanonicalElement[] = canonicalGuest(devices, { abiUpdate: true }).devices('controller')
    expect(elements.length).toBeGreaterThan(0)
  })
})
