import type { InlayHint, Range } from 'vscode-languageserver'
import type { CanonicalElement } from '../../canonical/canonical-element.js'
import { addressNumber, addressType, pciPlaceOf } from '../../canonical/device-address.js'
import { counted } from '../../cli/wording.js'
import { parseUnsigned } from '../../domain/values/number.js'
import { formatPciAddress } from '../../domain/values/pci-address.js'
import { formatBytes } from '../../domain/values/size.js'
import { topologyParts } from '../../domain/vcpus.js'
import { pathOf } from '../../domain/vocabulary/misplaced.js'
import type { XmlElement } from '../../xml/tree.js'
import { allElements, type CanonicalView, type LanguageDocument } from './language-document.js'
import { sizeOf } from './value-notes.js'

/** What the text leaves open and libvirt would settle, and numbers in words, as far as they are in a range of the text. */
export function inlayHints(document: LanguageDocument, range: Range): InlayHint[] {
  const from = document.offsetAt(range.start)
  const to = document.offsetAt(range.end)
  const hints: InlayHint[] = []
  for (const domain of document.domains) {
    for (const element of allElements(domain)) {
      if (element.openTagRange.end < from || element.start > to) continue
      const canonical = document.canonical(domain)
      for (const { offset, label, tooltip } of hintsOn(element, canonical)) {
        if (offset < from || offset > to) continue
        hints.push({ position: document.textDocument.positionAt(offset), label, paddingLeft: true, ...(tooltip ? { tooltip } : {}) })
      }
    }
  }
  return hints.sort((a, b) => a.position.line - b.position.line || a.position.character - b.position.character)
}

interface Hint {
  readonly offset: number
  readonly label: string
  readonly tooltip?: string
}

function hintsOn(element: XmlElement, canonical: CanonicalView | undefined): Hint[] {
  const hints: Hint[] = []
  const size = sizeInWords(element)
  if (size) hints.push({ offset: size.offset, label: size.label })
  if (element.name === 'topology') hints.push(...topologyHint(element))
  const kept = canonical?.of(element)
  if (!kept) return hints
  return [...hints, ...addedAttributes(element, kept), ...(element.parentElement?.name === 'devices' ? addedToDevice(element, kept) : [])]
}

/** A size in words, where its number is not as short already. */
function sizeInWords(element: XmlElement): Hint | undefined {
  const bytes = sizeOf(element)
  if (bytes === undefined) return undefined
  const label = formatBytes(bytes)
  const attribute = element.attribute(element.name === 'cell' ? 'memory' : element.name === 'page' ? 'size' : '')
  const written = `${(attribute?.value ?? element.text).trim()} ${element.attr('unit') ?? 'KiB'}`
  return written === label ? undefined : { offset: attribute ? attribute.range.end : element.textRange.end, label }
}

function topologyHint(element: XmlElement): Hint[] {
  const parts = topologyParts.map((name) => parseUnsigned(element.attr(name) ?? '1'))
  const total = parts.reduce<number | undefined>((product, part) => (part && product ? product * part : undefined), 1)
  return total === undefined ? [] : [{ offset: element.openTagRange.end, label: counted(total, 'vCPU') }]
}

/** Attributes whose default people ask for; those that libvirt only repeats are left out. */
const told: ReadonlySet<string> = new Set([
  'domain/os/type@arch',
  'domain/os/type@machine',
  'domain/devices/disk/target@bus',
  'domain/devices/disk/driver@type',
  'domain/devices/interface/model@type',
  'domain/devices/controller@model',
  'domain/devices/controller@index',
  'domain/devices/input@bus',
  'domain/devices/video/model@type',
  'domain/devices/tpm@model',
  'domain/devices/panic@model',
  'domain/devices/sound@model',
  'domain/cpu@check',
])

function addedAttributes(element: XmlElement, kept: CanonicalElement): Hint[] {
  const path = pathOf(element)
  return [...kept.attributes].flatMap(([name, value]) => {
    if (!told.has(`${path}@${name}`)) return []
    const written = element.attribute(name)
    if (written?.value === value) return []
    const tooltip = written ? 'What libvirt makes of it on the target' : 'libvirt fills this in on the target'
    return written
      ? { offset: written.range.end, label: `= ${value}`, tooltip }
      : { offset: endOfAttributes(element), label: `${name}=${value}`, tooltip }
  })
}

/** Models and addresses that a device gets in elements that are not there. */
function addedToDevice(device: XmlElement, kept: CanonicalElement): Hint[] {
  const added = kept.children.filter(({ source }) => !source)
  const offset = endOfAttributes(device)
  const tooltip = 'libvirt fills this in on the target'
  const model = added.find(({ name }) => name === 'model')
  const modelName = device.name === 'interface' || device.name === 'video' ? model?.get('type') : undefined
  const place = added.some(({ name }) => name === 'address') ? addressInWords(kept) : undefined
  return [...(modelName ? [{ offset, label: `model ${modelName}`, tooltip }] : []), ...(place ? [{ offset, label: place, tooltip }] : [])]
}

/** The address of a device in a few words; undefined for kinds that say little. */
function addressInWords(device: CanonicalElement): string | undefined {
  const number = (part: string) => addressNumber(device, part)
  switch (addressType(device)) {
    case 'pci':
      return formatPciAddress(pciPlaceOf(device))
    case 'drive':
      return `controller ${number('controller')}, bus ${number('bus')}, target ${number('target')}, unit ${number('unit')}`
    case 'usb':
      return `usb ${number('bus')}:${device.child('address')?.get('port')}`
    case 'virtio-serial':
      return `controller ${number('controller')}, port ${number('port')}`
    default:
      return undefined
  }
}

/** Behind the last attribute of an open tag, or behind its name. */
function endOfAttributes(element: XmlElement): number {
  return element.attributeList.at(-1)?.range.end ?? element.nameRange.end
}
