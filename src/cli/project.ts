import { resolve } from 'node:path'
import { type Target, targetFrom } from '../domain/facts/target.js'
import type { ConfigEntry } from '../lint/config.js'
import type { CheckSettings } from '../lint/engine.js'
import type { Severity } from '../lint/finding.js'
import { defaultMaxSize } from '../lint/host.js'
import { compileRuleset, isPresetName, type PresetName, presetNames, type RuleSetting } from '../lint/ruleset.js'
import { type EntrySettings, type MergedSettings, mergeSettings } from '../lint/settings.js'
import { rules as coreRules } from '../rules/index.js'
import type { Rule } from '../rules/rule.js'
import type { Arguments } from './arguments.js'
import { findConfigFile } from './config-search.js'
import type { Io } from './io.js'
import { UsageError } from './usage-error.js'

/** How one file is checked. */
export interface FileSettings {
  readonly check: CheckSettings
  readonly maxSize: number
  readonly merged: MergedSettings
}

/** Which entries of a configuration file apply to a file. */
export interface LoadedConfig {
  readonly filePath: string
  readonly entries: readonly ConfigEntry[]
  /** The entries for a file; `undefined` when the configuration leaves the file out. */
  entriesFor(filePath: string): readonly ConfigEntry[] | undefined
  /** Whether an `ignore` entry holds a finding back. */
  holds(filePath: string, merged: MergedSettings): CheckSettings['isHeldBack']
}

/** All that is configured for a run, by file and by command line. */
export class Project {
  readonly rules: readonly Rule[]
  readonly config: LoadedConfig | undefined
  readonly #commandLine: EntrySettings
  readonly #directives: boolean
  readonly #timing: Map<string, bigint> | undefined
  readonly #known = new Map<string, FileSettings>()

  constructor(config: LoadedConfig | undefined, commandLine: EntrySettings, directives: boolean, timing?: Map<string, bigint>) {
    this.config = config
    const plugins = config?.entries.flatMap(({ plugins = [] }) => plugins.flatMap((plugin) => plugin.rules)) ?? []
    this.rules = plugins.length > 0 ? [...coreRules, ...new Set(plugins)] : coreRules
    this.#commandLine = commandLine
    this.#directives = directives
    this.#timing = timing
  }

  /** The settings of a file; `undefined` when the configuration leaves it out. */
  settingsFor(filePath: string): FileSettings | undefined {
    const entries = this.config ? this.config.entriesFor(filePath) : []
    if (!entries) return undefined
    const key = entries.map((entry) => this.config?.entries.indexOf(entry)).join()
    const known = this.#known.get(key)
    const settings = known ?? this.#compile(mergeSettings([...entries, this.#commandLine]))
    if (!known) this.#known.set(key, settings)
    const isHeldBack = this.config?.holds(filePath, settings.merged)
    return isHeldBack ? { ...settings, check: { ...settings.check, isHeldBack } } : settings
  }

  #compile(merged: MergedSettings): FileSettings {
    return {
      merged,
      maxSize: merged.maxSize ?? defaultMaxSize,
      check: {
        ruleset: compileRuleset(this.rules, merged.presets, merged.rules),
        target: targetOf(merged.target),
        hostArch: merged.arch,
        abiUpdate: merged.abiUpdate,
        directives: this.#directives,
        ...(merged.maxDepth === undefined ? {} : { maxDepth: merged.maxDepth }),
        ...(this.#timing ? { timing: this.#timing } : {}),
      },
    }
  }
}

/** Reads the configuration that the command line asks for, or the one that is found. @throws UsageError if it is faulty */
export async function openProject(arguments_: Arguments, io: Io, timing?: Map<string, bigint>): Promise<Project> {
  const named = arguments_.value('config')
  const filePath = named !== undefined ? resolve(io.cwd, named) : arguments_.has('no-config') ? undefined : findConfigFile(io.cwd)
  const config = filePath === undefined ? undefined : await (await import('./config-file.js')).loadConfig(filePath, coreRules, io)
  const project = new Project(config, await commandLineEntry(arguments_), !arguments_.has('no-inline-directives'), timing)
  const known = new Set<string>(project.rules.map(({ id }) => id))
  for (const { id, written } of ruleSettings(arguments_)) {
    if (!known.has(id)) await unknownRule(id, `--rule '${written}'`, known)
  }
  for (const id of arguments_.list('fix-rule')) if (!known.has(id)) await unknownRule(id, '--fix-rule', known)
  return project
}

async function unknownRule(id: string, where: string, known: ReadonlySet<string>): Promise<never> {
  const { didYouMean } = await import('../domain/values/nearest.js')
  throw new UsageError(`${where}: there is no rule '${id}'${didYouMean(id, known)}`)
}

async function unknownPreset(name: string): Promise<never> {
  const { didYouMean } = await import('../domain/values/nearest.js')
  throw new UsageError(`there is no preset '${name}'${didYouMean(name, presetNames) || `: choose from ${presetNames.join(', ')}`}`)
}

/** What the command line sets, as the last entry of all. */
async function commandLineEntry(arguments_: Arguments): Promise<EntrySettings> {
  const presets: PresetName[] = []
  for (const name of arguments_.list('preset')) {
    if (isPresetName(name)) presets.push(name)
    else await unknownPreset(name)
  }
  const rules = ruleSettings(arguments_).map(({ id, level }): [string, RuleSetting] => [id, level])
  const target = arguments_.value('target')
  const arch = arguments_.value('arch')
  const sysroot = arguments_.value('sysroot')
  const maxSize = arguments_.value('max-size')
  if (target !== undefined) targetOf(target)
  return {
    name: 'the command line',
    ...(presets.length > 0 ? { presets } : {}),
    ...(rules.length > 0 ? { rules: Object.fromEntries(rules) } : {}),
    ...(target === undefined ? {} : { target }),
    ...(arch === undefined ? {} : { arch }),
    ...(arguments_.has('abi-update') ? { abiUpdate: true } : {}),
    ...(sysroot === undefined ? {} : { sysroot }),
    ...(maxSize === undefined ? {} : { maxSize: sizeOf(maxSize) }),
  }
}

function ruleSettings(arguments_: Arguments): { id: string; level: Severity | 'off'; written: string }[] {
  return arguments_.values('rule').map((written) => {
    const [, id = '', level = ''] = /^\s*(\S+?)\s*:\s*(\w+)\s*$/.exec(written) ?? []
    if (level === 'error' || level === 'warning' || level === 'info' || level === 'off') return { id, level, written }
    const why = level === '' ? "write it as 'RULE: LEVEL'" : `there is no level '${level}': choose from error, warning, info, off`
    throw new UsageError(`--rule '${written}': ${why}`)
  })
}

function targetOf(text: string | undefined): Target {
  try {
    return targetFrom(text)
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message)
    throw error
  }
}

const units: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 2 ** 10,
  kib: 2 ** 10,
  m: 2 ** 20,
  mib: 2 ** 20,
  g: 2 ** 30,
  gib: 2 ** 30,
}

function sizeOf(text: string): number {
  const [, number = '', unit = ''] = /^(\d{1,12})\s*([a-z]*)$/i.exec(text) ?? []
  const factor = units[unit.toLowerCase()]
  if (number === '' || factor === undefined) throw new UsageError(`--max-size ${text}: write a size, such as 64MiB`)
  return Number(number) * factor
}
