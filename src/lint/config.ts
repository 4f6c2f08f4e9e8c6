import { hostPrefix, targetFrom } from '../domain/facts/target.js'
import { didYouMean } from '../domain/values/nearest.js'
import type { Rule } from '../rules/rule.js'
import { isSettableBuiltin, settableBuiltins, whyFixedLevel } from './builtin-levels.js'
import { isPresetName, presetNames } from './ruleset.js'
import type { EntrySettings } from './settings.js'

/** Rules from outside. Their ids must be none of domlint's own. */
export interface Plugin {
  readonly name: string
  readonly rules: readonly Rule[]
}

/** One entry of a configuration. The entries that apply to a file are merged in order: the last one that says something wins. */
export interface ConfigEntry extends EntrySettings {
  /** The files that it is for, as in .gitignore, relative to the configuration; absent: all files. */
  readonly files?: readonly string[]
  /** Files that it is not for. An entry with nothing else (but a name) leaves these files out of all checks. */
  readonly ignores?: readonly string[]
  readonly plugins?: readonly Plugin[]
}

/** A configuration: one entry, or a list of them. */
export type Config = ConfigEntry | readonly ConfigEntry[]

/** A flat configuration from entries and lists of entries, checked by the compiler where it is written. */
export function defineConfig(...entries: readonly Config[]): readonly ConfigEntry[] {
  return entries.flat()
}

/** Something wrong in a configuration. */
export interface ConfigProblem {
  /** The keys that lead to it; numbers are places in lists. */
  readonly path: readonly (string | number)[]
  readonly message: string
}

export interface CheckedConfig {
  readonly entries: readonly ConfigEntry[]
  readonly problems: readonly ConfigProblem[]
}

/** What the value of a key must be. */
export type ConfigShape =
  | 'text'
  | 'texts'
  | 'switch'
  | 'whole number'
  | 'presets'
  | 'rules'
  | 'plugins'
  | 'ignore entries'
  | 'target'
  | 'targets'

/** The keys of an entry. The JSON schema and the checks follow from this table. */
export const configKeys: Readonly<Record<keyof ConfigEntry, { readonly shape: ConfigShape; readonly description: string }>> = {
  name: { shape: 'text', description: 'How the entry is called in messages and by --print-config.' },
  files: {
    shape: 'texts',
    description: 'The files that the entry is for, as in .gitignore, relative to this file. Without it: all files.',
  },
  ignores: {
    shape: 'texts',
    description: 'Files that the entry is not for, as in .gitignore. An entry with nothing else leaves them out of all checks.',
  },
  presets: {
    shape: 'presets',
    description: 'Turns on the rules of these presets, instead of those that earlier entries name. Without any: recommended.',
  },
  rules: { shape: 'rules', description: 'The level of a rule, or a list of its level and its options.' },
  plugins: {
    shape: 'plugins',
    description: 'Rules from outside: objects with a name and a list of rules. Needs a configuration in JavaScript or TypeScript.',
  },
  target: {
    shape: 'targets',
    description: 'What the domains run on, as --target takes it: debian-13, libvirt=11.3.0,qemu=10.0.0, host:FILE. A list: each of these.',
  },
  from: { shape: 'target', description: 'What the domains run on today, as --from takes it: rules then tell what changes on the way.' },
  arch: { shape: 'text', description: "The host's architecture, where a domain names none." },
  abiUpdate: { shape: 'switch', description: 'Check as when a new guest is defined, not as when an existing one is reloaded.' },
  sysroot: { shape: 'text', description: "Where the host's files are looked up." },
  ignore: { shape: 'ignore entries', description: 'Findings to hold back, each with the reason.' },
  maxDepth: { shape: 'whole number', description: 'How deep elements may nest (1000).' },
  maxSize: { shape: 'whole number', description: 'The size in bytes up to which files are read (67108864).' },
}

const ignoreKeys = ['files', 'rule', 'device', 'reason'] as const

export const levels = ['error', 'warning', 'info', 'off'] as const

