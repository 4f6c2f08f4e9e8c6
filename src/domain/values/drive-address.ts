import type { XmlElement } from '../../xml/tree.js'
import type { Disk } from '../devices/disk.js'
import { driveLayouts } from '../facts/drive-layouts.js'
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
 * Where a disk of this name sits on a bus (domain_conf.c, virDomainDiskDefAssignAddress): `sdh` on SCSI is the first of the second
 * controller. Undefined on buses without drive addresses, and for other names.
 */
export function drivePlace(bus: string, name: string): DriveAddress | undefined {
  const layout = driveLayouts.get(bus)
  const index = diskIndex(name)
  if (!layout || index === undefined) return undefined
  const { units, buses } = layout
  const ordinal = Math.floor(index / units)
  return { controller: Math.floor(ordinal / buses), bus: ordinal % buses, target: 0, unit: index % units }
}

/** The address that libvirt derives from a disk's name where the definition has none. Undefined on buses without drive addresses. */
export function impliedDriveAddress(disk: Disk): DriveAddress | undefined {
  return disk.element.child('address') ? undefined : drivePlace(disk.bus, disk.name)
}

/** For people: `controller 0, bus 0, target 0, unit 1`. It is also the key under which two addresses are equal. */
export function formatDriveAddress({ controller, bus, target, unit }: DriveAddress): string {
  return `controller ${controller}, bus ${bus}, target ${target}, unit ${unit}`
}
