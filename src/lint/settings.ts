import type { Severity } from './finding.js'
import type { PresetName, RuleSetting } from './ruleset.js'

/** Holds back what one rule finds, for some files or one device of theirs. */
export interface IgnoreEntry {
  /** As in .gitignore, relative to the configuration; absent: all files. */
  readonly files?: readonly string[]
  readonly rule: string
  /** As the reports name it: `disk vda`. Absent: all devices. */
  readonly device?: string
  readonly reason: string
}

/** What an entry of a configuration sets. */
export interface EntrySettings {
  readonly name?: string
  readonly presets?: readonly PresetName[]
  readonly rules?: Readonly<Record<string, RuleSetting>>
  /** One target, or several that the domains are to run on. */
  readonly target?: string | readonly string[]
  /** What the domains run on today. */
  readonly from?: string
  readonly arch?: string
  readonly abiUpdate?: boolean
  readonly sysroot?: string
  readonly ignore?: readonly IgnoreEntry[]
  readonly maxDepth?: number
  readonly maxSize?: number
}

/** All entries that apply to a file, as one. */
export interface MergedSettings {
  readonly presets: readonly PresetName[]
  readonly rules: Readonly<Record<string, RuleSetting>>
  readonly targets: readonly string[]
  readonly from: string | undefined
  readonly arch: string
  readonly abiUpdate: boolean
  readonly sysroot: string
  readonly maxDepth: number | undefined
  readonly maxSize: number | undefined
  /** The entry that had the last word on each key, and on each rule as `rules.RULE`. */
  readonly origins: ReadonlyMap<string, EntrySettings>
}

/** The presets that are on when nothing is said. */
export const defaultPresets: readonly PresetName[] = ['recommended']

/**
 * Merges entries in order: the last one that says something wins, key by key and rule by rule. An entry that sets only the
 * level of a rule leaves the options that an earlier one gave it.
 */
export function mergeSettings(entries: readonly EntrySettings[]): MergedSettings {
  const origins = new Map<string, EntrySettings>()
  const rules: Record<string, RuleSetting> = {}
  for (const entry of entries) {
    for (const [key, value] of Object.entries(entry)) if (value !== undefined) origins.set(key, entry)
    for (const [id, setting] of Object.entries(entry.rules ?? {})) {
      rules[id] = mergeRule(rules[id], setting)
      origins.set(`rules.${id}`, entry)
    }
  }
  const last = <Key extends keyof EntrySettings>(key: Key): EntrySettings[Key] | undefined => origins.get(key)?.[key]
  return {
    presets: last('presets') ?? defaultPresets,
    rules,
    targets: listOf(last('target')),
    from: last('from'),
    arch: last('arch') ?? 'x86_64',
    abiUpdate: last('abiUpdate') ?? false,
    sysroot: last('sysroot') ?? '/',
    maxDepth: last('maxDepth'),
    maxSize: last('maxSize'),
    origins,
  }
}

function listOf(written: string | readonly string[] | undefined): readonly string[] {
  return written === undefined ? [] : typeof written === 'string' ? [written] : written
}

function mergeRule(earlier: RuleSetting | undefined, later: RuleSetting): RuleSetting {
  if (typeof later !== 'string' || typeof earlier !== 'object') return later
  const options: Readonly<Record<string, unknown>> = earlier[1]
  const level: Severity | 'off' = later
  return [level, options]
}
