import { join } from 'node:path'
import { type BaselineEntry, baselineEntries } from '../../lint/baseline.js'
import type { Arguments } from '../arguments.js'
import { nameInBaseline, RecordedFindings, readBaseline, writeBaseline } from '../baseline-file.js'
import { baselineName, findBaseline } from '../baseline-search.js'
import { findInputs } from '../inputs.js'
import type { Io } from '../io.js'
import { LintRun } from '../lint-run.js'
import { printFailures } from '../notes.js'
import { openProject } from '../project.js'
import { visible } from '../terminal/escape.js'
import { UsageError } from '../usage-error.js'
import { counted } from '../wording.js'

/** `domlint baseline`: records the findings of today; `--check` and `--prune` compare them with what is recorded. */
export async function baseline(arguments_: Arguments, io: Io): Promise<number> {
  if (arguments_.has('check') && arguments_.has('prune')) throw new UsageError('--check writes nothing and --prune does: take one of them')
  const known = findBaseline(arguments_, io)
  const path = known ?? join(io.cwd, baselineName)
  const project = await openProject(arguments_, io)
  const { inputs, failures } = await findInputs(arguments_, io)
  const run = new LintRun(project, io, { kind: 'none' })
  run.failures.push(...failures)
  const quiet = arguments_.has('quiet')
  const found = inputs.flatMap((input) => {
    const report = run.check(input)
    if (!report) return []
    const findings = quiet ? report.findings.filter(({ severity }) => severity === 'error') : report.findings
    return baselineEntries({ text: report.text, findings }, nameInBaseline(report.filePath, path))
  })
  if (run.failures.length > 0) {
    printFailures(run.failures, io)
    io.stderr.write('domlint: the baseline is left as it is, since not all files could be checked\n')
    return 2
  }
  if (!arguments_.has('check') && !arguments_.has('prune')) {
    writeBaseline(path, found)
    io.stderr.write(
      `domlint: ${counted(found.length, 'finding')} recorded in ${visible(nameInBaseline(path, join(io.cwd, baselineName)))}\n`,
    )
    return 0
  }
  if (known === undefined) throw new UsageError(`there is no baseline ${baselineName} here: 'domlint baseline' writes one`)
  return compare(readBaseline(known), found, known, arguments_, io)
}

/** Entries that no finding fits any more are listed, and dropped by `--prune`. */
function compare(recorded: readonly BaselineEntry[], found: readonly BaselineEntry[], path: string, arguments_: Arguments, io: Io): number {
  const wanted = new RecordedFindings(recorded, path)
  const used = new Set(found.map(({ file, fingerprint }) => wanted.ofFile(file).get(fingerprint)))
  const gone = recorded.filter((entry) => !used.has(entry))
  for (const { file, rule, device } of gone)
    io.stdout.write(`${visible(file)}: ${visible(rule)}${device === '' ? '' : ` (${visible(device)})`} is gone\n`)
  if (arguments_.has('check')) {
    if (gone.length > 0)
      io.stderr.write(`domlint: ${counted(gone.length, 'finding')} of the baseline gone: 'domlint baseline --prune' drops them\n`)
    return gone.length > 0 ? 1 : 0
  }
  // What moved with its file to a new name is recorded under that.
  const kept = found.filter(({ file, fingerprint }) => wanted.ofFile(file).has(fingerprint))
  writeBaseline(path, kept)
  io.stderr.write(`domlint: ${counted(gone.length, 'finding')} dropped, ${kept.length} kept\n`)
  return 0
}
