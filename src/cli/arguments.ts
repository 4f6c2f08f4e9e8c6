import {
  type CommandName,
  commands,
  type OptionDefinition,
  options,
  type RepeatableOptionName,
  type SwitchName,
  type ValueOptionName,
} from './options.js'
import { UsageError } from './usage-error.js'

/** A command line, taken apart. */
export class Arguments {
  readonly command: CommandName
  readonly operands: readonly string[]
  readonly #values: ReadonlyMap<string, readonly string[]>

  constructor(command: CommandName, operands: readonly string[], values: ReadonlyMap<string, readonly string[]>) {
    this.command = command
    this.operands = operands
    this.#values = values
  }

  /** Whether a switch is on. */
  has(name: SwitchName): boolean {
    return this.#values.has(name)
  }

  /** The value of an option; the last one, if it is given several times. */
  value(name: ValueOptionName): string | undefined {
    return this.#values.get(name)?.at(-1)
  }

  /** All values of an option, in order. */
  values(name: RepeatableOptionName): readonly string[] {
    return this.#values.get(name) ?? []
  }

  /** All values of an option that takes a list: commas and repeating mean the same. */
  list(name: RepeatableOptionName): readonly string[] {
    return this.values(name).flatMap((value) =>
      value
        .split(',')
        .map((word) => word.trim())
        .filter(Boolean),
    )
  }
}

/**
 * Takes a command line apart. The command comes first, or there is none and `lint` is meant.
 * @throws UsageError when an option is not known or has no value where it needs one
 */
export function parseArguments(words: readonly string[]): Arguments {
  const named = commands.find(({ name }) => name === words[0])?.name
  const command = named ?? 'lint'
  const operands: string[] = []
  const values = new Map<string, string[]>()
  const rest = words.slice(named ? 1 : 0)
  for (let index = 0; index < rest.length; index++) {
    const word = rest[index] ?? ''
    if (word === '--') {
      operands.push(...rest.slice(index + 1))
      break
    }
    if (!word.startsWith('-') || word === '-') {
      operands.push(word)
      continue
    }
    const equals = word.startsWith('--') ? word.indexOf('=') : -1
    const written = equals === -1 ? word : word.slice(0, equals)
    const option = findOption(written, command)
    let value = equals === -1 ? undefined : word.slice(equals + 1)
    if (option.value === undefined) {
      if (value !== undefined) throw new UsageError(`the option ${written} takes no value, but got '${value}'`)
      value = ''
    } else if (value === undefined && option.isValueOptional) value = ''
    else if (value === undefined) {
      value = rest[++index]
      if (value === undefined) throw new UsageError(`the option ${written} needs a value: ${written} ${option.value}`)
    }
    const known = values.get(option.name)
    if (known) known.push(value)
    else values.set(option.name, [value])
  }
  return new Arguments(command, operands, values)
}

function findOption(written: string, command: CommandName): OptionDefinition {
  const table: readonly OptionDefinition[] = options
  const named = table.filter(({ name, short }) => written === `--${name}` || (short !== undefined && written === `-${short}`))
  const option = named.find(({ commands }) => commands.includes(command))
  if (option) return option
  throw new UnknownOptionError(written, command, named[0])
}

/** An option that does not exist, or not for this command. What was probably meant is worked out where it is shown. */
export class UnknownOptionError extends UsageError {
  readonly written: string
  readonly command: CommandName

  constructor(written: string, command: CommandName, elsewhere: OptionDefinition | undefined) {
    const where = elsewhere ? `the option ${written} belongs to ${elsewhere.commands.map((name) => `domlint ${name}`).join(' and ')}` : ''
    super(where || `there is no option ${written}`)
    this.written = written
    this.command = command
  }
}
