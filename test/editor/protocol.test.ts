import { describe, expect, test } from 'vitest'
import { CancellationTokenSource } from 'vscode-languageserver/node'
import { modern, old, TestClient } from './client.js'
import { guest } from './documents.js'

const uri = 'file:///srv/guests/web.xml'

describe('the life of a server', () => {
  test('it says who it is and what it offers', async () => {
    const client = new TestClient()
    const { capabilities, serverInfo } = await client.initialize()
    expect(serverInfo?.name).toBe('domlint')
    expect(capabilities).toMatchObject({
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: 2 },
      diagnosticProvider: { identifier: 'domlint', interFileDependencies: false, workspaceDiagnostics: false },
      codeActionProvider: { codeActionKinds: expect.arrayContaining(['quickfix', 'source.fixAll', 'source.fixAll.domlint']) },
    })
    expect(await client.leave()).toBe(0)
  })

  test('it offers a client only what that can use', async () => {
    const client = new TestClient()
    const { capabilities } = await client.initialize({})
    expect(capabilities.diagnosticProvider).toBeUndefined()
    expect(capabilities.codeActionProvider).toBeUndefined()
    expect(capabilities.renameProvider).toBe(true)
    await client.leave()
  })

  test('it asks the client to watch the files that it depends on', async () => {
    const client = new TestClient()
    await client.initialize()
    await client.until(() => client.registered.length >= 2)
    expect(client.registered).toEqual(expect.arrayContaining(['workspace/didChangeWatchedFiles', 'workspace/didChangeConfiguration']))
    await client.leave()
  })

  test('it answers no request before initialize and after shutdown', async () => {
    const client = new TestClient()
    await expect(client.pull(uri)).rejects.toMatchObject({ code: -32002 })
    await client.initialize()
    await client.request('shutdown', {})
    await expect(client.pull(uri)).rejects.toMatchObject({ code: -32600 })
    await client.connection.sendNotification('exit')
    expect(await client.status).toBe(0)
  })

  test('its exit status is 1 when exit comes without shutdown', async () => {
    const client = new TestClient()
    await client.initialize()
    await client.connection.sendNotification('exit')
    expect(await client.status).toBe(1)
  })

  test('it ends when the client is gone', async () => {
    const client = new TestClient()
    await client.initialize(old)
    await client.until(() => client.logged.length > 0)
    client.toServer.end()
    expect(await client.status).toBe(1)
  })

  test('a request that it does not know is an error of the protocol', async () => {
    const client = new TestClient()
    await client.initialize()
    await expect(client.request('textDocument/dance', {})).rejects.toMatchObject({ code: -32601 })
    await client.leave()
  })

  test('a request that the client takes back is not answered', async () => {
    const client = new TestClient()
    await client.initialize()
    await client.open(uri, guest())
    const source = new CancellationTokenSource()
    const asked = client.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } }, source.token)
    source.cancel()
    await expect(asked).rejects.toMatchObject({ code: -32800 })
    await client.leave()
  })

  test('a trace is given when it is asked for', async () => {
    const client = new TestClient()
    const traced: string[] = []
    client.connection.onNotification('$/logTrace', ({ message }: { message: string }) => {
      traced.push(message)
    })
    await client.initialize(modern, { trace: 'messages' })
    await client.open(uri, guest())
    await client.pull(uri)
    expect(traced).toEqual([expect.stringMatching(/^checked file:\/\/\/srv\/guests\/web\.xml version 1 in [\d.]+ ms$/)])
    await client.leave()
  })
})

describe('a client that makes mistakes', () => {
  test.each<[string, string, object]>([
    ['no document', 'textDocument/diagnostic', {}],
    ['no range', 'textDocument/codeAction', { textDocument: { uri }, context: { diagnostics: [] } }],
    [
      'no context',
      'textDocument/codeAction',
      { textDocument: { uri }, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } },
    ],
    ['an unknown command', 'workspace/executeCommand', { command: 'format.disk' }],
    ['a data of its own', 'codeAction/resolve', { title: 'x', data: { uri: 5, version: 'x' } }],
  ])('%s is an answer, and the server goes on', async (_, method, parameters) => {
    const client = new TestClient()
    await client.initialize()
    await client.open(uri, guest())
    await client.request(method, parameters).catch((error: { code: number }) => expect(error.code).toBeLessThan(0))
    expect((await client.pull(uri)).kind).toBe('full')
    expect(await client.leave()).toBe(0)
  })

  test('a change of a document that was never opened, or of a place that is not there, does no harm', async () => {
    const client = new TestClient()
    await client.initialize()
    await client.change('file:///srv/never.xml', 2, { text: '<domain/>' })
    await client.open(uri, guest())
    const far = { start: { line: 900, character: 4 }, end: { line: 2, character: 900 } }
    await client.change(uri, 2, { range: far, text: '<x' })
    await client.change(uri, 3, { text: guest() })
    expect(await client.pull(uri)).toMatchObject({ kind: 'full', items: [] })
    await client.leave()
  })

  test('an address that is no file is no failure', async () => {
    const client = new TestClient()
    await client.initialize()
    for (const odd of ['file://server/share/a.xml', 'file:///%zz', 'git:/a.xml?HEAD', 'vscode-notebook-cell:x#1', '']) {
      await client.open(odd, guest("    <disk typ='file'/>\n"))
      expect((await client.pull(odd)).items?.map(({ code }) => code)).toContain('schema/no-unknown-attribute')
    }
    expect(await client.leave()).toBe(0)
  })

  test('what is no message is passed over', async () => {
    const client = new TestClient()
    await client.initialize(old)
    client.toServer.write('Content-Length: 9\r\n\r\nnot JSON!')
    client.toServer.write('Content-Length: 2\r\n\r\n{}')
    await client.open(uri, guest())
    expect((await client.sent(uri)).diagnostics).toEqual([])
    expect(await client.leave()).toBe(0)
  })
})
