import { join, relative, resolve, sep } from 'node:path'
import type { Failure } from '../../lint/finding.js'
import { type ReadResult, readXmlFile, textOf } from '../../lint/host.js'
import { IgnoreFiles } from '../ignore-files.js'
import { stdinName } from '../inputs.js'
import type { Io } from '../io.js'
import { pathKind } from '../path-kind.js'
import { GitError, GitRevision } from './git-revision.js'
import { readSavedImage } from './saved-image.js'

/** A text that holds definitions, wherever it is. */
export interface DefinitionText {
  /** What it is called in reports: a path, `git:REVISION:PATH`, or the name of standard input. */
  readonly name: string
  /** The file that the configuration is asked about. */
  readonly filePath: string
  read(maxSize: number): ReadResult
}

/** One side of a comparison: one text, or those of a folder by their path in it. */
export type Operand =
  | { readonly kind: 'text'; readonly text: DefinitionText }
  | { readonly kind: 'folder'; readonly texts: ReadonlyMap<string, DefinitionText>; readonly failures: readonly Failure[] }
  | { readonly kind: 'failure'; readonly failure: Failure }

export interface OperandSettings {
  readonly io: Io
  readonly obeyIgnoreFiles: boolean
  /** The name of standard input, if it is given one. */
  readonly stdinPath?: string
}

/** Finds what an operand of `domlint abi` names: a file, a folder, `-` or `git:REVISION:PATH`. */
export async function findOperand(written: string, settings: OperandSettings): Promise<Operand> {
  const { io, obeyIgnoreFiles, stdinPath = stdinName } = settings
  if (written === '-') return { kind: 'text', text: { name: stdinPath, filePath: stdinPath, read: () => textOf(io.readStdin()) } }
  const [, revision, inRevision = ''] = /^git:([^:]*):(.*)$/s.exec(written) ?? []
  if (revision !== undefined) return findInGit(revision, inRevision, settings)
  const path = resolve(io.cwd, written)
  if (pathKind(path) !== 'folder') {
    const read = (maxSize: number) => readSavedImage(path, maxSize) ?? readXmlFile(path, maxSize)
    return { kind: 'text', text: { name: path, filePath: path, read } }
  }
  const { discover } = await import('../discover.js')
  const { inputs, failures } = discover([path], { cwd: io.cwd, stdinPath, obeyIgnoreFiles, withTemplates: false })
  const texts = inputs.map(({ filePath }): [string, DefinitionText] => [
    relative(path, filePath).replaceAll(sep, '/'),
    { name: filePath, filePath, read: (maxSize) => readXmlFile(filePath, maxSize) },
  ])
  return { kind: 'folder', texts: new Map(texts), failures }
}

function findInGit(revision: string, written: string, { io, obeyIgnoreFiles }: OperandSettings): Operand {
  const name = `git:${revision}:${written}`
  const filePath = resolve(io.cwd, written)
  const failed = (message: string): Operand => ({ kind: 'failure', failure: { filePath: name, message } })
  try {
    const commit = new GitRevision(revision, io)
    const found = commit.at(filePath)
    if (!found) return failed('that commit has no such file or folder')
    if (found.kind === 'file') {
      const read = orFailure((maxSize) =>
        commit.size(found.object) > maxSize ? tooLarge : textOf(commit.contents([found.object]).get(found.object) ?? Buffer.alloc(0)),
      )
      return { kind: 'text', text: { name, filePath, read } }
    }
    const ignored = obeyIgnoreFiles ? new IgnoreFiles(io.cwd) : undefined
    const files = commit
      .files(found.object)
      .filter(({ path }) => path.endsWith('.xml') && !/(?:^|\/)(?:\.|node_modules\/)/.test(path))
      .filter(({ path }) => !ignored?.isIgnored(join(filePath, path), false))
    let contents: ReadonlyMap<string, Buffer> | undefined
    const texts = files.map(({ path, object, size }): [string, DefinitionText] => {
      const read = orFailure((maxSize) => {
        if (size > maxSize) return tooLarge
        contents ??= commit.contents([...new Set(files.filter((file) => file.size <= maxSize).map((file) => file.object))])
        return textOf(contents.get(object) ?? Buffer.alloc(0))
      })
      return [path, { name: name.replace(/\/*$/, written === '' ? '' : '/') + path, filePath: join(filePath, path), read }]
    })
    return { kind: 'folder', texts: new Map(texts), failures: [] }
  } catch (error) {
    if (error instanceof GitError) return failed(error.message)
    throw error
  }
}

const tooLarge: ReadResult = { kind: 'failure', message: 'is larger than --max-size allows' }

/** What git says when it fails at reading is a failure of this one text. */
function orFailure(read: DefinitionText['read']): DefinitionText['read'] {
  return (maxSize) => {
    try {
      return read(maxSize)
    } catch (error) {
      if (error instanceof GitError) return { kind: 'failure', message: error.message }
      throw error
    }
  }
}
