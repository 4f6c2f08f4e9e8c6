import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type CheckedConfig, type ConfigEntry, checkConfig } from '../lint/config.js'
import type { CheckSettings } from '../lint/engine.js'
import { reasonOf } from '../lint/host.js'
import type { MergedSettings } from '../lint/settings.js'
import type { Rule } from '../rules/rule.js'
import { framedProblems, type Located } from './config-frame.js'
import { FolderPatterns } from './ignore-files.js'
import type { Io } from './io.js'
import { JsonError, parseJson } from './json-source.js'
import type { LoadedConfig } from './project.js'
import { locateInScript } from './script-keys.js'
import { UsageError } from './usage-error.js'

/** A configuration file with faults that have places in it. */
export class FaultyConfig extends UsageError {
  readonly problems: readonly Located[]

  constructor(filePath: string, text: string, problems: readonly Located[], io: Io) {
    super(framedProblems(filePath, text, problems, io))
    this.problems = problems
  }
}

/**
 * Reads and checks a configuration file.
 * @param reading tells one reading from another, where a file is read again as it changes: scripts are kept by Node otherwise
 * @throws UsageError that shows the faulty places
 */
export async function loadConfig(filePath: string, rules: readonly Rule[], io: Io, reading?: number): Promise<LoadedConfig> {
  let text: string
  try {
    text = readFileSync(filePath, 'utf8')
  } catch (error) {
    throw new UsageError(`the configuration ${filePath} cannot be read: ${reasonOf(error)}`)
  }
  const { value, locate } = filePath.endsWith('.json') ? fromJson(filePath, text, io) : await fromScript(filePath, text, reading)
  const checked: CheckedConfig = checkConfig(value, rules)
  if (checked.problems.length > 0) {
    const problems = checked.problems.map(({ path, message }) => ({ range: locate(path), message }))
    throw new FaultyConfig(filePath, text, problems, io)
  }
  return new FileConfig(filePath, checked.entries)
}

interface Loaded {
  readonly value: unknown
  readonly locate: (path: readonly (string | number)[]) => Located['range']
}

function fromJson(filePath: string, text: string, io: Io): Loaded {
  try {
    const json = parseJson(text)
    return { value: json.value, locate: (path) => json.locate(path) }
  } catch (error) {
    if (!(error instanceof JsonError)) throw error
    throw new FaultyConfig(filePath, text, [{ range: error.range, message: error.message }], io)
  }
}

async function fromScript(filePath: string, text: string, reading: number | undefined): Promise<Loaded> {
  let module: unknown
  try {
    module = await importScript(filePath, reading)
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`the configuration ${filePath} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`)
  }
  const exported = typeof module === 'object' && module !== null && 'default' in module ? module.default : undefined
  if (exported === undefined)
    throw new UsageError(`the configuration ${filePath} exports nothing: write 'export default defineConfig({ … })'`)
  return { value: exported, locate: (path) => locateInScript(text, path) }
}

/** Node loads TypeScript itself from 22.18 on; before, jiti does, where it is installed. */
async function importScript(filePath: string, reading: number | undefined): Promise<unknown> {
  const address = `${pathToFileURL(filePath).href}${reading === undefined ? '' : `?reading=${reading}`}`
  const readsTypeScript = 'typescript' in process.features && Boolean(process.features.typescript)
  if (!filePath.endsWith('.ts') || readsTypeScript) return nativeImport(address)
  let jiti: typeof import('jiti')
  try {
    jiti = await import('jiti')
  } catch {
    throw new UsageError(
      `the configuration ${filePath} is TypeScript, which Node ${process.versions.node} does not read: install jiti (npm install --save-dev jiti), or write domlint.config.mjs or .json`,
    )
  }
  return jiti.createJiti(filePath, reading === undefined ? {} : { moduleCache: false }).import(filePath)
}

/** A real import(): the program is built as CommonJS, where import() of a package becomes require(). */
const nativeImport: (address: string) => Promise<unknown> = (address) => import(address)

class FileConfig implements LoadedConfig {
  readonly filePath: string
  readonly entries: readonly ConfigEntry[]
  readonly #patterns: ReadonlyMap<readonly string[], FolderPatterns>

  constructor(filePath: string, entries: readonly ConfigEntry[]) {
    this.filePath = filePath
    this.entries = entries
    const lists = entries.flatMap(({ files, ignores, ignore = [] }) => [files, ignores, ...ignore.map((entry) => entry.files)])
    const folder = dirname(filePath)
    this.#patterns = new Map(lists.flatMap((list) => (list ? [[list, new FolderPatterns(folder, list)]] : [])))
  }

  entriesFor(filePath: string): readonly ConfigEntry[] | undefined {
    const applying: ConfigEntry[] = []
    for (const entry of this.entries) {
      if (entry.ignores && this.#matches(entry.ignores, filePath)) {
        if (isOnlyIgnores(entry)) return undefined
        continue
      }
      if (!isOnlyIgnores(entry) && (!entry.files || this.#matches(entry.files, filePath))) applying.push(entry)
    }
    return applying
  }

  holds(filePath: string, merged: MergedSettings): CheckSettings['isHeldBack'] {
    const origin = merged.origins.get('ignore')
    if (!origin) return undefined
    // Unlike other keys, the lists of all entries that apply count.
    const entries = (this.entriesFor(filePath) ?? [])
      .flatMap(({ ignore = [] }) => ignore)
      .filter(({ files }) => !files || this.#matches(files, filePath))
    if (entries.length === 0) return undefined
    return ({ ruleId, device }) => entries.some((entry) => entry.rule === ruleId && (entry.device === undefined || entry.device === device))
  }

  #matches(patterns: readonly string[], filePath: string): boolean {
    return this.#patterns.get(patterns)?.ignores(filePath, false) ?? false
  }
}

/** An entry with nothing but `ignores` and a name leaves files out of all checks. */
function isOnlyIgnores(entry: ConfigEntry): boolean {
  return entry.ignores !== undefined && Object.keys(entry).every((key) => key === 'ignores' || key === 'name' || key === '$schema')
}
