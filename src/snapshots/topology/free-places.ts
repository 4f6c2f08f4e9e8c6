import type { CanonicalElement } from '../../canonical/canonical-element.js'
import { portsOf } from '../../canonical/usb/usb-ports.js'
import { driveLayouts } from '../../domain/facts/drive-layouts.js'
import { pciBusSlots } from '../../domain/facts/pci-buses.js'
import { usbHubPorts } from '../../domain/facts/usb-ports.js'
import { hexadecimal } from '../../domain/values/number.js'
import { type DevicePlace, unknownPlace } from './device-place.js'

/**
 * The places of a controller or hub in which something can still be plugged: `slots 03-1f`, `ports 2-4`. Undefined where there is none,
 * and where nobody counts them: libvirt plugs nothing into a root of PCI Express by itself, and a SCSI bus has room for thousands.
 */
export function freePlaces(device: CanonicalElement, taken: readonly DevicePlace[]): string | undefined {
  if (device.name === 'hub') return freePorts(usbHubPorts, taken)
  if (device.name !== 'controller') return undefined
  const model = device.get('model') ?? ''
  switch (device.get('type')) {
    case 'pci':
      return freeSlots(model, taken)
    case 'usb':
      return freePorts(portsOf(device), taken)
    case 'ide':
    case 'sata':
      return freeUnits(device.get('type') ?? '', taken)
    default:
      return undefined
  }
}

function freeSlots(model: string, taken: readonly DevicePlace[]): string | undefined {
  const bus = pciBusSlots[model]
  if (!bus?.isAutomatic) return undefined
  const used = new Set(taken.map(({ order }) => order[0]))
  const free = range(bus.firstSlot, bus.lastSlot).filter((slot) => !used.has(slot))
  if (bus.firstSlot === bus.lastSlot) return free.length > 0 ? '' : undefined
  return list('slot', free, (slot) => hexadecimal(slot, 2))
}

/** Nothing is known of the ports as long as QEMU chooses one of them. */
function freePorts(ports: number, taken: readonly DevicePlace[]): string | undefined {
  if (taken.some(({ text }) => text === unknownPlace)) return undefined
  const used = new Set(taken.map(({ order }) => order.at(-1)))
  const free = range(1, ports).filter((port) => !used.has(port))
  return list('port', free, String)
}

function freeUnits(type: string, taken: readonly DevicePlace[]): string | undefined {
  const { units, buses } = driveLayouts.get(type) ?? { units: 0, buses: 0 }
  const used = new Set(taken.map(({ text }) => text))
  const names = range(0, buses - 1).flatMap((bus) => range(0, units - 1).map((unit) => (buses > 1 ? `${bus}.${unit}` : `${unit}`)))
  const free = names.filter((name) => !used.has(name))
  if (buses === 1) return list('unit', free.map(Number), String)
  return free.length > 0 ? `unit${free.length > 1 ? 's' : ''} ${free.join(', ')}` : undefined
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, index) => first + index)
}

/** `slots 03-07, 09`, or undefined where there is none. */
function list(noun: string, numbers: readonly number[], shown: (value: number) => string): string | undefined {
  const parts: string[] = []
  let first: number | undefined
  for (const [index, value] of numbers.entries()) {
    first ??= value
    if (numbers[index + 1] === value + 1) continue
    parts.push(first === value ? shown(value) : `${shown(first)}-${shown(value)}`)
    first = undefined
  }
  return numbers.length > 0 ? `${noun}${numbers.length > 1 ? 's' : ''} ${parts.join(', ')}` : undefined
}
