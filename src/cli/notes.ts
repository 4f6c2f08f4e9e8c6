import type { Failure } from '../lint/finding.js'
import { relativePath } from './formats/path.js'
import type { Io } from './io.js'
import type { GuestChanges, LintRun } from './lint-run.js'
import { visible } from './terminal/escape.js'
import { counted } from './wording.js'

/** More files of one kind than this are only counted. */
const MANY = 3
/** More changes of one guest than this are only counted: domlint abi shows them all. */
const MANY_CHANGES = 12

/** Says on standard error what went wrong, one sentence each. */
export function printFailures(failures: readonly Failure[], io: Io): void {
  for (const { filePath, message } of failures) {
    const place = filePath === '' ? '' : `${visible(relativePath(filePath, io.cwd))}: `
    io.stderr.write(`domlint: ${place}${visible(message)}\n`)
  }
}

/** Says on standard error what the guests see change through what was asked for. */
export function printGuestChanges(changes: readonly GuestChanges[], io: Io): void {
  for (const { filePath, differences } of changes) {
    const place = visible(relativePath(filePath, io.cwd))
    for (const { message } of differences.slice(0, MANY_CHANGES))
      io.stderr.write(`domlint: ${place}: the guest sees a change: ${visible(message)}\n`)
    const left = differences.length - MANY_CHANGES
    if (left > 0) io.stderr.write(`domlint: ${place}: the guest sees ${counted(left, 'more change')}\n`)
  }
}

/** Says on standard error what was guessed, left out, or written. */
export function printNotes(run: LintRun, ignored: readonly string[], guesses: readonly string[], io: Io): void {
  const note = (text: string) => io.stderr.write(`domlint: ${text}\n`)
  const shown = (filePath: string) => visible(relativePath(filePath, io.cwd))
  for (const guess of guesses) note(visible(guess))
  const leftOut = [...ignored, ...run.ignored]
  if (leftOut.length > MANY) note(`${leftOut.length} files are ignored`)
  else for (const filePath of leftOut) note(`${shown(filePath)}: ignored`)
  const named = run.skipped.filter(({ input }) => input.isNamed)
  if (run.skipped.length > MANY || named.length < run.skipped.length)
    note(`${counted(run.skipped.length, 'file')} without a domain skipped`)
  else for (const { input, what } of named) note(`${shown(input.filePath)}: skipped, since it is ${visible(what)} and no domain`)
  if (run.written.size > 0) {
    const applied = [...run.written.values()].reduce((total, count) => total + count, 0)
    note(`${counted(applied, 'finding')} fixed in ${counted(run.written.size, 'file')}`)
  }
}
