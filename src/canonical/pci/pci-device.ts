import {
  isCompletePciAddress,
  type PciPart,
  parsePciNumber,
  pciAddressAttributes,
  pciLimits,
  pciParts,
} from '../../domain/values/pci-address.js'
import type { CanonicalElement } from '../canonical-element.js'
import { addressType, setAddress } from '../device-address.js'
import type { PciConnection } from './pci-bus.js'
import type { PciPlace } from './pci-buses.js'

/** A device with what PCI is to it. */
export class PciDevice {
  readonly element: CanonicalElement
  /** Undefined for a device that has nothing to do with PCI. */
  readonly connection: PciConnection | undefined
  readonly isolationGroup: number
  /** Undefined until there is one. */
  place: PciPlace | undefined
  multifunction: string | undefined
  readonly #isOpen: boolean

  constructor(element: CanonicalElement, connection: PciConnection | undefined, isolationGroup = 0) {
    const type = addressType(element)
    this.element = element
    this.connection = connection
    this.isolationGroup = isolationGroup
    this.place = type === 'pci' ? writtenPlace(element) : undefined
    this.multifunction = this.place && element.child('address')?.get('multifunction')
    this.#isOpen = type === '' || type === 'pci'
  }

  /** Whether libvirt is to choose an address (device_conf.h, virDeviceInfoPCIAddressIsWanted). */
  get isWanted(): boolean {
    return this.place === undefined && this.#isOpen
  }

  write(): void {
    if (!this.place) return
    setAddress(this.element, 'pci', pciAddressAttributes(this.place)).set('multifunction', this.multifunction)
  }
}

function writtenPlace(device: CanonicalElement): PciPlace | undefined {
  const address = device.child('address')
  const place = { domain: 0, bus: 0, slot: 0, function: 0 }
  for (const part of pciParts) place[part] = partOf(address, part)
  return isCompletePciAddress(place) ? place : undefined
}

function partOf(address: CanonicalElement | undefined, part: PciPart): number {
  const value = parsePciNumber(address?.get(part) ?? '0') ?? 0
  return value <= pciLimits[part] ? value : 0
}
