import { plugOfController } from '../../domain/facts/pci-buses.js'
import { table } from '../../domain/table.js'
import type { CanonicalElement } from '../canonical-element.js'
import { isUsbNic } from '../usb/usb-devices.js'
import type { PciConnection } from './pci-bus.js'

/** How a device is plugged in: as a conventional one; as an Express one where the guest has Express; not at all. */
type PciClass = 'conventional' | 'express' | 'none'

interface Kind {
  /** What decides, such as the model. */
  readonly of: (device: CanonicalElement) => string
  readonly classes: Readonly<Record<string, PciClass>>
  /** The class of what is not listed; none unless it says otherwise. */
  readonly others?: PciClass
  readonly isIntegrated?: true
}

const model = (device: CanonicalElement) => device.get('model') ?? ''
const modelType = (device: CanonicalElement) => device.child('model')?.get('type') ?? ''

/** Transitional devices work in conventional slots only. */
const virtio = table<PciClass>({ virtio: 'express', 'virtio-non-transitional': 'express', 'virtio-transitional': 'conventional' })
const anyVirtio = table<PciClass>({ ...virtio, '': 'express' })

const conventional = (...models: string[]) => Object.fromEntries(models.map((name) => [name, 'conventional'] as const))
const none = (...models: string[]) => Object.fromEntries(models.map((name) => [name, 'none'] as const))

const oldNics = [
  ...[
    'netfront',
    'rtl8139',
    'e1000',
    'spapr-vlan',
    'lan9118',
    'scm91c111',
    'vlance',
    'vmxnet',
    'vmxnet2',
    'vmxnet3',
    'Am79C970A',
    'Am79C973',
  ],
  ...['82540EM', '82545EM', '82543GC'],
]
const videos = ['vga', 'cirrus', 'vmvga', 'qxl', 'xen', 'vbox', 'parallels']
const usbControllers = [
  ...['', 'piix3-uhci', 'piix4-uhci', 'ehci', 'ich9-ehci1', 'ich9-uhci1', 'ich9-uhci2', 'ich9-uhci3', 'vt82c686b-uhci', 'pci-ohci'],
]
const scsiControllers = ['lsilogic', 'lsisas1068', 'lsisas1078', 'buslogic', 'vmpvscsi', 'ibmvscsi', 'dc390', 'am53c974']

/** libvirt 11.3.0, qemu_domain_address.c, qemuDomainDeviceCalculatePCIConnectFlags (canonical-form, section 4.2.1). */
const kinds = table<Kind>({
  filesystem: { of: filesystemModel, classes: table(anyVirtio) },
  // A model that libvirt has no name for is one of a device of the host, or QEMU's own.
  interface: {
    of: interfaceModel,
    classes: table<PciClass>({ ...virtio, ...conventional(...oldNics), ...none('usb-net') }),
    others: 'express',
  },
  sound: { of: model, classes: table<PciClass>({ ...conventional('es1370', 'ac97', 'ich6', 'ich9'), virtio: 'express' }) },
  disk: { of: (disk) => (disk.child('target')?.get('bus') === 'virtio' ? model(disk) : 'none'), classes: anyVirtio },
  hostdev: { of: hostdevClass, classes: anyVirtio },
  memballoon: { of: model, classes: virtio },
  rng: { of: model, classes: virtio },
  watchdog: { of: model, classes: table<PciClass>(conventional('i6300esb')) },
  video: { of: modelType, classes: table<PciClass>({ ...conventional(...videos), virtio: 'express', bochs: 'express' }) },
  shmem: { of: model, classes: table<PciClass>({}), others: 'conventional' },
  input: { of: (input) => (input.get('bus') === 'virtio' ? model(input) : 'none'), classes: anyVirtio },
  serial: { of: (serial) => serial.child('target')?.get('type') ?? '', classes: table<PciClass>(conventional('pci-serial')) },
  iommu: { of: model, classes: table<PciClass>({ virtio: 'express' }), isIntegrated: true },
  vsock: { of: model, classes: virtio },
  memory: { of: model, classes: table<PciClass>({ 'virtio-pmem': 'express', 'virtio-mem': 'express' }) },
  crypto: { of: model, classes: table<PciClass>(conventional('virtio')) },
  panic: { of: model, classes: table<PciClass>(conventional('pvpanic')), isIntegrated: true },
  pstore: { of: model, classes: table<PciClass>({}), others: 'conventional' },
})

/** Controllers by type. */
const controllers = table<Kind>({
  ide: { of: model, classes: table<PciClass>({}), others: 'conventional' },
  sata: { of: model, classes: table<PciClass>({}), others: 'conventional' },
  usb: {
    of: model,
    classes: table<PciClass>({ ...conventional(...usbControllers), 'nec-xhci': 'express', 'qemu-xhci': 'express' }),
  },
  scsi: {
    of: model,
    classes: table<PciClass>({
      ...conventional(...scsiControllers, 'virtio-transitional'),
      'virtio-scsi': 'express',
      'virtio-non-transitional': 'express',
    }),
  },
  'virtio-serial': { of: model, classes: anyVirtio },
})

/** What a device needs of a PCI slot; undefined for one that has none. */
export function connectionOf(device: CanonicalElement, hasExpress: boolean): PciConnection | undefined {
  if (device.name === 'controller' && device.get('type') === 'pci') return controllerConnection(device.get('model') ?? '')
  const kind = device.name === 'controller' ? controllers[device.get('type') ?? ''] : kinds[device.name]
  if (!kind) return undefined
  const found = kind.classes[kind.of(device)] ?? kind.others ?? 'none'
  if (found === 'none') return undefined
  // Bus 0 takes what is integrated whatever it is.
  const connector = hasExpress && (found === 'express' || kind.isIntegrated) ? 'pcie' : 'pci'
  return { connector, isAutomatic: true, ...(kind.isIntegrated && { isIntegrated: true }) }
}

function controllerConnection(model: string): PciConnection | undefined {
  const connector = plugOfController(model)
  if (connector === undefined || connector === 'device') return undefined
  return { connector, isAutomatic: false, isAggregated: connector === 'pcie-root-port' }
}

function interfaceModel(nic: CanonicalElement): string {
  if (isUsbNic(nic)) return 'usb-net'
  return nic.get('type') === 'hostdev' ? 'virtio' : modelType(nic)
}

function filesystemModel(filesystem: CanonicalElement): string {
  const driver = filesystem.child('driver')?.get('type') ?? 'path'
  if (driver === 'virtiofs') return 'virtio'
  return driver === 'path' || driver === 'handle' ? model(filesystem) : 'none'
}

/** A device of the host counts as an Express one where its own configuration space cannot be read. */
function hostdevClass(hostdev: CanonicalElement): string {
  switch (hostdev.get('type')) {
    case 'pci':
    case 'mdev':
      return 'virtio'
    case 'scsi_host':
      return model(hostdev)
    default:
      return 'none'
  }
}
