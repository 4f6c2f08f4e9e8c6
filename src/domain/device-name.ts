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

/** Reads an attribute of an element. */
type AttributeReader<Element> = (element: Element, attribute: string) => string | undefined

interface Named<Element> {
  readonly name: string
  child(name: string): Element | undefined
}

const nameOf = (device: XmlElement): string => nameOfDevice(device, (element, attribute) => element.attr(attribute))

/** The name of a device for people, read from an element of any tree. */
export function nameOfDevice<Element extends Named<Element>>(device: Element, read: AttributeReader<Element>): string {
  const { name } = device
  if (name === 'controller') return [name, read(device, 'type') ?? 'ide', read(device, 'index')].filter(Boolean).join(' ')
  if (name === 'hostdev') return `${name} ${hostAddress(device, read) ?? read(device, 'type') ?? ''}`.trim()
  for (const path of identity[name] ?? []) {
    const value = lookUp(device, path, read)
    if (value) return `${name} ${value}`
  }
  return name
}

const AT = 64

function lookUp<Element extends Named<Element>>(device: Element, path: string, read: AttributeReader<Element>): string | undefined {
  if (path.charCodeAt(0) === AT) return read(device, path.slice(1))
  const slash = path.indexOf('/')
  const child = device.child(path.slice(0, slash))
  return child && read(child, path.slice(slash + 2))
}

/** A host PCI device as lspci writes it, or a USB device by its place or its ids. */
function hostAddress<Element extends Named<Element>>(device: Element, read: AttributeReader<Element>): string | undefined {
  const source = device.child('source')
  const part = (name: string, attribute: string): string | undefined => {
    const child = source?.child(name)
    return child && read(child, attribute)
  }
  const bus = part('address', 'bus')
  const slot = part('address', 'slot')
  if (bus !== undefined && slot !== undefined) {
    const hex = (value = '0', width = 1) => {
      const number = Number(value)
      return Number.isNaN(number) ? value : number.toString(16).padStart(width, '0')
    }
    return `${hex(bus, 2)}:${hex(slot, 2)}.${hex(part('address', 'function'), 1)}`
  }
  const onBus = part('address', 'device')
  if (bus !== undefined && onBus !== undefined) return `usb ${bus}:${onBus}`
  const uuid = part('address', 'uuid')
  if (uuid) return uuid
  const vendor = part('vendor', 'id')
  const product = part('product', 'id')
  return vendor && product ? `${vendor}:${product}` : undefined
}
