import { nearest } from '../domain/values/nearest.js'
import { UnknownOptionError } from './arguments.js'
import { type OptionDefinition, options } from './options.js'
import type { UsageError } from './usage-error.js'

/** What is said about a mistake in the command line: what is wrong, what was probably meant, and where the help is. */
export function usageMessage(error: UsageError): string {
  const hint = error instanceof UnknownOptionError ? optionHint(error) : ''
  return `domlint: ${error.message}${hint}\n`
}

function optionHint({ written, command }: UnknownOptionError): string {
  const table: readonly OptionDefinition[] = options
  const names = table.filter(({ commands }) => commands.includes(command)).map(({ name }) => `--${name}`)
  const word = nearest(written, names)
  const help = command === 'lint' ? 'domlint --help' : `domlint ${command} --help`
  return word === undefined ? ` (see ${help})` : `; did you mean ${word}?`
}
