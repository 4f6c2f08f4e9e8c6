import { describe, expect, test } from 'vitest'
import type { Position } from 'vscode-languageserver'
import { completion } from '../../../src/editor/language/completion.js'
import { definition } from '../../../src/editor/language/definition.js'
import { documentHighlights } from '../../../src/editor/language/document-highlight.js'
import { documentLinks } from '../../../src/editor/language/document-links.js'
import { documentSymbols, workspaceSymbols } from '../../../src/editor/language/document-symbols.js'
import { foldingRanges } from '../../../src/editor/language/folding-ranges.js'
import { hover } from '../../../src/editor/language/hover.js'
import { inlayHints } from '../../../src/editor/language/inlay-hints.js'
import type { LanguageDocument } from '../../../src/editor/language/language-document.js'
import { linkedEditingRanges } from '../../../src/editor/language/linked-editing.js'
import { references } from '../../../src/editor/language/references.js'
import { prepareRename, rename } from '../../../src/editor/language/rename.js'
import { selectionRanges } from '../../../src/editor/language/selection-ranges.js'
import { marked } from './marked.js'

const guest = `<?xml version="1.0"?>
<!-- a guest -->
<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>web &amp; db</name>
  <memory unit='GiB'>4</memory>
  <vcpu current="2">4</vcpu>
  <iothreads>2</iothreads>
  <os firmware='efi'><type arch='x86_64' machine='q35'>hvm</type><boot dev='hd'/></os>
  <cpu mode='host-passthrough'><topology sockets='1' cores='2' threads='2'/>
    <numa><cell id='0' cpus='0-3' memory='4' unit='GiB'/></numa></cpu>
  <devices>
    <disk type='file' device='disk'>
      <driver name='qemu' type='qcow2' iothread='1'/>
      <source file='/var/lib/libvirt/images/a b.qcow2'/>
      <target dev='vda' bus='virtio'/><boot order='1'/>
      <address type='pci' domain='0x0000' bus='0x03' slot='0x00' function='0x0'/>
    </disk>
    <controller type='pci' index='3' model='pcie-root-port'/>
    <interface type="network"><mac address="52:54:00:12:34:56"/><source network="default"/></interface>
    <![CDATA[ < ]]>
    <hostdev type='pci'><source><address bus='1' slot='0'/></source></hostdev>
  </devices>
  <qemu:commandline><qemu:arg value='-x'/></qemu:commandline>
</domain>
`

/** Everything that is asked about a whole document. */
function askDocument(document: LanguageDocument): void {
  const whole = { start: { line: 0, character: 0 }, end: { line: 10_000, character: 0 } }
  documentSymbols(document)
  workspaceSymbols(document)
  foldingRanges(document)
  documentLinks(document)
  inlayHints(document, whole)
}

/** Everything that is asked about a place. */
function askPlace(document: LanguageDocument, position: Position): void {
  hover(document, position)
  completion(document, position, { snippets: true })
  completion(document, position, { snippets: false })
  definition(document, position)
  references(document, position, true)
  documentHighlights(document, position)
  prepareRename(document, position)
  rename(document, position, '7')
  linkedEditingRanges(document, position)
  selectionRanges(document, [position])
}

/** A text as it is while one types: cut off at each k-th place, or with a piece missing there. */
function broken(step: number): string[] {
  const texts: string[] = []
  for (let at = 0; at <= guest.length; at += step) texts.push(guest.slice(0, at), guest.slice(0, at) + guest.slice(at + 7))
  return texts
}

describe('no feature throws', { timeout: 60_000 }, () => {
  test('at any place of a good document', () => {
    const { document } = marked(guest)
    askDocument(document)
    for (let offset = 0; offset <= guest.length; offset++) askPlace(document, document.textDocument.positionAt(offset))
    expect(document.domains).toHaveLength(1)
  })

  test('where the text is cut off or a piece is missing', () => {
    const texts = broken(7)
    for (const text of texts) {
      const { document } = marked(text)
      askDocument(document)
      for (const offset of [0, text.length >> 1, text.length - 8, text.length]) askPlace(document, document.textDocument.positionAt(offset))
    }
    expect(texts.length).toBeGreaterThan(300)
  })

  test('at any place of some broken documents', () => {
    const texts = broken(211)
    for (const text of texts) {
      const { document } = marked(text)
      for (let offset = 0; offset <= text.length; offset += 3) askPlace(document, document.textDocument.positionAt(offset))
    }
    expect(texts.length).toBeGreaterThan(10)
  })

  test('with names that every object has', () => {
    const odd = "<domain type='constructor'><os><type arch='__proto__' machine='toString'/></os><devices><__proto__ type='x'/>"
    const text = `${odd}<controller type='constructor' index='__proto__'/><disk><target dev='constructor' bus='__proto__'/></disk></devices></domain>`
    const { document } = marked(text)
    askDocument(document)
    for (let offset = 0; offset <= text.length; offset++) askPlace(document, document.textDocument.positionAt(offset))
    expect(documentSymbols(document)).toHaveLength(1)
  })
})

describe('ranges', { timeout: 60_000 }, () => {
  test('an outline holds its entries', () => {
    for (const text of broken(37)) {
      const { document } = marked(text)
      const { textDocument } = document
      const spanOf = ({ start, end }: { start: Position; end: Position }) => [textDocument.offsetAt(start), textDocument.offsetAt(end)]
      for (const { range, selectionRange } of documentSymbols(document).flatMap((symbol) => [symbol, ...(symbol.children ?? [])])) {
        const [start = 0, end = 0] = spanOf(range)
        const [from = 0, to = 0] = spanOf(selectionRange)
        expect(start <= from && to <= end, text).toBe(true)
      }
    }
  })

  test('a selection grows with each step', () => {
    const { document } = marked(guest)
    for (let offset = 0; offset <= guest.length; offset += 3) {
      let [step] = selectionRanges(document, [document.textDocument.positionAt(offset)])
      while (step?.parent) {
        const inner = document.textDocument.getText(step.range)
        expect(document.textDocument.getText(step.parent.range)).toContain(inner)
        step = step.parent
      }
      expect(step?.range.start).toEqual({ line: 0, character: 0 })
    }
  })

  test('a completion replaces what is around the cursor, in one line', () => {
    for (const text of broken(41)) {
      const { document } = marked(text)
      const offset = Math.min(text.length, 700)
      const position = document.textDocument.positionAt(offset)
      for (const { textEdit } of completion(document, position, { snippets: false })?.items ?? []) {
        if (!textEdit || !('range' in textEdit)) throw new Error('a completion without an edit')
        expect(textEdit.range.start.line).toBe(position.line)
        expect(textEdit.range.end.line).toBe(position.line)
        expect(document.textDocument.offsetAt(textEdit.range.start)).toBeLessThanOrEqual(offset)
        expect(document.textDocument.offsetAt(textEdit.range.end)).toBeGreaterThanOrEqual(offset)
      }
    }
  })
})
