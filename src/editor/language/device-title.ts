import { deviceName } from '../../domain/device-name.js'
import { Controller } from '../../domain/devices/controller.js'
import { Disk } from '../../domain/devices/disk.js'
import { table } from '../../domain/table.js'
import { formatBytes } from '../../domain/values/size.js'
import type { XmlElement } from '../../xml/tree.js'
import { sizeOf } from './value-notes.js'

/** A device as its owner would call it: `disk vda (qcow2, web1.qcow2)`, `NIC virtio default 52:54:00:…`, `controller pci 3 pcie-root-port`. */
export function deviceTitle(device: XmlElement, domain: XmlElement): string {
  const title = titles[device.name]?.(device)
  return title && title.length > 0 ? title.filter((part) => part !== '').join(' ') : deviceName(device, domain)
}

const attribute = (device: XmlElement, path: string): string => {
  const [child = '', name = ''] = path.split('@')
  return (child === '' ? device : device.path(child))?.attr(name) ?? ''
}

const titles = table<(device: XmlElement) => readonly string[]>({
  disk: (device) => {
    const disk = new Disk(device)
    const details = [attribute(device, 'driver@type'), baseName(sourceOf(device))].filter((part) => part !== '')
    return [disk.device, disk.name, details.length > 0 ? `(${details.join(', ')})` : '']
  },
  interface: (device) => ['NIC', attribute(device, 'model@type'), sourceOf(device), attribute(device, 'mac@address')],
  controller: (device) => {
    const { type, index, model = '' } = new Controller(device)
    return ['controller', type, index === undefined ? '' : String(index), model]
  },
  filesystem: (device) => ['filesystem', attribute(device, 'target@dir'), sourceOf(device) && `(${sourceOf(device)})`],
  graphics: (device) => ['graphics', attribute(device, '@type'), portOf(device)],
  video: (device) => ['video', attribute(device, 'model@type')],
  channel: (device) => ['channel', attribute(device, 'target@name') || attribute(device, '@type')],
  tpm: (device) => ['TPM', attribute(device, 'backend@version'), attribute(device, '@model')],
  memory: (device) => {
    const size = device.path('target/size')
    const bytes = size && sizeOf(size)
    return ['memory', attribute(device, '@model'), bytes === undefined ? '' : formatBytes(bytes)]
  },
  rng: (device) => ['rng', attribute(device, 'backend@model')],
  input: (device) => ['input', attribute(device, '@type'), attribute(device, '@bus')],
  shmem: (device) => ['shmem', attribute(device, '@name'), attribute(device, 'model@type')],
  emulator: (device) => ['emulator', device.text.trim()],
})

/** What a disk, card or folder is connected to, by the first that is written. */
function sourceOf(device: XmlElement): string {
  const source = device.child('source')
  for (const name of sourceNames) {
    const value = source?.attr(name)
    if (value) return value
  }
  return ''
}

const sourceNames = ['file', 'network', 'bridge', 'volume', 'name', 'dev', 'dir', 'path']

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1) || path
}

function portOf(device: XmlElement): string {
  const port = attribute(device, '@port')
  return port !== '' && port !== '-1' ? port : attribute(device, 'listen@address') || attribute(device, '@listen')
}
