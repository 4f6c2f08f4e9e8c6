import { markedLines } from '../../src/cli/marked-example.js'
import { builtins } from '../../src/lint/builtins.js'
import { isInPreset, presetNames } from '../../src/lint/ruleset.js'
import type { Example, Rule } from '../../src/rules/rule.js'

/** What the categories are about. Those without rules are left out of the page of all rules. */
const categories: Readonly<Record<Rule['category'], string>> = {
  schema: "Elements, attributes and values that libvirt's format does not have",
  libvirt: 'What libvirt refuses, though it is well written',
  abi: 'What changes, or may change, the hardware that the guest sees',
  deprecated: 'Old forms, and what only a running guest has',
  target: 'What the target version of libvirt, QEMU or a distribution does not have',
  security: 'What makes the host or the guest open to attack',
  performance: 'What makes the guest slower than it need be',
  portability: 'What ties a definition to one host',
  project: 'What several definitions may not share',
}

/** The page of a rule: docs/rules/CATEGORY/NAME.md. */
export function rulePage(rule: Rule): string {
  const { id, summary, why, sources, since, options, examples } = rule
  const presets = presetNames.filter((preset) => preset !== 'all' && preset !== rule.category && isInPreset(rule, preset))
  const blocks = [
    `# ${id}`,
    `${summary}.`,
    `| Level | Fix | Presets | Since |\n|---|---|---|---|\n| ${rule.severity} | ${rule.fix ?? 'none'} | ${[...presets, rule.category].map((name) => `\`${name}\``).join(', ')} | ${since} |`,
    '## Why',
    why.trim(),
    '## What is reported',
    messages(rule)
      .map((message) => `> ${inMarkdown(message)}`)
      .join('\n>\n'),
    ...fixing(rule),
    ...(options
      ? [
          '## Options',
          Object.entries(options)
            .map(([name, option]) => `- \`${name}\` (${option.type}, default \`${JSON.stringify(option.default)}\`): ${option.description}`)
            .join('\n'),
        ]
      : []),
    '## Examples',
    ...examples.flatMap(exampleBlocks),
    '## Sources',
    sources.map((source) => `- ${inMarkdown(source)}`).join('\n'),
  ]
  return `${blocks.join('\n\n')}\n`
}

function messages({ message }: Rule): readonly string[] {
  return typeof message === 'string' ? [message] : Object.values(message)
}

function fixing({ fix, risk }: Rule): string[] {
  if (fix === undefined) return ['## Fix', 'There is no automatic fix.']
  const text =
    fix === 'safe'
      ? `Safe: \`--fix\` applies it. The guest sees the same hardware, and libvirt accepts what it accepted.${risk === undefined ? '' : ` Where that cannot be said, it takes \`--unsafe\`: ${risk}`}`
      : `Unsafe: \`--fix --unsafe\` applies it, or \`--fix-rule\` with the name of the rule. ${risk}`
  return ['## Fix', text]
}

function exampleBlocks(example: Example): string[] {
  const setting = [
    example.target === undefined ? '' : `target ${example.target}`,
    example.from === undefined ? '' : `from ${example.from}`,
    example.hostArch === undefined ? '' : `host architecture ${example.hostArch}`,
    example.abiUpdate ? '`--abi-update`' : '',
    example.descriptors ? `\`--sysroot\` of a host with ${example.descriptors.map(({ name }) => name).join(', ') || 'no descriptors'}` : '',
    example.options === undefined ? '' : `options \`${JSON.stringify(example.options)}\``,
  ].filter(Boolean)
  const name = `${sentence(example.name)}${setting.length > 0 ? ` (${setting.join(', ')})` : ''}`
  if ('good' in example) return [`Good: ${name}`, ...fenced(example.good)]
  const blocks = [`Bad: ${name}`, ...fenced(example.bad)]
  if (example.fixed !== undefined) blocks.push('Fixed:', ...fenced(example.fixed))
  if (example.suggested !== undefined) blocks.push('Suggested:', ...fenced(example.suggested))
  return blocks
}

function fenced(texts: string | readonly string[]): string[] {
  return (typeof texts === 'string' ? [texts] : texts).map((text) => {
    const lines = markedLines(text).map((line) => line.text)
    return `\`\`\`xml\n${lines.join('\n')}\n\`\`\``
  })
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** A text of ours that is no Markdown: names of elements stand in angle brackets. */
function inMarkdown(text: string): string {
  return text.replace(/[<>*_|]/g, '\\$&')
}

/** docs/rules/README.md: all rules by category. */
export function rulesOverview(rules: readonly Rule[]): string {
  const sections = Object.entries(categories).flatMap(([category, about]) => {
    const own = rules.filter((rule) => rule.category === category)
    if (own.length === 0) return []
    const rows = own.map((rule) => {
      const mark = (preset: 'recommended' | 'strict') => (isInPreset(rule, preset) ? 'yes' : '')
      return `| [${rule.id}](${rule.id}.md) | ${inMarkdown(rule.summary)} | ${rule.severity} | ${rule.fix ?? ''} | ${mark('recommended')} | ${mark('strict')} |`
    })
    return [
      `## ${category}`,
      `${about}.`,
      `| Rule | What it asks for | Level | Fix | recommended | strict |\n|---|---|---|---|---|---|\n${rows.join('\n')}`,
    ]
  })
  const intro = `${rules.length} rules. The preset \`recommended\` is on unless a configuration says otherwise; \`strict\` adds more, \`all\` has every rule, and each category is a preset of its own name.`
  const engine = [
    '## xml and domlint',
    'What domlint says beside its rules: about the text itself, and about directives.',
    builtins.map(({ id, summary }) => `- [${id}](${id}.md): ${inMarkdown(summary)}`).join('\n'),
  ]
  return `${['# Rules', intro, ...sections, ...engine].join('\n\n')}\n`
}
