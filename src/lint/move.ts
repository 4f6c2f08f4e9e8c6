import type { TextEdit } from '../xml/edit.js'
import type { Point, Range, SourceText } from '../xml/source.js'
import type { Checked } from './engine.js'
import type { Finding, Fix } from './finding.js'

/** What a check of a piece of a file found, with the places that it has in the file. */
export function moved(checked: Checked, filePath: string, by: number, source: SourceText): Checked {
  const point = ({ offset }: Point): Point => source.point(offset + by)
  const range = ({ start, end }: Range): Range => ({ start: start + by, end: end + by })
  const edit = ({ start, end, text }: TextEdit): TextEdit => ({ start: start + by, end: end + by, text })
  const fix = (one: Fix): Fix => ({ ...one, edits: one.edits.map(edit) })
  const finding = (one: Finding): Finding => ({
    ...one,
    range: range(one.range),
    start: point(one.start),
    end: point(one.end),
    ...(one.fix ? { fix: fix(one.fix) } : {}),
    suggestions: one.suggestions.map(fix),
    related: one.related.map((place) =>
      place.filePath === filePath ? { ...place, start: point(place.start), end: point(place.end) } : place,
    ),
  })
  return {
    ...checked,
    findings: checked.findings.map(finding),
    facts: checked.facts.map((fact) => ({ ...fact, finding: finding(fact.finding) })),
  }
}
