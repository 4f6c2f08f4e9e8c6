import type { CanonicalElement } from '../../canonical/canonical-element.js'
import { canonicalize } from '../../canonical/canonicalize.js'
import { deviceOrder } from '../../canonical/device-order.js'
import type { CanonicalSettings } from '../../canonical/working-domain.js'
import { nameOfDevice } from '../../domain/device-name.js'
import { chipsetDevices } from '../../domain/facts/chipset-devices.js'
import { type Machine, parseMachine } from '../../domain/machine.js'
import { pciLimits } from '../../domain/values/pci-address.js'
import type { XmlElement } from '../../xml/tree.js'
import { deviceDetails } from './device-details.js'
import { boardBuses, placeOf } from './device-place.js'
import { machineNodes } from './machine-nodes.js'
import type { Detail, TopologyNode } from './topology.js'
import { type Draft, TopologyTree } from './topology-tree.js'

/** The machine that the guest sees: its processors and memory, its buses, and what is plugged into them. */
export function readTopology(domain: XmlElement, settings: CanonicalSettings): TopologyNode {
  const { element } = canonicalize(domain, settings)
  const type = element.path('os/type')
  const arch = type?.get('arch') ?? settings.hostArch
  const machine = parseMachine(type?.get('machine'), arch)
  const isX86 = arch === 'x86_64' || arch === 'i686'
  const tree = new TopologyTree({
    key: 'domain',
    kind: 'domain',
    name: `domain ${element.child('name')?.text.trim() ?? ''}`.trim(),
    details: machineDetails(element, arch),
    line: domain.position.start.line,
  })
  for (const { node, id } of machineNodes(element)) tree.addTop(node, id)
  addDevices(tree, element, isX86)
  if (['hvf', 'kvm', 'qemu'].includes(element.get('type') ?? '')) addChipset(tree, machine, element)
  return tree.finish((bus) => boardBuses.get(bus) ?? bus)
}

function machineDetails(domain: CanonicalElement, arch: string): Detail[] {
  const type = domain.path('os/type')
  const details: Detail[] = []
  const add = (what: string, text: string | undefined, isWritten: boolean) => {
    if (text) details.push({ what, text, isWritten })
  }
  add('machine', type?.get('machine'), type?.source?.attr('machine') === type?.get('machine'))
  add('architecture', arch, type?.source?.attr('arch') !== undefined)
  add('type', domain.get('type'), true)
  add('firmware', type && domain.path('os')?.get('firmware'), domain.child('os')?.source?.attr('firmware') !== undefined)
  return details
}

function addDevices(tree: TopologyTree, domain: CanonicalElement, isX86: boolean): void {
  const byKind = new Map<string, CanonicalElement[]>()
  for (const device of domain.child('devices')?.children ?? []) {
    const ofKind = byKind.get(device.name)
    if (ofKind) ofKind.push(device)
    else byKind.set(device.name, [device])
  }
  for (const kind of deviceOrder) {
    for (const device of byKind.get(kind) ?? []) {
      if (isNothing(device) || isSerialAgain(device, byKind.get('serial') ?? [])) continue
      const buses = busesOf(device)
      const isRoot = pciRoots.has(device.get('model') ?? '') && device.name === 'controller' && device.get('type') === 'pci'
      const place = isRoot ? undefined : placeOf(device, isX86)
      tree.addDevice(device, draftOf(device), place, buses)
    }
  }
}

const pciRoots = new Set(['pci-root', 'pcie-root'])

function draftOf(device: CanonicalElement): Draft {
  const name = nameOfDevice(device, readName)
  // The parts of an ICH9 USB controller have one index.
  const part = device.name === 'controller' && device.get('type') === 'usb' && device.has('master') ? ` ${device.get('model') ?? ''}` : ''
  const details = deviceDetails(device)
  const start = Number(device.child('master')?.get('startport') ?? Number.NaN)
  if (part !== '' && Number.isInteger(start))
    details.push({
      what: 'companion',
      text: `companion from port ${start + 1}`,
      isWritten: device.child('master')?.source !== undefined,
    })
  return { key: `${name}${part}`, kind: 'device', name, details, line: device.source?.position.start.line }
}

/** A MAC address that libvirt makes up is a new one each time. */
function readName(element: CanonicalElement, attribute: string): string | undefined {
  return element.name === 'mac' && element.source?.attr('address') === undefined ? undefined : element.get(attribute)
}

/** The buses that a device brings along. */
function busesOf(device: CanonicalElement): string[] {
  if (device.name === 'hub') {
    const address = device.child('address')
    const port = address?.get('port')
    return port ? [`usb ${Number(address?.get('bus') ?? 0)} ${port}`] : []
  }
  if (device.name !== 'controller') return []
  const type = device.get('type') ?? ''
  const index = Number(device.get('index') ?? 0)
  return type === 'pci' && index > pciLimits.bus ? [] : [`${type} ${index}`]
}

/** A device that says that there is none of its kind. */
function isNothing(device: CanonicalElement): boolean {
  return device.get('model') === 'none' || (device.name === 'video' && device.child('model')?.get('type') === 'none')
}

/** The first console is the first serial port, seen a second time. */
function isSerialAgain(device: CanonicalElement, serials: readonly CanonicalElement[]): boolean {
  return device.name === 'console' && device.child('target')?.get('type') === 'serial' && serials.length > 0
}

function addChipset(tree: TopologyTree, { family }: Machine, domain: CanonicalElement): void {
  for (const { slot, function: fn, name, needs } of chipsetDevices[family] ?? []) {
    if (needs !== undefined && !domain.path('features')?.has(needs)) continue
    tree.addChipset({ key: `chipset ${name}`, kind: 'chipset', name, details: [], line: undefined }, slot, fn)
  }
}
