import { describe, expect, test } from 'vitest'
import type { CompletionList, DocumentLink, Hover, Location, WorkspaceEdit, WorkspaceSymbol } from 'vscode-languageserver'
import { modern, TestClient } from './client.js'
import { guest } from './documents.js'

const uri = 'file:///srv/guests/web.xml'
const disks = `    <controller type='scsi' index='3' model='virtio-scsi'/>
    <disk type='file' device='disk'>
      <driver name='qemu' type='raw'/>
      <source file='/proc/self/exe'/>
      <target dev='sda' bus='scsi'/>
      <address type='drive' controller='3' bus='0' target='0' unit='0'/>
    </disk>
`

/** The position behind a text in a document. */
function behind(text: string, found: string) {
  const before = text.slice(0, text.indexOf(found) + found.length).split('\n')
  return { line: before.length - 1, character: before.at(-1)!.length }
}

async function connected(text: string): Promise<TestClient> {
  const client = new TestClient()
  await client.initialize()
  await client.open(uri, text)
  return client
}

describe('what an editor asks about a document', () => {
  test('hover, completion and the outline', async () => {
    const text = guest(disks)
    const client = await connected(text)
    const hover = await client.request<Hover>('textDocument/hover', { textDocument: { uri }, position: behind(text, '<contro') })
    expect(JSON.stringify(hover.contents)).toContain('controller')
    const list = await client.request<CompletionList>('textDocument/completion', {
      textDocument: { uri },
      position: behind(text, "<disk type='"),
    })
    expect(list.items.map(({ label }) => label)).toEqual(expect.arrayContaining(['file', 'block', 'network']))
    const symbols = await client.request<object[]>('textDocument/documentSymbol', { textDocument: { uri } })
    expect(JSON.stringify(symbols)).toContain('sda')
    await client.leave()
  })

  test('definition, references and highlights', async () => {
    const text = guest(disks)
    const client = await connected(text)
    const there = { textDocument: { uri }, position: behind(text, " controller='") }
    const [definition] = await client.request<Location[]>('textDocument/definition', there)
    expect(definition?.range.start.line).toBe(10)
    const references = await client.request<Location[]>('textDocument/references', { ...there, context: { includeDeclaration: true } })
    expect(references.map(({ range }) => range.start.line)).toEqual([10, 15])
    expect(await client.request('textDocument/documentHighlight', there)).toHaveLength(2)
    await client.leave()
  })

  test('rename gives edits for the version that was asked about, and says why it does not', async () => {
    const text = guest(disks)
    const client = await connected(text)
    const there = { textDocument: { uri }, position: behind(text, " controller='") }
    expect(await client.request('textDocument/prepareRename', there)).toMatchObject({ placeholder: '3' })
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', { ...there, newName: '5' })
    expect(edit.documentChanges).toEqual([
      { textDocument: { uri, version: 1 }, edits: [expect.objectContaining({ newText: '5' }), expect.objectContaining({ newText: '5' })] },
    ])
    await expect(client.request('textDocument/rename', { ...there, newName: 'five' })).rejects.toMatchObject({ code: -32803 })
    await client.leave()
  })

  test('folding, selection, tag pairs and hints', async () => {
    const text = guest(disks)
    const client = await connected(text)
    const document = { textDocument: { uri } }
    const position = behind(text, '<dis')
    expect((await client.request<object[]>('textDocument/foldingRange', document)).length).toBeGreaterThan(2)
    expect(await client.request('textDocument/selectionRange', { ...document, positions: [position] })).toHaveLength(1)
    expect(await client.request('textDocument/linkedEditingRange', { ...document, position })).toMatchObject({ ranges: [{}, {}] })
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } }
    expect(JSON.stringify(await client.request('textDocument/inlayHint', { ...document, range }))).toContain('1 GiB')
    await client.leave()
  })

  test('links lead to the files that are here', async () => {
    const client = await connected(guest(disks + disks.replace('/proc/self/exe', '/nowhere/disk.img')))
    const links = await client.request<DocumentLink[]>('textDocument/documentLink', { textDocument: { uri } })
    const targets = links.map(({ target }) => target)
    expect(targets).toContain('file:///proc/self/exe')
    expect(targets).not.toContain('file:///nowhere/disk.img')
    await client.leave()
  })

  test('guests and devices of all open documents are found by name', async () => {
    const client = await connected(guest(disks))
    await client.open('file:///srv/guests/db.xml', guest().replace('>web<', '>database<'))
    const names = async (query: string) => (await client.request<WorkspaceSymbol[]>('workspace/symbol', { query })).map(({ name }) => name)
    expect((await names('dtbs')).join()).toContain('database')
    expect((await names('dtbs')).join()).not.toContain('web')
    expect(await names('no such guest')).toEqual([])
    await client.leave()
  })

  test('other XML gets no answer to anything', async () => {
    const client = await connected('<network>\n  <name>n</name>\n  <forward\n   mode="nat"/>\n</network>')
    const there = { textDocument: { uri }, position: { line: 1, character: 4 } }
    for (const method of ['hover', 'completion', 'definition', 'documentHighlight', 'linkedEditingRange', 'prepareRename']) {
      expect(await client.request(`textDocument/${method}`, there)).toBeNull()
    }
    for (const method of ['documentSymbol', 'foldingRange', 'documentLink'])
      expect(await client.request(`textDocument/${method}`, there)).toBeNull()
    await client.leave()
  })

  test('a space between elements does not bring up completions, unless a person asks', async () => {
    const text = guest('    \n')
    const client = await connected(text)
    const there = { textDocument: { uri }, position: behind(text, '<devices>\n    ') }
    const typed = { ...there, context: { triggerKind: 2, triggerCharacter: ' ' } }
    expect(await client.request('textDocument/completion', typed)).toBeNull()
    expect(await client.request('textDocument/completion', { ...there, context: { triggerKind: 1 } })).not.toBeNull()
    await client.leave()
  })

  test('the features follow the text as it changes', async () => {
    const client = await connected(guest())
    const text = guest(disks)
    await client.change(uri, 2, { text })
    const there = { textDocument: { uri }, position: behind(text, " controller='") }
    expect(await client.request('textDocument/definition', there)).toHaveLength(1)
    await client.leave()
  })
})

test('snippets are for clients that have them', async () => {
  const ask = async (snippetSupport: boolean) => {
    const client = new TestClient()
    const completion = { completionItem: { snippetSupport } }
    await client.initialize({ ...modern, textDocument: { ...modern.textDocument, completion } })
    const text = guest('    <\n')
    await client.open(uri, text)
    const list = await client.request<CompletionList>('textDocument/completion', {
      textDocument: { uri },
      position: behind(text, '    <\n'.trimEnd()),
    })
    await client.leave()
    return list.items.some(({ insertTextFormat }) => insertTextFormat === 2)
  }
  expect(await ask(true)).toBe(true)
  expect(await ask(false)).toBe(false)
})
