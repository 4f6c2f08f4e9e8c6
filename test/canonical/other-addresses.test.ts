import { describe, expect, it } from 'vitest'
import { canonicalGuest, deviceLines, type Guest } from './canonical-devices.js'

const pseries: Guest = { arch: 'ppc64', machine: 'pseries' }
const s390: Guest = { arch: 's390x', machine: 's390-ccw-virtio' }
const bare = `<memballoon model='none'/><controller type='usb' model='none'/>`
const disk = (dev: string, bus: string, address = '') => `<disk type='file'><target dev='${dev}' bus='${bus}'/>${address}</disk>`
const drive = (controller: number, unit: number) => `<address type='drive' controller='${controller}' bus='0' target='0' unit='${unit}'/>`

describe('disks', () => {
  it.each([
    ['hda', 'ide', 'drive 0 0 0 0'],
    ['hdd', 'ide', 'drive 0 1 0 1'],
    ['hde', 'ide', 'drive 1 0 0 0'],
    ['sdf', 'sata', 'drive 0 0 0 5'],
    ['sdg', 'sata', 'drive 1 0 0 0'],
    ['sdg', 'scsi', 'drive 0 0 0 6'],
    ['sdh', 'scsi', 'drive 1 0 0 0'],
    ['sdaa', 'scsi', 'drive 3 0 0 5'],
    ['fdb', 'fdc', 'drive 0 0 0 1'],
  ])('%s on %s', (dev, bus, address) => {
    expect(deviceLines(disk(dev, bus), { machine: 'pc' }, 'disk')).toEqual([`${dev} @ ${address}`])
  })

  it('stand by bus and name', () => {
    const devices = disk('vdb', 'virtio') + disk('sdb', 'scsi') + disk('vdaa', 'virtio') + disk('vda', 'virtio') + disk('sda', 'scsi')
    expect(deviceLines(devices, {}, 'disk').map((line) => line.split(' ')[0])).toEqual(['vda', 'vdb', 'vdaa', 'sda', 'sdb'])
  })

  it('leave the lowest places that are free to SCSI devices of the host', () => {
    const hostdev = (address = '') => `<hostdev mode='subsystem' type='scsi'>${address}</hostdev>`
    const devices = disk('sda', 'scsi') + hostdev(drive(0, 1)) + hostdev().repeat(5) + hostdev()
    expect(deviceLines(devices, {}, 'hostdev').map((line) => line.split('drive ')[1])).toEqual([
      '0 0 0 1',
      '0 0 0 2',
      '0 0 0 3',
      '0 0 0 4',
      '0 0 0 5',
      '0 0 0 6',
      '1 0 0 0',
    ])
  })
})

describe('virtio-serial ports', () => {
  const channel = (address = '') => `<channel type='unix'><target type='virtio' name='org.example.0'/>${address}</channel>`
  const console = `<console type='pty'><target type='virtio'/></console>`

  it('begin at 1, and consoles keep none', () => {
    expect(deviceLines(console + channel() + channel(), {}, 'console', 'channel')).toEqual([
      'console pty',
      'channel unix @ virtio-serial 0 0 1',
      'channel unix @ virtio-serial 0 0 2',
    ])
  })

  it('are on the controller that an address names', () => {
    const devices =
      channel(`<address type='virtio-serial' controller='1' bus='2'/>`) +
      channel(`<address type='virtio-serial' controller='0' port='1'/>`) +
      channel()
    expect(deviceLines(devices, {}, 'channel')).toEqual([
      'channel unix @ virtio-serial 1 0 1',
      'channel unix @ virtio-serial 0 0 1',
      'channel unix @ virtio-serial 0 0 2',
    ])
  })

  it('go on at another controller when one is full', () => {
    const devices = `<controller type='virtio-serial' index='0' ports='2'/>${channel().repeat(3)}`
    expect(deviceLines(devices, {}, 'channel').map((line) => line.split('serial ')[1])).toEqual(['0 0 1', '1 0 1', '1 0 2'])
    expect(deviceLines(devices, {}, 'controller').filter((line) => line.startsWith('virtio-serial'))).toHaveLength(2)
  })
})

