import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CodeLens } from 'vscode-languageserver'
import { main } from '../../src/cli/main.js'
import { editorIo, TestClient } from './client.js'
import { guest } from './documents.js'

let folder: string
let path: string
let uri: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'domlint-lens-'))
  path = join(folder, 'web.xml')
  uri = pathToFileURL(path).href
})
afterEach(() => rmSync(folder, { recursive: true }))

async function record(text: string): Promise<void> {
  writeFileSync(path, text)
  const silent = { write() {}, isTerminal: false, columns: undefined }
  expect(await main(['snapshot', path], { ...editorIo(folder), stdout: silent })).toBe(0)
}

function lenses(client: TestClient): Promise<CodeLens[]> {
  return client.request('textDocument/codeLens', { textDocument: { uri } })
}

test('a guest that sees something else than was recorded is told of above it, as the text is in the editor', async () => {
  await record(guest())
  const client = new TestClient()
  await client.initialize()
  await client.open(uri, `<!-- web -->\n${guest()}`)
  expect(await lenses(client)).toEqual([])
  await client.change(uri, 2, { text: `<!-- web -->\n${guest("    <sound model='ich9'/>\n").replace('<vcpu>1<', '<vcpu>2<')}` })
  const [lens] = await lenses(client)
  expect(lens).toMatchObject({
    range: { start: { line: 1, character: 0 } },
    command: { title: expect.stringMatching(/^guest ABI: \d+ changes against web\.abi$/), command: 'domlint.showSnapshotChanges' },
  })
  const report = await client.request<string>('workspace/executeCommand', lens!.command!)
  expect(report).toMatch(/^web: guest ABI: \d+ changes against web\.abi\n/)
  expect(report).toMatch(/sound/)
  await client.until(() => client.shown.length > 0 && client.warned.length > 0)
  expect(client.shown).toEqual([pathToFileURL(join(folder, 'web.abi')).href])
  expect(client.warned.at(-1)).toContain('against web.abi: ')
  expect(client.logged).toContain(report)
  await client.leave()
})

test('a guest that the record does not know is told of', async () => {
  await record(guest())
  const client = new TestClient()
  await client.initialize()
  const other = guest().replace('>web<', '>db<').replace('8f4be6c2', '11111111')
  await client.open(uri, `<domains>\n${guest()}${other}</domains>\n`)
  expect((await lenses(client)).map(({ command }) => command?.title)).toEqual(['web.abi does not know this guest'])
  await client.leave()
})

test.each<[string, string | undefined]>([
  ['no record', undefined],
  ['a file of that name that is none', 'hello'],
])('with %s there is nothing to tell', async (_, content) => {
  if (content !== undefined) writeFileSync(join(folder, 'web.abi'), content)
  const client = new TestClient()
  await client.initialize()
  await client.open(uri, guest())
  await client.open('untitled:web', guest())
  expect(await lenses(client)).toEqual([])
  expect(await client.request('textDocument/codeLens', { textDocument: { uri: 'untitled:web' } })).toEqual([])
  await client.leave()
})
