import { describe, expect, it } from 'vitest'
import { Controller } from '../../src/domain/devices/controller.js'
import { Domain } from '../../src/domain/domain.js'
import { formatTarget, implicitTarget } from '../../src/domain/facts/pci-controllers.js'
import { pciPlacement, placesOnPci } from '../../src/domain/pci-devices.js'
import { scan } from '../../src/xml/scan.js'

function guest(machine: string, devices: string, arch = 'x86_64'): Domain {
  const { document } = scan(
    `<domain type='kvm'><os><type arch='${arch}' machine='${machine}'>hvm</type></os><devices>${devices}</devices></domain>`,
  )
  if (!document.element) throw new Error('no element')
  return new Domain(document.element)
}

const names = (domain: Domain) => {
  const { placed, unplaced } = pciPlacement(domain)
  return { placed: placed.map(({ name }) => name), unplaced: unplaced.map(({ name }) => name) }
}

describe('pciPlacement', () => {
  it('splits the devices on PCI by whether they have an address', () => {
    const domain = guest(
      'pc-q35-9.2',
      "<interface/><rng model='virtio'><address type='pci' bus='1'/></rng><memballoon model='none'/><input bus='usb'/><disk><target dev='vda'/></disk>",
    )
    expect(names(domain)).toEqual({ placed: ['rng'], unplaced: ['interface', 'disk'] })
  })

  it('leaves out devices with an address of another kind, and addresses that libvirt refuses', () => {
    expect(
      names(guest('pc-q35-9.2', "<rng model='virtio'><address type='ccw'/></rng><vsock><address type='pci' slot='0x20'/></vsock>")),
    ).toEqual({
      placed: [],
      unplaced: [],
    })
  })

  it('leaves out controllers that have one fixed place', () => {
    const fixed = "<controller type='usb' index='0'/><controller type='ide'/><controller type='pci' model='pci-root'/>"
    expect(names(guest('pc-i440fx-9.2', fixed)).unplaced).toEqual([])
    expect(names(guest('pc-q35-9.2', "<controller type='sata' index='0'/><controller type='usb' index='0'/>")).unplaced).toEqual([
      'controller',
    ])
    expect(names(guest('pc-q35-9.2', "<controller type='sata' index='1'/>")).unplaced).toEqual(['controller'])
  })

  it('knows names from the prototype chain as unknown devices', () => {
    expect(names(guest('pc-q35-9.2', '<constructor/><__proto__/><toString/>')).unplaced).toEqual([])
  })

  it('is asked only of guests that libvirt puts on PCI', () => {
    expect(placesOnPci(guest('pc-q35-9.2', ''))).toBe(true)
    expect(placesOnPci(guest('s390-ccw-virtio-9.2', '', 's390x'))).toBe(false)
    expect(placesOnPci(guest('isapc', ''))).toBe(false)
  })
})

describe('implicitTarget', () => {
  const controllers = (text: string) => guest('pc-q35-9.2', text).controllers
  const only = (text: string) => controllers(text)[0] ?? new Controller(guest('', '').element)

  it('is the index for chassis numbers', () => {
    const bridge = only("<controller type='pci' index='3' model='pci-bridge'/>")
    expect(implicitTarget(bridge, 'chassisNr', [bridge])).toBe(3)
    const unnumbered = only("<controller type='pci' model='pci-bridge'/>")
    expect(implicitTarget(unnumbered, 'chassisNr', [unnumbered])).toBeUndefined()
  })

  it('is slot and function for the port of a root port, and the slot for a downstream port', () => {
    const address = "<address type='pci' bus='0' slot='5' function='2'/>"
    const root = only(`<controller type='pci' index='1' model='pcie-root-port'>${address}</controller>`)
    expect(implicitTarget(root, 'port', [root])).toBe(0x2a)
    const downstream = only(`<controller type='pci' index='1' model='pcie-switch-downstream-port'>${address}</controller>`)
    expect(implicitTarget(downstream, 'port', [downstream])).toBe(5)
    const free = only("<controller type='pci' index='1' model='pcie-root-port'/>")
    expect(implicitTarget(free, 'port', [free])).toBeUndefined()
  })

  it('is two below the lowest bus number, if one expander alone has none', () => {
    const one = controllers("<controller type='pci' index='1' model='pcie-expander-bus'/>")
    expect(one.map((controller) => implicitTarget(controller, 'busNr', one))).toEqual([254])
    const second = "<controller type='pci' index='2' model='pcie-expander-bus'><target busNr='100'/></controller>"
    const two = controllers(`<controller type='pci' index='1' model='pcie-expander-bus'/>${second}`)
    expect(two.map((controller) => implicitTarget(controller, 'busNr', two))[0]).toBe(98)
    const open = controllers(
      "<controller type='pci' index='1' model='pcie-expander-bus'/><controller type='pci' index='2' model='pcie-expander-bus'/>",
    )
    expect(open.map((controller) => implicitTarget(controller, 'busNr', open))).toEqual([undefined, undefined])
  })

  it('is written as libvirt writes it', () => {
    expect(formatTarget('port', 0x2a)).toBe('0x2a')
    expect(formatTarget('chassis', 12)).toBe('12')
  })
})
