import { type CommandDefinition, type CommandName, commands, type OptionDefinition, options } from '../options.js'

const table: readonly OptionDefinition[] = options
const commandTable: readonly CommandDefinition[] = commands

/** The columns that the help takes. */
const WIDTH = 100
/** Where descriptions start. */
const COLUMN = 30

/** `domlint --help` (all commands, and the options of lint), or `domlint COMMAND --help`. */
export function helpText(name: CommandName, isNamed: boolean): string {
  const command = commandTable.find((one) => one.name === name)
  if (!command) return ''
  const usage = isNamed && name !== 'lint' ? `domlint ${name}` : 'domlint [lint]'
  const blocks = [
    `${command.summary.replace(/ \(the default command\)$/, '')}.`,
    ['Usage:', `  ${[usage, '[OPTION]...', command.operands].filter(Boolean).join(' ')}`].join('\n'),
    ...command.details.map((paragraph) => wrapped(paragraph, WIDTH).join('\n')),
    ...optionBlocks(name),
  ]
  if (!isNamed) {
    const lines = commandTable
      .filter((one) => one.name !== 'lint')
      .flatMap((one) => row(`  ${one.name} ${one.operands}`.trimEnd(), one.summary))
    blocks.splice(2, 0, ['Other commands (domlint COMMAND --help):', ...lines].join('\n'))
    blocks.push(
      wrapped(
        'The exit status is 0 when nothing is at error level, 1 when something is (or --diff shows a change), 2 for wrong usage and for what could not be done.',
        WIDTH,
      ).join('\n'),
    )
  }
  return `${blocks.join('\n\n')}\n`
}

function optionBlocks(command: CommandName): string[] {
  const own = table.filter(({ commands }) => commands.includes(command))
  const groups = [...new Set(own.map(({ group }) => group))].sort((a, b) => groupOrder.indexOf(a) - groupOrder.indexOf(b))
  return groups.map((group) => {
    const rows = own.filter((option) => option.group === group).flatMap((option) => row(`  ${optionForm(option)}`, option.description))
    return [`${group}:`, ...rows].join('\n')
  })
}

/** In the order in which they are shown. */
export const groupOrder: readonly OptionDefinition['group'][] = [
  'Fixing',
  'Choosing rules',
  'Choosing files',
  'Target',
  'Reporting',
  'Other',
]

/** `-h, --help`, `--preset PRESET[,PRESET]`, or `--pin[=all|abi]`. */
export function optionForm({ name, short, value, isValueOptional }: OptionDefinition): string {
  const argument = value === undefined ? '' : isValueOptional ? `[=${value}]` : ` ${value}`
  return `${short === undefined ? '' : `-${short}, `}--${name}${argument}`
}

function row(left: string, description: string): string[] {
  const lines = wrapped(description, WIDTH - COLUMN).map((line) => ' '.repeat(COLUMN) + line)
  if (left.length + 2 > COLUMN) return [left, ...lines]
  const [first = '', ...rest] = lines
  return [left.padEnd(COLUMN) + first.slice(COLUMN), ...rest]
}

/** The words of a text in lines of at most so many columns. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return line === '' ? lines : [...lines, line]
}
