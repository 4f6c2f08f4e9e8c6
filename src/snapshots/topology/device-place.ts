import type { CanonicalElement } from '../../canonical/canonical-element.js'
import { addressNumber, addressType } from '../../canonical/device-address.js'
import { isUsbDevice } from '../../canonical/usb/usb-devices.js'
import { table } from '../../domain/table.js'
import { hexadecimal } from '../../domain/values/number.js'
import type { XmlElement } from '../../xml/tree.js'

/** Where a device is plugged in. */
export interface DevicePlace {
  /** The bus: `pci 0`, `usb 1`, `scsi 0`; a name that no controller has is a bus of its own. */
  readonly bus: string
  /** As that bus counts its places, or `?`; undefined where it has none. */
  readonly text: string | undefined
  /** What orders the places of a bus. */
  readonly order: readonly number[]
  /** Whether the text says so. */
  readonly isWritten: boolean
}

/** The place of a device for which QEMU finds one as it starts. */
export const unknownPlace = '?'

/** The names of buses that no controller has, and of the board itself. */
export const boardBuses: ReadonlyMap<string, string> = new Map([
  ['ccw', 'channel subsystem'],
  ['spapr-vio', 'spapr-vio'],
  ['virtio-mmio', 'virtio-mmio'],
  ['isa', 'ISA'],
  ['ps2', 'PS/2'],
  ['xen', 'Xen'],
  ['memory', 'memory'],
  ['board', 'on the board'],
  ['unassigned', 'not given to the guest'],
])

type Address = (device: CanonicalElement, number: (part: string) => number) => Omit<DevicePlace, 'isWritten'>

/** Where an address of each type is. */
const addresses = table<Address>({
  pci: (_, number) => {
    const [slot, fn] = [number('slot'), number('function')]
    return { bus: `pci ${number('bus')}`, text: `${hexadecimal(slot, 2)}.${fn}`, order: [slot, fn] }
  },
  drive: (device, number) => {
    const type = device.name === 'disk' ? (device.child('target')?.get('bus') ?? 'ide') : 'scsi'
    const [bus, target, unit] = [number('bus'), number('target'), number('unit')]
    const text = type === 'scsi' ? `${bus}:${target}:${unit}` : type === 'ide' ? `${bus}.${unit}` : `${unit}`
    return { bus: `${type} ${number('controller')}`, text, order: [bus, target, unit] }
  },
  usb: (device, number) => {
    const port = device.child('address')?.get('port')
    const path = (port ?? '').split('.').slice(0, maxPorts).map(Number)
    const hub = path.length > 1 ? ` ${path.slice(0, -1).join('.')}` : ''
    if (port === undefined) return { bus: `usb ${number('bus')}`, text: unknownPlace, order: [Number.MAX_SAFE_INTEGER] }
    return { bus: `usb ${number('bus')}${hub}`, text: port, order: path }
  },
  'virtio-serial': (_, number) => ({
    bus: `virtio-serial ${number('controller')}`,
    text: `${number('port')}`,
    order: [number('port')],
  }),
  ccid: (_, number) => ({ bus: `ccid ${number('controller')}`, text: `${number('slot')}`, order: [number('slot')] }),
  ccw: (_, number) => {
    const [cssid, ssid, devno] = [number('cssid'), number('ssid'), number('devno')]
    return { bus: 'ccw', text: `${hexadecimal(cssid, 2)}.${ssid}.${hexadecimal(devno, 4)}`, order: [cssid, ssid, devno] }
  },
  'spapr-vio': (_, number) => ({ bus: 'spapr-vio', text: `0x${hexadecimal(number('reg'), 1)}`, order: [number('reg')] }),
  'virtio-mmio': () => ({ bus: 'virtio-mmio', text: undefined, order: [] }),
  isa: (device, number) => {
    const port = device.child('address')?.get('iobase')
    return { bus: 'isa', text: port && `0x${hexadecimal(number('iobase'), 1)}`, order: [number('iobase')] }
  },
  dimm: (_, number) => ({ bus: 'memory', text: `${number('slot')}`, order: [number('slot')] }),
  unassigned: () => ({ bus: 'unassigned', text: undefined, order: [] }),
})

/** Hubs in hubs are no deeper than libvirt lets them be. */
const maxPorts = 4

/** Where a device is, by its address or, where it has none, by what it is. */
export function placeOf(device: CanonicalElement, isX86: boolean): DevicePlace {
  const address = device.child('address')
  const known = addresses[addressType(device)]?.(device, (part) => addressNumber(device, part))
  if (known) return { ...known, isWritten: isWritten(address?.source) }
  const bus = busWithoutAddress(device, isX86)
  if (/ \d/.test(bus)) return { bus, text: unknownPlace, order: [Number.MAX_SAFE_INTEGER], isWritten: true }
  return { bus, text: undefined, order: [], isWritten: true }
}

/** An address of nothing but its type leaves the place to libvirt, and so does one of PCI that is all zeros. */
function isWritten(address: XmlElement | undefined): boolean {
  const parts = address?.attributeList.filter(({ name }) => name !== 'type') ?? []
  if (address?.attr('type') !== 'pci') return parts.length > 0
  return parts.some(({ name, value }) => ['domain', 'bus', 'slot'].includes(name) && Number(value) !== 0)
}

/** What is not at an address: the first USB port that QEMU finds free, the buses of the board, or the board itself. */
function busWithoutAddress(device: CanonicalElement, isX86: boolean): string {
  if (isUsbDevice(device) || (device.name === 'hub' && device.get('type') === 'usb')) return 'usb 0'
  if (device.get('bus') === 'ps2') return 'ps2'
  if ((device.get('bus') ?? device.child('target')?.get('bus') ?? device.child('target')?.get('type')) === 'xen') return 'xen'
  if (['channel', 'console'].includes(device.name) && device.child('target')?.get('type') === 'virtio') return 'virtio-serial 0'
  if (device.name === 'memory') return 'memory'
  return isX86 && isOnIsa(device) ? 'isa' : 'board'
}

const isaModels = new Set(['ib700', 'isa', 'pcspk', 'sb16', 'tpm-crb', 'tpm-tis'])

function isOnIsa(device: CanonicalElement): boolean {
  if (device.name === 'serial') return (device.child('target')?.get('type') ?? 'isa-serial').startsWith('isa-')
  if (device.name === 'controller') return device.get('type') === 'fdc'
  return device.name === 'parallel' || isaModels.has(device.get('model') ?? '')
}
