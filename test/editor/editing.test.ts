import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Diagnostic } from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { checkDocument } from '../../src/editor/server/checked-document.js'
import { Configurations } from '../../src/editor/server/configurations.js'
import { editorIo, TestClient } from './client.js'

const examples = join(import.meta.dirname, '../../examples')
const example = (name: string) => readFileSync(join(examples, name), 'utf8')

/** How many edits are made; after how many of them the server is asked what it thinks. */
const edits = Number(process.env.DOMLINT_EDITS ?? 10_000)
const askedEach = process.env.DOMLINT_EDITS ? 1 : 40

/** A definition of real size: 20 KB, with all that the examples have and many disks. */
function realSized(): string {
  const devices = Array.from(
    { length: 52 },
    (_, n) => `    <disk type='file' device='disk'>
      <driver name='qemu' type='qcow2' cache='none' io='native' discard='unmap'/>
      <source file='/var/lib/libvirt/images/data-${n}.qcow2' index='${n + 2}'/>
      <target dev='vd${String.fromCharCode(97 + (n % 26))}${n > 25 ? 'a' : ''}' bus='virtio'/>
      <address type='pci' domain='0x0000' bus='0x${(n + 5).toString(16)}' slot='0x00' function='0x0'/>
    </disk>\n`,
  )
  return example('live-dump.xml').replace('  </devices>', `${devices.join('')}  </devices>`)
}

/** Numbers from 0 up to a limit, the same in each run. */
function dice(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
}

/** What people type, and what slips in. */
const pieces = [
  '<',
  '>',
  '/',
  '"',
  "'",
  '=',
  ' ',
  '\n',
  '\r\n',
  '&',
  '&amp;',
  '<!--',
  '-->',
  '<disk ',
  "type='file'",
  '</devices>',
  '<![CDATA[',
  'x',
  '0',
  '<domain>',
  '\u{1f5a5}',
  '\ud83d',
  '\0',
  'domlint-disable-next-line ',
]

/** Random edits, which are taken back again as they become more: the text stays near to a definition. */
function* randomEdits(document: TextDocument, count: number, seed: number) {
  const roll = dice(seed)
  const undone: { start: number; end: number; text: string }[] = []
  for (let made = 0; made < count; made++) {
    const last = undone.length > roll(16) ? undone.pop() : undefined
    const { length } = document.getText()
    const start = last?.start ?? roll(length + 1)
    const end = last?.end ?? Math.min(length, start + (roll(3) === 0 ? roll(30) : 0))
    const text = last?.text ?? (roll(5) === 0 ? '' : pieces[roll(pieces.length)]!)
    const range = { start: document.positionAt(start), end: document.positionAt(end) }
    // An offset inside of a line end has no position: what is replaced is what the positions name.
    const from = document.offsetAt(range.start)
    const to = document.offsetAt(range.end)
    if (!last) undone.push({ start: from, end: from + text.length, text: document.getText().slice(from, to) })
    yield { range, text }
  }
}

describe('typing', () => {
  test(
    `${edits} random edits one by one leave the server as if the text had just been opened`,
    async () => {
      const uri = 'file:///srv/guests/web.xml'
      const client = new TestClient()
      await client.initialize()
      let document = TextDocument.create(uri, 'xml', 1, realSized())
      expect(document.getText().length).toBeGreaterThan(18_000)
      await client.open(uri, document.getText())
      const roll = dice(7)
      const all = { start: { line: 0, character: 0 }, end: { line: 10_000, character: 0 } }
      let version = 1
      for (const change of randomEdits(document, edits, 42)) {
        version++
        await client.change(uri, version, change)
        document = TextDocument.update(document, [change], version)
        if (version % askedEach !== 0) continue
        const position = document.positionAt(roll(document.getText().length))
        const there = { textDocument: { uri }, position }
        const context = { diagnostics: [] }
        await Promise.all([
          client.pull(uri),
          client.request('textDocument/completion', there),
          client.request('textDocument/hover', there),
          version % (askedEach * 8) === 0 && client.request('textDocument/codeAction', { ...there, range: all, context }),
        ])
      }
      const last = await client.pull(uri)
      const fresh = new TestClient()
      await fresh.initialize()
      await fresh.open(uri, document.getText())
      expect(sorted(last.items)).toEqual(sorted((await fresh.pull(uri)).items))
      expect(last.items?.length).toBeGreaterThan(0)
      expect(await client.leave()).toBe(0)
      await fresh.leave()
    },
    Number.POSITIVE_INFINITY,
  )

  test('several changes in one notification are made in their order', async () => {
    const uri = 'file:///srv/guests/web.xml'
    const client = new TestClient()
    await client.initialize()
    await client.open(uri, '')
    const at = (character: number) => ({ start: { line: 0, character }, end: { line: 0, character } })
    await client.change(uri, 2, { text: '<domain' }, { range: at(7), text: '></domain>' }, { range: at(7), text: " type='kvn'" })
    expect((await client.pull(uri)).items?.map(({ code }) => code)).toContain('libvirt/valid-enum')
    await client.leave()
  })
})

function sorted(diagnostics: readonly Diagnostic[] = []): string[] {
  return diagnostics.map((diagnostic) => JSON.stringify(diagnostic)).sort()
}

describe('a document that is cut off', () => {
  test.each(['unfinished.xml', 'typed-by-hand.xml', 'debian-server.xml'])(
    '%s, at every character',
    async (name) => {
      const settings = await new Configurations(editorIo(), () => {}).settingsFor('file:///srv/a.xml')
      const text = example(name)
      for (let end = 0; end <= text.length; end++) {
        const document = TextDocument.create('file:///srv/a.xml', 'xml', 1, text.slice(0, end))
        const { diagnostics, failures } = checkDocument(document, '/srv/a.xml', settings)
        expect(failures).toEqual([])
        const outside = diagnostics.filter(
          ({ range }) => document.offsetAt(range.start) > document.offsetAt(range.end) || range.end.line >= document.lineCount,
        )
        expect(outside).toEqual([])
      }
    },
    60_000,
  )
})
