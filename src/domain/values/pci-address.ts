import type { XmlElement } from '../../xml/tree.js'
import { hexadecimal, parseUnsigned } from './number.js'

/** A PCI address: of a device in the guest, or of one in the host. */
export interface PciAddress {
  readonly domain: number
  readonly bus: number
  readonly slot: number
  readonly function: number
}

export type PciPart = keyof PciAddress

/** The highest value of each part (virpci.c, virPCIDeviceAddressIsValid). */
export const pciLimits: Readonly<Record<PciPart, number>> = { domain: 0xffff, bus: 0xff, slot: 0x1f, function: 7 }

export const pciParts: readonly PciPart[] = ['domain', 'bus', 'slot', 'function']

/**
 * A number as libvirt reads the parts of a PCI address: decimal, hexadecimal (`0x1f`) or octal (`037`), at most 32 bits
 * (virXMLPropUInt with base 0). Undefined if libvirt would refuse it. The range of each part is not checked.
 */
export function parsePciNumber(text: string): number | undefined {
  return parseUnsigned(text, 'prefixed')
}

/**
 * The address that an `<address>` element gives; parts that are not there are 0, as libvirt takes them
 * (device_conf.c, virPCIDeviceAddressParseXML). Undefined if a part is no number or out of its range.
 */
export function parsePciAddress(element: XmlElement): PciAddress | undefined {
  const address = { domain: 0, bus: 0, slot: 0, function: 0 }
  for (const part of pciParts) {
    const written = element.attr(part)
    if (written === undefined) continue
    const value = parsePciNumber(written)
    if (value === undefined || value > pciLimits[part]) return undefined
    address[part] = value
  }
  return address
}

/**
 * Whether the address says where the device is. With domain, bus and slot all 0 libvirt takes it for "some PCI address"
 * and chooses one itself, whatever the function is (virPCIDeviceAddressIsEmpty).
 */
export function isCompletePciAddress(address: PciAddress): boolean {
  return address.domain !== 0 || address.bus !== 0 || address.slot !== 0
}

/**
 * The PCI address that a guest device's own `<address>` child fixes; undefined if it has none, one of another type, or one
 * that leaves the choice to libvirt.
 */
export function guestPciAddress(device: XmlElement): PciAddress | undefined {
  const element = device.child('address')
  if (element?.attr('type') !== 'pci') return undefined
  const address = parsePciAddress(element)
  return address && isCompletePciAddress(address) ? address : undefined
}

/** The address as people and lspci write it: `0000:00:1f.2`. It is also the key under which two addresses are equal. */
export function formatPciAddress(address: PciAddress): string {
  return `${hexadecimal(address.domain, 4)}:${hexadecimal(address.bus, 2)}:${hexadecimal(address.slot, 2)}.${address.function.toString(16)}`
}

/** The slot alone, `0000:00:1f`: the functions of one slot are one physical device. */
export function formatPciSlot(address: PciAddress): string {
  return `${hexadecimal(address.domain, 4)}:${hexadecimal(address.bus, 2)}:${hexadecimal(address.slot, 2)}`
}

/** The attributes of `<address type='pci'>` as libvirt writes them. */
export function pciAddressAttributes(address: PciAddress): Record<'type' | PciPart, string> {
  return {
    type: 'pci',
    domain: `0x${hexadecimal(address.domain, 4)}`,
    bus: `0x${hexadecimal(address.bus, 2)}`,
    slot: `0x${hexadecimal(address.slot, 2)}`,
    function: `0x${address.function.toString(16)}`,
  }
}
