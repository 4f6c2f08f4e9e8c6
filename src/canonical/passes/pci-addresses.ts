import { supportsPci } from '../../domain/facts/machine-devices.js'
import type { CanonicalElement } from '../canonical-element.js'
import { indexOf, insertControllers, newController } from '../controllers.js'
import type { Pass } from '../pass.js'
import { isPiix3Function, reserveChipsetSlots } from '../pci/chipset-slots.js'
import type { PciConnection } from '../pci/pci-bus.js'
import { PciBuses } from '../pci/pci-buses.js'
import type { PciDevice } from '../pci/pci-device.js'
import { PciGuest } from '../pci/pci-guest.js'
import { placeDevices } from '../pci/slot-order.js'

/** What the reservations are for that no device stands behind. */
const spareConventional: PciConnection = { connector: 'pci', isAutomatic: true }
const spareExpress: PciConnection = { connector: 'pcie', isAutomatic: true }
/** A device that should not have a PCI address, and has one. */
const misplaced: PciConnection = { connector: 'pci', isAutomatic: false }

/** Bus numbers have eight bits. */
const highestBus = 255

/**
 * Gives PCI devices their addresses. It is done twice: first to find out how many bridges and ports are missing, which are
 * added, and then for good, so that these get their slots before all other devices.
 */
export const pciAddresses: Pass = {
  name: 'choose PCI addresses',
  mirrors: 'qemu_domain_address.c, qemuDomainAssignPCIAddresses; canonical-form 4.2',
  run(domain) {
    const guest = new PciGuest(domain)
    const last = lastBus(guest)
    if (last < 0) return
    tellUnknown(guest)
    const count = addMissingBuses(guest, last)
    if (supportsPci(domain.arch, domain.machine, domain.target.libvirt)) {
      const buses = existingBuses(guest, count, false)
      reserveChipsetSlots(guest, buses, true)
      placeDevices(guest, buses, true)
      markMultifunction(guest.all)
    }
    for (const device of guest.all) device.write()
  },
}

/** Where a device of the host goes depends on what it is there: without a look at it libvirt, too, takes it for an Express one. */
function tellUnknown(guest: PciGuest): void {
  if (!guest.hasExpress) return
  for (const { element, isWanted } of guest.devices('hostdev')) {
    if (isWanted && element.get('type') === 'pci') guest.domain.unknown('whether this device of the host is a PCI Express one', element)
  }
}

/** The highest index of a PCI controller; -1 if there are none. */
function lastBus(guest: PciGuest): number {
  const indexes = guest.pciControllers.map(({ element }) => indexOf(element) ?? -1)
  return indexes.reduce((last, index) => (index <= highestBus ? Math.max(last, index) : last), -1)
}

/** Tries how many buses it takes, and adds controllers for those that are missing. Gives the number of all buses. */
function addMissingBuses(guest: PciGuest, last: number): number {
  const buses = existingBuses(guest, last + 1, true)
  reserveChipsetSlots(guest, buses, false)
  if (buses.buses[0]?.model === 'pci-root' && buses.buses.some((bus) => !bus.isFull)) buses.next(spareConventional, 0)
  placeDevices(guest, buses, false)
  // Somebody who leaves the topology to libvirt gets a port to plug a device into later.
  if (last === 0 && buses.buses.length > 1 && guest.hasExpress) buses.next(spareExpress, 0)
  addControllersOf(guest, buses)
  return buses.buses.length
}

function addControllersOf(guest: PciGuest, buses: PciBuses): void {
  const known = new Set(guest.pciControllers.map(({ element }) => indexOf(element)))
  const added: CanonicalElement[] = []
  // A bridge needs a slot of its own, and so may need another bridge.
  for (let index = 1; index < buses.buses.length; index++) {
    const model = buses.buses[index]?.model
    if (known.has(index) || !model) continue
    const controller = newController('pci', index, model)
    added.push(controller)
    guest.placeAnywhere(guest.deviceOf(controller), buses, false)
  }
  insertControllers(guest.domain, added)
  guest.updateControllers()
}

/** The buses of the PCI controllers, those between them that are missing, and all addresses that are given. */
function existingBuses(guest: PciGuest, count: number, canGrow: boolean): PciBuses {
  const { domain, hasExpress } = guest
  const isPseries = domain.machine.family === 'pseries'
  const buses = new PciBuses({ canGrow, hasManyRoots: isPseries })
  const models = new Map(guest.pciControllers.map(({ element }) => [indexOf(element), element.get('model')]))
  const usual = isPseries ? 'pci-root' : hasExpress ? 'pcie-root-port' : 'pci-bridge'
  for (let index = 0; index < count; index++) {
    const bus = buses.add(models.get(index) ?? (index === 0 ? 'pci-root' : usual))
    bus.isLocked = isPseries && index === 0
  }
  for (const device of guest.all) {
    if (device.place && !isPiix3Function(device)) buses.reserve(device.place, device.connection ?? misplaced, device.isolationGroup)
  }
  return buses
}

/** The device at function 0 of a slot says that there are others, unless it has been told not to. */
function markMultifunction(devices: readonly PciDevice[]): void {
  const slotOf = ({ place }: PciDevice) => place && `${place.domain}:${place.bus}:${place.slot}`
  const shared = new Set(devices.filter(({ place }) => place && place.function !== 0).map(slotOf))
  for (const device of devices) {
    if (device.place?.function === 0 && shared.has(slotOf(device))) device.multifunction ??= 'on'
  }
}
