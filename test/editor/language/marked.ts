import type { Position } from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { targetFrom } from '../../../src/domain/facts/target.js'
import { type LanguageDocument, openLanguageDocument } from '../../../src/editor/language/language-document.js'

/** A document of the editor, with the place that `|` marked in the text. */
export interface Marked {
  readonly document: LanguageDocument
  readonly position: Position
  readonly offset: number
  /** Without the mark. */
  readonly text: string
}

/** Opens a text in which one `|` marks the cursor. A text without a mark has it at the start. */
export function marked(text: string, target = 'libvirt=11.3.0,qemu=10.0.0'): Marked {
  const offset = Math.max(0, text.indexOf('|'))
  const clean = text.replace('|', '')
  const textDocument = TextDocument.create('file:///guest.xml', 'xml', 1, clean)
  const document = openLanguageDocument(textDocument, { target: targetFrom(target), hostArch: 'x86_64', abiUpdate: false })
  return { document, position: textDocument.positionAt(offset), offset, text: clean }
}

/** A guest around some devices. */
export function withDevices(devices: string, before = ''): string {
  return `<domain type='kvm'>
  <name>web1</name>
  <memory unit='GiB'>4</memory>
  <vcpu>2</vcpu>
${before}  <os>
    <type arch='x86_64' machine='q35'>hvm</type>
  </os>
  <devices>
${devices}
  </devices>
</domain>
`
}
