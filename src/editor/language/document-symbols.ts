import type { DocumentSymbol, SymbolKind, WorkspaceSymbol } from 'vscode-languageserver'
import { table } from '../../domain/table.js'
import { formatBytes } from '../../domain/values/size.js'
import type { Range } from '../../xml/source.js'
import type { XmlElement } from '../../xml/tree.js'
import { deviceTitle } from './device-title.js'
import type { LanguageDocument } from './language-document.js'
import { sizeOf } from './value-notes.js'

/** The outline of a document: its guests, what they are, and their devices. */
export function documentSymbols(document: LanguageDocument): DocumentSymbol[] {
  return document.domains.map((domain) => ({
    ...symbol(document, domain, nameOf(domain), kinds.domain),
    children: domain.elements().flatMap((element) => {
      if (element.name === 'name') return []
      const inner = element.name === 'devices' ? devicesIn(document, element, domain) : undefined
      const kind = inner ? kinds.devices : kinds.setting
      return { ...symbol(document, element, settingTitle(element), kind), ...(inner && inner.length > 0 ? { children: inner } : {}) }
    }),
  }))
}

/** What people look for over all files: the names of guests, and the MAC addresses of their cards. */
export function workspaceSymbols(document: LanguageDocument): WorkspaceSymbol[] {
  const { uri } = document.textDocument
  return document.domains.flatMap((domain) => {
    const name = domain.child('name')
    const containerName = nameOf(domain)
    const macs = document
      .view(domain)
      .devices('interface')
      .flatMap((nic) => nic.child('mac')?.attribute('address') ?? [])
    return [
      ...(name ? [{ name: containerName, kind: kinds.domain, location: { uri, range: document.range(name.textRange) } }] : []),
      ...macs.map(({ value, valueRange }) => {
        return { name: value, kind: kinds.interface, containerName, location: { uri, range: document.range(valueRange) } }
      }),
    ]
  })
}

function devicesIn(document: LanguageDocument, devices: XmlElement, domain: XmlElement): DocumentSymbol[] {
  return devices.elements().map((device) => symbol(document, device, deviceTitle(device, domain), deviceKinds[device.name] ?? kinds.device))
}

function symbol(document: LanguageDocument, element: XmlElement, name: string, kind: SymbolKind): DocumentSymbol {
  const whole: Range = { start: element.start, end: Math.max(element.end, element.nameRange.end) }
  return {
    name: oneLine(name) || element.name || '?',
    kind,
    range: document.range(whole),
    selectionRange: document.range(element.nameRange),
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 200)
}

function nameOf(domain: XmlElement): string {
  return domain.child('name')?.text.trim() || 'domain'
}

/** A setting with what it is set to, where that fits into a line. */
function settingTitle(element: XmlElement): string {
  const { name } = element
  const bytes = sizeOf(element)
  if (bytes !== undefined) return `${name} ${formatBytes(bytes)}`
  const said = settings[name]?.(element) ?? (element.elements().length === 0 ? element.text : '')
  return `${name} ${said}`
}

const settings = table<(element: XmlElement) => string>({
  os: (element) => [element.child('type')?.attr('machine'), element.child('type')?.attr('arch')].filter(Boolean).join(' '),
  cpu: (element) => element.child('model')?.text.trim() || (element.attr('mode') ?? ''),
  clock: (element) => element.attr('offset') ?? '',
  features: (element) =>
    element
      .elements()
      .map(({ name }) => name)
      .join(', '),
  description: () => '',
})

/** Kinds of the protocol (LSP 3.17, SymbolKind). */
const kinds = { domain: 2, devices: 3, setting: 7, device: 19, interface: 11 } as const satisfies Record<string, SymbolKind>

const deviceKinds = table<SymbolKind>({
  disk: 1,
  filesystem: 1,
  interface: kinds.interface,
  controller: 5,
  hostdev: 10,
  memory: 23,
  emulator: 12,
})
