import { parseUnsigned } from '../domain/values/number.js'
import type { PciAddress } from '../domain/values/pci-address.js'
import { CanonicalElement } from './canonical-element.js'

/** The type of a device's address in the guest; '' if it has none. */
export function addressType(device: CanonicalElement): string {
  return device.child('address')?.get('type') ?? ''
}

/** A number of a device's address, in any base that libvirt reads there; 0 if it is not there or is no number. */
export function addressNumber(device: CanonicalElement, part: string): number {
  return parseUnsigned(device.child('address')?.get(part) ?? '0', 'prefixed') ?? 0
}

/** The place on PCI that a device's address says; parts that it does not say are 0. */
export function pciPlaceOf(device: CanonicalElement): PciAddress {
  const [domain, bus, slot, fn] = [
    addressNumber(device, 'domain'),
    addressNumber(device, 'bus'),
    addressNumber(device, 'slot'),
    addressNumber(device, 'function'),
  ]
  return { domain, bus, slot, function: fn }
}

/** Gives a device an address. One of the same type is completed, of another type it is forgotten. */
export function setAddress(device: CanonicalElement, type: string, parts: Readonly<Record<string, string>> = {}): CanonicalElement {
  const address = device.child('address') ?? device.append(CanonicalElement.create('address'))
  if (address.get('type') !== type) {
    address.attributes.clear()
    address.replaceChildren([])
  }
  address.set('type', type)
  for (const [name, value] of Object.entries(parts)) address.set(name, value)
  return address
}