/** Checks what a configuration file gave. Everything that is wrong is reported; the entries are to be used only if nothing is. */
export function checkConfig(value: unknown, coreRules: readonly Rule[]): CheckedConfig {
  const checker = new ConfigChecker()
  const list = Array.isArray(value) ? value : [value]
  const isList = Array.isArray(value)
  const entries = list.filter((entry, index): entry is Record<string, unknown> =>
    checker.isRecord(entry, isList ? [index] : [], 'an entry is an object, such as { "presets": ["strict"] }'),
  )
  const rules = new Map(coreRules.map((rule) => [rule.id as string, rule]))
  for (const [index, entry] of entries.entries()) checker.plugins(entry.plugins, [...(isList ? [index] : []), 'plugins'], rules)
  for (const [index, entry] of entries.entries()) checker.entry(entry, isList ? [index] : [], rules)
  // Every key of every entry was checked against the table above.
  return { entries: entries as readonly ConfigEntry[], problems: checker.problems }
}

type Path = readonly (string | number)[]

class ConfigChecker {
  readonly problems: ConfigProblem[] = []

  entry(entry: Record<string, unknown>, path: Path, rules: ReadonlyMap<string, Rule>): void {
    for (const [key, value] of Object.entries(entry)) {
      const at = [...path, key]
      if (key === '$schema' && typeof value === 'string') continue
      if (!isConfigKey(key)) this.#problem(at, `there is no key '${key}'${didYouMean(key, Object.keys(configKeys))}`)
      else if (value !== undefined) this.#value(configKeys[key].shape, value, at, rules)
    }
  }

  isRecord(value: unknown, path: Path, message: string): value is Record<string, unknown> {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return true
    this.#problem(path, message)
    return false
  }

  /** Adds the rules of plugins to those that are known. */
  plugins(value: unknown, path: Path, rules: Map<string, Rule>): void {
    if (!Array.isArray(value)) return
    for (const [index, plugin] of value.entries()) {
      if (!isPlugin(plugin)) continue
      for (const rule of plugin.rules) {
        if (rules.has(rule.id) && rules.get(rule.id) !== rule)
          this.#problem([...path, index], `the plugin ${plugin.name} has a rule ${rule.id}, and there is one of that name already`)
        else rules.set(rule.id, rule)
      }
    }
  }

