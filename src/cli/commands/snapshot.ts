import { type FilesOfRevision, GitError, revisionOrNothing } from '../abi/git-revision.js'
import { levelOf } from '../abi/level.js'
import { SnapshotRun } from '../abi/snapshot-run.js'
import { abiFormats, renderedComparisons } from '../abi-formats/index.js'
import type { Arguments } from '../arguments.js'
import { chosenFormat } from '../chosen-format.js'
import { relativePath } from '../formats/path.js'
import { findInputs, type Input } from '../inputs.js'
import type { Io } from '../io.js'
import { printFailures } from '../notes.js'
import { openProject } from '../project.js'
import { visible } from '../terminal/escape.js'
import { UsageError } from '../usage-error.js'

/**
 * `domlint snapshot`: 0 when the records say what the guests see, or say so now; 1 when a guest sees something else and nothing was to be
 * accepted; 2 when something could not be done.
 */
export async function snapshot(arguments_: Arguments, io: Io): Promise<number> {
  const format = chosenFormat(arguments_, abiFormats)
  const level = levelOf(arguments_)
  const [checks, updates] = [arguments_.has('check'), arguments_.has('update')]
  if (checks && updates) throw new UsageError('--check writes nothing and --update does: take one of them')
  if (arguments_.values('target').length > 1) throw new UsageError('a record is made for one target: name one, not several')
  const since = revisionOf(arguments_, io)
  const project = await openProject(arguments_, io)
  const { inputs, failures, ignored } = await findInputs(arguments_, io)
  const run = new SnapshotRun(project, io, { level, does: checks ? 'check' : updates ? 'update' : 'record', ...(since ? { since } : {}) })
  run.failures.push(...failures)
  const each = (input: Input): void => run.input(input)
  if (inputs.length > 1 && io.stderr.isTerminal) await (await import('../progress.js')).checkWithProgress(inputs, each)
  else for (const input of inputs) each(input)
  run.finish()

  const shown = format === 'json' ? run.comparisons : run.drifts
  if (run.printed !== undefined) io.stdout.write(run.printed)
  else if (shown.length > 0 || format === 'json') io.stdout.write(renderedComparisons(shown, format, level, io))
  const name = (filePath: string) => visible(relativePath(filePath, io.cwd))
  for (const { filePath, message } of run.notes) io.stderr.write(`domlint: ${name(filePath)}: ${visible(message)}\n`)
  for (const filePath of [...ignored, ...run.ignored]) io.stderr.write(`domlint: ${name(filePath)}: ignored\n`)
  printFailures(run.failures, io)
  if (run.failures.length > 0) return 2
  return run.hasUnaccepted ? 1 : 0
}

/** The commit of `--since`. @throws UsageError when git does not know it */
function revisionOf(arguments_: Arguments, io: Io): FilesOfRevision | undefined {
  const written = arguments_.value('since')
  if (written === undefined) return undefined
  if (!arguments_.has('check'))
    throw new UsageError('--since belongs to --check: it says what a definition without a record is compared with')
  try {
    return revisionOrNothing(written, io)
  } catch (error) {
    if (error instanceof GitError) throw new UsageError(`--since ${written}: ${error.message}`)
    throw error
  }
}
