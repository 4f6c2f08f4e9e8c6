import type { Finding } from '../../lint/finding.js'
import { visible } from '../terminal/escape.js'
import type { Format } from './format.js'
import { offerText } from './offer.js'
import { relativePath } from './path.js'

const COMMANDS = { error: 'error', warning: 'warning', info: 'notice' } as const

/** Workflow commands of GitHub Actions, which become annotations at the changed lines (GitHub documentation, "Workflow commands"). */
export const format: Format = (reports, { cwd, failures }) => {
  const commands = reports.flatMap(({ filePath, findings }) =>
    findings.map((finding) => workflowCommand(COMMANDS[finding.severity], properties(finding, relativePath(filePath, cwd)), body(finding))),
  )
  for (const { filePath, message } of failures) {
    const file = filePath === '' ? {} : { file: relativePath(filePath, cwd) }
    commands.push(workflowCommand('error', { ...file, title: 'domlint failed' }, message))
  }
  return commands.join('')
}

function properties({ ruleId, start, end }: Finding, file: string): Readonly<Record<string, string | number>> {
  // GitHub takes columns only for a range within one line.
  const columns = start.line === end.line ? { col: start.column, endColumn: end.column } : {}
  return { file, line: start.line, endLine: end.line, ...columns, title: ruleId }
}

function body({ device, message, fix }: Finding): string {
  const lines = [device === '' ? message : `${message} (${device})`]
  if (fix) lines.push(`fix: ${offerText(fix)}`)
  return lines.join('\n')
}

/** A workflow command; its line end is part of it. */
export function workflowCommand(name: string, values: Readonly<Record<string, string | number>>, message: string): string {
  const list = Object.entries(values).map(([key, value]) => `${key}=${escapeProperty(String(value))}`)
  return `::${name} ${list.join(',')}::${escapeData(message)}\n`
}

/** The runner turns these escapes back; everything else that is hidden is written out. */
function escapeData(text: string): string {
  return visible(text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A'))
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