  #value(shape: ConfigShape, value: unknown, path: Path, rules: ReadonlyMap<string, Rule>): void {
    switch (shape) {
      case 'text':
        this.#expect(typeof value === 'string', path, 'this must be a text')
        break
      case 'texts':
        this.#texts(value, path)
        break
      case 'switch':
        this.#expect(typeof value === 'boolean', path, 'this must be true or false')
        break
      case 'whole number':
        this.#expect(Number.isSafeInteger(value) && Number(value) > 0, path, 'this must be a whole number above zero')
        break
      case 'target':
        this.#target(value, path)
        break
      case 'targets':
        if (!Array.isArray(value)) this.#target(value, path)
        else if (value.length === 0) this.#problem(path, 'this list names no target')
        else for (const [index, target] of value.entries()) this.#target(target, [...path, index])
        break
      case 'presets':
        this.#presets(value, path)
        break
      case 'rules':
        this.#rules(value, path, rules)
        break
      case 'plugins':
        this.#pluginShapes(value, path)
        break
      case 'ignore entries':
        this.#ignoreEntries(value, path, rules)
        break
    }
  }

  #texts(value: unknown, path: Path): void {
    if (!Array.isArray(value)) {
      this.#problem(path, 'this must be a list of texts')
      return
    }
    for (const [index, item] of value.entries())
      this.#expect(typeof item === 'string' && item !== '', [...path, index], 'this must be a text that is not empty')
  }

  #target(value: unknown, path: Path): void {
    if (typeof value !== 'string') {
      this.#problem(path, 'this must be a text, such as "libvirt=11.3.0,qemu=10.0.0"')
      return
    }
    // The files of a host are read where the configuration is used.
    if (value.startsWith(hostPrefix) && value.length > hostPrefix.length) return
    try {
      targetFrom(value)
    } catch (error) {
      this.#problem(path, error instanceof Error ? error.message : String(error))
    }
  }

  #presets(value: unknown, path: Path): void {
    if (!Array.isArray(value)) {
      this.#problem(path, 'this must be a list of presets, such as ["recommended"]')
      return
    }
    for (const [index, name] of value.entries()) {
      const known = typeof name === 'string' && isPresetName(name)
      this.#expect(
        known,
        [...path, index],
        `there is no preset ${shown(name)}${didYouMean(String(name), presetNames) || `: choose from ${presetNames.join(', ')}`}`,
      )
    }
  }

  #rules(value: unknown, path: Path, rules: ReadonlyMap<string, Rule>): void {
    if (!this.isRecord(value, path, 'this must be an object of rules and their levels')) return
    for (const [id, setting] of Object.entries(value)) {
      const rule = rules.get(id)
      if (!rule && !isSettableBuiltin(id)) this.#problem([...path, id], whyFixedLevel(id) ?? noRule(id, rules))
      else if (Array.isArray(setting)) this.#ruleWithOptions(setting, [...path, id], rule ?? { id })
      else this.#level(setting, [...path, id])
    }
  }

  #ruleWithOptions(setting: readonly unknown[], path: Path, rule: Pick<Rule, 'options'> & { readonly id: string }): void {
    this.#level(setting[0], [...path, 0])
    if (setting.length > 2) this.#problem([...path, 2], 'a rule takes its level and one object of options')
    const options = setting[1]
    if (options === undefined || !this.isRecord(options, [...path, 1], 'the options of a rule are an object')) return
    const known = rule.options ?? {}
    for (const [name, value] of Object.entries(options)) {
      const at = [...path, 1, name]
      const option = Object.hasOwn(known, name) ? known[name] : undefined
      if (option) this.#expect(fitsOption(option.type, value), at, `the option ${name} must be ${optionTypes[option.type]}`)
      else this.#problem(at, `${rule.id} has no option '${name}'${didYouMean(name, Object.keys(known))}`)
    }
  }

  #level(value: unknown, path: Path): void {
    const known = levels.some((level) => level === value)
    this.#expect(
      known,
      path,
      `there is no level ${shown(value)}${didYouMean(String(value), levels) || `: choose from ${levels.join(', ')}`}`,
    )
  }

  #pluginShapes(value: unknown, path: Path): void {
    if (!Array.isArray(value)) {
      this.#problem(path, 'this must be a list of plugins')
      return
    }
    for (const [index, plugin] of value.entries()) {
      this.#expect(isPlugin(plugin), [...path, index], 'a plugin is an object with a name and a list of rules, made with rule()')
    }
  }

  #ignoreEntries(value: unknown, path: Path, rules: ReadonlyMap<string, Rule>): void {
    if (!Array.isArray(value)) {
      this.#problem(path, 'this must be a list of objects with a rule and a reason')
      return
    }
    for (const [index, entry] of value.entries()) {
      const at = [...path, index]
      if (!this.isRecord(entry, at, 'this must be an object with a rule and a reason')) continue
      for (const key of Object.keys(entry)) {
        this.#expect(
          ignoreKeys.some((known) => known === key),
          [...at, key],
          `there is no key '${key}' here${didYouMean(key, ignoreKeys)}`,
        )
      }
      const { files, rule, device, reason } = entry
      if (files !== undefined) this.#texts(files, [...at, 'files'])
      this.#expect(
        device === undefined || typeof device === 'string',
        [...at, 'device'],
        'this must be a device as the reports name it, such as "disk vda"',
      )
      if (typeof rule !== 'string') this.#problem(rule === undefined ? at : [...at, 'rule'], 'the rule that is to be ignored is missing')
      else this.#expect(rules.has(rule) || isSettableBuiltin(rule), [...at, 'rule'], noRule(rule, rules))
      const given = typeof reason === 'string' && reason.trim() !== ''
      this.#expect(given, reason === undefined ? at : [...at, 'reason'], 'the reason is missing: write why this is ignored')
    }
  }

  #expect(fits: boolean, path: Path, message: string): void {
    if (!fits) this.#problem(path, message)
  }

  #problem(path: Path, message: string): void {
    this.problems.push({ path, message })
  }
}

function noRule(id: string, rules: ReadonlyMap<string, Rule>): string {
  return `there is no rule '${id}'${didYouMean(id, [...rules.keys(), ...settableBuiltins])}`
}

function isConfigKey(key: string): key is keyof ConfigEntry {
  return Object.hasOwn(configKeys, key)
}

function isPlugin(value: unknown): value is Plugin {
  if (typeof value !== 'object' || value === null || !('name' in value) || !('rules' in value)) return false
  return typeof value.name === 'string' && Array.isArray(value.rules) && value.rules.every(isRule)
}

function isRule(value: unknown): value is Rule {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'message' in value &&
    'category' in value
  )
}

const optionTypes = { boolean: 'true or false', number: 'a number', string: 'a text', strings: 'a list of texts' } as const

function fitsOption(type: keyof typeof optionTypes, value: unknown): boolean {
  if (type === 'strings') return Array.isArray(value) && value.every((item) => typeof item === 'string')
  return typeof value === type
}

function shown(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : JSON.stringify(value)
}
