import { didYouMean } from '../../domain/values/nearest.js'
import { type BuiltinId, builtinLevels, isSettableBuiltin } from '../../lint/builtin-levels.js'
import { builtins } from '../../lint/builtins.js'
import { docsAddress } from '../../lint/docs.js'
import { isInPreset, isPresetName, presetNames } from '../../lint/ruleset.js'
import { rules } from '../../rules/index.js'
import type { Rule, Severity } from '../../rules/rule.js'
import type { Arguments } from '../arguments.js'
import { chosenFormat } from '../chosen-format.js'
import type { Io } from '../io.js'
import { painter, wantsColour } from '../terminal/colour.js'
import { hyperlink, wantsHyperlinks } from '../terminal/hyperlink.js'
import { UsageError } from '../usage-error.js'

/** What the list shows: a rule, or something that the engine itself says of directives. */
type Listed = Pick<Rule, 'id' | 'summary' | 'severity' | 'fix'> | OwnWord

interface OwnWord {
  readonly id: BuiltinId
  readonly summary: string
  readonly category: 'domlint'
  readonly severity: Severity
  readonly fix?: undefined
}

/** What domlint says of its own directives has levels like a rule, but no preset. */
const ownWords: readonly OwnWord[] = builtins
  .filter(({ id }) => isSettableBuiltin(id))
  .map(({ id, summary }) => ({ id, summary, category: 'domlint', severity: builtinLevels[id] }))

/** `domlint rules`: the rules of some presets or categories, or all. */
export async function listRules(arguments_: Arguments, io: Io): Promise<number> {
  const names = [...arguments_.operands, ...arguments_.list('preset')]
  const wanted = names.flatMap((name) => {
    if (name === 'domlint') return []
    if (isPresetName(name)) return name
    throw new UsageError(
      `there is no category or preset '${name}'${didYouMean(name, presetNames) || `: choose from ${presetNames.join(', ')}, domlint`}`,
    )
  })
  const listed = names.length === 0 ? rules : rules.filter((rule) => wanted.some((preset) => isInPreset(rule, preset)))
  const own = names.length === 0 || names.includes('domlint') || wanted.includes('all') ? ownWords : []
  io.stdout.write(rendered(listed, own, chosenFormat(arguments_, ['pretty', 'json', 'markdown']), io))
  return 0
}

function rendered(listed: readonly Rule[], own: readonly OwnWord[], format: 'pretty' | 'json' | 'markdown', io: Io): string {
  switch (format) {
    case 'pretty':
      return plainList([...listed, ...own], io)
    case 'json':
      return `${JSON.stringify([...listed.map(ruleObject), ...own.map(ownObject)], undefined, 2)}\n`
    case 'markdown':
      return rulesTable([...listed, ...own])
  }
}

function plainList(listed: readonly Listed[], io: Io): string {
  const paint = painter(wantsColour(io.env, io.stdout.isTerminal))
  const links = wantsHyperlinks(io.env, io.stdout.isTerminal)
  const width = Math.max(0, ...listed.map(({ id }) => id.length))
  return listed
    .map(({ id, severity, fix, summary }) => {
      const name = links ? hyperlink(id, docsAddress(id)) : id
      return `${paint(name, 'bold')}${' '.repeat(width - id.length)}  ${severity.padEnd(7)}  ${(fix ?? '').padEnd(6)}  ${summary}\n`
    })
    .join('')
}

function ruleObject(rule: Rule) {
  const { id, summary, category, severity, since, fix, risk, options } = rule
  return {
    id,
    summary,
    category,
    severity,
    since,
    ...(fix === undefined ? {} : { fix }),
    ...(risk === undefined ? {} : { risk }),
    presets: presetNames.filter((preset) => preset !== 'all' && isInPreset(rule, preset)),
    ...(options === undefined ? {} : { options }),
    docs: docsAddress(id),
  }
}

function ownObject(own: OwnWord) {
  return { ...own, docs: docsAddress(own.id) }
}

/** The rules as a Markdown table, as on the page of all rules. */
export function rulesTable(listed: readonly Listed[]): string {
  const rows = listed.map(
    ({ id, summary, severity, fix = '' }) => `| [${id}](${id}.md) | ${summary.replaceAll('|', '\\|')} | ${severity} | ${fix} |\n`,
  )
  return `| Rule | What it asks for | Level | Fix |\n|---|---|---|---|\n${rows.join('')}`
}
