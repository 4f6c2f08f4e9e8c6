import { isAscii, isUtf8 } from 'node:buffer'
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { declarationFault, decodeXml, type EncodingFault, encodeXml, type TextFormat } from '../xml/encoding.js'

/** The one place where the library meets files: reading XML, and writing it so that it is never lost. */

/** The largest file that is read when nothing else is said, in bytes. */
export const defaultMaxSize = 64 * 1024 * 1024

/** What a path turned out to be. Messages are sentences without subject, to stand behind the path. */
export type ReadResult =
  | ({ readonly kind: 'text'; readonly text: string } & TextFormat)
  | { readonly kind: 'folder' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'failure'; readonly message: string }
  | ({ readonly kind: 'fault' } & { readonly fault: EncodingFault })

/** Files are read through this, so that a run over many leaves no garbage. */
let buffer: Buffer | undefined

/** Reads an XML file. Never throws: what can go wrong with a path is in the result. */
export function readXmlFile(path: string, maxSize: number = defaultMaxSize): ReadResult {
  let descriptor: number
  try {
    descriptor = openSync(path, constants.O_RDONLY)
  } catch (error) {
    return unopened(error)
  }
  try {
    const stats = fstatSync(descriptor)
    if (stats.isDirectory()) return { kind: 'folder' }
    if (stats.isFile()) return stats.size > maxSize ? tooLarge(stats.size, maxSize) : textOf(readAll(descriptor, stats))
    // A pipe, as in `domlint <(virsh dumpxml guest)`; never an endless device.
    if (!stats.isFIFO() && !stats.isSocket()) return { kind: 'failure', message: 'is a device, not a file' }
    const bytes = readFileSync(descriptor)
    return bytes.length > maxSize ? tooLarge(bytes.length, maxSize) : textOf(bytes)
  } catch (error) {
    return { kind: 'failure', message: `cannot be read: ${reasonOf(error)}` }
  } finally {
    closeSync(descriptor)
  }
}

/** The text of an XML file's bytes. */
export function textOf(bytes: Buffer): ReadResult {
  // An ASCII text takes half the memory, and most of these files are ASCII. Bytes below 9 are controls: no text has them.
  if (bytes[0] === 0x3c && bytes[1] !== 0) {
    const ascii = isAscii(bytes)
    if (ascii || isUtf8(bytes)) {
      const text = bytes.toString(ascii ? 'latin1' : 'utf8')
      const fault = text.startsWith('<?xml') ? declarationFault(text, ascii, false) : undefined
      return fault ? { kind: 'fault', fault } : { kind: 'text', text, encoding: 'utf-8', byteOrderMark: false }
    }
  }
  const decoded = decodeXml(bytes)
  return 'kind' in decoded ? { kind: 'fault', fault: decoded } : { kind: 'text', ...decoded }
}

function readAll(descriptor: number, { size }: Stats): Buffer {
  if (!buffer || buffer.length < size) buffer = Buffer.allocUnsafeSlow(Math.max(size, 64 * 1024))
  let length = 0
  while (length < size) {
    const count = readSync(descriptor, buffer, length, size - length, null)
    if (count === 0) break
    length += count
  }
  // Some files of /proc and /sys say that they are empty.
  if (size === 0) return readFileSync(descriptor)
  return buffer.subarray(0, length)
}

function tooLarge(size: number, maxSize: number): ReadResult {
  return { kind: 'failure', message: `has ${inMebibytes(size)}, more than the limit of ${inMebibytes(maxSize)} (--max-size raises it)` }
}

function inMebibytes(bytes: number): string {
  return bytes < 1024 * 1024 ? `${bytes} bytes` : `${Math.round(bytes / 1024 / 102.4) / 10} MiB`
}

