import { readFileSync } from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { RecordedFindings, readBaseline } from '../../cli/baseline-file.js'
import { baselineName } from '../../cli/baseline-search.js'
import { FaultyConfig, loadConfig } from '../../cli/config-file.js'
import { configFileNames, findConfigFile } from '../../cli/config-search.js'
import { IgnoreFiles } from '../../cli/ignore-files.js'
import type { Io } from '../../cli/io.js'
import { pathKind } from '../../cli/path-kind.js'
import { type FileSettings, type LoadedConfig, type Project, projectOf } from '../../cli/project.js'
import { UsageError } from '../../cli/usage-error.js'
import type { BaselineEntry } from '../../lint/baseline.js'
import { rules } from '../../rules/index.js'
import type { Range } from '../../xml/source.js'
import { type EditorSettings, noEditorSettings } from './editor-settings.js'
import { pathOfUri } from './uris.js'

/** Something wrong in a configuration file or a baseline; without a range it is about the file as a whole. */
export interface ConfigFault {
  readonly range: Range | undefined
  readonly message: string
}

/** Tells about the faults of a configuration file; none when it is well again. */
export type TellFaults = (path: string, text: string, faults: readonly ConfigFault[]) => void

/**
 * The configurations of all documents: each obeys the nearest configuration file above it, and then the editor. A file with faults is
 * reported, and what it said before goes on counting.
 */
export class Configurations {
  readonly #io: Io
  readonly #tellFaults: TellFaults
  readonly #projects = new Map<string, Promise<Project>>()
  readonly #baselines = new Map<string, RecordedFindings | undefined>()
  readonly #lastGood = new Map<string, LoadedConfig>()
  #editor = noEditorSettings
  #folders: readonly string[] = []
  #ignoreFiles: readonly IgnoreFiles[] | undefined
  #count = 0

  constructor(io: Io, tellFaults: TellFaults) {
    this.#io = io
    this.#tellFaults = tellFaults
  }

  /** The paths of the folders that the editor works in. */
  set folders(folders: readonly string[]) {
    this.#folders = folders
    this.#baselines.clear()
    this.#ignoreFiles = undefined
  }

  set editor(settings: EditorSettings) {
    this.#editor = settings
    this.#projects.clear()
  }

  /** Forgets what was read: files are read again when they are next needed. */
  reload(): void {
    this.#baselines.clear()
    this.#ignoreFiles = undefined
    this.#projects.clear()
  }

  /** Whether a file is one that configurations are read from. */
  isConfiguration(path: string): boolean {
    return configFileNames.some((name) => name === basename(path))
  }

  /** The name under which a document is configured and its findings are known. */
  nameOf(uri: string): string {
    return pathOfUri(uri) ?? join(this.#folders[0] ?? '/', 'untitled.xml')
  }

  /** How a document is checked; undefined when the configuration leaves it out. */
  async settingsFor(uri: string): Promise<FileSettings | undefined> {
    const path = pathOfUri(uri)
    // A document that is no file is configured as one in the folder that the editor works in, if there is one.
    const folder = path === undefined ? this.#folders[0] : dirname(path)
    const configPath = folder === undefined ? undefined : findConfigFile(resolve(folder))
    const project = await this.#project(configPath)
    return path !== undefined && this.#isIgnored(path) ? undefined : project.settingsFor(this.nameOf(uri))
  }

  /** What the baseline of a folder that the editor works in records of a document; undefined where there is none. */
  recordedOf(uri: string): ReadonlyMap<string, BaselineEntry> | undefined {
    const path = pathOfUri(uri)
    const folder = path === undefined ? undefined : this.#folders.findLast((one) => path.startsWith(join(one, sep)))
    if (path === undefined || folder === undefined) return undefined
    if (!this.#baselines.has(folder)) this.#baselines.set(folder, this.#readBaseline(join(folder, baselineName)))
    return this.#baselines.get(folder)?.of(path)
  }

  #readBaseline(path: string): RecordedFindings | undefined {
    if (pathKind(path) !== 'file') return undefined
    try {
      const recorded = new RecordedFindings(readBaseline(path), path)
      this.#tellFaults(path, '', [])
      return recorded
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      this.#tellFaults(path, textOfFile(path), [{ range: undefined, message: error.message }])
      return undefined
    }
  }

  /** Whether the .domlintignore of a folder that the editor works in leaves a file out. */
  #isIgnored(path: string): boolean {
    this.#ignoreFiles ??= this.#folders.map((folder) => new IgnoreFiles(folder))
    return this.#ignoreFiles.some((files) => files.isExcluded(path))
  }

  #project(configPath: string | undefined): Promise<Project> {
    const key = configPath ?? ''
    const known = this.#projects.get(key)
    if (known) return known
    const project = configPath === undefined ? this.#compose(undefined) : this.#read(configPath)
    this.#projects.set(key, project)
    return project
  }

  async #read(path: string): Promise<Project> {
    try {
      const config = await loadConfig(path, rules, this.#io, ++this.#count)
      const project = await this.#compose(config)
      this.#lastGood.set(path, config)
      this.#tellFaults(path, '', [])
      return project
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      const faults: readonly ConfigFault[] = error instanceof FaultyConfig ? error.problems : [{ range: undefined, message: error.message }]
      this.#tellFaults(path, textOfFile(path), faults.map(withConsequence))
      return this.#fallBack(path)
    }
  }

  /** What a configuration file said when it could last be used; the files that it names may be gone since. */
  async #fallBack(path: string): Promise<Project> {
    try {
      return await this.#compose(this.#lastGood.get(path))
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      return this.#compose(undefined)
    }
  }

  async #compose(config: LoadedConfig | undefined): Promise<Project> {
    try {
      return await projectOf(config, this.#editor.entry, this.#io, true)
    } catch (error) {
      // Of the settings of an editor only the target can name a file that is not there; the configuration's own faults are told where it is read.
      if (!(error instanceof UsageError) || this.#editor.entry.target === undefined) throw error
      const { target: _, ...rest } = this.#editor.entry
      return projectOf(config, rest, this.#io, true)
    }
  }
}

function withConsequence({ range, message }: ConfigFault): ConfigFault {
  const sentence = /[.?!]$/.test(message) ? message : `${message}.`
  return { range, message: `${sentence} Until it is mended, documents are checked as the configuration last said.` }
}

function textOfFile(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
