import { groupOrder, wrapped } from '../../src/cli/commands/help.js'
import { configFileNames } from '../../src/cli/config-search.js'
import { type CommandDefinition, commands, type OptionDefinition, options } from '../../src/cli/options.js'

const table: readonly OptionDefinition[] = options
const commandTable: readonly CommandDefinition[] = commands

/** man/domlint.1, in the mdoc language. */
export function manPage(): string {
  return [
    '.\\" Written by scripts/generate-docs.mjs from src/cli/options.ts.',
    '.Dd $Mdocdate$',
    '.Dt DOMLINT 1',
    '.Os',
    '.Sh NAME',
    '.Nm domlint',
    '.Nd linter for libvirt domain XML',
    '.Sh SYNOPSIS',
    ...commandTable.flatMap(synopsis),
    '.Sh DESCRIPTION',
    '.Nm',
    'reads the definitions of virtual machines that libvirt keeps as XML.',
    ...lines('It tells what libvirt refuses, what it silently ignores, what the guest would notice, and what newer versions do not have.'),
    ...lines('Most of it can be fixed in place, and safe fixes never change the hardware that the guest sees.'),
    '.Ss Commands',
    '.Bl -tag -width Ds',
    ...commandTable.flatMap(({ name, summary, details }) => [
      `.It Cm ${name}`,
      ...lines(`${summary}.`),
      ...details.flatMap((text) => ['.Pp', ...lines(text)]),
    ]),
    '.El',
    ...groupOrder.flatMap(optionSection),
    '.Sh ENVIRONMENT',
    '.Bl -tag -width Ds',
    '.It Ev NO_COLOR',
    'If it is set and not empty, nothing is coloured.',
    '.It Ev FORCE_COLOR , FORCE_HYPERLINK',
    'Colours and links even where the output is no terminal; 0 turns them off.',
    '.El',
    '.Sh FILES',
    '.Bl -tag -width Ds',
    ...configFileNames.map((name) => `.It Pa ${name}`),
    ...lines('The configuration: of these, the first one in the current folder, or in the nearest folder above that has one.'),
    '.It Pa .domlintignore',
    'Files to leave out, in the current folder, written as in',
    '.Pa .gitignore .',
    '.It Pa domlint-baseline.json',
    'Findings that were recorded by',
    '.Nm',
    '.Cm baseline .',
    '.El',
    '.Sh EXIT STATUS',
    '.Bl -tag -width Ds',
    '.It 0',
    'Nothing is at error level.',
    '.It 1',
    'Something is at error level, there are too many warnings, or',
    '.Fl -diff',
    'shows a change.',
    '.It 2',
    'The usage is wrong, or something could not be done.',
    '.El',
    '.Sh EXAMPLES',
    'Check all definitions below a folder:',
    '.Pp',
    '.Dl domlint guests/',
    '.Pp',
    'Check a guest of the host, as it is stored:',
    '.Pp',
    '.Dl virsh dumpxml --inactive mail | domlint -',
    '.Pp',
    'Look at the fixes, then apply them:',
    '.Pp',
    '.Dl domlint --diff mail.xml',
    '.Dl domlint --fix mail.xml',
    '.Sh SEE ALSO',
    '.Xr virsh 1 ,',
    '.Xr virt-xml-validate 1',
    '',
  ].join('\n')
}

function synopsis({ name, operands }: CommandDefinition): string[] {
  const command = name === 'lint' ? [] : [`.Cm ${name}`]
  return [
    '.Nm',
    ...command,
    '.Op Ar option ...',
    ...(operands === ''
      ? []
      : [
          `.Ar ${operands
            .replaceAll('[', '')
            .replaceAll(']', '')
            .replace(/\.\.\.$/, ' ...')}`,
        ]),
  ]
}

function optionSection(group: OptionDefinition['group']): string[] {
  const own = table.filter((option) => option.group === group)
  return [`.Ss ${group}`, '.Bl -tag -width Ds', ...own.flatMap(optionEntry), '.El']
}

function optionEntry({ name, short, value, isValueOptional, description, commands: of }: OptionDefinition): string[] {
  const argument = value === undefined ? '' : isValueOptional ? ` Ns Op = Ns Ar "${escaped(value)}"` : ` Ar "${escaped(value)}"`
  const forms = [...(short === undefined ? [] : [`Fl ${short}`]), `Fl -${name}`]
  const isForAll = of.length === commandTable.length || of.includes('lint')
  return [`.It ${forms.join(' , ')}${argument}`, ...(isForAll ? [] : [`Of ${of.join(', ')}:`]), ...lines(`${description}.`)]
}

/** A text of ours: each sentence starts a line, no line is long, and none starts like a macro. */
function lines(text: string): string[] {
  return escaped(text)
    .split(/(?<=[.]) (?=[A-Z-])/)
    .flatMap((sentence) => wrapped(sentence, 78))
    .map((line) => (/^[.']/.test(line) ? `\\&${line}` : line))
}

/** Backslashes are roff's own. */
function escaped(text: string): string {
  return text.replaceAll('\\', '\\e')
}
