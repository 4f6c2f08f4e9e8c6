import { type BuiltinId, builtinLevels, isSettableBuiltin } from '../../src/lint/builtin-levels.js'
import { builtins } from '../../src/lint/builtins.js'
import { rules } from '../../src/rules/index.js'
import { configSchema } from './config-schema.js'
import { formatPages } from './format-pages.js'
import { manPage } from './man-page.js'
import { rulePage, rulesOverview } from './rule-pages.js'

/** All files that follow from the rules, from the vocabulary, and from the table of options, by path. */
export function generatedFiles(): ReadonlyMap<string, string> {
  return new Map([
    ['docs/rules/README.md', rulesOverview(rules)],
    ...rules.map((rule): [string, string] => [`docs/rules/${rule.id}.md`, rulePage(rule)]),
    ...builtins.map(({ id, summary, why }): [string, string] => [
      `docs/rules/${id}.md`,
      `# ${id}\n\n${summary}.\n\n${why}\n\n${levelOf(id)}\n`,
    ]),
    ...formatPages(rules),
    ['man/domlint.1', manPage()],
    ['schema/domlint.schema.json', configSchema(rules)],
  ])
}

function levelOf(id: BuiltinId): string {
  const level = builtinLevels[id]
  return isSettableBuiltin(id)
    ? `It is a finding of the level \`${level}\`; \`rules\` in the configuration and \`--rule\` set another one.`
    : `It is always a finding of the level \`${level}\`.`
}
