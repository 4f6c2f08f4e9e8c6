import type { XmlElement } from '../xml/tree.js'
import type { AddressedDevice, Domain } from './domain.js'
import { table } from './table.js'
import { isCompletePciAddress, type PciAddress, parsePciAddress } from './values/pci-address.js'

/**
 * Which devices sit in a PCI slot that libvirt chooses where the definition names none (canonical order and classes of
 * qemu_domain_address.c, qemuDomainDeviceCalculatePCIConnectFlags). Devices with one fixed place in the machine (the first
 * IDE, SATA and PIIX3 USB controllers, the roots) are left out: nothing can move them.
 */
const takesSlot = table<(device: XmlElement, domain: Domain) => boolean>({
  controller: controllerTakesSlot,
  filesystem: (device) => device.child('driver')?.attr('type') !== 'mtp',
  interface: nicTakesSlot,
  sound: (device) => pciSounds.has(device.attr('model') ?? ''),
  disk: (device) => {
    const target = device.child('target')
    const bus = target?.attr('bus')
    return bus ? bus === 'virtio' : target?.attr('dev')?.startsWith('vd') === true
  },
  hostdev: (device) => hostdevTakesSlot(device),
  memballoon: (device) => device.attr('model')?.startsWith('virtio') === true,
  rng: (device) => device.attr('model')?.startsWith('virtio') === true,
  watchdog: (device) => device.attr('model') === 'i6300esb',
  video: (device) => !notPciVideos.has(modelType(device) ?? ''),
  shmem: () => true,
  input: (device) => device.attr('bus') === 'virtio',
  serial: (device) => device.child('target')?.attr('type') === 'pci-serial',
  vsock: () => true,
  memory: (device) => /^virtio-(?:mem|pmem)$/.test(device.attr('model') ?? ''),
  crypto: () => true,
  panic: (device) => device.attr('model') === 'pvpanic',
})

const notPciNics = new Set(['usb-net', 'spapr-vlan'])
const pciSounds = new Set(['es1370', 'ac97', 'ich6', 'ich9', 'virtio'])
const notPciVideos = new Set(['none', 'ramfb', 'gop'])
const notPciScsi = new Set(['ncr53c90', 'ibmvscsi'])

/** A device of the host is what it is there, whatever model the interface names. */
function nicTakesSlot(nic: XmlElement): boolean {
  if (nic.attr('type') === 'hostdev') return nic.child('source')?.child('address')?.attr('type') !== 'usb'
  return !notPciNics.has(modelType(nic) ?? '')
}

function modelType(device: XmlElement): string | undefined {
  return device.child('model')?.attr('type')
}

function controllerTakesSlot(controller: XmlElement, domain: Domain): boolean {
  const model = controller.attr('model')
  const first = controller.attr('index') === undefined || controller.attr('index') === '0'
  const { family } = domain.machine
  switch (controller.attr('type')) {
    case 'pci':
      return model !== undefined && model !== 'pci-root' && model !== 'pcie-root'
    case 'usb':
      if (model === 'none') return false
      return !(first && hasPiix3Usb(domain) && (model === undefined || model === 'piix3-uhci'))
    case 'scsi':
      return !notPciScsi.has(model ?? '') && !(model === undefined && family === 'pseries')
    case 'sata':
      return !(first && family === 'q35')
    case 'virtio-serial':
      return true
    default:
      return false
  }
}

/** Whether the first USB controller is a function of the chipset (qemu_domain_address.c, qemuDomainValidateDevicePCISlotsPIIX3). */
function hasPiix3Usb({ isX86, machine: { family } }: Domain): boolean {
  return isX86 && family !== 'q35' && family !== 'isapc' && family !== 'microvm'
}

function hostdevTakesSlot(hostdev: XmlElement): boolean {
  const type = hostdev.attr('type')
  return type === 'pci' || type === 'scsi_host' || (type === 'mdev' && hostdev.attr('model') === 'vfio-pci')
}

/** A device with an `<address type='pci'>`. */
export interface PciDevice extends AddressedDevice {
  /** Undefined if libvirt cannot read it. */
  readonly parsed: PciAddress | undefined
}

/** The devices with an `<address type='pci'>`, in document order. */
export function pciDevices(domain: Domain): readonly PciDevice[] {
  return domain.workedOut(findPciDevices)
}

function findPciDevices(domain: Domain): readonly PciDevice[] {
  const found: PciDevice[] = []
  for (const { device, address } of domain.addressedDevices) {
    if (address.attr('type') === 'pci') found.push({ device, address, parsed: parsePciAddress(address) })
  }
  return found
}

interface PciPlacement {
  readonly placed: readonly XmlElement[]
  readonly unplaced: readonly XmlElement[]
}

/** The devices of a guest that libvirt puts on PCI, split by whether the definition says where. In document order. */
export function pciPlacement(domain: Domain): PciPlacement {
  return domain.workedOut(findPciPlacement)
}

function findPciPlacement(domain: Domain): PciPlacement {
  const placed: XmlElement[] = []
  const unplaced: XmlElement[] = []
  for (const device of domain.allDevices) {
    if (!takesSlot[device.name]?.(device, domain)) continue
    const address = device.child('address')
    if (address && address.attr('type') !== 'pci') continue
    const written = address && parsePciAddress(address)
    if (address && !written) continue
    if (written && isCompletePciAddress(written)) placed.push(device)
    else unplaced.push(device)
  }
  return { placed, unplaced }
}

/** Whether libvirt puts this guest's devices on PCI by itself (s390 has CCW, other boards have no PCI or fixed devices only). */
export function placesOnPci(domain: Domain): boolean {
  const { family } = domain.machine
  if (!domain.isQemu) return false
  return family === 'i440fx' || family === 'q35' || family === 'virt' || family === 'pseries' || (family === 'none' && domain.isX86)
}
