/**
 * domlint in a unified pipeline: `unified().use(domlintParse).use(domlintLint)`.
 */
import type { Plugin } from 'unified'
import type { VFile } from 'vfile'
import type { Root } from 'xast'
import { docsAddress } from './lint/docs.js'
import type { Finding } from './lint/finding.js'
import { type LintOptions, lint } from './lint/lint-text.js'
import { applyEdits } from './xml/edit.js'
import { type ScanOptions, scan } from './xml/scan.js'
import type { Point } from './xml/source.js'
import { toXast } from './xml/xast.js'

/**
 * Parses XML to xast, with the places of attributes in `data`. What is not well-formed becomes a message, and the tree is what
 * was probably meant.
 */
export const domlintParse: Plugin<[ScanOptions?], string, Root> = function domlintParse(options = {}) {
  this.parser = (text, file) => {
    const { document, faults } = scan(text, options)
    for (const { start, end, message } of faults) {
      report(file, {
        start: document.source.point(start),
        end: document.source.point(end),
        ruleId: 'xml/well-formed',
        severity: 'error',
        message,
      })
    }
    return toXast(document)
  }
}

/**
 * Lints the text of the file, whatever became of its tree, and puts a message on the file for each finding: errors are fatal,
 * hints have `fatal: undefined`. Where a safe fix changes just the marked place, `expected` is what it would write there.
 */
export const domlintLint: Plugin<[LintOptions?], Root, Root> = function domlintLint(options = {}) {
  return (_tree, file) => {
    const text = String(file)
    const { findings, failures } = lint(text, options)
    for (const finding of findings) {
      if (!isReported(file, finding)) report(file, finding, fixedPlace(text, finding))
    }
    for (const { message } of failures) file.message(message, { source: 'domlint', ruleId: 'failure' }).fatal = true
  }
}

interface Reported {
  readonly ruleId: string
  readonly severity: Finding['severity']
  readonly message: string
  readonly start: Point
  readonly end: Point
}

function report(file: VFile, { ruleId, severity, message, start, end }: Reported, place?: FixedPlace): void {
  const origin = { place: { start: { ...start }, end: { ...end } }, source: 'domlint', ruleId }
  const entry = severity === 'info' ? file.info(message, origin) : file.message(message, origin)
  if (severity === 'error') entry.fatal = true
  entry.url = docsAddress(ruleId)
  if (place) {
    entry.actual = place.actual
    entry.expected = [place.expected]
  }
}

/** What is not well-formed was reported by the parser, if it was domlint's. */
function isReported(file: VFile, { ruleId, start }: Finding): boolean {
  return (
    ruleId === 'xml/well-formed' &&
    file.messages.some(
      (message) =>
        message.source === 'domlint' && message.ruleId === ruleId && message.line === start.line && message.column === start.column,
    )
  )
}

interface FixedPlace {
  readonly actual: string
  readonly expected: string
}

function fixedPlace(text: string, { fix, range }: Finding): FixedPlace | undefined {
  const isInside = fix?.safety === 'safe' && fix.edits.every(({ start, end }) => start >= range.start && end <= range.end)
  if (!isInside) return undefined
  const actual = text.slice(range.start, range.end)
  const edits = fix.edits.map(({ start, end, text: replacement }) => ({
    start: start - range.start,
    end: end - range.start,
    text: replacement,
  }))
  return { actual, expected: applyEdits(actual, edits) }
}
