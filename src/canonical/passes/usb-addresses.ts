import { usbHubPorts } from '../../domain/facts/usb-ports.js'
import { CanonicalElement } from '../canonical-element.js'
import { highestIndex, indexOf } from '../controllers.js'
import { addressNumber, addressType, setAddress } from '../device-address.js'
import type { Pass } from '../pass.js'
import { usbDevices } from '../usb/usb-devices.js'
import { maxDepth, portsOf, UsbHub } from '../usb/usb-ports.js'
import type { WorkingDomain } from '../working-domain.js'

/** A new guest's USB devices get ports, and hubs where the ports do not suffice. Those of an existing one stay where QEMU puts them. */
export const usbAddresses: Pass = {
  name: 'choose USB ports',
  mirrors: 'qemu_domain_address.c, qemuDomainAssignUSBAddresses; canonical-form 4.5',
  run(domain) {
    if (!domain.settings.abiUpdate) return
    const devices = usbDevices(domain)
    const hubs = domain.devices('hub').filter((hub) => hub.get('type') === 'usb')
    hubs.push(...addHubs(domain, devices.length + hubs.length, hubs.length))
    const buses = new UsbBuses(domain)
    for (const hub of byDepth(hubs)) buses.plug(hub)
    for (const device of devices) buses.reserve(device)
    for (const hub of hubs) if (buses.assign(hub)) buses.plug(hub)
    for (const device of devices) buses.assign(device)
  },
}

/** Each hub takes a port and gives eight. */
function addHubs(domain: WorkingDomain, devices: number, hubs: number): CanonicalElement[] {
  const ports = domain.controllers('usb').reduce((sum, controller) => sum + portsOf(controller), hubs * usbHubPorts)
  if (devices <= ports || ports === 0) return []
  const count = Math.ceil((devices - ports + 1) / (usbHubPorts - 1))
  return Array.from({ length: count }, () => domain.addDevice(CanonicalElement.create('hub', { attributes: { type: 'usb' } })))
}

/** The hubs that say where they are, those first that others can be plugged into. */
function byDepth(hubs: readonly CanonicalElement[]): CanonicalElement[] {
  return hubs.filter((hub) => portPath(hub).length > 0).sort((a, b) => portPath(a).length - portPath(b).length)
}

class UsbBuses {
  readonly #buses = new Map<number, UsbHub>()

  constructor(domain: WorkingDomain) {
    for (const controller of domain.controllers('usb')) {
      const index = indexOf(controller)
      const ports = portsOf(controller)
      if (index !== undefined && index <= highestIndex && ports > 0) this.#buses.set(index, new UsbHub(ports))
    }
  }

  plug(hub: CanonicalElement): void {
    this.#buses.get(addressNumber(hub, 'bus'))?.plug(portPath(hub))
  }

  reserve(device: CanonicalElement): void {
    if (addressType(device) === 'usb') this.#buses.get(addressNumber(device, 'bus'))?.reserve(portPath(device))
  }

  /** Gives a device a port, on the bus that it names or on any; false if it has one, or there is none left. */
  assign(device: CanonicalElement): boolean {
    const type = addressType(device)
    if ((type !== '' && type !== 'usb') || portPath(device).length > 0) return false
    const candidates = type === 'usb' ? [addressNumber(device, 'bus')] : [...this.#buses.keys()].sort((a, b) => a - b)
    for (const bus of candidates) {
      const port = this.#buses.get(bus)?.takeFree()
      if (port) {
        setAddress(device, 'usb', { bus: String(bus), port: port.join('.') })
        return true
      }
    }
    return false
  }
}

/** The port of a device, through hubs: `1.2` is port 2 of the hub in port 1. Empty if it has none, or something that is no port. */
function portPath(device: CanonicalElement): number[] {
  const address = device.child('address')
  const port = address?.get('type') === 'usb' ? (address.get('port') ?? '') : ''
  return /^[1-9]\d{0,2}(?:\.[1-9]\d{0,2})*$/.test(port) ? port.split('.', maxDepth).map(Number) : []
}
