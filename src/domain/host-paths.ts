import type { Range } from '../xml/source.js'
import type { XmlAttribute, XmlElement } from '../xml/tree.js'
import { characterDevices } from './devices/character-device.js'
import type { Domain } from './domain.js'

/** A file or folder of the host that a definition names. */
export interface HostPath {
  readonly path: string
  /** Where it is written: an attribute's value or an element's text. */
  readonly at: XmlAttribute | Range
  /** What it is for, with its article. */
  readonly what: string
}

/** Files that elements of `<os>` name in their text. */
const bootFiles: readonly (readonly [name: string, what: string])[] = [
  ['kernel', 'the kernel'],
  ['initrd', 'the initial RAM disk'],
  ['dtb', 'the device tree'],
  ['loader', 'the firmware'],
  ['nvram', 'the NVRAM file'],
]

/** The paths of the host's files that a definition names, in the order of the lists here, not of the document. */
export function hostPaths(domain: Domain): readonly HostPath[] {
  return domain.workedOut(findHostPaths)
}

function findHostPaths(domain: Domain): readonly HostPath[] {
  const found: HostPath[] = []
  const attribute = (at: XmlAttribute | undefined, what: string): void => {
    if (at && at.value !== '') found.push({ path: at.value, at, what })
  }
  const text = (element: XmlElement | undefined, what: string): void => {
    const path = element?.text.trim()
    if (element && path && element.elements().length === 0) found.push({ path, at: element.textRange, what })
  }
  for (const [name, what] of bootFiles) for (const element of domain.element.child('os')?.elements(name) ?? []) text(element, what)
  for (const { source, type } of domain.disks) if (type === 'file') attribute(source?.attribute('file'), 'the disk image')
  for (const { source, type } of domain.disks) if (type === 'block') attribute(source?.attribute('dev'), 'the block device')
  for (const device of domain.devices('filesystem')) attribute(device.child('source')?.attribute('dir'), 'the shared folder')
  for (const device of domain.devices('memory')) text(device.path('source/path'), 'the memory file')
  for (const { type, sources } of characterDevices(domain)) {
    if (type === 'file' || type === 'unix' || type === 'pipe')
      for (const source of sources) attribute(source.attribute('path'), 'the path of the character device')
  }
  return found
}
