import type { CompletionItem, TextEdit } from 'vscode-languageserver'
import { compareVersions } from '../../domain/facts/target.js'
import { pathOf } from '../../domain/vocabulary/misplaced.js'
import { appendChild, insertAfter, setAttribute } from '../../xml/change.js'
import type { TextEdit as Edit } from '../../xml/edit.js'
import { indentStep, quoteFor } from '../../xml/layout.js'
import type { XmlElement } from '../../xml/tree.js'
import { type ElementPlace, inserted } from './completion-elements.js'
import { completionKinds } from './completion-kinds.js'
import { type Need, type Snippet, snippets } from './device-snippets.js'
import { filledIn } from './fill-in.js'
import { asPlainText, type CompletionClient } from './insertion.js'
import type { LanguageDocument } from './language-document.js'
import { deviceAround } from './live-values.js'

/** Whole devices, with names and addresses that are free in this guest. */
export function snippetItems(document: LanguageDocument, place: ElementPlace, client: CompletionClient): CompletionItem[] {
  const root = document.domainOf(place.parent)
  if (!root) return []
  const domain = document.view(root)
  // They are devices of QEMU.
  if (!domain.isQemu && domain.type !== '') return []
  const { target } = document.settings
  const path = pathOf(place.parent)
  const anyChild = `${path.slice(0, path.lastIndexOf('/'))}/*`
  const device = deviceAround(place.parent)
  const quote = quoteFor(place.parent)
  const step = indentStep(document.tree)
  return snippets.flatMap((snippet) => {
    const { name, says, xml, since, place: home = 'domain/devices', needs = [], when } = snippet
    if ((home !== path && home !== anyChild) || (since && compareVersions(since, target.libvirt) > 0) || (when && !when(domain))) return []
    if (isThere(place, snippet)) return []
    const quoted = quote === '"' ? xml.replaceAll("'", '"') : xml
    const indented = quoted.replace(/\n( +)/g, (_, spaces: string) => `\n${step.repeat(spaces.length / 2)}`)
    const insertion = filledIn(indented, { document, domain, device }).slice(place.hasOpening ? 1 : 0)
    const edits = needs.flatMap((need) => editsFor(need, root).map((edit) => protocolEdit(document, edit)))
    return {
      label: name,
      kind: completionKinds.snippet,
      sortText: `4${name}`,
      filterText: name,
      detail: says,
      documentation: { kind: 'markdown' as const, value: `\`\`\`xml\n${place.hasOpening ? '<' : ''}${asPlainText(insertion)}\n\`\`\`` },
      ...inserted(document, place.range, insertion, client),
      ...(edits.length > 0 ? { additionalTextEdits: edits } : {}),
    }
  })
}

/** Whether the guest has what there can be only one of. */
function isThere({ parent, element }: ElementPlace, { single }: Snippet): boolean {
  if (!single) return false
  return parent.elements(single).some((child) => child !== element)
}

function protocolEdit(document: LanguageDocument, edit: Edit): TextEdit {
  return { range: document.range(edit), newText: edit.text }
}

/** The edits elsewhere in the guest without which the device would be refused. */
function editsFor(need: Need, domain: XmlElement): Edit[] {
  switch (need) {
    case 'shared-memory':
      return sharedMemory(domain)
    case 'smm':
      return systemManagement(domain)
    case 'efi': {
      const os = domain.child('os')
      return os && os.attr('firmware') === undefined ? [setAttribute(os, 'firmware', 'efi')] : []
    }
  }
}

/** virtiofs and shmem see the guest's memory: it must be shared, of memfd where nothing says what it is made of. */
function sharedMemory(domain: XmlElement): Edit[] {
  const backing = domain.child('memoryBacking')
  if (
    domain
      .path('cpu/numa')
      ?.elements('cell')
      .some((cell) => cell.attr('memAccess') === 'shared')
  )
    return []
  const access = { name: 'access', attributes: { mode: 'shared' } }
  const source = { name: 'source', attributes: { type: 'memfd' } }
  if (!backing) {
    const before = domain.child('currentMemory') ?? domain.child('memory')
    const element = { name: 'memoryBacking', children: [source, access] }
    return [before ? insertAfter(before, element) : appendChild(domain, element)]
  }
  const written = backing.child('access')
  if (written?.attr('mode') === 'shared') return []
  if (written) return [setAttribute(written, 'mode', 'shared')]
  return [appendChild(backing, access)]
}

/** Firmware with secure boot needs system management mode. */
function systemManagement(domain: XmlElement): Edit[] {
  const features = domain.child('features')
  const smm = { name: 'smm', attributes: { state: 'on' } }
  if (!features) {
    const os = domain.child('os')
    return [
      os
        ? insertAfter(os, { name: 'features', children: [{ name: 'acpi' }, smm] })
        : appendChild(domain, { name: 'features', children: [smm] }),
    ]
  }
  const written = features.child('smm')
  if (!written) return [appendChild(features, smm)]
  return written.attr('state') === 'on' || written.attr('state') === undefined ? [] : [setAttribute(written, 'state', 'on')]
}
