import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { main } from '../../src/cli/main.js'
import { editorIo, modern, old, TestClient } from './client.js'
import { guest } from './documents.js'

const text = guest(
  "    <disk type='file' device='disk'>\n      <source file='/a.img'/>\n      <target dev='vda' bus='virtio'/>\n    </disk>\n",
)
const rule = 'security/require-disk-format'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'domlint-editor-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const uriOf = (...path: string[]) => pathToFileURL(join(folder, ...path)).href

function configure(content: unknown, ...path: string[]): string {
  const file = join(folder, ...path, 'domlint.config.json')
  mkdirSync(join(folder, ...path), { recursive: true })
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return pathToFileURL(file).href
}

async function codes(client: TestClient, uri: string): Promise<unknown[]> {
  return (await client.pull(uri)).items?.map(({ code }) => code) ?? []
}

async function tellChanged(client: TestClient, uri: string): Promise<void> {
  const { refreshes } = client
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] })
  await client.until(() => client.refreshes > refreshes)
}

describe('configuration files', () => {
  test('each document obeys the nearest one above it, in any folder', async () => {
    configure({ rules: { [rule]: 'error' } })
    configure({ rules: { [rule]: 'off' } }, 'lax')
    const client = new TestClient()
    await client.initialize()
    await client.open(uriOf('web.xml'), text)
    await client.open(uriOf('lax', 'deep', 'web.xml'), text)
    expect((await client.pull(uriOf('web.xml'))).items).toMatchObject([{ code: rule, severity: 1 }])
    expect(await codes(client, uriOf('lax', 'deep', 'web.xml'))).toEqual([])
    await client.leave()
  })

  test('a document that is no file obeys that of the folder that the editor works in', async () => {
    configure({ rules: { [rule]: 'off' } })
    for (const [folders, expected] of [
      [[folder], []],
      [[], [rule]],
    ] as const) {
      const client = new TestClient()
      await client.initialize(modern, { workspaceFolders: folders.map((path) => ({ uri: pathToFileURL(path).href, name: 'x' })) })
      await client.open('untitled:Untitled-1', text)
      expect(await codes(client, 'untitled:Untitled-1')).toEqual(expected)
      await client.leave()
    }
  })

  test('files that it leaves out have no diagnostics', async () => {
    configure([{ ignores: ['old/'] }])
    const client = new TestClient()
    await client.initialize()
    await client.open(uriOf('old', 'web.xml'), text)
    expect(await codes(client, uriOf('old', 'web.xml'))).toEqual([])
    await client.leave()
  })

  test('.domlintignore of the folder that the editor works in leaves files out too', async () => {
    writeFileSync(join(folder, '.domlintignore'), 'old/\n')
    const client = new TestClient()
    await client.initialize(modern, { workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'x' }] })
    await client.open(uriOf('old', 'web.xml'), text)
    await client.open(uriOf('web.xml'), text)
    expect(await codes(client, uriOf('old', 'web.xml'))).toEqual([])
    expect(await codes(client, uriOf('web.xml'))).toEqual([rule])
    writeFileSync(join(folder, '.domlintignore'), '')
    await tellChanged(client, uriOf('.domlintignore'))
    expect(await codes(client, uriOf('old', 'web.xml'))).toEqual([rule])
    await client.leave()
  })

  test('what the baseline of that folder records is not told, and a faulty one is told of in the file', async () => {
    const path = join(folder, 'web.xml')
    writeFileSync(path, text)
    const silent = { write() {}, isTerminal: false, columns: undefined }
    expect(await main(['baseline', path], { ...editorIo(folder), stdout: silent })).toBe(0)
    const client = new TestClient()
    await client.initialize(modern, { workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'x' }] })
    await client.open(uriOf('web.xml'), text)
    expect(await codes(client, uriOf('web.xml'))).toEqual([])
    await client.change(uriOf('web.xml'), 2, { text: text.replace('</devices>', "<sound modle='ich9'/></devices>") })
    expect(await codes(client, uriOf('web.xml'))).toContain('schema/no-unknown-attribute')
    writeFileSync(join(folder, 'domlint-baseline.json'), '{}')
    await tellChanged(client, uriOf('domlint-baseline.json'))
    expect(await codes(client, uriOf('web.xml'))).toContain(rule)
    await client.until(() => client.published.some(({ diagnostics }) => diagnostics.length > 0))
    expect(client.published.at(-1)).toMatchObject({ uri: uriOf('domlint-baseline.json'), diagnostics: [{ severity: 1 }] })
    await client.leave()
  })

  test('a rule that fails is told once in the log, and the others go on', async () => {
    const plugin = `{ name: 'p', rules: [{ id: 'security/broken', summary: 's', why: 'w', sources: [], category: 'security', severity: 'error', since: '0.1.0', message: 'm', examples: [], on: { domain() { throw new Error('not today') } } }] }`
    writeFileSync(join(folder, 'domlint.config.mjs'), `export default { plugins: [${plugin}] }\n`)
    const uri = uriOf('web.xml')
    const client = new TestClient()
    await client.initialize()
    await client.open(uri, text)
    expect(await codes(client, uri)).toEqual([rule])
    await client.change(uri, 2, { text: `${text}\n` })
    expect(await codes(client, uri)).toEqual([rule])
    expect(client.logged.filter((message) => message.includes('security/broken failed at line 1'))).toHaveLength(1)
    await client.leave()
  })

  test('a change is obeyed at once', async () => {
    const config = configure({})
    const uri = uriOf('web.xml')
    const client = new TestClient()
    await client.initialize()
    await client.open(uri, text)
    const first = await client.pull(uri)
    expect(first.items).toMatchObject([{ code: rule }])
    configure({ rules: { [rule]: 'off' } })
    await tellChanged(client, config)
    expect(await client.pull(uri, first.resultId)).toMatchObject({ kind: 'full', items: [] })
    await client.leave()
  })

  test('a change reaches clients that do not ask', async () => {
    const config = configure({})
    const uri = uriOf('web.xml')
    const client = new TestClient()
    await client.initialize(old)
    await client.open(uri, text)
    expect((await client.sent(uri)).diagnostics).toHaveLength(1)
    configure({ rules: { [rule]: 'off' } })
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: config, type: 2 }] })
    await client.until(() => client.published.filter((one) => one.uri === uri).length === 2)
    expect((await client.sent(uri)).diagnostics).toEqual([])
    await client.leave()
  })

  test('a script is read anew', async () => {
    const file = join(folder, 'domlint.config.mjs')
    const write = (level: string) => writeFileSync(file, `export default { rules: { '${rule}': '${level}' } }\n`)
    write('error')
    const uri = uriOf('web.xml')
    const client = new TestClient()
    await client.initialize()
    await client.open(uri, text)
    expect((await client.pull(uri)).items).toMatchObject([{ severity: 1 }])
    write('off')
    await tellChanged(client, pathToFileURL(file).href)
    expect(await codes(client, uri)).toEqual([])
    await client.leave()
  })

  test('a fault is told in the file itself, and what it said before goes on counting until it is mended', async () => {
    const config = configure({ rules: { [rule]: 'off' } })
    const uri = uriOf('web.xml')
    const client = new TestClient()
    await client.initialize()
    await client.open(uri, text)
    expect(await codes(client, uri)).toEqual([])
    configure('{ "rules": {\n  "security/require-disk-formt": "off" } }')
    await tellChanged(client, config)
    expect(await codes(client, uri)).toEqual([])
    await client.until(() => client.published.some(({ diagnostics }) => diagnostics.length > 0))
    expect(client.published.at(-1)).toMatchObject({
      uri: config,
      diagnostics: [
        {
          range: { start: { line: 1, character: 2 }, end: { line: 1, character: 31 } },
          severity: 1,
          source: 'domlint',
          message: expect.stringContaining(`did you mean ${rule}?`),
        },
      ],
    })
    configure({})
    await tellChanged(client, config)
    expect(await codes(client, uri)).toEqual([rule])
    expect(client.published.at(-1)).toEqual({ uri: config, diagnostics: [] })
    await client.leave()
  })

  test.each<[string, string, string]>([
    ['no JSON', 'domlint.config.json', '{ "rules": '],
    ['a script that throws', 'domlint.config.mjs', "throw new Error('not today')"],
    ['a script without an export', 'domlint.config.mjs', 'const a = 1'],
    ['a target whose files are not there', 'domlint.config.json', '{ "target": "host:nowhere.xml" }'],
  ])('%s is told in the file, and documents are checked as without it', async (_, name, content) => {
    writeFileSync(join(folder, name), content)
    const client = new TestClient()
    await client.initialize()
    await client.open(uriOf('web.xml'), text)
    expect(await codes(client, uriOf('web.xml'))).toEqual([rule])
    expect((await client.sent(uriOf(name))).diagnostics).toMatchObject([{ severity: 1, source: 'domlint' }])
    expect(await client.leave()).toBe(0)
  })
})

