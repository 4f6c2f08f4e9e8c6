import { setImmediate as nextTurn } from 'node:timers/promises'
import {
  type CancellationToken,
  type CodeAction,
  type CodeActionParams,
  type CodeLens,
  CodeLensRefreshRequest,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  type DocumentDiagnosticReport,
  ErrorCodes,
  type ExecuteCommandParams,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  MessageType,
  ResponseError,
  ShowMessageNotification,
  TextDocuments,
} from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { baselineName } from '../../cli/baseline-search.js'
import { configFileNames } from '../../cli/config-search.js'
import type { Io } from '../../cli/io.js'
import { version } from '../../cli/version.js'
import type { LanguageDocument } from '../language/language-document.js'
import { capabilities } from './capabilities.js'
import { Checks } from './checks.js'
import { type Client, clientOf } from './client.js'
import { codeActions, type LaterFixes, withFixes } from './code-actions.js'
import { showChanges, showChangesCommand, showPage, showPageCommand } from './commands.js'
import { configDiagnostics } from './config-diagnostics.js'
import { Configurations } from './configurations.js'
import { editorSettings } from './editor-settings.js'
import { fixAll } from './fix-all.js'
import { answerLanguageRequests } from './language-requests.js'
import { Publisher } from './publisher.js'
import { changeTitle, snapshotChanges } from './snapshot-changes.js'
import { pathOfUri, uriOfPath } from './uris.js'

/** One client and its documents: what it asks for is handed to those who know, and what it tells is noted. */
export class LanguageServer {
  readonly #connection: Connection
  readonly #documents = new TextDocuments(TextDocument)
  readonly #configurations: Configurations
  readonly #checks: Checks
  readonly #publisher: Publisher
  #client: Client | undefined
  #folders: readonly string[] = []
  #isShutDown = false
  /** What went wrong in rules and was told. */
  readonly #told = new Set<string>()

