import { join, resolve } from 'node:path'
import type { Arguments } from './arguments.js'
import type { Io } from './io.js'
import { pathKind } from './path-kind.js'

export const baselineName = 'domlint-baseline.json'

/** The baseline that the command line names, or that of the current folder if there is one. */
export function findBaseline(arguments_: Arguments, io: Io): string | undefined {
  const named = arguments_.value('baseline')
  if (named !== undefined) return resolve(io.cwd, named)
  const path = join(io.cwd, baselineName)
  return pathKind(path) === 'file' ? path : undefined
}
