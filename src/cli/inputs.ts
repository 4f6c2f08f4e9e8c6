import { join, resolve } from 'node:path'
import type { Failure } from '../lint/finding.js'
import type { Arguments } from './arguments.js'
import type { Io } from './io.js'
import { pathKind } from './path-kind.js'
import { UsageError } from './usage-error.js'

/** Something to check. */
export interface Input {
  /** Absolute; for standard input the name that it was given. */
  readonly filePath: string
  readonly isStdin: boolean
  /** Named by the caller, rather than found in a folder. */
  readonly isNamed: boolean
}

export interface Inputs {
  readonly inputs: readonly Input[]
  readonly failures: readonly Failure[]
  /** Files that were named or found, and that an ignore file leaves out. */
  readonly ignored: readonly string[]
}

/** The name that standard input has when it is given none. */
export const stdinName = '<stdin>'

/** From so many files on it pays to prepare V8 for them. */
export const manyFiles = 30

/**
 * What the command line names. Plain files stay as they are; folders, patterns and ignore files need more, and that is loaded
 * only when there are any.
 */
export async function findInputs(arguments_: Arguments, io: Io): Promise<Inputs> {
  const operands = arguments_.operands.length > 0 ? arguments_.operands : ['.']
  const hasIgnoreFile = !arguments_.has('no-ignore') && pathKind(join(io.cwd, '.domlintignore')) === 'file'
  const named = new Set<string>()
  for (const operand of operands) {
    if (operand === '') throw new UsageError('a file name is empty')
    const path = operand === '-' ? '-' : resolve(io.cwd, operand)
    if (path !== '-' && (hasIgnoreFile || pathKind(path) !== 'file')) {
      const { discover } = await import('./discover.js')
      return shard(
        discover(operands, {
          cwd: io.cwd,
          stdinPath: stdinPath(arguments_, io),
          obeyIgnoreFiles: !arguments_.has('no-ignore'),
          withTemplates: arguments_.command === 'lint' || arguments_.command === 'baseline',
        }),
        arguments_,
      )
    }
    named.add(path)
  }
  const inputs = [...named].map((path) =>
    path === '-' ? stdinInput(stdinPath(arguments_, io)) : { filePath: path, isStdin: false, isNamed: true },
  )
  return shard({ inputs, failures: [], ignored: [] }, arguments_)
}

/** Standard input as something to check. */
export function stdinInput(filePath: string): Input {
  return { filePath, isStdin: true, isNamed: true }
}

function stdinPath(arguments_: Arguments, io: Io): string {
  const name = arguments_.value('stdin-filename')
  return name === undefined ? stdinName : resolve(io.cwd, name)
}

/** The I-th of N parts: every N-th file, so that the parts are about as large, and the same on every machine. */
function shard(found: Inputs, arguments_: Arguments): Inputs {
  const written = arguments_.value('shard')
  if (written === undefined) return found
  const [, part, parts] = /^(\d{1,6})\/(\d{1,6})$/.exec(written)?.map(Number) ?? []
  if (!part || !parts || part > parts) throw new UsageError(`--shard ${written}: write the part and the number of parts, such as 1/4`)
  return { ...found, inputs: found.inputs.filter((_, index) => index % parts === part - 1) }
}