describe("POWER's virtual I/O bus", () => {
  it('has registers by kind, a page apart', () => {
    const devices = `
      <controller type='scsi' index='0'/><controller type='scsi' index='1'><address type='spapr-vio' reg='0x2000'/></controller>
      <interface type='user'><model type='spapr-vlan'/></interface><nvram/><tpm model='tpm-spapr'><backend type='emulator'/></tpm>`
    expect(deviceLines(bare + devices, pseries, 'controller', 'interface', 'nvram', 'tpm')).toEqual([
      'usb 0 none',
      'scsi 0 ibmvscsi @ spapr-vio 0x00003000',
      'scsi 1 ibmvscsi @ spapr-vio 0x00002000',
      'pci 0 pci-root spapr-pci-host-bridge index=0',
      'spapr-vlan @ spapr-vio 0x00001000',
      'nvram @ spapr-vio 0x00004000',
      'tpm tpm-spapr @ spapr-vio 0x00005000',
    ])
  })
})

describe('channel devices of s390', () => {
  it('are numbered in the order of all devices', () => {
    const devices = `
      <rng model='virtio'><backend model='random'/></rng><interface type='user'/>${disk('vda', 'virtio')}
      <controller type='scsi'/><filesystem type='mount'><source dir='/a'/><target dir='b'/></filesystem>`
    expect(deviceLines(devices, s390, 'disk', 'interface', 'controller', 'filesystem', 'memballoon', 'rng')).toEqual([
      'vda @ ccw 0xfe 0x0 0x0000',
      'virtio @ ccw 0xfe 0x0 0x0001',
      'scsi 0 virtio-scsi @ ccw 0xfe 0x0 0x0002',
      'pci 0 pci-root',
      'filesystem mount @ ccw 0xfe 0x0 0x0003',
      'memballoon virtio @ ccw 0xfe 0x0 0x0004',
      'rng virtio @ ccw 0xfe 0x0 0x0005',
    ])
  })

  it('pass over numbers that are written', () => {
    const written = `<address type='ccw' cssid='0xfe' ssid='0' devno='0'/>`
    expect(deviceLines(disk('vda', 'virtio') + disk('vdb', 'virtio', written), s390, 'disk')).toEqual([
      'vda @ ccw 0xfe 0x0 0x0001',
      'vdb @ ccw 0xfe 0x0 0x0000',
    ])
  })
})

describe('virtio-mmio', () => {
  it('is for boards without PCI', () => {
    expect(deviceLines(disk('vda', 'virtio'), { arch: 'armv7l', machine: 'vexpress-a9' }, 'disk')).toEqual(['vda @ virtio-mmio'])
  })

  it('is for all where one device is on it', () => {
    const virt = { arch: 'aarch64', machine: 'virt' }
    const mmio = disk('vdb', 'virtio', `<address type='virtio-mmio'/>`)
    expect(deviceLines(disk('vda', 'virtio') + mmio, virt, 'disk')).toEqual(['vda @ virtio-mmio', 'vdb @ virtio-mmio'])
    expect(deviceLines(disk('vda', 'virtio'), virt, 'disk')).toEqual(['vda @ 01:00.0'])
  })
})

describe('USB ports', () => {
  const fresh: Guest = { abiUpdate: true, libvirt: '12.8.0' }
  const redirdev = (address = '') => `<redirdev bus='usb' type='spicevmc'>${address}</redirdev>`

  it('are given to new guests alone, in the order of kinds', () => {
    const devices = `${redirdev()}<input type='tablet' bus='usb'/><hub type='usb'/>${disk('sda', 'usb')}`
    expect(deviceLines(devices, fresh, 'hub', 'disk', 'input', 'redirdev').filter((line) => line.includes('@'))).toEqual([
      'hub usb @ usb 0 1',
      'sda @ usb 0 2',
      'input tablet usb @ usb 0 3',
      'redirdev spicevmc usb @ usb 0 4',
    ])
    expect(deviceLines(devices, {}, 'hub', 'disk')).toEqual(['hub usb', 'sda'])
  })

  it('are more with hubs, which are added as needed', () => {
    const devices = `<controller type='usb' model='piix3-uhci'/>${redirdev().repeat(4)}`
    expect(deviceLines(devices, fresh, 'hub')).toEqual(['hub usb @ usb 0 1'])
    expect(deviceLines(devices, fresh, 'redirdev').map((line) => line.split('usb ').at(-1))).toEqual(['0 2', '0 1.1', '0 1.2', '0 1.3'])
  })

  it('are for network cards that are USB devices of the host, too, and those get no PCI slot', () => {
    const nic = (source: string) =>
      `<interface type='hostdev'><source><address type='${source}' bus='1'/></source><model type='usb-net'/></interface>`
    const devices = `<controller type='usb' model='qemu-xhci'/><input type='tablet' bus='usb'/>${nic('usb')}${nic('pci')}`
    const places = deviceLines(devices, fresh, 'interface', 'input').map((line) => line.split('@ ').at(-1))
    expect(places.slice(0, 3)).toEqual(['usb 0 1', '02:00.0', 'usb 0 2'])
  })

  it('pass over those that are written, and stay on the bus that is named', () => {
    const devices = `<controller type='usb' index='0' model='qemu-xhci'/><controller type='usb' index='1' model='qemu-xhci'/>${redirdev()}
      ${redirdev(`<address type='usb' bus='0' port='1'/>`)}${redirdev(`<address type='usb' bus='1'/>`)}`
    expect(deviceLines(devices, fresh, 'redirdev').map((line) => line.split('usb ').at(-1))).toEqual(['0 2', '0 1', '1 1'])
  })
})

