import { didYouMean } from '../../domain/values/nearest.js'
import { presetNames } from '../../lint/ruleset.js'
import { rules } from '../../rules/index.js'
import type { Arguments } from '../arguments.js'
import { FORMATS } from '../formats/index.js'
import type { Io } from '../io.js'
import { type CommandDefinition, commands, type OptionDefinition, options, type ValueKind } from '../options.js'
import { UsageError } from '../usage-error.js'

const table: readonly OptionDefinition[] = options
const commandTable: readonly CommandDefinition[] = commands

const shells: Readonly<Record<string, () => string>> = { bash, zsh, fish }

/** `domlint completion SHELL`: a script for the shell to read. */
export async function completion(arguments_: Arguments, io: Io): Promise<number> {
  const [shell, ...more] = arguments_.operands
  const names = Object.keys(shells)
  if (shell === undefined || more.length > 0) throw new UsageError(`for which shell? choose from ${names.join(', ')}`)
  const script = Object.hasOwn(shells, shell) ? shells[shell] : undefined
  if (!script)
    throw new UsageError(`there is no completion for '${shell}'${didYouMean(shell, names) || `: choose from ${names.join(', ')}`}`)
  io.stdout.write(script())
  return 0
}

/** The words that a value can be; undefined where it is a name of a file or free text. */
function wordsOf(kind: ValueKind | undefined, words?: readonly string[]): readonly string[] | undefined {
  if (words) return words
  switch (kind) {
    case 'format':
      return Object.keys(FORMATS)
    case 'preset':
      return presetNames
    case 'rule':
      return rules.map(({ id }) => id)
    case 'severity':
      return ['error', 'warning', 'info', 'off']
    case 'shell':
      return Object.keys(shells)
    default:
      return undefined
  }
}

function optionsOf(command: string): readonly OptionDefinition[] {
  return table.filter((option) => option.commands.includes(command))
}

function written({ name, short }: OptionDefinition): string[] {
  return short === undefined ? [`--${name}`] : [`--${name}`, `-${short}`]
}

function bash(): string {
  const values = table
    .filter(({ value, isValueOptional }) => value !== undefined && !isValueOptional)
    .map((option) => `    ${option.commands.map((name) => `${name}:--${option.name}`).join('|')}) ${bashValue(option)} ;;\n`)
    .join('')
  const byCommand = commandTable
    .map(({ name, operandKind }) => {
      const words = optionsOf(name).flatMap(written).join(' ')
      return `    ${name}) options='${words}'; ${bashOperand(operandKind)} ;;\n`
    })
    .join('')
  return `# Completion of domlint for bash: source <(domlint completion bash)
_domlint() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command=lint options words='' files=yes
  COMPREPLY=()
  case "\${COMP_WORDS[1]}" in
    ${commandTable.map(({ name }) => name).join('|')}) [ "$COMP_CWORD" -gt 1 ] && command="\${COMP_WORDS[1]}" ;;
  esac
  case "$command:$previous" in
${values}  esac
  case "$command" in
${byCommand}  esac
  if [[ "$current" == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
    return
  fi
  [ "$COMP_CWORD" -eq 1 ] && words="$words ${commandTable.map(({ name }) => name).join(' ')}"
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current"; [ "$files" = yes ] && compgen -f -- "$current")
}
complete -o filenames -F _domlint domlint
`
}

function bashValue({ kind, words: few }: OptionDefinition): string {
  const words = wordsOf(kind, few)
  if (words) return `mapfile -t COMPREPLY < <(compgen -W '${words.join(' ')}' -- "$current"); return`
  if (kind === 'folder') return 'mapfile -t COMPREPLY < <(compgen -d -- "$current"); return'
  if (kind === 'file') return 'mapfile -t COMPREPLY < <(compgen -f -- "$current"); return'
  return 'return'
}

function bashOperand(kind: ValueKind | undefined): string {
  const words = wordsOf(kind)
  return words ? `words='${words.join(' ')}'; files=` : kind === 'file' ? 'files=yes' : 'files='
}

function zsh(): string {
  const byCommand = commandTable
    .map((command) => `    ${command.name})\n      _arguments -s -S ${zshOptions(command).join(' ')}\n      ;;\n`)
    .join('')
  const named = commandTable.map(({ name, summary }) => `'${name}:${zshText(summary)}'`).join(' ')
  return `#compdef domlint
# Completion of domlint for zsh: domlint completion zsh > "\${fpath[1]}/_domlint"
_domlint() {
  local command=lint
  local -a names=(${named})
  if (( CURRENT > 2 )) && [[ "\${names[(r)\${words[2]}:*]}" != "" ]]; then
    command="\${words[2]}"
    shift words
    (( CURRENT-- ))
  elif (( CURRENT == 2 )) && [[ "\${words[2]}" != -* ]]; then
    _describe 'command' names
  fi
  case "$command" in
${byCommand}  esac
}
compdef _domlint domlint
`
}

function zshOptions({ name, operandKind }: CommandDefinition): string[] {
  const specifications = optionsOf(name).flatMap((option) => {
    const star = option.repeatable ? '*' : ''
    const value =
      option.value === undefined
        ? ''
        : `${option.isValueOptional ? '::' : ':'}${zshText(option.value)}:${zshAction(option.kind, option.words)}`
    const equals = option.value === undefined ? '' : option.isValueOptional ? '=-' : '='
    return written(option).map((form) => `'${star}${form}${form.startsWith('--') ? equals : ''}[${zshText(option.description)}]${value}'`)
  })
  return operandKind === undefined ? specifications : [...specifications, `'*:${operandKind}:${zshAction(operandKind)}'`]
}

function zshAction(kind: ValueKind | undefined, few?: readonly string[]): string {
  const words = wordsOf(kind, few)
  if (words) return `(${words.join(' ')})`
  return kind === 'folder' ? '_files -/' : kind === 'file' ? '_files' : ' '
}

/** A text inside single quotes and brackets of zsh's \`_arguments\`. */
function zshText(text: string): string {
  return text.replace(/[[\]:\\]/g, '\\$&').replaceAll("'", "'\\''")
}

function fish(): string {
  const names = commandTable.map(({ name }) => name).join(' ')
  const isFirst = `not __fish_seen_subcommand_from ${names}`
  const lines = ['# Completion of domlint for fish: domlint completion fish > ~/.config/fish/completions/domlint.fish']
  for (const { name, summary } of commandTable) lines.push(`complete -c domlint -n '${isFirst}' -a ${name} -d '${fishText(summary)}'`)
  for (const { name, operandKind } of commandTable) {
    const condition = name === 'lint' ? `${isFirst}; or __fish_seen_subcommand_from lint` : `__fish_seen_subcommand_from ${name}`
    for (const option of optionsOf(name))
      lines.push(`complete -c domlint -n '${condition}' ${fishOption(option)} -d '${fishText(option.description)}'`)
    const words = wordsOf(operandKind)
    if (words) lines.push(`complete -c domlint -n '${condition}' -f -a '${words.join(' ')}'`)
  }
  return `${lines.join('\n')}\n`
}

function fishOption({ name, short, value, kind, words: few, isValueOptional }: OptionDefinition): string {
  const form = `-l ${name}${short === undefined ? '' : ` -s ${short}`}`
  if (value === undefined || isValueOptional) return form
  const words = wordsOf(kind, few)
  return words ? `${form} -x -a '${words.join(' ')}'` : kind === 'file' || kind === 'folder' ? `${form} -r` : `${form} -x`
}

function fishText(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")
}
