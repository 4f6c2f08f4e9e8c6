import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { checkSource } from '../lint/check-source.js'
import type { Checked, CheckSettings, LocatedFact } from '../lint/engine.js'
import { secretRanges } from '../lint/secrets.js'
import type { Io } from './io.js'
import { cacheFolder, readPrivate, writePrivate } from './private-cache.js'
import type { Project } from './project.js'

/** What a check found, as it is kept: rules are named, since a later run has its own. */
interface KeptResult extends Omit<Checked, 'facts' | 'failures'> {
  readonly facts: readonly (Omit<LocatedFact, 'active'> & { readonly rule: string })[]
}

/** What one file of results may hold, in bytes: more would take longer to read than it saves. */
const largest = 64 * 1024 * 1024
const lineFeed = 10

/** The cache of `--cache` for the files of this run; `undefined` where nothing can be kept. */
export function openResultCache(project: Project, io: Io, program: string | undefined): ResultCache | undefined {
  const folder = cacheFolder(io.env)
  const settings = project.identity()
  if (folder === undefined || settings === undefined || program === undefined) return undefined
  return new ResultCache(folder, join(folder, `results-${hashOf(io.cwd).slice(0, 16)}`), hashOf(`${program}\n${settings}`))
}

/**
 * What checks of files found, by the content and the name of the file, the program, and all settings. A file with passwords in it is
 * never kept, nor is one at which a rule failed. One line is one result: its key, a space, and JSON.
 */
export class ResultCache {
  readonly #folder: string
  readonly #path: string
  readonly #settings: string
  /** The lines of earlier runs, by key. */
  readonly #earlier: ReadonlyMap<string, Buffer>
  /** The lines of this run. */
  readonly #lines = new Map<string, Buffer>()
  #hasNew = false

  constructor(folder: string, path: string, settings: string) {
    this.#folder = folder
    this.#path = path
    this.#settings = settings
    this.#earlier = linesOf(readPrivate(folder, path))
  }

  /** What a check of this text finds: from the cache, or anew. */
  check(filePath: string, text: string, settings: CheckSettings): Checked {
    const key = this.#keyOf(filePath, text)
    const line = this.#earlier.get(key)
    const kept = line && restored(line, key, settings)
    if (line && kept) {
      this.#lines.set(key, line)
      return kept
    }
    const checked = checkSource(filePath, text, settings)
    if (checked.failures.length === 0 && secretRanges(text).length === 0) {
      this.#lines.set(key, Buffer.from(`${key} ${JSON.stringify(keptOf(checked))}`))
      this.#hasNew = true
    }
    return checked
  }

  /** Keeps the results of this run for the next, and those of earlier runs as long as there is room. */
  save(): void {
    if (!this.#hasNew) return
    const content = () => {
      const parts: Buffer[] = []
      let length = 0
      for (const line of new Map([...this.#lines, ...this.#earlier]).values()) {
        if (length + line.length + 1 > largest) break
        parts.push(line, Buffer.of(lineFeed))
        length += line.length + 1
      }
      return Buffer.concat(parts)
    }
    writePrivate(this.#folder, this.#path, content, 'results-')
  }

  #keyOf(filePath: string, text: string): string {
    // UTF-16 tells texts apart that are one in UTF-8: half of a surrogate pair has no bytes of its own there.
    return createHash('sha256').update(`${this.#settings}\n${filePath}\n`).update(text, 'utf16le').digest('base64url')
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

function linesOf(content: Buffer | undefined): Map<string, Buffer> {
  const lines = new Map<string, Buffer>()
  if (!content || content.length > largest) return lines
  for (let start = 0, end = content.indexOf(lineFeed); end !== -1; start = end + 1, end = content.indexOf(lineFeed, start)) {
    const space = content.indexOf(' ', start)
    if (space !== -1 && space < end) lines.set(content.toString('latin1', start, space), content.subarray(start, end))
  }
  return lines
}

function keptOf({ facts, failures: _, ...rest }: Checked): KeptResult {
  return { ...rest, facts: facts.map(({ active, ...fact }) => ({ ...fact, rule: active.rule.id })) }
}

/** The result in a line; `undefined` when it cannot be read. */
function restored(line: Buffer, key: string, { ruleset }: CheckSettings): Checked | undefined {
  try {
    // The file is private, and this line was written from such a value by this very program.
    const { facts, ...rest } = JSON.parse(line.toString('utf8', key.length + 1)) as KeptResult
    const located = facts.map(({ rule, ...fact }): LocatedFact => {
      const active = ruleset.active.get(rule)
      if (!active) throw new Error(`the rule ${rule} is not on`)
      return { ...fact, active }
    })
    return { ...rest, facts: located, failures: [] }
  } catch {
    return undefined
  }
}
