import { rules } from '../rules/index.js'
import type { Rule } from '../rules/rule.js'

/** What a rule says to those who want to know more than its findings say. */
export type RuleDocumentation = Pick<Rule, 'why' | 'sources' | 'examples'>

/**
 * What the rules say about themselves, by id. In the built program this is the only place that has it: rules are bundled
 * without, and this module is evaluated by the build and stored as data. So it may export nothing but data, and is to be
 * imported dynamically.
 */
export const documentation: Readonly<Record<string, RuleDocumentation>> = Object.fromEntries(
  rules.map(({ id, why, sources, examples }) => [id, { why, sources, examples }]),
)
