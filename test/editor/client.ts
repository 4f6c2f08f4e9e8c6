import { PassThrough } from 'node:stream'
import {
  type ClientCapabilities,
  createProtocolConnection,
  type InitializeParams,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node'
import type { Io } from '../../src/cli/io.js'
import { serve } from '../../src/editor/server/serve.js'

const silent = { write() {}, isTerminal: false, columns: undefined }

/** An Io without a terminal; nothing may be written to standard output. */
export function editorIo(cwd = '/'): Io {
  const stdout = {
    ...silent,
    write() {
      throw new Error('standard output belongs to the protocol')
    },
  }
  return { stdout, stderr: silent, cwd, env: {}, readStdin: () => Buffer.alloc(0), readLine: async () => undefined }
}

/** What a modern editor says of itself, as far as it matters here. */
export const modern: ClientCapabilities = {
  textDocument: {
    diagnostic: {},
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } }, resolveSupport: { properties: ['edit'] } },
  },
  window: { showDocument: { support: true } },
  workspace: {
    workspaceEdit: { documentChanges: true },
    configuration: true,
    workspaceFolders: true,
    didChangeWatchedFiles: { dynamicRegistration: true },
    didChangeConfiguration: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    codeLens: { refreshSupport: true },
  },
}

/** What an old editor says: it is sent diagnostics, and takes plain edits. */
export const old: ClientCapabilities = {
  textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } },
}

/** A client that talks to a server in this process over streams. */
export class TestClient {
  readonly connection: ProtocolConnection
  /** What the server ends with. */
  readonly status: Promise<number>
  readonly published: PublishDiagnosticsParams[] = []
  readonly logged: string[] = []
  readonly warned: string[] = []
  readonly registered: string[] = []
  readonly shown: string[] = []
  /** How often the server asked to be asked for diagnostics again. */
  refreshes = 0
  /** What the editor is set to, in its section domlint. */
  settings: unknown = null
  readonly toServer = new PassThrough()
  readonly #waiting = new Set<() => void>()

  constructor(delayMilliseconds = 0) {
    const fromServer = new PassThrough()
    this.status = serve(this.toServer, fromServer, editorIo(), { delayMilliseconds })
    this.connection = createProtocolConnection(new StreamMessageReader(fromServer), new StreamMessageWriter(this.toServer))
    const { connection } = this
    connection.onNotification('textDocument/publishDiagnostics', (parameters: PublishDiagnosticsParams) => {
      this.published.push(parameters)
      this.#wake()
    })
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.logged.push(message)
      this.#wake()
    })
    connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
      this.warned.push(message)
      this.#wake()
    })
    connection.onRequest('workspace/configuration', () => [this.settings])
    connection.onRequest('client/registerCapability', ({ registrations }: { registrations: { method: string }[] }) => {
      this.registered.push(...registrations.map(({ method }) => method))
      this.#wake()
      return null
    })
    for (const method of ['diagnostic', 'codeLens', 'inlayHint']) {
      connection.onRequest(`workspace/${method}/refresh`, () => {
        if (method === 'diagnostic') this.refreshes++
        this.#wake()
        return null
      })
    }
    connection.onRequest('window/showDocument', ({ uri }: { uri: string }) => {
      this.shown.push(uri)
      this.#wake()
      return { success: true }
    })
    connection.listen()
  }

  /** Resolves when a condition holds, which is looked at whenever the server says something. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => this.#waiting.add(resolve))
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve()
    this.#waiting.clear()
  }

  async initialize(capabilities: ClientCapabilities = modern, more: Partial<InitializeParams> = {}): Promise<InitializeResult> {
    const parameters = { processId: null, rootUri: null, workspaceFolders: null, capabilities, ...more }
    const result: InitializeResult = await this.connection.sendRequest('initialize', parameters)
    await this.connection.sendNotification('initialized', {})
    return result
  }

  open(uri: string, text: string, version = 1, languageId = 'xml'): Promise<void> {
    return this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version, text } })
  }

  change(uri: string, version: number, ...contentChanges: TextDocumentContentChangeEvent[]): Promise<void> {
    return this.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges })
  }

  close(uri: string): Promise<void> {
    return this.connection.sendNotification('textDocument/didClose', { textDocument: { uri } })
  }

  // What a request gives is told by the test that sends it.
  request<Result>(method: string, parameters: object): Promise<Result> {
    return this.connection.sendRequest(method, parameters)
  }

  /** The diagnostics of a document, as a client asks for them. */
  pull(
    uri: string,
    previousResultId?: string,
  ): Promise<{ kind: string; resultId?: string; items?: PublishDiagnosticsParams['diagnostics'] }> {
    return this.request('textDocument/diagnostic', { textDocument: { uri }, ...(previousResultId ? { previousResultId } : {}) })
  }

  /** The last diagnostics that were sent of a document; waits for them if there are none. */
  async sent(uri: string, version?: number): Promise<PublishDiagnosticsParams> {
    const find = () => this.published.findLast((one) => one.uri === uri && (version === undefined || one.version === version))
    await this.until(() => find() !== undefined)
    return find()!
  }

  /** Says goodbye as the protocol has it, and gives the server's exit status. */
  async leave(): Promise<number> {
    await this.request('shutdown', {})
    await this.connection.sendNotification('exit')
    return this.status
  }
}
