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
import { createRequire, Module } from 'node:module'
import { dirname, join } from 'node:path'
import * as vm from 'node:vm'

/** A loaded CommonJS file. */
interface Loaded {
  readonly exports: unknown
  /** Keeps what V8 has compiled of it for the next run, if that was not done before. Never throws. */
  keep(): void
}

const maxAgeDays = 30

/**
 * Loads a CommonJS file as `require` does, but takes over what V8 compiled of it in an earlier run: compiling is a good part of
 * the time that a run over one file takes. It is kept in the user's cache folder, and only trusted if nobody else can write there.
 * `identity` stands for the content of the file: V8 itself only compares its length.
 * @throws Error if the file cannot be loaded at all
 */
export function loadCompiled(path: string, identity: string): Loaded {
  const folder = cacheFolder()
  if (folder === undefined || vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER === undefined)
    return { exports: createRequire(path)(path), keep: () => {} }
  const cachePath = join(folder, `main-${identity}-${process.version}-${process.arch}.bin`)
  const cachedData = readPrivate(folder, cachePath)
  // The build keeps the program in ASCII: with one wider character the engine would hold, and read, all of it twice as wide.
  const script = new vm.Script(`(function (exports, require, module, __filename, __dirname) {${readFileSync(path, 'latin1')}\n})`, {
    filename: path,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    ...(cachedData ? { cachedData } : {}),
  })
  const module = new Module(path)
  module.filename = path
  const require = createRequire(path)
  // The lazy parts of the program require this file and must get the same one.
  require.cache[path] = module
  script.runInThisContext()(module.exports, require, module, path, dirname(path))
  module.loaded = true
  const isKept = cachedData !== undefined && !script.cachedDataRejected
  return { exports: module.exports, keep: () => void (isKept || writePrivate(folder, cachePath, script)) }
}

/** Where compiled code is kept; `undefined` where it is not. */
function cacheFolder(): string | undefined {
  const { DOMLINT_NO_COMPILE_CACHE, XDG_CACHE_HOME, HOME } = process.env
  if (DOMLINT_NO_COMPILE_CACHE || !process.getuid) return undefined
  if (XDG_CACHE_HOME?.startsWith('/')) return join(XDG_CACHE_HOME, 'domlint')
  return HOME?.startsWith('/') ? join(HOME, '.cache/domlint') : undefined
}

/** Whether only this user can write it. */
function isPrivate({ uid, mode }: Stats): boolean {
  return uid === process.getuid?.() && (mode & 0o022) === 0
}

/** The content of a file, if it and its folder are private. */
function readPrivate(folder: string, path: string): Buffer | undefined {
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

/** Writes the compiled code so that no run ever reads a part of it. */
function writePrivate(folder: string, path: string, script: vm.Script): void {
  const temporary = `${path}.${process.pid}`
  // One by one: `recursive` never comes back from folders in which the system lets nothing be made, such as /proc.
  for (const missing of [dirname(folder), folder]) quietly(() => mkdirSync(missing, { mode: 0o700 }))
  quietly(() => {
    if (!isPrivate(lstatSync(folder))) return
    const descriptor = openSync(temporary, 'wx', 0o600)
    try {
      writeSync(descriptor, script.createCachedData())
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    renameSync(temporary, path)
    removeOld(folder)
  })
  quietly(() => rmSync(temporary, { force: true }))
}

/** A cache is not worth a word: a full or read-only disk is none of this run's business. */
function quietly(action: () => void): void {
  try {
    action()
  } catch {}
}

/** Removes what other versions left. */
function removeOld(folder: string): void {
  const oldest = Date.now() - maxAgeDays * 24 * 60 * 60 * 1000
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (name.startsWith('main-') && lstatSync(path).mtimeMs < oldest) rmSync(path)
  }
}
