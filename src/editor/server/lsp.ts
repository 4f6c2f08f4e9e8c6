import { Console } from 'node:console'
import type { Arguments } from '../../cli/arguments.js'
import type { Io } from '../../cli/io.js'
import { UsageError } from '../../cli/usage-error.js'
import { serve } from './serve.js'

/** `domlint lsp`: a language server on standard input and output. Gives the exit status when the client has gone. */
export async function lsp(arguments_: Arguments, io: Io): Promise<number> {
  if (arguments_.operands.length > 0) throw new UsageError('domlint lsp takes no file: editors send the documents')
  const written = arguments_.value('clientProcessId')
  const processId = written === undefined ? undefined : Number(written)
  if (processId !== undefined && !(Number.isSafeInteger(processId) && processId > 0)) {
    throw new UsageError(`--clientProcessId ${written}: this is no number of a process`)
  }
  // Standard output belongs to the protocol: what a plugin prints must not get in between.
  globalThis.console = new Console(process.stderr)
  const complain = (error: unknown) =>
    io.stderr.write(`domlint lsp goes on after this failure: ${error instanceof Error ? error.stack : String(error)}\n`)
  process.on('uncaughtException', complain)
  process.on('unhandledRejection', complain)
  return serve(process.stdin, process.stdout, io, processId === undefined ? {} : { processId })
}
