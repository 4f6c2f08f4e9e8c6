/**
 * The commands and options of domlint: what is parsed, completed, and shown in the help and the man page, in one table.
 */

/** What an option's value is, for completion. */
export type ValueKind = 'file' | 'folder' | 'format' | 'preset' | 'rule' | 'severity' | 'shell' | 'text'

export interface CommandDefinition {
  readonly name: string
  /** One line, without a full stop. */
  readonly summary: string
  /** What follows the options. */
  readonly operands: string
  readonly operandKind: ValueKind | undefined
  /** Paragraphs for the help and the man page. */
  readonly details: readonly string[]
}

export interface OptionDefinition {
  readonly name: string
  readonly short?: string
  /** What stands behind it; absent for a switch. */
  readonly value?: string
  readonly kind?: ValueKind
  /** The words that the value can be, where they are few. */
  readonly words?: readonly string[]
  readonly repeatable?: true
  readonly commands: readonly string[]
  /** One line, without a full stop. */
  readonly description: string
  /** The heading that it stands under in the help. */
  readonly group: 'Fixing' | 'Choosing rules' | 'Choosing files' | 'Target' | 'Reporting' | 'Other'
}

export const commands = [
  {
    name: 'lint',
    summary: 'Check domain XML (the default command)',
    operands: '[FILE|FOLDER|GLOB|-]...',
    operandKind: 'file',
    details: [
      'Without a file, the current folder is checked. In folders, all *.xml files are, except in node_modules, in hidden folders, and what .gitignore or .domlintignore names. - is standard input.',
      'XML that holds no domain is skipped with a note.',
    ],
  },
  {
    name: 'explain',
    summary: 'Explain a rule, with examples',
    operands: 'RULE...',
    operandKind: 'rule',
    details: ['A rule is named as in the reports, such as abi/no-floating-machine; the part behind the slash is enough where it is clear.'],
  },
  {
    name: 'rules',
    summary: 'List the rules',
    operands: '[CATEGORY]...',
    operandKind: 'preset',
    details: [],
  },
  {
    name: 'init',
    summary: 'Write a configuration file to start with',
    operands: '',
    operandKind: undefined,
    details: ['It asks nothing, and never overwrites a file.'],
  },
  {
    name: 'baseline',
    summary: "Record today's findings, so that only new ones are reported",
    operands: '[FILE|FOLDER|GLOB]...',
    operandKind: 'file',
    details: [
      'Writes domlint-baseline.json, which lint uses from then on. Findings are known by rule, domain and device, not by line: they stay known when the file around them changes.',
    ],
  },
  {
    name: 'completion',
    summary: 'Print a completion script for a shell',
    operands: 'bash|zsh|fish',
    operandKind: 'shell',
    details: [],
  },
] as const satisfies readonly CommandDefinition[]

export type CommandName = (typeof commands)[number]['name']

const checking = ['lint', 'baseline']