function unopened(error: unknown): ReadResult {
  const code = codeOf(error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' }
  // A socket cannot be opened at all.
  return { kind: 'failure', message: code === 'ENXIO' ? 'is a socket, not a file' : `cannot be read: ${reasonOf(error)}` }
}

/** Error codes of the operating system that people meet, in words. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'the operation is not permitted',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left on the disk',
  EDQUOT: 'the disk quota is used up',
  ELOOP: 'its symbolic links go round in a circle',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  EIO: 'the disk reports an error',
  EISDIR: 'it is a folder',
  ENOENT: 'it is not there',
  ENOTDIR: 'a part of the path is no folder',
  ETXTBSY: 'it is being run',
}

/** Why a call to the operating system failed, for people. */
export function reasonOf(error: unknown): string {
  return REASONS[codeOf(error)] ?? (error instanceof Error ? error.message : String(error))
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/**
 * Writes files so that each is either old or new at any moment: into a temporary file in the same folder, which then takes the
 * file's name. What replaces a file is on the disk before that; a file that was not there has nothing to lose, and gets there when the
 * system writes it. Symbolic links are followed, mode and owner kept. Temporary files that a killed run left behind are removed.
 */
export class FileWriter {
  readonly #folders = new Set<string>()

  /** Why a file could not be written, as a sentence without subject; undefined if it should work. */
  refusal(path: string): string | undefined {
    try {
      const target = realpathSync(path)
      accessSync(target, constants.W_OK)
      const descriptor = openSync(target, constants.O_RDONLY)
      try {
        // The administrator may write anything; a file without any write permission is still meant to stay as it is.
        if ((fstatSync(descriptor).mode & 0o222) === 0) return 'cannot be written: it is read-only'
      } finally {
        closeSync(descriptor)
      }
      return undefined
    } catch (error) {
      return `cannot be written: ${reasonOf(error)}`
    }
  }

  /** Replaces the text of a file. @throws Error of the operating system; the file is as it was then. */
  write(path: string, text: string, format: TextFormat): void {
    const target = realpathSync(path)
    this.#put(target, statSync(target), text, format, true)
  }

  /**
   * Writes a file that may not be there yet, with the mode and owner of another one: it is a new form of that. Without another one
   * it is for its owner only. @throws Error of the operating system
   */
  writeNew(path: string, like: string | undefined, text: string, format: TextFormat): void {
    const isThere = existsSync(path)
    this.#put(isThere ? realpathSync(path) : path, like === undefined ? undefined : statSync(like), text, format, isThere)
  }

  #put(target: string, stats: Stats | undefined, text: string, format: TextFormat, isReplaced: boolean): void {
    const folder = dirname(target)
    if (!this.#folders.has(folder)) removeLeftovers(folder)
    this.#folders.add(folder)
    const temporary = join(folder, temporaryName(basename(target)))
    const descriptor = openSync(temporary, 'wx', 0o600)
    try {
      const bytes = encodeXml(text, format)
      for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written)
      const own = fstatSync(descriptor)
      const { mode, uid, gid } = stats ?? own
      // Changing the owner clears set-user-id bits, so the mode comes second.
      if (own.uid !== uid || own.gid !== gid) changeOwner(descriptor, uid, gid)
      fchmodSync(descriptor, mode & 0o7777)
      if (isReplaced) fsyncSync(descriptor)
      renameSync(temporary, target)
    } catch (error) {
      rmSync(temporary, { force: true })
      throw error
    } finally {
      closeSync(descriptor)
    }
  }

  /** Makes the new names last: to be called when all is written. */
  finish(): void {
    for (const folder of this.#folders) {
      try {
        const descriptor = openSync(folder, constants.O_RDONLY)
        try {
          fsyncSync(descriptor)
        } finally {
          closeSync(descriptor)
        }
      } catch {
        // Some file systems do not sync folders; the files themselves are on the disk.
      }
    }
  }
}

function changeOwner(descriptor: number, uid: number, gid: number): void {
  try {
    fchownSync(descriptor, uid, gid)
  } catch (error) {
    // Only the administrator may give files away: for others the file becomes their own, as with any editor.
    if (codeOf(error) !== 'EPERM') throw error
  }
}

/** Unlike every other name, and telling which process made it: `.guest.xml.domlint-1234-x7f3k2`. */
function temporaryName(name: string): string {
  // Names may have 255 bytes; what is cut off here only served people.
  const shown = Buffer.from(name)
    .subarray(0, 200)
    .toString('latin1')
    .replace(/[^\w.-]/g, '_')
  return `.${shown}.domlint-${process.pid}-${Math.random().toString(36).slice(2, 10)}`
}

/** Removes what runs that were killed left in a folder; files of runs that are still going on stay. */
function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    const owner = /^\..+\.domlint-(\d+)-[a-z0-9]+$/.exec(name)?.[1]
    if (owner !== undefined && !isRunning(Number(owner))) rmSync(join(folder, name), { force: true })
  }
}

/** Whether there is a process of that number. One that belongs to somebody else counts as well. */
export function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}
