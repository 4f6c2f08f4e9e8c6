import type { CanonicalElement } from '../canonical-element.js'
import { indexOf, isUsb2 } from '../controllers.js'
import type { PciBuses, PciPlace } from './pci-buses.js'
import type { PciDevice } from './pci-device.js'
import type { PciGuest } from './pci-guest.js'

interface Step {
  readonly kind: string
  /** Which devices of the kind; all, unless it says. */
  readonly only?: (device: CanonicalElement) => boolean
}

const modelIs =
  (...models: readonly string[]) =>
  (device: CanonicalElement) =>
    models.includes(device.get('model') ?? '')

const roots = new Set(['pci-root', 'pcie-root'])
const soundsElsewhere = new Set(['sb16', 'pcspk', 'usb'])
const pciHostdevs = new Set(['pci', 'scsi_host'])
const videosElsewhere = new Set(['none', 'ramfb'])

/** Which kind of device gets its slot after which (qemu_domain_address.c, qemuDomainAssignDevicePCISlots; canonical-form, section 4.2.5). */
const steps: readonly Step[] = [
  { kind: 'controller', only: (controller) => controller.get('type') === 'pci' && !roots.has(controller.get('model') ?? '') },
  { kind: 'filesystem', only: (filesystem) => filesystem.child('driver')?.get('type') !== 'mtp' },
  { kind: 'interface', only: (nic) => nic.get('type') !== 'hostdev' && nic.child('model')?.get('type') !== 'usb-net' },
  { kind: 'sound', only: (sound) => !soundsElsewhere.has(sound.get('model') ?? '') },
  { kind: 'controller', only: (controller) => controller.get('type') !== 'pci' && isOnPci(controller) },
  { kind: 'disk', only: (disk) => disk.child('target')?.get('bus') === 'virtio' },
  { kind: 'interface', only: (nic) => nic.get('type') === 'hostdev' },
  { kind: 'hostdev', only: (hostdev) => pciHostdevs.has(hostdev.get('type') ?? '') || modelIs('vfio-pci')(hostdev) },
  { kind: 'memballoon' },
  { kind: 'rng' },
  { kind: 'watchdog', only: modelIs('i6300esb') },
  { kind: 'video', only: (video) => !videosElsewhere.has(video.child('model')?.get('type') ?? '') },
  { kind: 'shmem' },
  { kind: 'input', only: (input) => input.get('bus') === 'virtio' },
  { kind: 'serial', only: (serial) => serial.child('target')?.get('type') === 'pci-serial' },
  { kind: 'iommu', only: modelIs('virtio') },
  { kind: 'vsock' },
  { kind: 'memory', only: modelIs('virtio-pmem', 'virtio-mem') },
  { kind: 'crypto' },
  { kind: 'panic', only: modelIs('pvpanic') },
  { kind: 'pstore' },
]

function isOnPci(controller: CanonicalElement): boolean {
  switch (controller.get('type')) {
    case 'usb':
      return controller.get('model') !== 'none'
    case 'ide':
      return indexOf(controller) !== 0
    case 'scsi':
      return controller.get('model') !== 'ncr53c90'
    case 'fdc':
    case 'ccid':
      return false
    default:
      return true
  }
}

/** Gives every device that wants an address one, in libvirt's order. */
export function placeDevices(guest: PciGuest, buses: PciBuses, isFinal: boolean): void {
  const usb2 = usb2Places(guest)
  for (const { kind, only } of steps) {
    for (const device of guest.devices(kind)) {
      if (!device.isWanted || only?.(device.element) === false) continue
      if (isUsb2(device.element)) placeUsb2(device, usb2, guest, buses, isFinal)
      else guest.placeAnywhere(device, buses, isFinal)
    }
  }
}

/** The functions that the parts of an ICH9 USB 2 controller have in their common slot. */
const functions = new Map([
  ['ich9-ehci1', 7],
  ['ich9-uhci1', 0],
  ['ich9-uhci2', 1],
  ['ich9-uhci3', 2],
])

type Usb2Places = Map<string | undefined, PciPlace>

/** The slots of the ICH9 USB 2 controllers that have one, by index. */
function usb2Places(guest: PciGuest): Usb2Places {
  const places: Usb2Places = new Map()
  for (const { element, place } of guest.devices('controller')) {
    const index = element.get('index')
    if (place && isUsb2(element) && !places.has(index)) places.set(index, place)
  }
  return places
}

/** The parts of a controller share a slot: the first one looks for it, the others follow. */
function placeUsb2(device: PciDevice, places: Usb2Places, guest: PciGuest, buses: PciBuses, isFinal: boolean): void {
  const index = device.element.get('index')
  const fn = functions.get(device.element.get('model') ?? '') ?? 0
  const settled = places.get(index)
  if (!settled) guest.placeAnywhere(device, buses, isFinal, fn)
  else if (device.connection) {
    device.place = { ...settled, function: fn }
    buses.reserve(device.place, device.connection, device.isolationGroup)
  }
  if (!device.place) return
  places.set(index, settled ?? device.place)
  if (fn === 0) device.multifunction = 'on'
}
