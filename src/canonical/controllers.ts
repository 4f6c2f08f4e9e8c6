import { parseUnsigned } from '../domain/values/number.js'
import { CanonicalElement } from './canonical-element.js'
import type { WorkingDomain } from './working-domain.js'

/** A controller index above it is a slip of the pen: the controllers below it are not added for its sake. */
export const highestIndex = 4095

/** The index of a controller; undefined as long as it has none, or where it is no number. */
export function indexOf(controller: CanonicalElement): number | undefined {
  const index = controller.get('index')
  return index === undefined ? undefined : parseUnsigned(index)
}

/** Whether a controller is one of the four that make up an ICH9 USB 2 controller. */
export function isUsb2(controller: CanonicalElement): boolean {
  return controller.get('type') === 'usb' && /^ich9-(?:ehci1|uhci[123])$/.test(controller.get('model') ?? '')
}

/** The port of the master at which each USB 1 companion starts. */
const startPorts = new Map([
  ['ich9-uhci1', '0'],
  ['ich9-uhci2', '2'],
  ['ich9-uhci3', '4'],
])

/** Gives a USB 1 companion of an ICH9 controller its `<master>` (domain_conf.c, virDomainControllerDefParseXML; canonical-form, 2.6). */
export function completeMaster(controller: CanonicalElement): void {
  const startport = controller.get('type') === 'usb' ? startPorts.get(controller.get('model') ?? '') : undefined
  if (startport !== undefined && !controller.has('master')) {
    controller.append(CanonicalElement.create('master', { attributes: { startport } }))
  }
}

/**
 * The controllers in the order in which libvirt keeps them when it takes them in one after the other, after those that are there
 * already: types in order of first occurrence, ascending by index in a type, masters before companions (domain_conf.c,
 * virDomainControllerInsertPreAlloced; canonical-form, 3.2). libvirt 9.0.0 put those that it adds behind all others, but only until it
 * reads its own file again: then they stand like this there, too (asked of 9.0.0).
 */
export function inControllerOrder(added: readonly CanonicalElement[], existing: readonly CanonicalElement[] = []): CanonicalElement[] {
  const types = new Map<string, OfType>()
  for (const element of existing) add(types, element, ({ placed }) => placed.length)
  for (const element of added) add(types, element, placeAmong)
  return [...types.values()].flatMap(({ placed }) => placed.map(({ element }) => element))
}

interface OfType {
  readonly placed: Placed[]
  highest: number
}

interface Placed {
  readonly element: CanonicalElement
  /** -1 as long as there is none. */
  readonly index: number
  readonly isCompanion: boolean
}

function add(types: Map<string, OfType>, element: CanonicalElement, choosePlace: (ofType: OfType, controller: Placed) => number): void {
  const type = element.get('type') ?? ''
  const ofType = types.get(type) ?? { placed: [], highest: -1 }
  types.set(type, ofType)
  const controller = { element, index: indexOf(element) ?? -1, isCompanion: type === 'usb' && element.has('master') }
  ofType.placed.splice(choosePlace(ofType, controller), 0, controller)
  ofType.highest = Math.max(ofType.highest, controller.index)
}

function placeAmong({ placed, highest }: OfType, { index, isCompanion }: Placed): number {
  if (index < 0 || index > highest) return placed.length
  const place = placed.findIndex((other) => other.index > index || (!isCompanion && other.isCompanion && other.index === index))
  return place < 0 ? placed.length : place
}

/** A controller as libvirt adds one. */
export function newController(type: string, index: number, model?: string): CanonicalElement {
  const controller = CanonicalElement.create('controller', { attributes: { type, index: String(index), model } })
  completeMaster(controller)
  return controller
}

/** Puts new controllers at the places that their indexes give them. */
export function insertControllers(domain: WorkingDomain, added: readonly CanonicalElement[]): void {
  if (added.length > 0) domain.replaceDevices('controller', inControllerOrder(added, domain.devices('controller')))
}

/** Adds controllers of one type; those that are there already are not added again. */
export function addControllers(domain: WorkingDomain, type: string, indexes: Iterable<number>, model?: string): void {
  const taken = new Set(domain.controllers(type).map(indexOf))
  const missing = [...new Set(indexes)].filter((index) => !taken.has(index))
  insertControllers(
    domain,
    missing.map((index) => newController(type, index, model)),
  )
}

/** Adds the controllers up to the highest of these indexes, from 0 on. */
export function addControllersUpTo(domain: WorkingDomain, type: string, indexes: readonly number[]): void {
  const last = indexes.reduce((highest, index) => Math.max(highest, index), -1)
  if (last <= highestIndex) addControllers(domain, type, Array(last + 1).keys())
}

/** The model of the PCI controller at index 0; undefined if there is none. */
export function pciRoot(domain: WorkingDomain): string | undefined {
  return domain
    .controllers('pci')
    .find((controller) => indexOf(controller) === 0)
    ?.get('model')
}
