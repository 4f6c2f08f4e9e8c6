import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { hostToJson } from '../domain/facts/host-file.js'
import { targetOfHost } from '../domain/facts/host-target.js'
import { type HostText, readHostCapabilities } from '../domain/facts/read-host-capabilities.js'
import { hostPrefix, type Target } from '../domain/facts/target.js'
import { reasonOf } from '../lint/host.js'
import type { EntrySettings } from '../lint/settings.js'
import { UsageError } from './usage-error.js'

/** The targets that entries of a configuration name by files of a host: `host:capabilities.xml,version.txt`. */
export class HostTargets {
  readonly #targets = new Map<EntrySettings, Map<string, Target>>()

  /**
   * Reads them all.
   * @param entries each with the folder that its paths are seen from
   * @throws UsageError when a file cannot be read, or says nothing of a host
   */
  constructor(entries: readonly (readonly [EntrySettings, folder: string])[]) {
    for (const [entry, folder] of entries) {
      this.#targets.set(entry, new Map(hostsIn(entry).map((written) => [written, readHost(written, folder)])))
    }
  }

  /** The target that an entry names; undefined when it is none of files. */
  target(entry: EntrySettings | undefined, written: string): Target | undefined {
    return entry && this.#targets.get(entry)?.get(written)
  }

  /** What was taken instead of what they do not tell: one sentence a target, without its end. */
  get guesses(): readonly string[] {
    const targets = [...this.#targets.values()].flatMap((one) => [...one.values()])
    const told = targets.flatMap(({ name, guesses }) =>
      guesses ? [`${name}: ${guesses.join(', ')}; the output of virsh version tells`] : [],
    )
    return [...new Set(told)]
  }

  /** All that the files tell: what was found with one host does not hold for another. */
  get contents(): readonly string[] {
    return [...this.#targets.values()].flatMap((targets) => [...targets.values()].map(({ host }) => (host ? hostToJson(host) : '')))
  }
}

/** The targets of an entry that are files of a host. */
function hostsIn({ target = [], from }: EntrySettings): string[] {
  const written = [...(typeof target === 'string' ? [target] : target), ...(from === undefined ? [] : [from])]
  return written.filter((one) => one.startsWith(hostPrefix))
}

function readHost(written: string, folder: string): Target {
  const names = written
    .slice(hostPrefix.length)
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  if (names.length === 0) throw new UsageError(`the target '${written}' names no file: write host:FILE, or host:FILE,FILE`)
  try {
    return targetOfHost(written, readHostCapabilities(readHostTexts(names, folder)))
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`the target '${written}' cannot be used: ${error.message}`)
    throw error
  }
}

/** The texts of files that say what a host can do. @throws RangeError when one cannot be read */
export function readHostTexts(names: readonly string[], folder: string): HostText[] {
  return names.map((name) => {
    try {
      return { name, text: readFileSync(resolve(folder, name), 'utf8').replace(/^\uFEFF/, '') }
    } catch (error) {
      throw new RangeError(`${name} cannot be read: ${reasonOf(error)}`)
    }
  })
}
