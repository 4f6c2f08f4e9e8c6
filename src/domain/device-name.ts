import type { XmlElement } from '../xml/tree.js'
import { table } from './table.js'

/** What tells one device of a kind from another: paths below the device, tried in order. `@a` is an attribute. */
const identity = table<readonly string[]>({
  disk: ['target/@dev'],
  filesystem: ['target/@dir'],
  interface: ['mac/@address', 'target/@dev', 'source/@network', 'source/@bridge'],
  graphics: ['@type'],
  channel: ['target/@name', '@type'],
  serial: ['target/@port', '@type'],
  parallel: ['target/@port', '@type'],
  console: ['target/@port', '@type'],
  input: ['@type'],
  sound: ['@model'],
  video: ['model/@type'],
  watchdog: ['@model'],
  memballoon: ['@model'],
  rng: ['@model'],
  tpm: ['@model'],
  panic: ['@model'],
  iommu: ['@model'],
  vsock: ['@model'],
  memory: ['@model'],
  redirdev: ['@bus'],
  shmem: ['@name'],
  smartcard: ['@mode'],
  audio: ['@id'],
})

/**
 * The device that an element is or belongs to, named as people name it: `disk vda`, `interface 52:54:00:…`,
 * `controller usb 0`, `hostdev 01:00.0`; for the rest of a domain the top-level element's name.
 */
export function deviceName(element: XmlElement, domain: XmlElement): string {
  let below: XmlElement = element
  let inner: XmlElement | undefined
  for (let parent = element.parentElement; below !== domain && parent; parent = below.parentElement) {
    if (parent === domain) return below.name === 'devices' && inner ? nameOf(inner) : below.name
    inner = below
    below = parent
  }
  return 'domain'
}

function nameOf(device: XmlElement): string {
  const { name } = device
  if (name === 'controller') return [name, device.attr('type') ?? 'ide', device.attr('index')].filter(Boolean).join(' ')
  if (name === 'hostdev') return `${name} ${hostAddress(device) ?? device.attr('type') ?? ''}`.trim()
  for (const path of identity[name] ?? []) {
    const value = lookUp(device, path)
    if (value) return `${name} ${value}`
  }
  return name
}

const AT = 64

function lookUp(device: XmlElement, path: string): string | undefined {
  if (path.charCodeAt(0) === AT) return device.attr(path.slice(1))
  const slash = path.indexOf('/')
  return device.child(path.slice(0, slash))?.attr(path.slice(slash + 2))
}

/** A host PCI device as lspci writes it, or the ids of a USB device. */
function hostAddress(device: XmlElement): string | undefined {
  const source = device.child('source')
  const address = source?.child('address')
  const bus = address?.attr('bus')
  const slot = address?.attr('slot')
  if (bus !== undefined && slot !== undefined) {
    const hex = (value = '0', width = 1) => {
      const number = Number(value)
      return Number.isNaN(number) ? value : number.toString(16).padStart(width, '0')
    }
    return `${hex(bus, 2)}:${hex(slot, 2)}.${hex(address?.attr('function'), 1)}`
  }
  const uuid = address?.attr('uuid')
  if (uuid) return uuid
  const vendor = source?.child('vendor')?.attr('id')
  const product = source?.child('product')?.attr('id')
  return vendor && product ? `${vendor}:${product}` : undefined
}
