import type { PciPlug } from '../../domain/facts/pci-buses.js'
import { isCompletePciAddress, type PciAddress, parsePciNumber, pciParts } from '../../domain/values/pci-address.js'
import type { CanonicalElement } from '../canonical-element.js'
import type { CanonicalView } from '../canonical-view.js'
import { indexOf } from '../controllers.js'
import { addressType, pciPlaceOf } from '../device-address.js'
import { connectionOf } from './connections.js'
import type { PciConnection } from './pci-bus.js'

/** A device on PCI, with its place. */
export interface PlacedPciDevice {
  readonly device: CanonicalElement
  readonly address: CanonicalElement
  readonly place: PciAddress
  readonly connection: PciConnection
}

/** A controller of something that is not on PCI is judged as if it were; what is switched off is not. */
const misplaced: PciConnection = { connector: 'pci', isAutomatic: false }

/** The models of a guest's PCI controllers by index, those that libvirt adds included. */
export function pciBusModels(view: CanonicalView): ReadonlyMap<number, string> {
  return new Map(view.controllers('pci').map((controller) => [indexOf(controller) ?? -1, controller.get('model') ?? '']))
}

/** All devices on PCI, in the order of the text; those whose address libvirt chooses come last. */
export function placedPciDevices(view: CanonicalView): PlacedPciDevice[] {
  const hasExpress = pciBusModels(view).get(0) === 'pcie-root'
  const startOf = ({ address }: PlacedPciDevice) => (isWrittenPlace(address) ? (address.source?.start ?? 0) : Number.POSITIVE_INFINITY)
  return view.devices
    .flatMap((device): PlacedPciDevice[] => {
      const address = addressType(device) === 'pci' ? device.child('address') : undefined
      const connection = address && (connectionOf(device, hasExpress) ?? (device.name === 'controller' ? misplaced : undefined))
      if (!connection) return []
      const place = pciPlaceOf(device)
      return isCompletePciAddress(place) ? [{ device, address, place, connection }] : []
    })
    .sort((a, b) => (startOf(a) < startOf(b) ? -1 : 1))
}

/** Whether the text says where the device is, and does not leave it to libvirt. */
export function isWrittenPlace({ source }: CanonicalElement): boolean {
  return source !== undefined && pciParts.some((part) => part !== 'function' && (parsePciNumber(source.attr(part) ?? '0') ?? 0) > 0)
}

/** What a device counts as where an address puts it onto a bus. */
export function plugOf({ connector }: PciConnection): PciPlug {
  return connector === 'pci' || connector === 'pcie' ? 'device' : connector
}