describe('the settings of the editor', () => {
  test('have the last word', async () => {
    configure({ presets: ['recommended'], rules: { [rule]: 'off' } })
    const uri = uriOf('web.xml')
    const client = new TestClient()
    client.settings = { target: 'libvirt=5.0.0,qemu=4.0.0', preset: 'target' }
    await client.initialize()
    await client.until(() => client.refreshes > 0)
    await client.open(uri, text)
    const found = await codes(client, uri)
    expect(found.length).toBeGreaterThan(0)
    expect(found.every((code) => String(code).startsWith('target/'))).toBe(true)
    client.settings = { target: '' }
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null })
    await client.until(() => client.refreshes > 1)
    expect(await codes(client, uri)).toEqual([])
    await client.leave()
  })

  test('are taken from the notification where the client cannot be asked, and from the start', async () => {
    const uri = uriOf('web.xml')
    const client = new TestClient()
    await client.initialize(old, { initializationOptions: { preset: 'target' } })
    await client.open(uri, text)
    expect((await client.sent(uri)).diagnostics).toEqual([])
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: { domlint: { preset: ['security'] } } })
    await client.until(() => client.published.length === 2)
    expect((await client.sent(uri)).diagnostics).toMatchObject([{ code: rule }])
    await client.leave()
  })

  test('that make no sense are told, and count as not set', async () => {
    const uri = uriOf('web.xml')
    const client = new TestClient()
    client.settings = { target: 'windows-11', preset: ['recomended'], arch: 64 }
    await client.initialize()
    await client.until(() => client.warned.length === 3 && client.refreshes > 0)
    expect(client.warned.join('\n')).toMatch(/domlint\.target .*windows-11/)
    expect(client.warned.join('\n')).toMatch(/'recomended'.*did you mean recommended/)
    expect(client.warned.join('\n')).toMatch(/domlint\.arch must be a text/)
    await client.open(uri, text)
    expect(await codes(client, uri)).toEqual([rule])
    await client.leave()
  })

  test('a target whose files are not there leaves the rest as it is', async () => {
    const uri = uriOf('web.xml')
    const client = new TestClient()
    client.settings = { target: 'host:/nowhere.xml', preset: 'security' }
    await client.initialize()
    await client.until(() => client.refreshes > 0)
    await client.open(uri, text)
    expect(await codes(client, uri)).toEqual([rule])
    await client.leave()
  })
})

test('folders come and go', async () => {
  configure({ rules: { [rule]: 'off' } })
  const client = new TestClient()
  await client.initialize()
  await client.until(() => client.logged.some((message) => message.endsWith('is ready')))
  await client.open('untitled:Untitled-1', text)
  expect(await codes(client, 'untitled:Untitled-1')).toEqual([rule])
  const event = { added: [{ uri: pathToFileURL(folder).href, name: 'x' }], removed: [] }
  const { refreshes } = client
  await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event })
  await client.until(() => client.refreshes > refreshes)
  expect(await codes(client, 'untitled:Untitled-1')).toEqual([])
  await client.leave()
})
