import type { FileReport } from '../../lint/finding.js'
import type { Arguments } from '../arguments.js'
import { findBaseline } from '../baseline-search.js'
import { findInputs, type Input, manyFiles } from '../inputs.js'
import type { Io } from '../io.js'
import { type FixMode, LintRun } from '../lint-run.js'
import { printFailures, printGuestChanges, printNotes } from '../notes.js'
import { openProject } from '../project.js'
import { isForPeople, openReport, type ReportOutput, reportOutputs } from '../report-output.js'
import { UsageError } from '../usage-error.js'

/**
 * `domlint [lint]`: 0 when nothing is at error level, 1 when something is, 2 when something could not be done.
 * @param program stands for the content of the program, which the cache of `--cache` is keyed by; without it nothing is cached
 */
export async function lint(arguments_: Arguments, io: Io, program?: string): Promise<number> {
  if (arguments_.value('print-config') !== undefined) return (await import('./print-config.js')).printConfig(arguments_, io)
  const outputs = await reportOutputs(arguments_, io)
  const maxWarnings = maxWarningsOf(arguments_)
  const mode = await guarded(fixMode(arguments_))
  const timing = arguments_.has('timing') ? new Map<string, bigint>() : undefined
  const project = await openProject(arguments_, io, timing)
  const { inputs, failures, ignored } = await findInputs(arguments_, io)
  const withoutRecorded = await baselineFilter(arguments_, io)
  // With --timing all rules are to run.
  const caches = arguments_.has('cache') && mode.kind === 'none' && !timing
  const cache = caches ? (await import('../result-cache.js')).openResultCache(project, io, program) : undefined
  const run = new LintRun(project, io, mode, cache)
  run.failures.push(...failures)

  const showsFixes = mode.kind === 'show'
  // Standard output is for the patch or for the fixed text then, and for nothing else.
  const printsText = mode.kind === 'write' && inputs.some(({ isStdin }) => isStdin)
  const reported = showsFixes ? outputs.filter(({ file }) => file !== undefined) : outputs
  const writers = await Promise.all(reported.map((output) => openReport(output, printsText ? { ...io, stdout: io.stderr } : io)))
  const quiet = arguments_.has('quiet')
  const counts = { errors: 0, warnings: 0 }
  const check = (input: Input): void => {
    const report = run.check(input)
    if (!report) return
    const left = withoutRecorded(report)
    for (const { severity } of left.findings) {
      if (severity === 'error') counts.errors++
      else if (severity === 'warning') counts.warnings++
    }
    const shown = quiet ? errorsOnly(left) : left
    for (const writer of writers) writer.add(shown)
  }
  if (inputs.length > manyFiles) (await import('../many-files.js')).prepareForManyFiles(inputs.length)
  if (inputs.length > 1 && showsProgress(outputs, io)) await (await import('../progress.js')).checkWithProgress(inputs, check)
  else for (const input of inputs) check(input)
  run.finish()

  for (const writer of writers) await writer.finish({ failures: run.failures, rules: project.rules, quiet })
  if (showsFixes) io.stdout.write((await import('../patch.js')).patchOf(run, io))
  if (run.fixedStdin) io.stdout.write(run.fixedStdin)
  if (!quiet && outputs.some(isForPeople)) printNotes(run, ignored, project.guesses, io)
  printGuestChanges(run.guestChanges, io)
  printFailures(run.failures, io)
  if (timing) io.stderr.write((await import('../timing-table.js')).timingTable(timing))
  if (run.failures.length > 0) return 2
  if (maxWarnings !== undefined && counts.warnings > maxWarnings) {
    io.stderr.write(`domlint: ${counts.warnings} warnings are more than the ${maxWarnings} that --max-warnings allows\n`)
    return 1
  }
  if (showsFixes) return run.fixedFiles.length > 0 ? 1 : 0
  return counts.errors > 0 ? 1 : 0
}

/** Progress is for people, and never in the midst of a report that is written as it goes. */
function showsProgress(outputs: readonly ReportOutput[], { stdout, stderr }: Io): boolean {
  const meets = stdout.isTerminal && outputs.some(({ format, file }) => format === 'compact' && file === undefined)
  return stderr.isTerminal && !meets && outputs.every(isForPeople)
}

function errorsOnly(report: FileReport): FileReport {
  const findings = report.findings.filter(({ severity }) => severity === 'error')
  return findings.length === report.findings.length
    ? report
    : { filePath: report.filePath, text: report.text, findings, suppressed: report.suppressed }
}

function fixMode(arguments_: Arguments): FixMode {
  const only = arguments_.list('fix-rule')
  const policy = { unsafe: arguments_.has('unsafe'), ...(only.length > 0 ? { only: new Set(only) } : {}) }
  if (arguments_.has('diff')) return { kind: 'show', ...policy }
  if (arguments_.has('fix') || only.length > 0) return { kind: 'write', ...policy }
  if (arguments_.has('unsafe')) throw new UsageError('--unsafe belongs to --fix or --diff: say what to do with the unsafe fixes')
  return { kind: 'none' }
}

/** Only a run that may fix something pays for the knowledge of what guests see. */
async function guarded(mode: FixMode): Promise<FixMode> {
  if (mode.kind === 'none') return mode
  const { guestChange } = await import('../../lint/abi-guard.js')
  return { ...mode, guard: guestChange }
}

function maxWarningsOf(arguments_: Arguments): number | undefined {
  const written = arguments_.value('max-warnings')
  if (written === undefined) return undefined
  if (!/^\d{1,9}$/.test(written)) throw new UsageError(`--max-warnings ${written}: write a number`)
  return Number(written)
}

async function baselineFilter(arguments_: Arguments, io: Io): Promise<(report: FileReport) => FileReport> {
  const path = arguments_.has('no-baseline') ? undefined : findBaseline(arguments_, io)
  return path === undefined ? (report) => report : (await import('../baseline-file.js')).baselineFilter(path)
}
