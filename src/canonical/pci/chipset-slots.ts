import type { PciConnection } from './pci-bus.js'
import type { PciBuses, PciPlace } from './pci-buses.js'
import type { PciDevice } from './pci-device.js'
import { isController, type PciGuest } from './pci-guest.js'

const conventional: PciConnection = { connector: 'pci', isAutomatic: true }
const express: PciConnection = { connector: 'pcie', isAutomatic: false }

const onRoot = (slot: number, fn = 0): PciPlace => ({ domain: 0, bus: 0, slot, function: fn })

/**
 * Takes the places that the chipset's own devices have, and gives the first video card the one after them.
 * The rest of PCI address assignment comes upon these as if they had been written (canonical-form, section 4.2.4).
 */
export function reserveChipsetSlots(guest: PciGuest, buses: PciBuses, isFinal: boolean): void {
  if (guest.domain.machine.family === 'i440fx') reservePiix3(guest, buses, isFinal)
  if (guest.domain.machine.family === 'q35') reserveIch9(guest, buses, isFinal)
}

/** The first IDE and USB controllers are functions of the PIIX3, and so are its ISA and ACPI bridges (qemuDomainValidateDevicePCISlotsPIIX3). */
function reservePiix3(guest: PciGuest, buses: PciBuses, isFinal: boolean): void {
  for (const controller of guest.devices('controller')) {
    const place = piix3Place(controller)
    if (!place) continue
    controller.place ??= place
    buses.reserve(controller.place, conventional, 0)
  }
  buses.reserve(onRoot(1, 0), conventional, 0)
  buses.reserve(onRoot(1, 3), conventional, 0)
  placePrimaryVideo(guest, buses, isFinal, onRoot(2), conventional)
}

function piix3Place(controller: PciDevice): PciPlace | undefined {
  if (isController(controller, 'ide', 0)) return onRoot(1, 1)
  return isController(controller, 'usb', 0, ['piix3-uhci', undefined]) ? onRoot(1, 2) : undefined
}

/** Whether an address is that of a function of the PIIX3, which is taken along with the chipset. */
export function isPiix3Function(device: PciDevice): boolean {
  const place = piix3Place(device)
  return place !== undefined && device.place?.bus === 0 && device.place.slot === place.slot && device.place.function === place.function
}

/** The first SATA controller, the ISA bridge and the SMBus are in slot 1f; others get the place they have on real hardware, if it is free. */
function reserveIch9(guest: PciGuest, buses: PciBuses, isFinal: boolean): void {
  const isFree = (slot: number) => buses.buses[0]?.isInUse(slot) === false
  const settle = (device: PciDevice, slot: number | undefined) => {
    if (slot === undefined) return false
    device.place = onRoot(slot)
    buses.reserve(device.place, express, 0)
    return true
  }
  for (const controller of guest.devices('controller')) {
    if (isController(controller, 'sata', 0)) controller.place ??= onRoot(0x1f, 2)
    if (controller.element.has('address') || controller.place) continue
    const model = controller.element.get('model')
    if (model === 'ich9-uhci1' && settle(controller, [0x1d, 0x1a].find(isFree))) controller.multifunction = 'on'
    if (model === 'dmi-to-pci-bridge') settle(controller, [0x1e].find(isFree))
  }
  buses.reserve(onRoot(0x1f, 0), express, 0)
  buses.reserve(onRoot(0x1f, 3), express, 0)
  placePrimaryVideo(guest, buses, isFinal, onRoot(1), express)
  const sound = guest.devices('sound').find(({ element, isWanted }) => element.get('model') === 'ich9' && isWanted)
  if (sound) settle(sound, [0x1b].find(isFree))
}

const notOnPci = new Set(['none', 'ramfb'])

/** QEMU's own choice for a VGA card is the first slot after the chipset's. */
function placePrimaryVideo(guest: PciGuest, buses: PciBuses, isFinal: boolean, place: PciPlace, connection: PciConnection): void {
  const [video] = guest.devices('video')
  if (!video?.isWanted || notOnPci.has(video.element.child('model')?.get('type') ?? '')) return
  if (buses.buses[0]?.isInUse(place.slot)) guest.placeAnywhere(video, buses, isFinal)
  else {
    buses.reserve(place, connection, 0)
    video.place = place
  }
}
