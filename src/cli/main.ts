import { type Arguments, parseArguments } from './arguments.js'
import { lint } from './commands/lint.js'
import { type Io, processIo } from './io.js'
import { UsageError } from './usage-error.js'
import { version } from './version.js'

/**
 * Runs domlint with the words of a command line, and gives the exit status.
 * @param program stands for the content of the program; nothing where it runs from its sources, which can change at any time
 */
export async function main(words: readonly string[], io: Io = processIo(), program?: string): Promise<number> {
  try {
    const arguments_ = parseArguments(words)
    if (arguments_.has('help')) {
      io.stdout.write((await import('./commands/help.js')).helpText(arguments_.command, words[0] === arguments_.command))
      return 0
    }
    if (arguments_.has('version')) {
      io.stdout.write(`${version}\n`)
      return 0
    }
    return await run(arguments_, io, program)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    io.stderr.write((await import('./usage-message.js')).usageMessage(error))
    return 2
  }
}

async function run(arguments_: Arguments, io: Io, program: string | undefined): Promise<number> {
  switch (arguments_.command) {
    case 'lint':
      return lint(arguments_, io, program)
    case 'migrate':
      return (await import('./commands/migrate.js')).migrate(arguments_, io)
    case 'compat':
      return (await import('./commands/compat.js')).compat(arguments_, io)
    case 'abi':
      return (await import('./commands/abi.js')).abi(arguments_, io)
    case 'topology':
      return (await import('./commands/topology.js')).topology(arguments_, io)
    case 'edit':
      return (await import('./commands/edit.js')).edit(arguments_, io)
    case 'snapshot':
      return (await import('./commands/snapshot.js')).snapshot(arguments_, io)
    case 'explain':
      return (await import('./commands/explain.js')).explain(arguments_, io)
    case 'rules':
      return (await import('./commands/rules.js')).listRules(arguments_, io)
    case 'init':
      return (await import('./commands/init.js')).init(arguments_, io)
    case 'baseline':
      return (await import('./commands/baseline.js')).baseline(arguments_, io)
    case 'host':
      return (await import('./commands/host.js')).host(arguments_, io)
    case 'facts':
      return (await import('./commands/facts.js')).facts(arguments_, io)
    case 'lsp':
      return (await import('../editor/server/lsp.js')).lsp(arguments_, io)
    case 'completion':
      return (await import('./commands/completion.js')).completion(arguments_, io)
  }
}
