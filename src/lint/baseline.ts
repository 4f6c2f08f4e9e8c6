import type { FileReport, Finding, Severity } from './finding.js'
import { fingerprints } from './fingerprint.js'

/** A recorded finding: the fingerprint tells it from others, the rest is for people who read the file. */
export interface BaselineEntry {
  readonly fingerprint: string
  /** Relative to the baseline's folder, with forward slashes. */
  readonly file: string
  readonly rule: string
  readonly severity: Severity
  readonly device: string
}

const version = 1

/** The text of a baseline: one finding a line, sorted, so that it merges well. */
export function baselineText(entries: readonly BaselineEntry[]): string {
  const lines = [...entries]
    .sort(
      (a, b) => compare(a.file, b.file) || compare(a.rule, b.rule) || compare(a.device, b.device) || compare(a.fingerprint, b.fingerprint),
    )
    .map(
      ({ file, rule, severity, device, fingerprint }) =>
        `    ${JSON.stringify({ file, rule, severity, ...(device === '' ? {} : { device }), fingerprint })}`,
    )
  return `{\n  "version": ${version},\n  "findings": [${lines.length > 0 ? `\n${lines.join(',\n')}\n  ` : ''}]\n}\n`
}

/** Reads a baseline. @throws SyntaxError with a sentence for people when the text is none */
export function parseBaseline(text: string): BaselineEntry[] {
  const value: unknown = JSON.parse(text)
  if (!isRecord(value) || !('version' in value)) throw new SyntaxError("it is no baseline: write it with 'domlint baseline'")
  if (value.version !== version)
    throw new SyntaxError(`it has version ${JSON.stringify(value.version)}, and this domlint knows version ${version}`)
  if (!Array.isArray(value.findings)) throw new SyntaxError('it has no list of findings')
  return value.findings.map((entry: unknown, index) => {
    if (!isRecord(entry)) throw new SyntaxError(`entry ${index + 1} is no object`)
    const { fingerprint, file, rule, severity, device = '' } = entry
    const isComplete = typeof fingerprint === 'string' && typeof file === 'string' && typeof rule === 'string' && typeof device === 'string'
    if (!isComplete || !isSeverity(severity)) throw new SyntaxError(`entry ${index + 1} is not complete`)
    return { fingerprint, file, rule, severity, device }
  })
}

/** The entries that a report would add. */
export function baselineEntries(report: Pick<FileReport, 'text' | 'findings'>, file: string): BaselineEntry[] {
  const identities = fingerprints(report)
  return report.findings.map(({ ruleId, severity, device }, index) => ({
    fingerprint: identities[index] ?? '',
    file,
    rule: ruleId,
    severity,
    device,
  }))
}

/** The findings that are not recorded for this file. A recorded finding that got more severe is reported again. */
export function newFindings(
  report: Pick<FileReport, 'text' | 'findings'>,
  recorded: ReadonlyMap<string, BaselineEntry>,
): readonly Finding[] {
  const identities = fingerprints(report)
  return report.findings.filter(({ severity }, index) => {
    const entry = recorded.get(identities[index] ?? '')
    return !entry || ranks[severity] > ranks[entry.severity]
  })
}

const ranks: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 }

function isSeverity(value: unknown): value is Severity {
  return typeof value === 'string' && Object.hasOwn(ranks, value)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
