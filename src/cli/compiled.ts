import { readFileSync } from 'node:fs'
import { createRequire, Module } from 'node:module'
import { dirname, join } from 'node:path'
import * as vm from 'node:vm'
import { cacheFolder, readPrivate, writePrivate } from './private-cache.js'

/** A loaded CommonJS file. */
interface Loaded {
  readonly exports: unknown
  /** Keeps what V8 has compiled of it for the next run, if that was not done before. Never throws. */
  keep(): void
}

/**
 * Loads a CommonJS file as `require` does, but takes over what V8 compiled of it in an earlier run: compiling is a good part of
 * the time that a run over one file takes. It is kept in the user's cache folder, and only trusted if nobody else can write there.
 * `identity` stands for the content of the file: V8 itself only compares its length.
 * @throws Error if the file cannot be loaded at all
 */
export function loadCompiled(path: string, identity: string): Loaded {
  const folder = compiledFolder()
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
  return { exports: module.exports, keep: () => void (isKept || writePrivate(folder, cachePath, () => script.createCachedData(), 'main-')) }
}

/** Where compiled code is kept; `undefined` where it is not. */
function compiledFolder(): string | undefined {
  return process.env.DOMLINT_NO_COMPILE_CACHE ? undefined : cacheFolder(process.env)
}
