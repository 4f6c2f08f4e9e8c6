import { nearest } from '../domain/values/nearest.js'
import { dataType } from '../domain/values/types.js'
import type { ValueSpec } from '../domain/vocabulary/content.js'
import type { Problem, ProblemKind } from '../domain/vocabulary/problem.js'
import { problemsOf } from '../domain/vocabulary/problems.js'
import { isSchemaOnly } from '../domain/vocabulary/reaction.js'
import type { XmlElement } from '../xml/tree.js'
import type { RuleContext } from './rule.js'

type Kind<Name extends ProblemKind> = Extract<Problem, { readonly kind: Name }>

/**
 * What a rule reports on each of a domain's problems of one kind. A record of a running guest has libvirt's private data in it, which
 * no schema describes: nothing is reported there.
 * @param who whether the rule speaks of problems that only libvirt's schema minds, or of the others
 */
export function reportsOn<Name extends ProblemKind, Reported>(
  name: Name,
  report: (problem: Kind<Name>, context: RuleContext<unknown>) => Reported | undefined,
  who: 'libvirt too' | 'schema only' = 'libvirt too',
): (domain: XmlElement, context: RuleContext<unknown>) => Reported[] {
  return (element, context) => {
    const reports: Reported[] = []
    if (context.domain.isStatusRecord) return reports
    for (const problem of problemsOf(element, context.target)) {
      if (!isOf(problem, name) || isSchemaOnly(problem) !== (who === 'schema only')) continue
      const reported = report(problem, context)
      if (reported !== undefined) reports.push(reported)
    }
    return reports
  }
}

function isOf<Name extends ProblemKind>(problem: Problem, name: Name): problem is Kind<Name> {
  return problem.kind === name
}

/** The element names or attributes that may stand at a place, as the end of a message: the likeliest first, at most six. */
export function listed(words: readonly string[], written = ''): string {
  if (words.length === 0) return 'nothing'
  const first = nearest(written, words)
  const sorted = first === undefined ? [...words] : [first, ...words.filter((word) => word !== first)]
  if (sorted.length > 6) return `${sorted.slice(0, 6).join(', ')} …`
  return sorted.length === 1 ? (sorted[0] ?? '') : `${sorted.slice(0, -1).join(', ')} or ${sorted.at(-1)}`
}

/** What may be written, in words. */
export function expectedOf(spec: ValueSpec, written: string): string {
  const words = spec.flatMap(({ word }) => word ?? [])
  const types = spec.flatMap(({ type }) => (type === undefined ? [] : [dataType(type).words]))
  const parts = [...(words.length > 0 ? [listed(words, written)] : []), ...types]
  return parts.join(', or ')
}

/** The value that was probably meant. */
export function nearestValue(spec: ValueSpec, written: string): string | undefined {
  const words = spec.flatMap(({ word }) => word ?? [])
  const lower = written.trim().toLowerCase()
  const slip = words.length === 2 ? yesOrNo(words, lower) : undefined
  if (slip !== undefined) return slip
  for (const { type } of spec) {
    const near = type === undefined ? undefined : dataType(type).nearest?.(written)
    if (near !== undefined && near !== written) return near
  }
  const near = nearest(written.trim(), words)
  return near === written ? undefined : near
}

function yesOrNo(words: readonly string[], written: string): string | undefined {
  const [yes, no] =
    words.includes('yes') && words.includes('no') ? ['yes', 'no'] : words.includes('on') && words.includes('off') ? ['on', 'off'] : []
  if (['yes', 'on', 'true', '1', 'enable', 'enabled'].includes(written)) return yes
  if (['no', 'off', 'false', '0', 'disable', 'disabled'].includes(written)) return no
  return undefined
}

/** `<source file=...>`, as a message shows an attribute in its place. */
export function shown(element: XmlElement, attribute: string | undefined): string {
  return attribute === undefined ? `<${element.name}>` : `<${element.name} ${attribute}=...>`
}

/** An element as a message tells it from others: its text, or its first attribute. */
export function summary(element: XmlElement): string {
  const text = element.text.trim()
  if (text !== '') return text
  for (const name in element.attributes) return `${name}='${element.attributes[name]}'`
  return 'an empty one'
}

/** The line that an element starts on. */
export function lineOf(element: XmlElement): number {
  return element.document.source.point(element.start).line
}

/** The element that an element's path leads through, as people call it: `<devices>`, or `the domain`. */
export function placeName(path: string): string {
  return path === 'domain' ? 'the domain' : `<${path.slice(path.lastIndexOf('/') + 1)}>`
}

/** Places by their names, each once, at most three: with what is around them where the names alone say little. */
export function placeNames(paths: readonly string[]): string {
  const names = [...new Set(paths.map(placeName))]
  return listed(names.slice(0, 3))
}