describe('memory modules and smartcards', () => {
  it('get the lowest slots that are free', () => {
    const beside = `<maxMemory slots='4' unit='KiB'>4194304</maxMemory>`
    const module = (address = '') => `<memory model='dimm'><target><size unit='KiB'>262144</size><node>0</node></target>${address}</memory>`
    const devices = module() + module(`<address type='dimm' slot='0'/>`) + module()
    expect(deviceLines(devices, { beside }, 'memory').map((line) => line.split('@ ')[1])).toEqual(['dimm 1', 'dimm 0', 'dimm 2'])
    expect(deviceLines(module(), {}, 'memory')).toEqual(['memory dimm'])
  })

  it('get the first CCID controller', () => {
    expect(deviceLines(`<smartcard mode='passthrough' type='spicevmc'/>`, {}, 'smartcard')).toEqual(['smartcard spicevmc @ ccid 0 0'])
  })
})

describe('the first serial port', () => {
  const shown = (devices: string, guest: Guest = {}) => {
    const domain = canonicalGuest(devices, guest)
    return [...domain.devices('serial'), ...domain.devices('console')].map((device) => {
      const target = device.child('target')
      return [device.name, device.get('type'), target?.get('type'), target?.get('port'), device.child('source')?.get('path')]
        .filter(Boolean)
        .join(' ')
    })
  }

  it('is a console, too', () => {
    expect(shown(`<serial type='file'><source path='/log'/><target port='0'/></serial>`)).toEqual([
      'serial file isa-serial 0 /log',
      'console file serial 0 /log',
    ])
  })

  it('is what the first console is, where it is the only one', () => {
    expect(shown(`<console type='file'><source path='/log'/></console>`)).toEqual([
      'serial file isa-serial 0 /log',
      'console file serial 0 /log',
    ])
  })

  it('comes before virtio consoles', () => {
    expect(shown(`<serial type='pty'/><console type='pty'><target type='virtio'/></console>`)).toEqual([
      'serial pty isa-serial 0',
      'console pty serial 0',
      'console pty virtio 1',
    ])
  })

  it('is no console where it is on PCI', () => {
    expect(shown(`<serial type='pty'><target type='pci-serial'/></serial>`)).toEqual(['serial pty pci-serial 0'])
  })
})

describe('more vCPUs than an APIC can count', () => {
  const many = `<vcpu>288</vcpu>`

  it('bring an IOMMU that remaps interrupts', () => {
    const domain = canonicalGuest(bare, { beside: many })
    const [iommu] = domain.devices('iommu')
    expect(iommu?.get('model')).toBe('intel')
    expect(Object.fromEntries(iommu?.child('driver')?.attributes ?? [])).toEqual({ intremap: 'on', eim: 'on' })
    expect(domain.element.path('features/ioapic')?.get('driver')).toBe('qemu')
  })

  it('leave the IOMMU of a guest that exists as it is', () => {
    const iommu = (abiUpdate: boolean) => canonicalGuest(`${bare}<iommu model='intel'/>`, { beside: many, abiUpdate }).devices('iommu')[0]
    expect(iommu(false)?.child('driver')).toBeUndefined()
    expect(iommu(true)?.child('driver')?.get('eim')).toBe('on')
  })

  it('do not matter to i440fx', () => {
    expect(canonicalGuest(bare, { beside: many, machine: 'pc' }).devices('iommu')).toEqual([])
  })
})