export const options = [
  {
    name: 'fix',
    group: 'Fixing',
    commands: ['lint'],
    description: 'Apply safe fixes: the guest sees the same hardware, and libvirt accepts the same',
  },
  {
    name: 'unsafe',
    group: 'Fixing',
    commands: ['lint'],
    description: 'With --fix or --diff: apply unsafe fixes too; each says what it risks',
  },
  {
    name: 'fix-rule',
    value: 'RULE[,RULE]',
    kind: 'rule',
    repeatable: true,
    group: 'Fixing',
    commands: ['lint'],
    description: 'Apply the fixes of these rules only, unsafe ones included',
  },
  {
    name: 'diff',
    group: 'Fixing',
    commands: ['lint'],
    description: 'Print the fixes as a patch for patch -p1 and write nothing; the exit status is 1 if there are any',
  },
  {
    name: 'preset',
    value: 'PRESET[,PRESET]',
    kind: 'preset',
    repeatable: true,
    group: 'Choosing rules',
    commands: [...checking, 'rules'],
    description: 'Turn on the rules of these presets instead of those in the configuration',
  },
  {
    name: 'rule',
    value: "'RULE: LEVEL'",
    kind: 'rule',
    repeatable: true,
    group: 'Choosing rules',
    commands: checking,
    description: 'Set the level of a rule: error, warning, info or off',
  },
  { name: 'config', value: 'FILE', kind: 'file', group: 'Choosing rules', commands: checking, description: 'Use this configuration file' },
  { name: 'no-config', group: 'Choosing rules', commands: checking, description: 'Look for no configuration file' },
  { name: 'no-inline-directives', group: 'Choosing rules', commands: checking, description: 'Obey no domlint directives in the files' },
  {
    name: 'stdin-filename',
    value: 'NAME',
    kind: 'file',
    group: 'Choosing files',
    commands: ['lint'],
    description: 'The name under which standard input is configured and reported',
  },
  { name: 'no-ignore', group: 'Choosing files', commands: checking, description: 'Obey neither .domlintignore nor .gitignore' },
  {
    name: 'shard',
    value: 'I/N',
    kind: 'text',
    group: 'Choosing files',
    commands: ['lint'],
    description: 'Check the I-th of N parts of the files only',
  },
  {
    name: 'max-size',
    value: 'SIZE',
    kind: 'text',
    group: 'Choosing files',
    commands: checking,
    description: 'Read files up to this size (default 64MiB)',
  },
  {
    name: 'target',
    value: 'TARGET',
    kind: 'text',
    group: 'Target',
    commands: checking,
    description: 'What the domains run on, as in libvirt=11.3.0,qemu=10.0.0 (default: the newest known)',
  },
  {
    name: 'arch',
    value: 'ARCH',
    kind: 'text',
    group: 'Target',
    commands: checking,
    description: "The host's architecture (default x86_64), where a domain names none",
  },
  {
    name: 'abi-update',
    group: 'Target',
    commands: checking,
    description: 'Check as when a new guest is defined, not as when an existing one is reloaded',
  },
  {
    name: 'sysroot',
    value: 'FOLDER',
    kind: 'folder',
    group: 'Target',
    commands: checking,
    description: "Where the host's files are looked up (default /)",
  },
  {
    name: 'format',
    value: 'FORMAT[:FILE]',
    kind: 'format',
    repeatable: true,
    group: 'Reporting',
    commands: ['lint'],
    description: 'How to report (default: pretty on a terminal, else compact), and where to',
  },
  {
    name: 'format',
    value: 'pretty|json',
    words: ['pretty', 'json'],
    group: 'Reporting',
    commands: ['explain'],
    description: 'For people, or as JSON with all that is known of the rule',
  },
  {
    name: 'format',
    value: 'pretty|json|markdown',
    words: ['pretty', 'json', 'markdown'],
    group: 'Reporting',
    commands: ['rules'],
    description: 'For people, as JSON, or as a Markdown table',
  },
  { name: 'quiet', group: 'Reporting', commands: checking, description: 'Report errors only' },
  {
    name: 'max-warnings',
    value: 'N',
    kind: 'text',
    group: 'Reporting',
    commands: ['lint'],
    description: 'Fail if there are more warnings than this',
  },
  {
    name: 'baseline',
    value: 'FILE',
    kind: 'file',
    group: 'Reporting',
    commands: checking,
    description: 'The baseline (default domlint-baseline.json, if it is there)',
  },
  { name: 'no-baseline', group: 'Reporting', commands: ['lint'], description: 'Report recorded findings too' },
  {
    name: 'check',
    group: 'Other',
    commands: ['baseline'],
    description: 'Write nothing; fail if the baseline holds findings that are gone',
  },
  { name: 'prune', group: 'Other', commands: ['baseline'], description: 'Drop findings that are gone from the baseline, and add none' },
  { name: 'timing', group: 'Reporting', commands: ['lint'], description: 'Show on standard error how long each rule took' },
  {
    name: 'print-config',
    value: 'FILE',
    kind: 'file',
    group: 'Other',
    commands: ['lint'],
    description: 'Show what is configured for a file, and by which entry',
  },
  { name: 'typescript', group: 'Other', commands: ['init'], description: 'Write domlint.config.ts instead of domlint.config.json' },
  {
    name: 'cache',
    group: 'Other',
    commands: ['lint'],
    description: 'Accepted for scripts; nothing is cached, since checking a file anew takes no longer',
  },
  { name: 'help', short: 'h', group: 'Other', commands: commands.map(({ name }) => name), description: 'Show help for the command' },
  { name: 'version', short: 'V', group: 'Other', commands: ['lint'], description: 'Show the version' },
] as const satisfies readonly OptionDefinition[]

type Option = (typeof options)[number]
export type ValueOptionName = Extract<Option, { readonly value: string }>['name']
export type RepeatableOptionName = Extract<Option, { readonly repeatable: true }>['name']
export type SwitchName = Exclude<Option, { readonly value: string }>['name']
