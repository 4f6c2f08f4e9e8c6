import { type Diagnostic, DiagnosticSeverity, DiagnosticTag, type Position } from 'vscode-languageserver'
import type { Finding, Severity } from '../../lint/finding.js'
import type { Point } from '../../xml/source.js'
import { uriOfPath } from './uris.js'

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
}

/** Rules whose findings point at what libvirt drops without a word: editors show such text greyed out. */
const dropped: ReadonlySet<string> = new Set([
  'schema/no-unknown-element',
  'schema/no-unknown-attribute',
  'schema/no-misplaced-element',
  'schema/no-misplaced-attribute',
  'schema/no-duplicate-element',
  'schema/no-stray-text',
  'schema/no-newer-libvirt',
  'libvirt/no-ignored-feature',
  'domlint/unused-directive',
])

/** A finding as the protocol has it. `uri` and `filePath` both name the document that it is in. */
export function diagnosticOf(finding: Finding, uri: string, filePath: string): Diagnostic {
  const { ruleId, severity, message, start, end, docs, related } = finding
  const tags = tagsOf(ruleId)
  return {
    range: { start: positionOf(start), end: positionOf(end) },
    severity: severities[severity],
    code: ruleId,
    codeDescription: { href: docs },
    source: 'domlint',
    message,
    ...(tags.length > 0 ? { tags } : {}),
    ...(related.length > 0
      ? {
          relatedInformation: related.map((place) => ({
            location: {
              uri: place.filePath === filePath ? uri : uriOfPath(place.filePath),
              range: { start: positionOf(place.start), end: positionOf(place.end) },
            },
            message: place.message,
          })),
        }
      : {}),
  }
}

function tagsOf(ruleId: string): DiagnosticTag[] {
  if (ruleId.startsWith('deprecated/')) return [DiagnosticTag.Deprecated]
  return dropped.has(ruleId) ? [DiagnosticTag.Unnecessary] : []
}

/** The protocol counts lines and characters from 0. */
export function positionOf({ line, column }: Point): Position {
  return { line: line - 1, character: column - 1 }
}
