import { compileRuleset, isInPreset, type PresetName, type RuleSetting, type Ruleset } from '../lint/ruleset.js'
import type { Rule } from '../rules/rule.js'

/** The presets that a plan is made of: old forms, what the targets lack, and what libvirt refuses. */
export const migrationPresets = ['deprecated', 'target', 'libvirt'] as const satisfies readonly PresetName[]

/** Single rules besides: an element that the target's libvirt drops without a word is no help to the guest there. */
const migrationRules: ReadonlySet<string> = new Set(['schema/no-newer-libvirt'])

/** Whether a plan is made of what a rule finds. */
export function isMigrationRule(rule: Rule): boolean {
  return migrationRules.has(rule.id) || migrationPresets.some((preset) => isInPreset(rule, preset))
}

/**
 * The rules that a plan is made of, at their own levels or those of the settings. Directives may name every other rule too.
 * @param rules all rules there are
 */
export function migrationRuleset(rules: readonly Rule[], settings: Readonly<Record<string, RuleSetting>> = {}): Ruleset {
  const ruleset = compileRuleset(rules.filter(isMigrationRule), ['all'], settings)
  return { ...ruleset, known: new Set(rules.map(({ id }) => id)) }
}
