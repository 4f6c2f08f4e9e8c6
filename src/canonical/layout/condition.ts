import type { CanonicalElement } from '../canonical-element.js'

/** A condition of the tables: what stands at a place near an element. */
export interface Condition {
  /** How many elements up the path starts. */
  readonly up: number
  /** Names of first children on the way down. */
  readonly down: readonly string[]
  /** The attribute that is looked at; absent: whether the element is there. */
  readonly attribute?: string
  /** The values of which it must have one; `-` stands for an absent attribute. Absent: it must be there with any value. */
  readonly values?: readonly string[]
  readonly negated: boolean
}

/**
 * Reads a condition: `type=tcp|-`, `type!=none`, `state` (there), `!state` (not there), `../type=file`, `model/type=virtio`,
 * `readonly/` (a child of that name).
 */
export function parseCondition(text: string): Condition {
  const [, not = '', path = '', operator = '', words = ''] = /^(!?)([^!=]+)(?:(!?=)(.*))?$/.exec(text) ?? []
  const steps = path.split('/')
  const up = steps.filter((step) => step === '..').length
  const down = steps.slice(up)
  const attribute = down.pop()
  return {
    up,
    down,
    ...(attribute ? { attribute } : {}),
    ...(operator ? { values: words.split('|') } : {}),
    negated: not !== '' || operator === '!=',
  }
}

/** Whether a condition holds for the last of these elements, each of which is the parent of the next. */
export function holds(condition: Condition, line: readonly CanonicalElement[]): boolean {
  let at = line[line.length - 1 - condition.up]
  for (const name of condition.down) at = at?.child(name)
  const { attribute, values } = condition
  const found = attribute === undefined ? at !== undefined : matches(at?.get(attribute), values)
  return found !== condition.negated
}

function matches(value: string | undefined, values: readonly string[] | undefined): boolean {
  return values ? values.includes(value ?? '-') : value !== undefined
}
