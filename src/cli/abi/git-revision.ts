import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { relative, sep } from 'node:path'
import type { Io } from '../io.js'

/** Git could not give what was asked for; the message is a sentence for people. */
export class GitError extends Error {}

/** A file of a revision. */
export interface GitFile {
  /** Below the folder that was listed. */
  readonly path: string
  readonly object: string
  /** In bytes. */
  readonly size: number
}

/** What can be read of a commit, file by file. */
export type FilesOfRevision = Pick<GitRevision, 'name' | 'at' | 'contents'>

/** A commit; where the repository has none yet, one without files. @throws GitError as `GitRevision` does */
export function revisionOrNothing(revision: string, io: Io): FilesOfRevision {
  return hasCommits(io) ? new GitRevision(revision, io) : { name: revision, at: () => undefined, contents: () => new Map() }
}

function hasCommits(io: Io): boolean {
  const { status, stdout } = runGit(['rev-list', '--all', '-n', '1'], io)
  return status !== 0 || stdout.length > 0
}

/** A commit of the repository that the current folder is in, read through the program git and never through a shell. */
export class GitRevision {
  /** As it was written. */
  readonly name: string
  readonly #commit: string
  readonly #io: Io

  /** @throws GitError when git is not there, this is no repository, or the revision is not known */
  constructor(revision: string, io: Io) {
    this.name = revision
    this.#io = io
    // Git would take it for an option. No branch or tag is called so.
    if (revision.startsWith('-')) throw new GitError(`'${revision}' is no revision: it starts with a dash`)
    const found = this.#run(['rev-parse', '--verify', '--quiet', `${revision}^{commit}`])
    if (!/^[\da-f]{40,64}$/.test(found?.toString() ?? ''))
      throw new GitError(`git knows no commit '${revision}' here; a shallow clone has to fetch it first`)
    this.#commit = `${found}`
  }

  /** What is at a path in this revision; undefined where nothing is. */
  at(filePath: string): { readonly kind: 'file' | 'folder'; readonly object: string } | undefined {
    const below = relative(this.#io.cwd, filePath).replaceAll(sep, '/')
    const object = this.#run(['rev-parse', '--verify', '--quiet', `${this.#commit}:./${below}`])?.toString()
    if (object === undefined || object === '') return undefined
    const type = this.#run(['cat-file', '-t', object])?.toString()
    return type === 'blob' ? { kind: 'file', object } : type === 'tree' ? { kind: 'folder', object } : undefined
  }

  /** All files below a folder. Links and the repositories of others are none. */
  files(folder: string): GitFile[] {
    const listed = this.#run(['ls-tree', '-r', '-z', '-l', '--full-tree', folder])?.toString() ?? ''
    return listed.split('\0').flatMap((line) => {
      const [, object = '', size = '', path = ''] = /^100\d{3} blob ([\da-f]+) +(\d+)\t(.+)$/s.exec(line) ?? []
      return path === '' ? [] : [{ path, object, size: Number(size) }]
    })
  }

  /** The size of a file in bytes. */
  size(object: string): number {
    return Number(this.#run(['cat-file', '-s', object])?.toString())
  }

  /** The bytes of files. */
  contents(objects: readonly string[]): ReadonlyMap<string, Buffer> {
    const found = new Map<string, Buffer>()
    if (objects.length === 0) return found
    const output = this.#run(['cat-file', '--batch'], `${objects.join('\n')}\n`, false) ?? Buffer.alloc(0)
    for (let offset = 0; offset < output.length; ) {
      const end = output.indexOf(0x0a, offset)
      if (end === -1) break
      const [object = '', , size] = output.toString('latin1', offset, end).split(' ')
      const length = Number(size)
      if (!Number.isInteger(length)) throw new GitError(`git cannot read its object ${object}`)
      found.set(object, output.subarray(end + 1, end + 1 + length))
      offset = end + 1 + length + 1
    }
    return found
  }

  /** What git prints, without the line end; undefined where it says quietly that there is no such thing. */
  #run(words: readonly string[], input = '', isText = true): Buffer | undefined {
    const { error, status, stdout, stderr } = runGit(words, this.#io, input)
    if (error) {
      const isMissing = 'code' in error && error.code === 'ENOENT'
      throw new GitError(isMissing ? 'the program git is not there' : `git cannot be run: ${error.message}`)
    }
    if (status === 0) return isText && stdout.at(-1) === 0x0a ? stdout.subarray(0, -1) : stdout
    const [said = ''] = stderr
      .toString()
      .replace(/^fatal: /, '')
      .split('\n')
    if (said === '' || status === 1) return undefined
    throw new GitError(`git says: ${said}`)
  }
}

function runGit(words: readonly string[], { cwd, env }: Io, input = ''): SpawnSyncReturns<Buffer> {
  // It must never wait for a password.
  return spawnSync('git', words, { cwd, env: { ...env, GIT_TERMINAL_PROMPT: '0' }, input, maxBuffer: 2 ** 30, windowsHide: true })
}
