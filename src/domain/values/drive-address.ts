import type { XmlElement } from '../../xml/tree.js'
import type { Disk } from '../devices/disk.js'
import { parseUnsigned } from './number.js'

/** Where a disk sits on its controller. */
export interface DriveAddress {
  readonly controller: number
  readonly bus: number
  readonly target: number
  readonly unit: number
}

/** The `<address type='drive'>` of a device; missing parts are 0. Undefined if it has none, or a part is no number. */
export function parseDriveAddress(device: XmlElement): DriveAddress | undefined {
  const address = device.child('address')
  if (address?.attr('type') !== 'drive') return undefined
  const [controller, bus, target, unit] = ['controller', 'bus', 'target', 'unit'].map((part) => parseUnsigned(address.attr(part) ?? '0'))
  if (controller === undefined || bus === undefined || target === undefined || unit === undefined) return undefined
  return { controller, bus, target, unit }
}

const knownName = /^(?:fd|hd|vd|sd|xvd|ubd|nvme)([a-z]+)\d*$/

/** The number behind a disk's name: `a` is 0, `z` 25, `aa` 26 (virutil.c, virDiskNameToIndex). Undefined for other names. */
export function diskIndex(name: string): number | undefined {
  const letters = knownName.exec(name)?.[1]
  if (letters === undefined || letters.length > 5) return undefined
  return [...letters].reduce((index, letter) => (index + 1) * 26 + letter.charCodeAt(0) - 97, -1)
}

/**
 * The address that libvirt derives from a disk's name where the definition has none (domain_conf.c, virDomainDiskDefAssignAddress; a SCSI
 * bus is a wide one for QEMU: 15 disks a controller, and unit 7 is the controller itself). Undefined on buses without drive addresses.
 */
export function impliedDriveAddress(disk: Disk): DriveAddress | undefined {
  const index = diskIndex(disk.name)
  if (index === undefined || disk.element.child('address')) return undefined
  switch (disk.bus) {
    case 'ide':
      return { controller: Math.floor(index / 4), bus: Math.floor((index % 4) / 2), target: 0, unit: index % 2 }
    case 'sata':
      return { controller: Math.floor(index / 6), bus: 0, target: 0, unit: index % 6 }
    case 'scsi':
      return { controller: Math.floor(index / 15), bus: 0, target: 0, unit: (index % 15) + (index % 15 >= 7 ? 1 : 0) }
    case 'fdc':
      return { controller: Math.floor(index / 2), bus: 0, target: 0, unit: index % 2 }
    default:
      return undefined
  }
}

/** For people: `controller 0, bus 0, target 0, unit 1`. It is also the key under which two addresses are equal. */
export function formatDriveAddress({ controller, bus, target, unit }: DriveAddress): string {
  return `controller ${controller}, bus ${bus}, target ${target}, unit ${unit}`
}
