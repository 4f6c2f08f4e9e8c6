import { holesOf } from '../embedded/alternatives.js'
import { expressionsOf, mayHaveExpressions } from '../embedded/expressions.js'
import type { Expression, Hole } from '../embedded/hole.js'
import { isTemplateName } from '../embedded/languages.js'
import { maskHoles, unknownCharacter } from '../embedded/mask.js'
import { scan } from '../xml/scan.js'
import type { Range } from '../xml/source.js'
import type { Checked, CheckSettings } from './engine.js'
import { checkForTargets } from './several-targets.js'

/**
 * Checks a file that is one XML document, plain or with the expressions of a template in it. It is taken for a template when its name
 * says so, or when something that was found is at an expression: what stands in a description is a text like any other.
 */
export function checkXml(filePath: string, text: string, settings: CheckSettings): Checked {
  const isTemplate = isTemplateName(filePath)
  if (isTemplate && !text.includes('<domain')) return nothingIn('a template without a domain in it')
  const checked = isTemplate ? undefined : checkForTargets(filePath, text, settings)
  if (checked && ((checked.findings.length === 0 && checked.failures.length === 0) || !mayHaveExpressions(text))) return checked
  const expressions = expressionsOf(text)
  if (expressions.length === 0) return checked ?? checkForTargets(filePath, text, settings)
  if (checked && !isDisturbed(checked, text, expressions)) return checked
  return checkTemplateText(filePath, text, expressions, settings)
}

/** The result for a file in which there is no domain to check. */
export function nothingIn(what: string): Checked {
  return { findings: [], facts: [], failures: [], suppressed: 0, wellFormed: true, notADomain: what }
}

/** Whether expressions are what a check stumbled over. */
function isDisturbed({ findings, wellFormed }: Checked, text: string, expressions: readonly Expression[]): boolean {
  const places = findings.map(({ range }) => range).sort((a, b) => a.start - b.start)
  const live = outside(expressions, text)
  if (!wellFormed && live.some(({ kind }) => kind === 'control')) return true
  let from = 0
  for (const { start, end } of live) {
    while ((places[from]?.end ?? Number.POSITIVE_INFINITY) <= start) from++
    for (let at = from; (places[at]?.start ?? Number.POSITIVE_INFINITY) < end; at++) if ((places[at]?.end ?? 0) > start) return true
  }
  return false
}

/** The expressions that are in no comment and no CDATA section. */
function outside(expressions: readonly Expression[], text: string): Expression[] {
  const sections = text.matchAll(/<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)/g)
  let section: Range | undefined
  const advance = () => {
    const { value: match } = sections.next()
    section = match && { start: match.index, end: match.index + match[0].length }
  }
  advance()
  return expressions.filter(({ start }) => {
    while (section && section.end <= start) advance()
    return !section || start < section.start
  })
}

/** Checks a text around its expressions. No fix is ever made in it. */
export function checkTemplateText(filePath: string, text: string, expressions: readonly Expression[], settings: CheckSettings): Checked {
  const { holes, masked, sureFaults } = read(text, expressions, settings)
  const checked = checkForTargets(filePath, masked, { ...settings, template: { original: text, holes } })
  const findings = sureFaults
    ? checked.findings.filter(({ ruleId, range }) => ruleId === 'xml/well-formed' && sureFaults.has(placeOf(range)))
    : checked.findings
  const facts = sureFaults
    ? []
    : checked.facts.map((fact) => (fact.domainName.includes(unknownCharacter) ? { ...fact, domainName: '' } : fact))
  return { ...checked, findings, facts, wellFormed: false }
}

interface Reading {
  readonly holes: readonly Hole[]
  readonly masked: string
  /** The faults that are there whenever their place is read, where no choice of alternatives is free of faults. */
  readonly sureFaults?: ReadonlySet<string>
}

/** Reads with all alternatives if that is XML, else with the first or the last of each. */
function read(text: string, expressions: readonly Expression[], settings: CheckSettings): Reading {
  const faulty: (Reading & { readonly places: ReadonlySet<string> })[] = []
  for (const choice of ['all', 'first', 'last'] as const) {
    const holes = holesOf(expressions, choice)
    if (choice !== 'all' && holes === expressions) break
    const masked = maskHoles(text, holes)
    const { faults } = scan(masked, settings)
    if (faults.length === 0) return { holes, masked }
    faulty.push({ holes, masked, places: new Set(faults.filter((fault) => !meets(fault, expressions)).map(placeOf)) })
  }
  const [first = { holes: [], masked: text, places: new Set<string>() }] = faulty
  const isSure = (place: string) => {
    const without = faulty.filter(({ places }) => !places.has(place))
    const start = Number.parseInt(place, 10)
    const leftOut = without.every(({ holes }) => holes.some((hole) => hole.start <= start && start < hole.end))
    return leftOut && faulty.length - without.length >= Math.min(2, faulty.length)
  }
  return { holes: first.holes, masked: first.masked, sureFaults: new Set([...first.places].filter(isSure)) }
}

function meets({ start, end }: Range, expressions: readonly Expression[]): boolean {
  return expressions.some((expression) => expression.start < Math.max(end, start + 1) && expression.end > start)
}

function placeOf({ start, end }: Range): string {
  return `${start}-${end}`
}
