import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createProtocolConnection, type ProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node'
import { run } from './run.js'

const cli = resolve(import.meta.dirname, '../../dist/cli.cjs')

const uri = 'file:///tmp/virshX1Y2Z3.xml'
const text = "<domain type='kvm'>\n  <name>web</name>\n  <memroy>1</memroy>\n</domain>\n"

interface Server {
  readonly child: ChildProcessWithoutNullStreams
  readonly connection: ProtocolConnection
  /** The exit status, when it has ended. */
  readonly ended: Promise<number | null>
  complaints(): string
}

let folder: string
const started: ChildProcessWithoutNullStreams[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'domlint-lsp-'))
})
afterEach(() => {
  for (const child of started.splice(0)) child.kill()
  rmSync(folder, { recursive: true })
})

async function start(...options: string[]): Promise<Server> {
  const child = spawn(process.execPath, [cli, 'lsp', ...options], { cwd: folder })
  started.push(child)
  let complaints = ''
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    complaints += chunk
  })
  const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin))
  connection.listen()
  const ended = once(child, 'exit').then(([status]) => status as number | null)
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: { textDocument: { diagnostic: {} } } })
  await connection.sendNotification('initialized', {})
  return { child, connection, ended, complaints: () => complaints }
}

async function codes({ connection }: Server, uri: string, text: string): Promise<string[]> {
  await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'xml', version: 1, text } })
  const { items } = await connection.sendRequest<{ items: { code: string }[] }>('textDocument/diagnostic', { textDocument: { uri } })
  return items.map(({ code }) => code)
}

describe('domlint lsp', () => {
  test.each([[[]], [['--stdio']], [['--stdio', `--clientProcessId=${process.pid}`]]])(
    'a session over standard input and output: %j',
    async (options) => {
      const server = await start(...options)
      expect(await codes(server, uri, text)).toContain('schema/no-unknown-element')
      await server.connection.sendRequest('shutdown')
      await server.connection.sendNotification('exit')
      expect(await server.ended).toBe(0)
      expect(server.complaints()).toBe('')
    },
  )

  test('exit without shutdown is a failure, and so is a client that is gone', async () => {
    const left = await start()
    await left.connection.sendNotification('exit')
    expect(await left.ended).toBe(1)
    const lost = await start()
    lost.child.stdin.end()
    expect(await lost.ended).toBe(1)
  })

  test('it ends when nobody reads its answers any more', async () => {
    const server = await start()
    server.child.stdout.destroy()
    server.connection.sendRequest('textDocument/hover', {}).catch(() => {})
    server.child.stdin.end()
    expect(await server.ended).toBe(1)
  })

  test('what a plugin prints goes to standard error', async () => {
    writeFileSync(
      join(folder, 'domlint.config.mjs'),
      "console.log('loud')\nexport default { rules: { 'schema/no-unknown-element': 'off' } }\n",
    )
    mkdirSync(join(folder, 'guests'))
    const server = await start()
    const found = await codes(server, pathToFileURL(join(folder, 'guests', 'web.xml')).href, text)
    expect(found).not.toContain('schema/no-unknown-element')
    expect(found.length).toBeGreaterThan(0)
    await server.connection.sendRequest('shutdown')
    await server.connection.sendNotification('exit')
    expect(await server.ended).toBe(0)
    expect(server.complaints()).toBe('loud\n')
  })

  test('its help tells what it is for', async () => {
    const { status, stdout } = await run(['lsp', '--help'], { cwd: folder })
    expect(status).toBe(0)
    expect(stdout).toContain('Usage:\n  domlint lsp [OPTION]...\n')
    expect(stdout).toContain('--stdio')
  })

  test.each([
    [['lsp', 'guest.xml'], 'domlint lsp takes no file'],
    [['lsp', '--clientProcessId', 'x'], 'this is no number of a process'],
    [['lsp', '--socket=5'], 'there is no option --socket'],
  ])('%j is wrong usage', async (words, message) => {
    const { status, stderr, stdout } = await run(words, { cwd: folder })
    expect(status).toBe(2)
    expect(stderr).toContain(message)
    expect(stdout).toBe('')
  })
})
