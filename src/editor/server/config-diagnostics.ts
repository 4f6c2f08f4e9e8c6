import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver'
import { SourceText } from '../../xml/source.js'
import type { ConfigFault } from './configurations.js'
import { positionOf } from './finding-diagnostic.js'

/** The faults of a configuration file as the protocol has them. */
export function configDiagnostics(text: string, faults: readonly ConfigFault[]): Diagnostic[] {
  const source = new SourceText(text)
  return faults.map(({ range, message }) => {
    const { start, end } = range ?? { start: 0, end: source.line(1).length }
    return {
      range: { start: positionOf(source.point(start)), end: positionOf(source.point(end)) },
      severity: DiagnosticSeverity.Error,
      source: 'domlint',
      message,
    }
  })
}
