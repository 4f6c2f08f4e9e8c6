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
  /** The value may be left out; if it is given, it stands behind `=`. */
  readonly isValueOptional?: true
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
      'Without a file, the current folder is checked. In folders, all *.xml files and their templates (*.xml.j2 and its like) are, except in node_modules, in hidden folders, and what .gitignore or .domlintignore names. - is standard input. Nix, Terraform, Python and other files with domains in them are checked when they are named.',
      'XML that holds no domain is skipped with a note.',
    ],
  },
  {
    name: 'migrate',
    summary: 'Plan the way of domains to a target, and write what the guest does not notice',
    operands: '[FILE|FOLDER|GLOB|-]...',
    operandKind: 'file',
    details: [
      'Each step has one of three grades. Neutral: the guest sees the same hardware, and libvirt accepts the same. At the next boot: the guest sees the change then. Work: something in the guest or on the host is to be done, or a person has to choose; none of that is ever applied.',
      'The exit status is 0 when there is nothing to do or it is written, 1 when there is a plan that is not, 2 for wrong usage and for what could not be done.',
    ],
  },
  {
    name: 'compat',
    summary: 'Tell which libvirt and QEMU a domain needs, and why',
    operands: '[FILE|FOLDER|GLOB|-]...',
    operandKind: 'file',
    details: [
      'The oldest libvirt and QEMU that have all that the definition uses, with the places that ask for them, the latest first; and the newest QEMU that still has it all, where that is known.',
    ],
  },
  {
    name: 'abi',
    summary: 'Tell what the guest would notice between two definitions',
    operands: 'BEFORE AFTER',
    operandKind: 'file',
    details: [
      'Two files, or two folders whose files are matched by their path in them. Either may be git:REVISION:PATH, what a commit has at a path of the current folder, or - for standard input. Snapshots, status files, lists of domains and the images of virsh save are compared by the domains in them, which are matched by UUID and then by name.',
      'Both are taken as libvirt would read them, so what libvirt fills in by itself is no difference. In folders, a guest that is new or gone is told, and is no change of a guest.',
      'The exit status is 0 when each guest sees the same, 1 when one does not, and 2 when a file could not be read or holds no domain.',
    ],
  },
  {
    name: 'topology',
    summary: 'Draw the machine that the guest sees, or the difference of two',
    operands: 'FILE [FILE]',
    operandKind: 'file',
    details: [
      'Its processors and memory, its buses with their slots and ports, and the devices in them, as libvirt completes the definition: * marks what it adds by itself. - is standard input.',
      'With two files, the definition before and the one after, + marks what is new, - what is gone, and ~ what is different. The exit status is 0, or 2 when a file could not be read or holds no domain.',
    ],
  },
  {
    name: 'edit',
    summary: "Edit a domain, and be told what is wrong before it is saved: VISUAL='domlint edit' virsh edit GUEST",
    operands: 'FILE',
    operandKind: 'file',
    details: [
      'Opens the editor that DOMLINT_EDITOR names, else VISUAL or EDITOR. Then domlint says what is new: findings that were not there before, and what the guest would notice; and asks whether to edit again, to apply the safe fixes, to save, or to put back what was there. What is given up is kept below ~/.local/state/domlint/rescued.',
      'Files that hold no domain pass through, so it can be the editor for all of virsh: net-edit, snapshot-edit, save-image-edit, desc --edit.',
      'The exit status is 0 when the file is as its owner wants it, 1 when the editor failed or nobody answered (the file is then as it was), and 2 for wrong usage and failures.',
    ],
  },
  {
    name: 'snapshot',
    summary: 'Record what each guest sees in a file beside its definition, and tell when that changes',
    operands: '[FILE|FOLDER|GLOB|-]...',
    operandKind: 'file',
    details: [
      'For guest.xml the record is guest.abi: a text with a section for each device and a line for each fact, to be committed with the definition. A record that is missing is written. One that says something else is left as it is, and what changed is shown as domlint abi shows it: --update accepts it.',
      'Where no target is named, a record is compared on the target that it was made for, so that a newer domlint finds no change in an old file.',
      'The exit status is 0 when the records say what the guests see, 1 when one does not (or with --check is missing), and 2 when something could not be read or written.',
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
    name: 'facts',
    summary: 'Show what a host offers, and write it to a file for --target',
    operands: '[FILE]...',
    operandKind: 'file',
    details: [
      'Reads what virsh capabilities, virsh domcapabilities and virsh version print, each in a file: its machine types, CPU models, devices and firmware. With --output they become one host file, and --target host:FILE checks against exactly that host.',
    ],
  },
  {
    name: 'host',
    summary: 'List the firmware and the vhost-user backends of a host',
    operands: '',
    operandKind: undefined,
    details: [
      "Reads QEMU's descriptor files in /usr/share/qemu, /etc/qemu and ~/.config/qemu (or below XDG_CONFIG_HOME), in each of them the folders firmware and vhost-user. Files count in the order of their names; of the same name, the one of the user or of the administrator takes the place of the distribution's, and an empty one hides it.",
      'libvirt tries the firmware in this order for <os firmware=...>, and the backends for <driver name="vhostuser"/> of a video card and for virtiofs. Its system daemon leaves out the folder of the user.',
    ],
  },
  {
    name: 'lsp',
    summary: 'Run as a language server, for editors',
    operands: '',
    operandKind: undefined,
    details: [
      'Editors start it and speak the Language Server Protocol with it, over standard input and output. It looks after the documents whose root element is that of a domain, whatever their names, and after no others.',
      'Each document obeys the nearest domlint.config.* above it. The settings of the editor (domlint.target, domlint.arch and domlint.preset) have the last word.',
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
const planning = [...checking, 'migrate']
const comparing = ['abi', 'snapshot']
const seeing = [...comparing, 'topology']
const reading = [...planning, 'compat', ...seeing]
const configured = [...reading, 'edit']

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
    name: 'write',
    group: 'Fixing',
    commands: ['migrate'],
    description: 'Write the neutral steps into the files',
  },
  {
    name: 'unsafe',
    group: 'Fixing',
    commands: ['migrate'],
    description: 'Apply what the guest sees at its next boot as well; each step says what it risks',
  },
  {
    name: 'diff',
    group: 'Fixing',
    commands: ['migrate'],
    description: 'Print the steps that would be applied as a patch for patch -p1, and write nothing',
  },
  {
    name: 'out-dir',
    value: 'FOLDER',
    kind: 'folder',
    group: 'Fixing',
    commands: ['migrate'],
    description: 'Write the results into this folder, each under its own name, and leave the files as they are',
  },
  {
    name: 'layout',
    value: 'keep|libvirt',
    kind: 'text',
    words: ['keep', 'libvirt'],
    group: 'Fixing',
    commands: ['migrate'],
    description:
      'Keep comments and layout (the default), or write what libvirt itself would, with all that it fills in; with --out-dir each file as it is, without steps',
  },
  {
    name: 'pin',
    value: 'all|abi',
    kind: 'text',
    words: ['all', 'abi'],
    isValueOptional: true,
    group: 'Fixing',
    commands: ['migrate'],
    description: 'Write down what libvirt would fill in, in place of the plan: all of it, or with =abi what the guest sees',
  },
  {
    name: 'preset',
    value: 'PRESET[,PRESET]',
    kind: 'preset',
    repeatable: true,
    group: 'Choosing rules',
    commands: [...checking, 'edit', 'rules'],
    description: 'Turn on the rules of these presets instead of those in the configuration',
  },
  {
    name: 'rule',
    value: "'RULE: LEVEL'",
    kind: 'rule',
    repeatable: true,
    group: 'Choosing rules',
    commands: [...planning, 'edit'],
    description: 'Set the level of a rule: error, warning, info or off',
  },
  {
    name: 'config',
    value: 'FILE',
    kind: 'file',
    group: 'Choosing rules',
    commands: configured,
    description: 'Use this configuration file',
  },
  { name: 'no-config', group: 'Choosing rules', commands: configured, description: 'Look for no configuration file' },
  {
    name: 'no-inline-directives',
    group: 'Choosing rules',
    commands: [...planning, 'edit'],
    description: 'Obey no domlint directives in the files',
  },
  {
    name: 'stdin-filename',
    value: 'NAME',
    kind: 'file',
    group: 'Choosing files',
    commands: ['lint', 'migrate', 'compat', ...comparing],
    description: 'The name under which standard input is configured and reported',
  },
  { name: 'no-ignore', group: 'Choosing files', commands: reading, description: 'Obey neither .domlintignore nor .gitignore' },
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
    commands: configured,
    description: 'Read files up to this size (default 64MiB)',
  },
  {
    name: 'target',
    value: 'TARGET',
    kind: 'text',
    repeatable: true,
    group: 'Target',
    commands: [...planning, ...seeing, 'edit'],
    description:
      'What the domains run on: debian-13, libvirt=11.3.0,qemu=10.0.0, host:FILE (default: the newest known); several: each of them',
  },
  {
    name: 'from',
    value: 'TARGET',
    kind: 'text',
    group: 'Target',
    commands: planning,
    description: 'What the domains run on today, to be told what the guest would see change on the target',
  },
  {
    name: 'arch',
    value: 'ARCH',
    kind: 'text',
    group: 'Target',
    commands: configured,
    description: "The host's architecture (default x86_64), where a domain names none",
  },
  {
    name: 'abi-update',
    group: 'Target',
    commands: [...planning, ...seeing, 'edit'],
    description: 'Check as when a new guest is defined, not as when an existing one is reloaded',
  },
  {
    name: 'sysroot',
    value: 'FOLDER',
    kind: 'folder',
    group: 'Target',
    commands: ['host'],
    description: 'Where the files of the host are (default /)',
  },
  {
    name: 'sysroot',
    value: 'FOLDER',
    kind: 'folder',
    group: 'Target',
    commands: [...planning, ...seeing, 'edit'],
    description: 'Where the files of the host that runs the domains are: its firmware and vhost-user backends are then checked too',
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
  {
    name: 'format',
    value: 'text|json|markdown',
    words: ['text', 'json', 'markdown'],
    group: 'Reporting',
    commands: ['migrate'],
    description: 'For people, as JSON, or as Markdown for a change request',
  },
  {
    name: 'format',
    value: 'text|json',
    words: ['text', 'json'],
    group: 'Reporting',
    commands: ['compat'],
    description: 'For people, or as JSON',
  },
  {
    name: 'format',
    value: 'text|json|markdown|github',
    words: ['text', 'json', 'markdown', 'github'],
    group: 'Reporting',
    commands: comparing,
    description: 'For people, as JSON, as Markdown for a comment on a change, or as annotations of GitHub Actions',
  },
  {
    name: 'format',
    value: 'text|mermaid|svg|json',
    words: ['text', 'mermaid', 'svg', 'json'],
    group: 'Reporting',
    commands: ['topology'],
    description: 'As a tree for people, as a Mermaid flowchart, as an SVG picture, or as JSON',
  },
  {
    name: 'level',
    value: 'guest|libvirt',
    kind: 'text',
    words: ['guest', 'libvirt'],
    group: 'Reporting',
    commands: comparing,
    description: "All that the guest sees (the default), or what libvirt's own check compares",
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
  {
    name: 'check',
    group: 'Other',
    commands: ['snapshot'],
    description: 'Write nothing; fail if a record is missing or says something else',
  },
  {
    name: 'since',
    value: 'REVISION',
    kind: 'text',
    group: 'Other',
    commands: ['snapshot'],
    description: 'With --check: compare a definition without a record with what git has of it in this commit, such as HEAD',
  },
  { name: 'update', group: 'Other', commands: ['snapshot'], description: 'Accept what changed: write all records anew' },
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
  {
    name: 'from-capabilities',
    value: 'FILE',
    kind: 'file',
    repeatable: true,
    group: 'Other',
    commands: ['facts'],
    description: 'What virsh capabilities, domcapabilities or version printed; more files may follow',
  },
  {
    name: 'output',
    value: 'FILE',
    kind: 'file',
    group: 'Other',
    commands: ['facts'],
    description: 'Write a host file for --target host:FILE',
  },
  {
    name: 'format',
    value: 'text|json',
    words: ['text', 'json'],
    group: 'Reporting',
    commands: ['facts'],
    description: 'For people, or as the host file itself',
  },
  {
    name: 'format',
    value: 'text|json',
    words: ['text', 'json'],
    group: 'Reporting',
    commands: ['host'],
    description: 'For people, or as JSON',
  },
  { name: 'typescript', group: 'Other', commands: ['init'], description: 'Write domlint.config.ts instead of domlint.config.json' },
  {
    name: 'cache',
    group: 'Other',
    commands: ['lint'],
    description: 'Keep what was found in ~/.cache/domlint, and check only files that have changed since; not with fixes or --timing',
  },
  { name: 'stdio', group: 'Other', commands: ['lsp'], description: 'Speak over standard input and output: it always does' },
  {
    name: 'clientProcessId',
    value: 'PID',
    kind: 'text',
    group: 'Other',
    commands: ['lsp'],
    description: 'End when this process, the editor, is gone',
  },
  { name: 'help', short: 'h', group: 'Other', commands: commands.map(({ name }) => name), description: 'Show help for the command' },
  { name: 'version', short: 'V', group: 'Other', commands: ['lint'], description: 'Show the version' },
] as const satisfies readonly OptionDefinition[]

type Option = (typeof options)[number]
export type ValueOptionName = Extract<Option, { readonly value: string }>['name']
export type RepeatableOptionName = Extract<Option, { readonly repeatable: true }>['name']
export type SwitchName = Exclude<Option, { readonly value: string }>['name']
