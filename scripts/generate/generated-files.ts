import { rules } from '../../src/rules/index.js'
import { configSchema } from './config-schema.js'
import { manPage } from './man-page.js'
import { rulePage, rulesOverview } from './rule-pages.js'

/** All files that follow from the rules and from the table of options, by path. */
export function generatedFiles(): ReadonlyMap<string, string> {
  return new Map([
    ['docs/rules/README.md', rulesOverview(rules)],
    ...rules.map((rule): [string, string] => [`docs/rules/${rule.id}.md`, rulePage(rule)]),
    ['man/domlint.1', manPage()],
    ['schema/domlint.schema.json', configSchema(rules)],
  ])
}
