import { dirname, resolve } from 'node:path'
import { hostPrefix, type Target, targetFrom } from '../domain/facts/target.js'
import { settableBuiltins, whyFixedLevel } from '../lint/builtin-levels.js'
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
import type { HostTargets } from './host-files.js'
import type { Io } from './io.js'
import type { Sysroots } from './sysroot.js'
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
  readonly #hosts: HostTargets | undefined
  readonly #sysroots: Sysroots | undefined
  readonly #known = new Map<string, FileSettings>()

  constructor(
    config: LoadedConfig | undefined,
    commandLine: EntrySettings,
    directives: boolean,
    timing?: Map<string, bigint>,
    hosts?: HostTargets,
    sysroots?: Sysroots,
  ) {
    this.config = config
    const plugins = config?.entries.flatMap(({ plugins = [] }) => plugins.flatMap((plugin) => plugin.rules)) ?? []
    this.rules = plugins.length > 0 ? [...coreRules, ...new Set(plugins)] : coreRules
    this.#commandLine = commandLine
    this.#directives = directives
    this.#timing = timing
    this.#hosts = hosts
    this.#sysroots = sysroots
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

  /** What is not known of hosts that are targets, and was guessed: for people, one sentence a host. */
  get guesses(): readonly string[] {
    return this.#hosts?.guesses ?? []
  }

  /** All that is configured, as a text; `undefined` when a part of it is code, such as a plugin, or the files of a host. */
  identity(): string | undefined {
    const entries = this.config?.entries ?? []
    if (this.#sysroots || entries.some(({ plugins = [] }) => plugins.length > 0)) return undefined
    return JSON.stringify([this.config?.filePath, entries, this.#commandLine, this.#directives, this.#hosts?.contents])
  }

  #compile(merged: MergedSettings): FileSettings {
    return {
      merged,
      maxSize: merged.maxSize ?? defaultMaxSize,
      check: {
        ruleset: compileRuleset(this.rules, merged.presets, merged.rules),
        ...this.#targetsOf(merged),
        ...this.#descriptorsOf(merged),
        hostArch: merged.arch,
        abiUpdate: merged.abiUpdate,
        directives: this.#directives,
        ...(merged.maxDepth === undefined ? {} : { maxDepth: merged.maxDepth }),
        ...(this.#timing ? { timing: this.#timing } : {}),
      },
    }
  }

  #descriptorsOf({ origins }: MergedSettings): Pick<CheckSettings, 'descriptors'> {
    const descriptors = this.#sysroots?.descriptorsOf(origins.get('sysroot'))
    return descriptors ? { descriptors } : {}
  }

  #targetsOf({ targets, from, origins }: MergedSettings): Pick<CheckSettings, 'target' | 'otherTargets' | 'from'> {
    const read = (written: string, key: 'target' | 'from'): Target => this.#hosts?.target(origins.get(key), written) ?? targetOf(written)
    const [target = targetOf(undefined), ...otherTargets] = targets.map((written) => read(written, 'target'))
    return { target, ...(otherTargets.length > 0 ? { otherTargets } : {}), ...(from === undefined ? {} : { from: read(from, 'from') }) }
  }
}

/** Reads the configuration that the command line asks for, or the one that is found. @throws UsageError if it is faulty */
export async function openProject(arguments_: Arguments, io: Io, timing?: Map<string, bigint>): Promise<Project> {
  const named = arguments_.value('config')
  const filePath = named !== undefined ? resolve(io.cwd, named) : arguments_.has('no-config') ? undefined : findConfigFile(io.cwd)
  const config = filePath === undefined ? undefined : await (await import('./config-file.js')).loadConfig(filePath, coreRules, io)
  const commandLine = await commandLineEntry(arguments_)
  const project = await projectOf(config, commandLine, io, !arguments_.has('no-inline-directives'), timing)
  const known = new Set<string>([...project.rules.map(({ id }) => id), ...settableBuiltins])
  for (const { id, written } of ruleSettings(arguments_)) {
    if (!known.has(id)) await unknownRule(id, `--rule '${written}'`, known)
  }
  for (const id of arguments_.list('fix-rule')) if (!known.has(id)) await unknownRule(id, '--fix-rule', known)
  return project
}

/**
 * A project of a configuration and of what has the last word, whose paths are seen from the current folder.
 * @throws UsageError if the files of a host that they name cannot be used
 */
export async function projectOf(
  config: LoadedConfig | undefined,
  last: EntrySettings,
  io: Io,
  directives: boolean,
  timing?: Map<string, bigint>,
): Promise<Project> {
  const configured = (config?.entries ?? []).map((entry): [EntrySettings, string] => [entry, dirname(config?.filePath ?? io.cwd)])
  const withHosts = [...configured, [last, io.cwd] as const].filter(([entry]) => namesHost(entry))
  const hosts = withHosts.length > 0 ? new (await import('./host-files.js')).HostTargets(withHosts) : undefined
  const withSysroots = [...configured, [last, io.cwd] as const].filter(([{ sysroot }]) => sysroot !== undefined)
  const sysroots = withSysroots.length > 0 ? await openSysroots(withSysroots, last.sysroot, io) : undefined
  return new Project(config, last, directives, timing, hosts, sysroots)
}

async function openSysroots(
  entries: readonly (readonly [EntrySettings, string])[],
  written: string | undefined,
  io: Io,
): Promise<Sysroots> {
  const { demandSysroot, Sysroots } = await import('./sysroot.js')
  if (written !== undefined) demandSysroot(resolve(io.cwd, written), written)
  return new Sysroots(entries, io.env)
}

/** Whether a target of an entry is one of a host's files. */
function namesHost({ target = [], from = '' }: EntrySettings): boolean {
  return [target, from].flat().some((written) => written.startsWith(hostPrefix))
}

async function unknownRule(id: string, where: string, known: ReadonlySet<string>): Promise<never> {
  const fixed = whyFixedLevel(id)
  if (fixed !== undefined && where.startsWith('--rule ')) throw new UsageError(`${where}: ${fixed}`)
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
  const targets = arguments_.values('target')
  const from = arguments_.value('from')
  const arch = arguments_.value('arch')
  const sysroot = arguments_.value('sysroot')
  const maxSize = arguments_.value('max-size')
  for (const written of from === undefined ? targets : [...targets, from]) if (!written.startsWith(hostPrefix)) targetOf(written)
  return {
    name: 'the command line',
    ...(presets.length > 0 ? { presets } : {}),
    ...(rules.length > 0 ? { rules: Object.fromEntries(rules) } : {}),
    ...(targets.length === 0 ? {} : { target: targets }),
    ...(from === undefined ? {} : { from }),
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
