import type { XmlElement } from '../xml/tree.js'
import { Controller } from './devices/controller.js'
import type { Domain } from './domain.js'
import { pciBusSlots } from './facts/pci-buses.js'
import { pciDevices } from './pci-devices.js'
import { formatPciAddress, isCompletePciAddress, type PciAddress } from './values/pci-address.js'

/** More root ports than that without an address may fill bus 0, which has other devices as well. */
const fewPorts = 64

/**
 * Whether a quick look shows that all PCI addresses of a guest are good ones, whatever libvirt fills in besides: each on a bus that the
 * definition names, at a slot that no device of the machine can have, and no two the same. Most definitions are like that. False says
 * nothing yet: what the buses are then shows in the canonical form.
 */
export function hasPlainPciPlaces(domain: Domain): boolean {
  return domain.workedOut(findPlain) === 'plain'
}

/** The result has a name, since what is worked out is never undefined. */
function findPlain(domain: Domain): 'plain' | 'open' {
  const taken = new Set<string>()
  const models = new Map(domain.controllers.flatMap(({ type, element, model }) => (type === 'pci' ? [[element.attr('index'), model]] : [])))
  for (const { device, address, parsed } of pciDevices(domain)) {
    if (!parsed) {
      // What is no PCI address is another rule's finding.
      if (!address.attr('bus') && !address.attr('slot')) continue
      return 'open'
    }
    if (!isCompletePciAddress(parsed)) continue
    const key = formatPciAddress(parsed)
    if (taken.has(key) || parsed.domain !== 0 || !isPlain(device, parsed, models, domain)) return 'open'
    taken.add(key)
  }
  return hasPlainControllers(domain) ? 'plain' : 'open'
}

function isPlain(
  device: XmlElement,
  { bus, slot, function: fn }: PciAddress,
  models: ReadonlyMap<string | undefined, string | undefined>,
  domain: Domain,
): boolean {
  const { family } = domain.machine
  if (device.name === 'controller') {
    const type = device.attr('type') ?? 'ide'
    if (type === 'pci') return isPlainController(device.attr('model') ?? '', { bus, slot }, models, domain)
    const fixed = fixedFunction(device, type, domain)
    if (fixed !== undefined) return bus === 0 && slot * 8 + fn === fixed
  }
  if (bus !== 0 && (device.name === 'iommu' || device.name === 'panic')) return false
  if (bus === 0) return slot > (family === 'i440fx' || family === 'none' ? 1 : 0) && (slot < 0x1f || family !== 'q35')
  const slots = pciBusSlots[models.get(String(bus)) ?? '']
  return (
    slots !== undefined &&
    slot >= slots.firstSlot &&
    slot <= slots.lastSlot &&
    (slots.accepts.includes('pci') || slots.accepts.includes('pcie'))
  )
}

/** Whether a PCI controller sits on a root, or a bridge in a root port, as virt-manager and libvirt put them. */
function isPlainController(
  model: string,
  { bus, slot }: Pick<PciAddress, 'bus' | 'slot'>,
  models: ReadonlyMap<string | undefined, string | undefined>,
  { machine: { family } }: Domain,
): boolean {
  if (bus > 0) return model === 'pcie-to-pci-bridge' && slot === 0 && models.get(String(bus)) === 'pcie-root-port'
  const isPcie = family === 'q35' || family === 'virt'
  if (slot < (isPcie ? 1 : 2) || slot === 0x1f) return false
  return (
    model === 'pci-bridge' || (pciBusSlots[isPcie ? 'pcie-root' : 'pci-root']?.accepts.some((connector) => connector === model) ?? false)
  )
}

/** The place of a controller that is part of a PC's chipset, as slot times 8 and function; undefined for others. */
function fixedFunction(controller: XmlElement, type: string, { machine: { family }, isX86 }: Domain): number | undefined {
  const { index = 0, model } = new Controller(controller)
  if (!isX86 || index !== 0) return undefined
  if (type === 'sata' && family === 'q35') return 0x1f * 8 + 2
  if (type === 'ide') return 8 + 1
  return type === 'usb' && (model === undefined || model === 'piix3-uhci') && family !== 'q35' ? 8 + 2 : undefined
}

/** Whether libvirt finds a place for each PCI controller that says none. */
function hasPlainControllers({ controllers, machine: { family } }: Domain): boolean {
  let ports = 0
  for (const { type, model = '', element } of controllers) {
    if (type !== 'pci' || model === 'pci-root' || model === 'pcie-root' || element.child('address')) continue
    if (model === 'pci-bridge' && family === 'i440fx') continue
    if ((model !== 'pcie-root-port' && model !== 'pcie-to-pci-bridge') || (family !== 'q35' && family !== 'virt') || ++ports > fewPorts)
      return false
  }
  return true
}