  constructor(connection: Connection, io: Io, delayMilliseconds: number) {
    this.#connection = connection
    this.#configurations = new Configurations(io, (path, text, faults) => {
      void connection.sendDiagnostics({ uri: uriOfPath(path), diagnostics: configDiagnostics(text, faults) })
    })
    this.#checks = new Checks(this.#configurations, ({ textDocument, version, failures }, milliseconds) => {
      connection.tracer.log(`checked ${textDocument.uri} version ${version} in ${milliseconds.toFixed(1)} ms`)
      // The rule that fails does so at each keystroke.
      for (const { message } of failures) if (!this.#told.has(message)) connection.console.error(message)
      for (const { message } of failures) this.#told.add(message)
    })
    this.#publisher = new Publisher(
      this.#checks,
      (parameters) => connection.sendDiagnostics(parameters),
      delayMilliseconds,
      (error) => this.#complain('a check', error),
    )
    connection.onInitialize((parameters) => this.#initialize(parameters))
    connection.onInitialized(() => this.#logged('initialized', () => this.#initialized()))
    connection.onShutdown(() => {
      this.#isShutDown = true
      this.stop()
    })
    connection.onDidChangeConfiguration(({ settings }) => this.#logged('didChangeConfiguration', () => this.#settingsChanged(settings)))
    connection.onDidChangeWatchedFiles(() => this.#checkAllAgain())
    connection.languages.diagnostics.on((parameters, token) =>
      this.#answered('textDocument/diagnostic', token, () => this.#diagnostics(parameters.textDocument.uri, parameters.previousResultId)),
    )
    connection.onCodeAction((parameters, token) => this.#answered('textDocument/codeAction', token, () => this.#codeActions(parameters)))
    connection.onCodeActionResolve((action, token) => this.#answered('codeAction/resolve', token, () => this.#resolved(action)))
    connection.onCodeLens(({ textDocument }, token) =>
      this.#answered('textDocument/codeLens', token, () => this.#codeLenses(textDocument.uri)),
    )
    connection.onExecuteCommand((parameters, token) => this.#answered('workspace/executeCommand', token, () => this.#execute(parameters)))
    answerLanguageRequests(connection, {
      client: () => this.#client,
      document: (uri) => this.#language(uri),
      documents: async () => {
        const all = await Promise.all(this.#documents.keys().map((uri) => this.#language(uri)))
        return all.filter((language) => language !== undefined)
      },
      answered: (method, token, answer) => this.#answered(method, token, answer),
    })
    this.#documents.onDidChangeContent(({ document }) => this.#changed(document))
    this.#documents.onDidClose(({ document }) => this.#closed(document))
    this.#documents.onDidSave(({ document }) => {
      // Clients that watch no files tell at least what they save themselves.
      if (this.#configurations.isConfiguration(pathOfUri(document.uri) ?? '')) this.#checkAllAgain()
    })
    this.#documents.listen(connection)
  }

  /** Does nothing any more. */
  stop(): void {
    this.#publisher.stop()
  }

  #initialize(parameters: InitializeParams): InitializeResult {
    this.#client = clientOf(parameters)
    const folders = parameters.workspaceFolders?.map(({ uri }) => uri) ?? (parameters.rootUri ? [parameters.rootUri] : [])
    this.#setFolders(folders)
    this.#configurations.editor = editorSettings(parameters.initializationOptions)
    return { capabilities: capabilities(this.#client), serverInfo: { name: 'domlint', version } }
  }

  async #initialized(): Promise<void> {
    const connection = this.#connection
    const client = this.#client
    if (client?.registersSettings) await connection.client.register(DidChangeConfigurationNotification.type, { section: 'domlint' })
    if (client?.watchesFiles) {
      await connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [...configFileNames, '.domlintignore', baselineName, '*.abi'].map((name) => ({ globPattern: `**/${name}` })),
      })
    }
    if (client?.hasWorkspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri))
        this.#setFolders([...this.#folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)])
        this.#checkAllAgain()
      })
    }
    if (client?.givesSettings) await this.#settingsChanged(undefined)
    connection.console.info(`domlint ${version} is ready`)
  }

  #setFolders(uris: readonly string[]): void {
    this.#folders = uris
    this.#configurations.folders = uris.flatMap((uri) => pathOfUri(uri) ?? [])
  }

  async #settingsChanged(sent: unknown): Promise<void> {
    const section: unknown = this.#client?.givesSettings
      ? await this.#connection.workspace.getConfiguration('domlint')
      : typeof sent === 'object' && sent !== null && 'domlint' in sent
        ? sent.domlint
        : undefined
    const settings = editorSettings(section)
    for (const problem of settings.problems) {
      await this.#connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message: `domlint: ${problem}` })
    }
    this.#configurations.editor = settings
    this.#checkAllAgain()
  }

  #checkAllAgain(): void {
    this.#configurations.reload()
    this.#checks.expire()
    const { languages } = this.#connection
    const { pullsDiagnostics, refreshesDiagnostics, refreshesCodeLenses, refreshesInlayHints } = this.#client ?? {}
    if (!pullsDiagnostics) for (const document of this.#documents.all()) this.#publisher.schedule(document)
    else if (refreshesDiagnostics) void this.#logged('refresh', () => languages.diagnostics.refresh())
    if (refreshesInlayHints) void this.#logged('refresh', () => languages.inlayHint.refresh())
    if (refreshesCodeLenses) void this.#logged('refresh', () => this.#connection.sendRequest(CodeLensRefreshRequest.type))
  }

  #changed(document: TextDocument): void {
    if (this.#client && !this.#client.pullsDiagnostics) this.#publisher.schedule(document)
  }

  #closed(document: TextDocument): void {
    this.#checks.forget(document.uri)
    if (this.#client && !this.#client.pullsDiagnostics) this.#publisher.retract(document)
  }

  async #diagnostics(uri: string, previousResultId: string | undefined): Promise<DocumentDiagnosticReport> {
    const document = this.#documents.get(uri)
    if (!document) return { kind: 'full', items: [] }
    const { diagnostics, resultId } = await this.#checks.of(document)
    return resultId === previousResultId ? { kind: 'unchanged', resultId } : { kind: 'full', resultId, items: [...diagnostics] }
  }

  async #language(uri: string): Promise<LanguageDocument | undefined> {
    const document = this.#documents.get(uri)
    const language = document && (await this.#checks.language(document))
    return language && language.domains.length > 0 ? language : undefined
  }

  async #codeActions({ textDocument, range, context }: CodeActionParams): Promise<CodeAction[]> {
    const document = this.#documents.get(textDocument.uri)
    if (!document || !this.#client?.takesCodeActions) return []
    const checked = await this.#checks.of(document)
    const touched = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) }
    return codeActions(checked, touched, context.only, this.#client)
  }

  async #resolved(action: CodeAction): Promise<CodeAction> {
    // It comes back as codeActions gave it.
    const { uri, version, ruleId } = (action.data ?? {}) as Partial<LaterFixes>
    const document = uri === undefined ? undefined : this.#documents.get(uri)
    if (!document || !this.#client) return action
    const checked = await this.#checks.of(document)
    if (checked.version !== version) return { ...action, disabled: { reason: 'the document has changed since' } }
    return withFixes(action, checked, fixAll(checked, ruleId), this.#client)
  }

  async #codeLenses(uri: string): Promise<CodeLens[]> {
    const document = this.#documents.get(uri)
    if (!document) return []
    return snapshotChanges(await this.#checks.of(document)).map((change) => {
      const place = { line: change.line - 1, character: 0 }
      const command = { title: changeTitle(change), command: showChangesCommand, arguments: [uri, change.line] }
      return { range: { start: place, end: place }, command }
    })
  }

  async #execute({ command, arguments: given = [] }: ExecuteCommandParams): Promise<string | null> {
    const [address, line] = given
    if (command === showPageCommand && typeof address === 'string') return showPage(this.#connection, address)
    if (command !== showChangesCommand || typeof address !== 'string') throw new Error(`there is no command ${command}`)
    const document = this.#documents.get(address)
    const changes = document ? snapshotChanges(await this.#checks.of(document)) : []
    const change = changes.find((one) => one.line === line) ?? changes[0]
    return change ? showChanges(this.#connection, change, this.#client?.showsDocuments ?? false) : null
  }

  /**
   * The answer to a request. A request that was taken back while others were answered is not worked on, and what goes wrong becomes
   * an error of the protocol.
   */
  async #answered<Result>(
    method: string,
    token: CancellationToken,
    answer: () => Promise<Result> | Result,
  ): Promise<Result | ResponseError<never>> {
    if (!this.#client) return new ResponseError(ErrorCodes.ServerNotInitialized, 'the client asks before it has said initialize')
    if (this.#isShutDown) return new ResponseError(ErrorCodes.InvalidRequest, 'the client asks after it has said shutdown')
    await nextTurn()
    if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, 'the client took this request back')
    try {
      return await answer()
    } catch (error) {
      this.#complain(method, error)
      return new ResponseError(
        LSPErrorCodes.RequestFailed,
        `domlint failed at this: ${error instanceof Error ? error.message : String(error)}`,
      )
    }
  }

  async #logged(method: string, act: () => Promise<void>): Promise<void> {
    try {
      await act()
    } catch (error) {
      this.#complain(method, error)
    }
  }

  #complain(what: string, error: unknown): void {
    this.#connection.console.error(`${what} failed: ${error instanceof Error ? error.stack : String(error)}`)
  }
}
