import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import ignore, { type Ignore } from 'ignore'

/** Answers what .domlintignore (of the current folder) and .gitignore (of every folder of the repository) leave out. */
export class IgnoreFiles {
  readonly #own: FolderPatterns | undefined
  readonly #git = new Map<string, FolderPatterns | undefined>()
  readonly #roots = new Map<string, string | undefined>()

  constructor(cwd: string) {
    this.#own = readPatterns(cwd, '.domlintignore')
  }

  /** Whether .domlintignore leaves a file out, even when it is named. */
  isExcluded(filePath: string): boolean {
    return this.#own?.ignores(filePath, false) ?? false
  }

  /** Whether any ignore file leaves out what was found. */
  isIgnored(path: string, isFolder: boolean): boolean {
    return (this.#own?.ignores(path, isFolder) ?? false) || this.#isIgnoredByGit(path, isFolder)
  }

  /** The nearest .gitignore that says something decides; a folder that is left out takes all below with it. */
  #isIgnoredByGit(path: string, isFolder: boolean): boolean {
    const root = this.#rootOf(dirname(path))
    if (root === undefined) return false
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      const verdict = this.#patternsIn(folder)?.verdict(path, isFolder)
      if (verdict !== undefined) return verdict
      if (folder === root || folder === dirname(folder)) return false
    }
  }

  #patternsIn(folder: string): FolderPatterns | undefined {
    if (!this.#git.has(folder)) this.#git.set(folder, readPatterns(folder, '.gitignore'))
    return this.#git.get(folder)
  }

  /** The top of the repository that a folder is in. */
  #rootOf(folder: string): string | undefined {
    const known = this.#roots.get(folder)
    if (known !== undefined || this.#roots.has(folder)) return known
    const parent = dirname(folder)
    const root = existsSync(join(folder, '.git')) ? folder : parent === folder ? undefined : this.#rootOf(parent)
    this.#roots.set(folder, root)
    return root
  }
}

/** Patterns that are relative to a folder, as in .gitignore. */
export class FolderPatterns {
  readonly #folder: string
  readonly #patterns: Ignore

  constructor(folder: string, patterns: string | readonly string[]) {
    this.#folder = folder
    this.#patterns = ignore({ allowRelativePaths: false }).add(patterns)
  }

  ignores(path: string, isFolder: boolean): boolean {
    return this.verdict(path, isFolder) ?? false
  }

  /** `true`: left out; `false`: taken in again by a `!` pattern; `undefined`: nothing is said, as about all that is elsewhere. */
  verdict(path: string, isFolder: boolean): boolean | undefined {
    const below = relative(this.#folder, path).replaceAll(sep, '/')
    if (below === '' || !ignore.isPathValid(below)) return undefined
    const { ignored, unignored } = this.#patterns.test(isFolder ? `${below}/` : below)
    return ignored ? true : unignored ? false : undefined
  }
}

function readPatterns(folder: string, name: string): FolderPatterns | undefined {
  try {
    return new FolderPatterns(folder, readFileSync(join(folder, name), 'utf8'))
  } catch {
    return undefined
  }
}
