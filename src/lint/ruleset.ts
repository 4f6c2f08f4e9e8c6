import type { CanonicalCheck, Category, Check, MessageTable, Rule, RuleContext } from '../rules/rule.js'
import { type BuiltinId, builtinLevels, settableBuiltins } from './builtin-levels.js'
import type { Severity } from './finding.js'
import { DispatchTable, parsePattern, type Steps } from './patterns.js'

/** A rule that is on, with the severity and the options that the configuration gives it. */
export interface ActiveRule {
  readonly rule: Rule
  readonly severity: Severity
  readonly options: Readonly<Record<string, unknown>>
}

/** The options of a rule that has none. */
export const noOptions: Readonly<Record<string, unknown>> = Object.freeze({})

/** One check of one rule, as the walk runs it. */
export interface ActiveCheck {
  readonly active: ActiveRule
  readonly check: Check<MessageTable, Readonly<Record<string, unknown>>>
}

/** A rule on the canonical form: where it looks, and what it does there. */
export interface ActiveCanonicalRule {
  readonly active: ActiveRule
  readonly when: (context: RuleContext<Readonly<Record<string, unknown>>>) => boolean
  readonly checks: readonly {
    readonly paths: readonly Steps[]
    readonly check: CanonicalCheck<MessageTable, Readonly<Record<string, unknown>>>
  }[]
}

/** What a configuration says of a rule. */
export type RuleSetting = Severity | 'off' | readonly [Severity | 'off', Readonly<Record<string, unknown>>]

/** The rules that are on for one file, compiled for the walk. */
export interface Ruleset {
  readonly active: ReadonlyMap<string, ActiveRule>
  readonly table: DispatchTable<ActiveCheck>
  /** Rules on the canonical form, which is worked out where one of them asks for it. */
  readonly canonical: readonly ActiveCanonicalRule[]
  /** Rules that compare all domains of a run. */
  readonly unique: readonly ActiveRule[]
  /** Every rule that exists, on or off: directives may name them. */
  readonly known: ReadonlySet<string>
  /** The level of what the engine itself finds. */
  readonly builtinLevels: Readonly<Record<BuiltinId, Severity | 'off'>>
}

export const presetNames = [
  'recommended',
  'strict',
  'all',
  'schema',
  'libvirt',
  'abi',
  'deprecated',
  'target',
  'security',
  'performance',
  'portability',
  'project',
] as const

export type PresetName = (typeof presetNames)[number]

/** Whether there is a preset of this name. */
export function isPresetName(name: string): name is PresetName {
  return presetNames.some((known) => known === name)
}

/** Whether a preset turns a rule on: `all` does, `recommended` and `strict` by the rule's own list, the others by category. */
export function isInPreset(rule: Rule, preset: PresetName): boolean {
  if (preset === 'all') return true
  const listed = rule.presets ?? ['recommended', 'strict']
  if (preset === 'recommended') return listed.includes('recommended')
  if (preset === 'strict') return listed.includes('strict') || listed.includes('recommended')
  const category: Category = rule.category
  return category === preset
}

/** Turns rules on: those of the presets at their own severity, then the settings one by one, the last one winning. */
export function compileRuleset(
  rules: readonly Rule[],
  presets: readonly PresetName[],
  settings: Readonly<Record<string, RuleSetting>> = {},
): Ruleset {
  const active = new Map<string, ActiveRule>()
  for (const rule of rules) {
    const setting = settings[rule.id]
    const [level, options] = typeof setting === 'string' || setting === undefined ? [setting, {}] : setting
    const severity = level ?? (presets.some((preset) => isInPreset(rule, preset)) ? rule.severity : 'off')
    if (severity === 'off') continue
    active.set(rule.id, { rule, severity, options: rule.options ? { ...defaultsOf(rule), ...options } : noOptions })
  }
  const table = new DispatchTable<ActiveCheck>()
  const canonical: ActiveCanonicalRule[] = []
  const unique: ActiveRule[] = []
  for (const entry of active.values()) {
    const { rule } = entry
    if (rule.view === 'canonical') {
      const checks = Object.entries(rule.on).map(([pattern, check]) => ({ paths: parsePattern(pattern), check }))
      canonical.push({ active: entry, when: rule.when, checks })
    } else for (const [pattern, check] of Object.entries(rule.on ?? {})) table.add(pattern, { active: entry, check })
    if (rule.unique) unique.push(entry)
  }
  return { active, table, canonical, unique, known: new Set(rules.map((rule) => rule.id)), builtinLevels: levelsOfBuiltins(settings) }
}

function levelsOfBuiltins(settings: Readonly<Record<string, RuleSetting>>): Ruleset['builtinLevels'] {
  const levels: Record<BuiltinId, Severity | 'off'> = { ...builtinLevels }
  for (const id of settableBuiltins) {
    const setting = settings[id]
    if (setting !== undefined) levels[id] = typeof setting === 'string' ? setting : setting[0]
  }
  return levels
}

function defaultsOf(rule: Rule): Record<string, unknown> {
  return Object.fromEntries(Object.entries(rule.options ?? {}).map(([name, option]) => [name, option.default]))
}
