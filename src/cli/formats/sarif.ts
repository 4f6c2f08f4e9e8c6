import { isAbsolute } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ArtifactLocation, Log, Notification, PhysicalLocation, Region, ReportingDescriptor, Result, Fix as SarifFix } from 'sarif'
import type { FileReport, Finding, Fix, Severity } from '../../lint/finding.js'
import { fingerprints } from '../../lint/fingerprint.js'
import { secretRanges } from '../../lint/secrets.js'
import { type Point, SourceText } from '../../xml/source.js'
import type { Format, ReportContext, RuleSummary } from './format.js'
import { jsonText } from './json-text.js'
import { offerText, shareableOffers } from './offer.js'
import { relativePath } from './path.js'

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'
const BASE = '%SRCROOT%'
const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Readonly<Record<Severity, string>>

/**
 * SARIF 2.1.0 (OASIS standard). Paths are relative to the folder that domlint ran in, which the report does not name: the same files
 * give the same report on every machine.
 */
export const format: Format = (reports, context) => {
  const rules = usedRules(reports, context.rules)
  const ruleIndexes = new Map(rules.map(({ id }, index) => [id, index]))
  const results = reports.flatMap((report) => (report.findings.length === 0 ? [] : resultsOf(report, ruleIndexes, context.cwd)))
  const notifications = context.failures.map((failure) => notification(failure, context.cwd))
  const log: Log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'domlint', semanticVersion: context.toolVersion, rules } },
        invocations: [
          {
            executionSuccessful: notifications.length === 0,
            ...(notifications.length > 0 ? { toolExecutionNotifications: notifications } : {}),
          },
        ],
        originalUriBaseIds: { [BASE]: { description: { text: 'The folder that domlint ran in' } } },
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  }
  return `${jsonText(log, 2)}\n`
}

/** The rules that found something, by id. */
function usedRules(reports: readonly FileReport[], rules: ReportContext['rules']): ReportingDescriptor[] {
  const found = new Map<string, Finding>()
  for (const { findings } of reports) for (const finding of findings) if (!found.has(finding.ruleId)) found.set(finding.ruleId, finding)
  return [...found.values()].sort((a, b) => (a.ruleId < b.ruleId ? -1 : 1)).map((finding) => descriptor(finding, rules.get(finding.ruleId)))
}

function descriptor({ ruleId, severity, docs }: Finding, rule: RuleSummary | undefined): ReportingDescriptor {
  const level = rule?.severity ?? severity
  const helpUri = isAddress(docs) ? { helpUri: docs } : {}
  if (!rule) return { id: ruleId, shortDescription: { text: ruleId }, ...helpUri, defaultConfiguration: { level: levelOf(level) } }
  const why = rule.why ?? rule.summary
  return {
    id: ruleId,
    shortDescription: { text: rule.summary },
    fullDescription: { text: why },
    help: { text: why, markdown: why },
    ...helpUri,
    defaultConfiguration: { level: levelOf(level) },
    properties: { tags: [rule.category] },
  }
}

function levelOf(severity: string): 'error' | 'warning' | 'note' {
  return severity === 'error' || severity === 'warning' ? severity : 'note'
}

function isAddress(text: string): boolean {
  return /^https?:\/\/[!-~]+$/u.test(text)
}

function resultsOf(report: FileReport, ruleIndexes: ReadonlyMap<string, number>, cwd: string): Result[] {
  const source = new SourceText(report.text)
  const secrets = secretRanges(report.text)
  const artifactLocation = artifact(report.filePath, cwd)
  const identities = fingerprints(report)
  return report.findings.map((finding, index): Result => {
    const fixes = shareableOffers(finding, report.text, secrets).map((offer) => sarifFix(offer, artifactLocation, source))
    return {
      ruleId: finding.ruleId,
      ruleIndex: ruleIndexes.get(finding.ruleId) ?? -1,
      level: LEVELS[finding.severity],
      message: { text: finding.device === '' ? finding.message : `${finding.message} (${finding.device})` },
      locations: [{ physicalLocation: { artifactLocation, region: region(finding.start, finding.end) }, ...logicalLocations(finding) }],
      // GitHub's upload action warns of every foreign value under its own key, primaryLocationLineHash, so this one is ours.
      partialFingerprints: { 'domlint/v1': identities[index] ?? '' },
      ...(finding.related.length > 0 ? { relatedLocations: relatedLocations(finding, cwd) } : {}),
      ...(fixes.length > 0 ? { fixes } : {}),
    }
  })
}

function logicalLocations({ domain, device }: Finding) {
  if (device === '') return {}
  return { logicalLocations: [{ name: device, fullyQualifiedName: domain === '' ? device : `${domain}/${device}`, kind: 'resource' }] }
}

function relatedLocations({ related }: Finding, cwd: string) {
  return related.map(({ filePath, message, start, end }, index) => {
    const physicalLocation: PhysicalLocation = { artifactLocation: artifact(filePath, cwd), region: region(start, end) }
    return { id: index + 1, physicalLocation, message: { text: message } }
  })
}

function region(start: Point, end: Point): Region {
  return {
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
    charOffset: start.offset,
    charLength: end.offset - start.offset,
  }
}

function sarifFix(offer: Fix, artifactLocation: ArtifactLocation, source: SourceText): SarifFix {
  const replacements = offer.edits.map(({ start, end, text }) => ({
    deletedRegion: region(source.point(start), source.point(end)),
    ...(text === '' ? {} : { insertedContent: { text } }),
  }))
  return { description: { text: offerText(offer) }, artifactChanges: [{ artifactLocation, replacements }] }
}

/** A relative address where the file lies in the folder, or has no path at all; else an absolute one. */
function artifact(filePath: string, cwd: string): ArtifactLocation {
  const path = relativePath(filePath, cwd)
  if (isAbsolute(path)) return { uri: pathToFileURL(filePath).href }
  const segments = path.split('/').map((segment) => encodeURIComponent(segment.replace(/\p{Cs}/gu, '\ufffd')))
  return { uri: segments.join('/'), uriBaseId: BASE }
}

function notification({ filePath, message }: ReportContext['failures'][number], cwd: string): Notification {
  const locations = filePath === '' ? {} : { locations: [{ physicalLocation: { artifactLocation: artifact(filePath, cwd) } }] }
  return { level: 'error', message: { text: message }, ...locations }
}
