import type { Diagnostic } from 'vscode-languageserver'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { FileSettings } from '../../cli/project.js'
import { type Language, languageOf } from '../../embedded/languages.js'
import { type BaselineEntry, newFindings } from '../../lint/baseline.js'
import { checkSource } from '../../lint/check-source.js'
import type { Failure, Finding } from '../../lint/finding.js'
import { judgeProject } from '../../lint/project.js'
import { documentKind } from '../../lint/roots.js'
import { scan } from '../../xml/scan.js'
import { diagnosticOf } from './finding-diagnostic.js'

/** What was found in one version of a document. */
export interface CheckedDocument {
  readonly textDocument: TextDocument
  readonly version: number
  readonly text: string
  /** The name under which the findings are known. */
  readonly filePath: string
  /** Absent for a document that is none of domlint's business, or that the configuration leaves out. */
  readonly settings: FileSettings | undefined
  readonly wellFormed: boolean
  readonly findings: readonly Finding[]
  /** One for each finding, in the same order. */
  readonly diagnostics: readonly Diagnostic[]
  readonly failures: readonly Failure[]
}

/**
 * Checks a document as it is now, however broken. Only one with the root element of a domain has findings, or
 * with domains in its strings. Never throws.
 * @param recorded what a baseline holds back
 */
export function checkDocument(
  textDocument: TextDocument,
  filePath: string,
  settings: FileSettings | undefined,
  recorded?: ReadonlyMap<string, BaselineEntry>,
): CheckedDocument {
  const text = textDocument.getText()
  const { uri, version } = textDocument
  const nothing = {
    textDocument,
    version,
    text,
    filePath,
    settings: undefined,
    wellFormed: true,
    findings: [],
    diagnostics: [],
    failures: [],
  }
  if (!settings || text.length > settings.maxSize) return nothing
  const { languageId } = textDocument
  const { findings, facts, failures, wellFormed, notADomain } = checkSource(filePath, text, settings.check, languageId)
  const isXml = hostLanguage({ filePath, textDocument }) === undefined
  if (notADomain !== undefined || (isXml && !wellFormed && !isMeantAsDomain(text, settings))) return nothing
  const shared = judgeProject(facts, () => filePath).get(filePath) ?? []
  const found =
    shared.length > 0 ? [...findings, ...shared].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end) : findings
  const all = recorded ? newFindings({ text, findings: found }, recorded) : found
  const diagnostics = all.map((finding) => diagnosticOf(finding, uri, filePath))
  return { textDocument, version, text, filePath, settings, wellFormed, findings: all, diagnostics, failures }
}

/** The language whose strings hold the domains of a document; undefined for XML and templates of it. */
export function hostLanguage({ filePath, textDocument }: Pick<CheckedDocument, 'filePath' | 'textDocument'>): Language | undefined {
  return languageOf(filePath) ?? languageOf(textDocument.languageId)
}

/** Whether a broken text seems to be one of ours: many other languages look like broken XML. */
function isMeantAsDomain(text: string, { check }: FileSettings): boolean {
  const kind = documentKind(scan(text, check).document)
  return kind.kind === 'domains' || (kind.kind === 'unknown' && kind.meant !== undefined)
}
