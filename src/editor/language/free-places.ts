import { addressType, pciPlaceOf } from '../../canonical/device-address.js'
import { Disk } from '../../domain/devices/disk.js'
import type { Domain } from '../../domain/domain.js'
import { driveLayouts } from '../../domain/facts/drive-layouts.js'
import { pciBusSlots } from '../../domain/facts/pci-buses.js'
import { iothreadIds } from '../../domain/iothreads.js'
import { drivePlace, parseDriveAddress } from '../../domain/values/drive-address.js'
import { parseUnsigned } from '../../domain/values/number.js'
import type { PciAddress } from '../../domain/values/pci-address.js'
import type { Range } from '../../xml/source.js'
import type { XmlElement } from '../../xml/tree.js'
import { canonicalWithout } from './canonical-without.js'
import { isClosedAtOnce, type LanguageDocument } from './language-document.js'

/** What is still free in a guest, and so can be given to a new device. `except` is the device that is being written. */

/** A PCI bus with its free slots. */
export interface FreeBus {
  readonly bus: number
  /** The model of the controller. */
  readonly model: string
  readonly slots: readonly number[]
}

/** The free PCI places of a guest, as libvirt would go about them. */
interface FreePci {
  /** Where libvirt would put the device by itself. */
  readonly chosen: PciAddress | undefined
  /** The buses that libvirt puts devices on and that have a free slot, those that it will add included; the chosen one first. */
  readonly buses: readonly FreeBus[]
}

const found = new WeakMap<LanguageDocument, Map<XmlElement, FreePci>>()

/** The PCI places that a device could have: it counts as not placed yet. Without a device, those that are left in the domain. */
export function freePci(document: LanguageDocument, domain: Domain, except?: XmlElement): FreePci {
  const known = found.get(document) ?? new Map<XmlElement, FreePci>()
  found.set(document, known)
  const key = except ?? domain.element
  let free = known.get(key)
  if (!free) {
    free = findFreePci(document, domain, except)
    known.set(key, free)
  }
  return free
}

function findFreePci(document: LanguageDocument, domain: Domain, except: XmlElement | undefined): FreePci {
  const devices = canonicalWithout(document, domain.element, addressRange(except)).child('devices')?.children ?? []
  const used = new Set<string>()
  let chosen: PciAddress | undefined
  for (const device of devices) {
    if (addressType(device) !== 'pci') continue
    const place = pciPlaceOf(device)
    if (except && device.source?.start === except.start) chosen = place
    else used.add(`${place.bus}.${place.slot}`)
  }
  const buses = devices.flatMap((device) => {
    const bus = device.name === 'controller' && device.get('type') === 'pci' ? parseUnsigned(device.get('index') ?? '') : undefined
    const model = device.get('model') ?? ''
    const facts = pciBusSlots[model]
    if (!facts?.isAutomatic || bus === undefined) return []
    const slots: number[] = []
    for (let slot = facts.firstSlot; slot <= facts.lastSlot; slot++) if (!used.has(`${bus}.${slot}`)) slots.push(slot)
    return slots.length > 0 ? [{ bus, model, slots }] : []
  })
  const own = buses.find(({ bus }) => bus === chosen?.bus)
  const alike = own ? buses.filter((bus) => bus !== own && isExpress(bus) === isExpress(own)) : buses
  return { chosen, buses: own ? [own, ...alike] : alike }
}

/** Whether it is for PCI Express devices: the others do not go there. */
function isExpress({ model }: FreeBus): boolean {
  return pciBusSlots[model]?.accepts.includes('pcie') === true
}

/** Where the address of a device stands; of one that is never closed only its open tag is meant. */
function addressRange(device: XmlElement | undefined): Range | undefined {
  const address = device?.child('address')
  const isClosed = address && (address.closeTagRange.start < address.closeTagRange.end || isClosedAtOnce(address))
  return isClosed ? { start: address.start, end: address.end } : address?.openTagRange
}

/** The first name of a prefix that no disk has: `vdb`. */
export function freeDiskName(domain: Domain, prefix: string, except?: XmlElement): string {
  const taken = new Set(domain.devices('disk').flatMap((disk) => (disk === except ? [] : new Disk(disk).name)))
  for (let order = 0; ; order++) {
    const name = prefix + lettersOf(order)
    if (!taken.has(name)) return name
  }
}

/** The letters of a disk's number: 0 is `a`, 26 is `aa`. */
function lettersOf(order: number): string {
  const last = String.fromCharCode(97 + (order % 26))
  return order < 26 ? last : lettersOf(Math.floor(order / 26) - 1) + last
}

/** The units of a controller of disks that no disk has, as many as libvirt fills: by written addresses, and by names where there are none. */
export function freeUnits(domain: Domain, bus: string, controller: number, except?: XmlElement): number[] {
  const layout = driveLayouts.get(bus)
  if (!layout) return []
  const taken = new Set<number>()
  for (const element of domain.devices('disk')) {
    const disk = new Disk(element)
    if (element === except || disk.bus !== bus) continue
    const place = parseDriveAddress(element) ?? drivePlace(bus, disk.name)
    if (place?.controller === controller) taken.add(place.unit)
  }
  return [...Array(layout.units).keys()].filter((unit) => !taken.has(unit))
}

/** The lowest number from `first` on that is not taken. */
export function freeNumber(taken: Iterable<number>, first: number): number {
  const set = new Set(taken)
  let number = first
  while (set.has(number)) number++
  return number
}

/** The boot orders of the devices. */
export function bootOrders(domain: Domain, except?: XmlElement): number[] {
  return domain.allDevices.flatMap((device) => {
    const order = device === except ? undefined : parseUnsigned(device.child('boot')?.attr('order') ?? '')
    return order ?? []
  })
}

/** The indexes of the controllers of a type. */
export function controllerIndexesOf(domain: Domain, type: string, except?: XmlElement): number[] {
  return domain.controllers.flatMap(({ element, type: own, index }) => (element !== except && own === type ? (index ?? []) : []))
}

/** The ids of the I/O threads, in order. */
export function knownIothreads(domain: Domain): number[] {
  return [...(iothreadIds(domain) ?? [])].sort((a, b) => a - b)
}

/** The numbers of the guest's NUMA cells; cells without one count on. */
export function cellIds(domain: Domain, except?: XmlElement): number[] {
  const cells = domain.element.path('cpu/numa')?.elements('cell') ?? []
  return cells.flatMap((cell, order) => (cell === except ? [] : (parseUnsigned(cell.attr('id') ?? String(order)) ?? [])))
}
