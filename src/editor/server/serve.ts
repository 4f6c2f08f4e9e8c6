import type { Readable, Writable } from 'node:stream'
import { createConnection, type WatchDog } from 'vscode-languageserver'
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node'
import type { Io } from '../../cli/io.js'
import { isRunning } from '../../lint/host.js'
import { LanguageServer } from './language-server.js'

export interface ServeOptions {
  /** Of the editor: when it is gone, the server ends. */
  readonly processId?: number
  /** How long a document has to stay unchanged before its diagnostics are sent to a client that does not ask for them. */
  readonly delayMilliseconds?: number
}

/** How often the editor is looked after, in milliseconds. */
const lookInterval = 3000

/**
 * Serves one client. Gives the exit status that the protocol asks for when the client says `exit` or is gone: 0 if it said
 * `shutdown` before, else 1.
 */
export function serve(
  input: Readable,
  output: Writable,
  io: Io,
  { processId, delayMilliseconds = 150 }: ServeOptions = {},
): Promise<number> {
  return new Promise((resolve) => {
    let looking: NodeJS.Timeout | undefined
    const watchDog: WatchDog = {
      shutdownReceived: false,
      initialize: (parameters) => lookAfter(parameters.processId ?? undefined),
      exit: end,
    }
    const connection = createConnection(
      (logger) => createProtocolConnection(new StreamMessageReader(input), new StreamMessageWriter(output), logger),
      watchDog,
    )
    const server = new LanguageServer(connection, io, delayMilliseconds)

    function end(status: number): void {
      clearInterval(looking)
      server.stop()
      resolve(status)
    }
    function lookAfter(editor: number | undefined): void {
      if (editor === undefined || looking) return
      looking = setInterval(() => {
        if (!isRunning(editor)) gone()
      }, lookInterval)
      looking.unref()
    }
    function gone(): void {
      end(watchDog.shutdownReceived ? 0 : 1)
    }
    lookAfter(processId)
    input.once('end', gone)
    input.once('close', gone)
    output.on('error', gone)
    connection.listen()
  })
}
