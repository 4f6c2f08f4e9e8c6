import { didYouMean } from '../../domain/values/nearest.js'
import { docsAddress } from '../../lint/docs.js'
import { isInPreset, isPresetName, presetNames } from '../../lint/ruleset.js'
import { rules } from '../../rules/index.js'
import type { Rule } from '../../rules/rule.js'
import type { Arguments } from '../arguments.js'
import type { Io } from '../io.js'
import { painter, wantsColour } from '../terminal/colour.js'
import { hyperlink, wantsHyperlinks } from '../terminal/hyperlink.js'
import { UsageError } from '../usage-error.js'

/** `domlint rules`: the rules of some presets or categories, or all. */
export async function listRules(arguments_: Arguments, io: Io): Promise<number> {
  const wanted = [...arguments_.operands, ...arguments_.list('preset')].map((name) => {
    if (isPresetName(name)) return name
    throw new UsageError(
      `there is no category or preset '${name}'${didYouMean(name, presetNames) || `: choose from ${presetNames.join(', ')}`}`,
    )
  })
  const listed = wanted.length === 0 ? rules : rules.filter((rule) => wanted.some((preset) => isInPreset(rule, preset)))
  io.stdout.write(rendered(listed, arguments_.values('format').at(-1), io))
  return 0
}

function rendered(listed: readonly Rule[], format: string | undefined, io: Io): string {
  switch (format) {
    case undefined:
    case 'pretty':
      return plainList(listed, io)
    case 'json':
      return `${JSON.stringify(listed.map(ruleObject), undefined, 2)}\n`
    case 'markdown':
      return rulesTable(listed)
    default:
      throw new UsageError(`there is no format '${format}' here: choose from pretty, json, markdown`)
  }
}

function plainList(listed: readonly Rule[], io: Io): string {
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

/** The rules as a Markdown table, as on the page of all rules. */
export function rulesTable(listed: readonly Rule[]): string {
  const rows = listed.map(
    ({ id, summary, severity, fix = '' }) => `| [${id}](${id}.md) | ${summary.replaceAll('|', '\\|')} | ${severity} | ${fix} |\n`,
  )
  return `| Rule | What it asks for | Level | Fix |\n|---|---|---|---|\n${rows.join('')}`
}
