import { hexadecimal } from '../../domain/values/number.js'
import type { CanonicalElement } from '../canonical-element.js'
import { addressNumber, addressType, setAddress } from '../device-address.js'
import { devicesInOrder } from '../device-order.js'
import type { Pass } from '../pass.js'
import { virtioDevices } from '../virtio-devices.js'
import type { WorkingDomain } from '../working-domain.js'

/** The channel subsystem of virtual devices. */
const virtualSubsystem = 0xfe
const highestDevice = 0xffff

/** On s390 virtio devices are channel devices, numbered in the order of all devices. */
export const ccwAddresses: Pass = {
  name: 'number the channel devices',
  mirrors: 'qemu_domain_address.c, qemuDomainAssignS390Addresses; canonical-form 4.6',
  run(domain) {
    if (domain.machine.family !== 's390-ccw') return
    primeHostDevices(domain)
    const alsoChannel = [...domain.devices('filesystem'), ...domain.devices('vsock')]
    for (const device of [...virtioDevices(domain), ...alsoChannel]) if (addressType(device) === '') setAddress(device, 'ccw')
    const devices = devicesInOrder(domain).filter((device) => addressType(device) === 'ccw')
    const used = new Set(devices.filter(isComplete).map(keyOf))
    let next = virtualSubsystem << 18
    for (const device of devices) {
      if (isComplete(device)) continue
      while (used.has(next)) next++
      setNumber(device, next)
      used.add(next)
    }
  },
}

function primeHostDevices(domain: WorkingDomain): void {
  for (const hostdev of domain.devices('hostdev')) {
    if (hostdev.get('type') !== 'mdev') continue
    if (hostdev.get('model') === 'vfio-ccw' && addressType(hostdev) === '') setAddress(hostdev, 'ccw')
    if (hostdev.get('model') === 'vfio-ap') hostdev.remove(hostdev.child('address'))
  }
}

function isComplete(device: CanonicalElement): boolean {
  return device.child('address')?.get('devno') !== undefined
}

/** One number for a channel subsystem, a subchannel set (two bits) and a device (sixteen). */
function keyOf(device: CanonicalElement): number {
  return (addressNumber(device, 'cssid') << 18) + (addressNumber(device, 'ssid') << 16) + addressNumber(device, 'devno')
}

function setNumber(device: CanonicalElement, key: number): void {
  const hex = (value: number, width: number) => `0x${hexadecimal(value, width)}`
  setAddress(device, 'ccw', { cssid: hex(key >> 18, 1), ssid: hex((key >> 16) & 3, 1), devno: hex(key & highestDevice, 4) })
}
