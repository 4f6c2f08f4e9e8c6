import type { XmlElement } from '../../xml/tree.js'
import type { Target } from '../facts/target.js'
import type { Chosen, Pick } from './choose.js'
import type { Flat, Flattener } from './flat.js'
import { discriminatorOf } from './kinds.js'
import { type Discriminator, type Problem, problemKey } from './problem.js'

/** What weighing needs to know besides the problems. */
export interface Weighing {
  readonly target: Target
  readonly flattener: Flattener
  /** The problems that an element would have if another case held. */
  readonly problemsAs: (pick: Pick) => readonly Problem[]
}

/**
 * Looks for the one mistake behind several problems: if the element were of another kind, most of them would be gone. Two or more
 * of them speak against the attribute that tells the kinds apart, a single one for a slip where it stands.
 */
export function weigh(element: XmlElement, { picks }: Chosen, found: readonly Problem[], weighing: Weighing): readonly Problem[] {
  if (!found.some(({ kind }) => reconsidered.has(kind))) return found
  const keys = new Set(found.map(problemKey))
  let best: Alternative | undefined
  for (const { choice, best: taken } of picks) {
    const isNoKind = found.some(
      (problem) => problem.kind === 'invalid-value' && problem.element === element && problem.attribute.name === choice.discriminator?.name,
    )
    if (isNoKind) return withoutGuesses(element, choice, found, weighing)
    for (const other of choice.cases) {
      if (other === taken) continue
      const discriminator = discriminatorOf(element, { choice, best: other }, weighing.target)
      if (!discriminator) continue
      const left = weighing.problemsAs({ choice, best: other }).filter((problem) => !isAbout(problem, element, discriminator.name))
      if (left.length >= (best?.left.size ?? found.length)) continue
      const leftKeys = new Set(left.map(problemKey))
      if ([...leftKeys].every((key) => keys.has(key))) best = { left: leftKeys, discriminator, other }
    }
  }
  if (!best) return found
  const { left, discriminator } = best
  const explained = found.filter((problem) => !left.has(problemKey(problem)) && !isAbout(problem, element, discriminator.name))
  const culprit = culpritOf(element, best, explained, weighing.flattener)
  return culprit ? [...found.filter((problem) => left.has(problemKey(problem))), culprit] : found
}

/** Another kind that the element may be of. */
interface Alternative {
  readonly other: Flat
  readonly discriminator: Discriminator
  /** The problems that would be left. */
  readonly left: ReadonlySet<string>
}

/** Problems that may come from another kind of element than was meant. */
const reconsidered: ReadonlySet<Problem['kind']> = new Set([
  'unknown-element',
  'unknown-attribute',
  'missing-element',
  'missing-attribute',
  'wrong-variant',
  'invalid-value',
])

/** Things that are written, which an element of another kind could have. */
const shown: ReadonlySet<Problem['kind']> = new Set(['unknown-element', 'unknown-attribute', 'wrong-variant'])

function culpritOf(
  element: XmlElement,
  { other, discriminator }: Alternative,
  explains: readonly Problem[],
  flattener: Flattener,
): Problem | undefined {
  const attribute = element.attribute(discriminator.name)
  const variant = { kind: 'wrong-variant', discriminator, explains } as const
  const isShown = explains.some(({ kind }) => shown.has(kind))
  if (isShown && !attribute) return { ...variant, element, blamed: true }
  if (isShown && attribute && explains.length > 1) return { ...variant, element, attribute, blamed: true }
  const [only] = explains
  if (explains.length > 1 || !only) return undefined
  if (only.kind === 'unknown-element') return { ...variant, element: only.element }
  if (only.kind === 'unknown-attribute' || only.kind === 'wrong-variant')
    return { ...variant, element: only.element, ...(only.attribute ? { attribute: only.attribute } : {}) }
  if (only.kind !== 'missing-attribute' || only.element.parentElement !== element) return undefined
  // Something is written in its place: what the other kind has there.
  const content = other.children.get(only.element.name)?.content
  const given =
    content &&
    flattener
      .flatten(content)
      .requiredAttributes.map(({ name }) => only.element.attribute(name))
      .find(Boolean)
  return given && { ...variant, element: only.element, attribute: given }
}

/** The kind is no kind at all: what only the guess at it makes wrong is no mistake. */
function withoutGuesses(
  element: XmlElement,
  choice: Pick['choice'],
  found: readonly Problem[],
  { problemsAs }: Weighing,
): readonly Problem[] {
  let sure = found
  for (const other of choice.cases) {
    const keys = new Set(problemsAs({ choice, best: other }).map(problemKey))
    sure = sure.filter((problem) => isAbout(problem, element, choice.discriminator?.name) || keys.has(problemKey(problem)))
  }
  return sure
}

/** The problems that an element has whichever kind a template makes it. */
export function ofAllKinds({ picks }: Chosen, found: readonly Problem[], problemsAs: Weighing['problemsAs']): readonly Problem[] {
  let sure = found
  for (const { choice, best } of picks) {
    for (const other of choice.cases) {
      if (other === best || sure.length === 0) continue
      const keys = new Set(problemsAs({ choice, best: other }).map(problemKey))
      sure = sure.filter((problem) => keys.has(problemKey(problem)))
    }
  }
  return sure
}

function isAbout(problem: Problem, element: XmlElement, attribute: string | undefined): boolean {
  if (problem.element !== element) return false
  if (problem.kind === 'missing-attribute') return problem.missing.name === attribute
  return 'attribute' in problem && problem.attribute?.name === attribute
}
