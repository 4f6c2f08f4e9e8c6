import type { Target } from '../domain/facts/target.js'
import type { TextEdit } from '../xml/edit.js'
import { type Checked, type CheckSettings, checkText } from './engine.js'
import type { Finding, Fix, Severity } from './finding.js'

/** What a definition is to run on, one or several. */
export function allTargets({ target, otherTargets = [] }: Pick<CheckSettings, 'target' | 'otherTargets'>): readonly Target[] {
  return [target, ...otherTargets]
}

/**
 * Checks one text for every target that it is to run on. What several targets find at one place in the same words is one finding; one
 * that only some of them give names those. Never throws. With one target it is checkText itself.
 */
export function checkForTargets(filePath: string, text: string, settings: CheckSettings): Checked {
  const targets = allTargets(settings)
  if (targets.length === 1) return checkText(filePath, text, settings)
  const checks = targets.map((target): [Target, Checked] => [target, checkText(filePath, text, { ...settings, target })])
  const [[, first]] = checks as [[Target, Checked]] // There are two targets or more.
  return {
    ...first,
    findings: mergedFindings(checks),
    failures: distinct(checks.flatMap(([, { failures }]) => failures)),
    suppressed: Math.max(...checks.map(([, { suppressed }]) => suppressed)),
  }
}

/** What one target says at a place. */
interface Said {
  readonly target: Target
  readonly finding: Finding
}

function mergedFindings(checks: readonly (readonly [Target, Checked])[]): Finding[] {
  const places = new Map<string, Said[]>()
  for (const [target, { findings }] of checks) {
    const seen = new Map<string, number>()
    for (const finding of findings) {
      const words = `${finding.ruleId} ${finding.range.start} ${finding.range.end} ${finding.message}`
      // A rule may say the same twice at one place: the second is its own finding under each target.
      const count = seen.get(words) ?? 0
      seen.set(words, count + 1)
      const key = `${words} ${count}`
      const known = places.get(key)
      if (known) known.push({ target, finding })
      else places.set(key, [{ target, finding }])
    }
  }
  const all = checks.map(([target]) => target)
  return [...places.values()]
    .flatMap((said) => merged(said, all))
    .sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end || (a.ruleId < b.ruleId ? -1 : 1))
}

function merged(said: readonly Said[], all: readonly Target[]): Finding[] {
  const [one] = said
  if (!one) return []
  const { finding } = one
  const everywhere = said.length === all.length
  // A directive that hides something on one target is of use.
  if (finding.ruleId === 'domlint/unused-directive' && !everywhere) return []
  const { fix: _, ...rest } = finding
  const fixes = said.map((each) => each.finding.fix)
  const fix = finding.fix && fixes.every((other) => other && sameEdits(other.edits, finding.fix?.edits ?? [])) ? finding.fix : undefined
  const suggestions = finding.suggestions.filter((suggestion) =>
    said.every((each) => each.finding.suggestions.some((other) => sameEdits(other.edits, suggestion.edits))),
  )
  const names = said.map(({ target }) => target.name)
  const demoted = fix?.safety === 'safe' && !everywhere
  return [
    {
      ...rest,
      severity: said.map((each) => each.finding.severity).reduce(moreSevere),
      message: everywhere ? finding.message : `${finding.message} (on ${names.join(', ')})`,
      ...(fix && !demoted ? { fix } : {}),
      suggestions: fix && demoted ? [...suggestions, suggestionOf(fix, names, all)] : suggestions,
    },
  ]
}

/** A safe fix that not every target asks for: what it means there was never looked at. */
function suggestionOf({ edits, title }: Fix, names: readonly string[], all: readonly Target[]): Fix {
  const others = all.map(({ name }) => name).filter((name) => !names.includes(name))
  return { edits, title, safety: 'unsafe', risk: `Only ${names.join(', ')} asks for it; try the result on ${others.join(', ')} as well.` }
}

const severities: readonly Severity[] = ['info', 'warning', 'error']

function moreSevere(a: Severity, b: Severity): Severity {
  return severities.indexOf(a) >= severities.indexOf(b) ? a : b
}

function sameEdits(a: readonly TextEdit[], b: readonly TextEdit[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ start, end, text }, order) => start === b[order]?.start && end === b[order].end && text === b[order].text)
  )
}

function distinct<Item extends { readonly message: string }>(items: readonly Item[]): Item[] {
  return [...new Map(items.map((item) => [item.message, item])).values()]
}
