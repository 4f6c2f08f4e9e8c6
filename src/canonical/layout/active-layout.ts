import { compareVersions, type Version } from '../../domain/facts/target.js'
import type { CanonicalElement } from '../canonical-element.js'
import { type Condition, holds } from './condition.js'
import type { AttributeLayout, ChildLayout, ContentLayout, Part, SortLayout, ValueLayout } from './element-layout.js'
import { layoutGroups } from './groups.js'

/** What of a layout holds for one element: cases decided, groups put in. */
export interface ActiveLayout {
  readonly attributes: ReadonlyMap<string, AttributeLayout>
  readonly children: ReadonlyMap<string, ChildLayout>
  /** Which place the children of each name have among all: those that stand in their own order have one together. */
  readonly places: ReadonlyMap<string, number>
  readonly text: ValueLayout | undefined
  readonly sorts: readonly SortLayout[]
  readonly unless: readonly (readonly Condition[])[]
  readonly fillIf: readonly string[]
}

/** What libvirt reads, or what it writes: it reads some things that it does not write again, and what only later versions know not at all. */
export type Purpose = { readonly reader: Version } | 'write'

/** The layout of a whole definition. */
export function domainLayout(): ChildLayout {
  const domain = layoutGroups()
    .get('domain')
    ?.parts.find((part) => part.kind === 'child')
  if (!domain) throw new Error('The layout has no domain.')
  return domain.child
}

/** A layout with its groups put in. */
interface Resolved {
  /** Everything that depends on conditions, in the order of their first parts. */
  readonly cases: readonly { readonly conditions: readonly Condition[]; readonly printed: boolean }[]
  readonly parts: readonly { readonly part: Part; readonly cases: readonly number[] }[]
  /** What was found before, by the answers to all conditions: a binary number with a digit for each case. */
  readonly written: Map<number, ActiveLayout>
  readonly read: WeakMap<Version, Map<number, ActiveLayout>>
}

const resolvedLayouts = new WeakMap<ContentLayout, Resolved>()

/**
 * What of a layout holds for an element. The same answers to all conditions give the same object.
 * @param line the element behind all elements that it stands in, the outermost first.
 */
export function activeLayout(content: ContentLayout, line: readonly CanonicalElement[], purpose: Purpose): ActiveLayout {
  let resolved = resolvedLayouts.get(content)
  if (!resolved) {
    resolved = resolve(content)
    resolvedLayouts.set(content, resolved)
  }
  const { cases } = resolved
  let answers = 0
  for (const { conditions, printed } of cases) {
    const isActive = (printed && purpose !== 'write') || conditions.every((condition) => holds(condition, line))
    answers = answers * 2 + (isActive ? 1 : 0)
  }
  const known = knownLayouts(resolved, purpose)
  let active = known.get(answers)
  if (!active) {
    const isActive = (number: number) => Math.floor(answers / 2 ** (cases.length - 1 - number)) % 2 === 1
    active = collect(resolved.parts.filter(({ part, cases: of }) => isKnown(part, purpose) && of.every(isActive)).map(({ part }) => part))
    known.set(answers, active)
  }
  return active
}

function knownLayouts({ written, read }: Resolved, purpose: Purpose): Map<number, ActiveLayout> {
  if (purpose === 'write') return written
  let known = read.get(purpose.reader)
  if (!known) {
    known = new Map()
    read.set(purpose.reader, known)
  }
  return known
}

function isKnown(part: Part, purpose: Purpose): boolean {
  const since = part.kind === 'attribute' ? part.attribute.since : part.kind === 'child' ? part.child.since : undefined
  return since === undefined || purpose === 'write' || compareVersions(purpose.reader, since) >= 0
}

/** Everything of a layout, whichever conditions hold: for what needs the order alone. */
export function fullLayout(content: ContentLayout): ActiveLayout {
  return collect(resolve(content).parts.map(({ part }) => part))
}

function resolve(content: ContentLayout): Resolved {
  const cases: { conditions: readonly Condition[]; printed: boolean }[] = []
  const parts: { part: Part; cases: readonly number[] }[] = []
  const visit = (list: readonly Part[], inside: readonly number[]): void => {
    for (const part of list) {
      if (part.kind === 'group') visit(layoutGroups().get(part.name)?.parts ?? unknownGroup(part.name), inside)
      else if (part.kind === 'case') visit(part.content.parts, [...inside, cases.push(part) - 1])
      else parts.push({ part, cases: inside })
    }
  }
  visit(content.parts, [])
  if (cases.length > mostCases) throw new Error('The layout has more cases in one element than fit into a number.')
  return { cases, parts, written: new Map(), read: new WeakMap() }
}

/** The binary digits that a number holds exactly. */
const mostCases = 52

function unknownGroup(name: string): never {
  throw new Error(`The layout has no group '${name}'.`)
}

function collect(parts: readonly Part[]): ActiveLayout {
  const attributes = new Map<string, AttributeLayout>()
  const children = new Map<string, ChildLayout>()
  const sorts: SortLayout[] = []
  const mixed = new Set<string>()
  const unless: (readonly Condition[])[] = []
  const fillIf: string[] = []
  let text: ValueLayout | undefined
  for (const part of parts) {
    if (part.kind === 'attribute') attributes.set(part.attribute.name, part.attribute)
    else if (part.kind === 'child') children.set(part.child.name, together(children.get(part.child.name), part.child))
    else if (part.kind === 'text') text = part.text
    else if (part.kind === 'sort') sorts.push(part.sort)
    else if (part.kind === 'unless') unless.push(part.conditions)
    else if (part.kind === 'mixed') for (const name of part.names) mixed.add(name)
    else if (part.kind === 'fill') fillIf.push(...part.attributes)
  }
  const [firstMixed = ''] = mixed
  const names = [...children.keys()]
  const places = new Map(names.map((name) => [name, names.indexOf(mixed.has(name) ? firstMixed : name)]))
  return { attributes, children, places, text, sorts, unless, fillIf }
}

/** A child that stands in several cases, where several count. */
function together(known: ChildLayout | undefined, child: ChildLayout): ChildLayout {
  return known ? { ...child, content: { parts: [...known.content.parts, ...child.content.parts] } } : child
}
