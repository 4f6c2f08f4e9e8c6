import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { Environment } from './terminal/colour.js'

/** Files that a later run may use and none needs, in the user's cache folder. They are only trusted if nobody else can write there. */

const maxAgeDays = 30

/** The folder; `undefined` where there is none that is private. */
export function cacheFolder({ XDG_CACHE_HOME, HOME }: Environment): string | undefined {
  if (!process.getuid) return undefined
  if (XDG_CACHE_HOME?.startsWith('/')) return join(XDG_CACHE_HOME, 'domlint')
  return HOME?.startsWith('/') ? join(HOME, '.cache/domlint') : undefined
}

/** The content of a file, if it and its folder are private. Never throws. */
export function readPrivate(folder: string, path: string): Buffer | undefined {
  let descriptor: number | undefined
  try {
    const stats = lstatSync(folder)
    if (!stats.isDirectory() || !isPrivate(stats)) return undefined
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW)
    return isPrivate(fstatSync(descriptor)) ? readFileSync(descriptor) : undefined
  } catch {
    return undefined
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

/** Writes a file so that no run ever reads a part of it, and removes old ones whose names start alike. Never throws. */
export function writePrivate(folder: string, path: string, content: () => Buffer, prefix: string): void {
  const temporary = `${path}.${process.pid}`
  // One by one: `recursive` never comes back from folders in which the system lets nothing be made, such as /proc.
  for (const missing of [dirname(folder), folder]) quietly(() => mkdirSync(missing, { mode: 0o700 }))
  quietly(() => {
    if (!isPrivate(lstatSync(folder))) return
    const descriptor = openSync(temporary, 'wx', 0o600)
    try {
      const bytes = content()
      for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    renameSync(temporary, path)
    removeOld(folder, prefix)
  })
  quietly(() => rmSync(temporary, { force: true }))
}

/** Whether only this user can write it. */
function isPrivate({ uid, mode }: Stats): boolean {
  return uid === process.getuid?.() && (mode & 0o022) === 0
}

/** A cache is not worth a word: a full or read-only disk is none of this run's business. */
function quietly(action: () => void): void {
  try {
    action()
  } catch {}
}

/** Removes what other versions left. */
function removeOld(folder: string, prefix: string): void {
  const oldest = Date.now() - maxAgeDays * 24 * 60 * 60 * 1000
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (name.startsWith(prefix) && lstatSync(path).mtimeMs < oldest) rmSync(path)
  }
}
