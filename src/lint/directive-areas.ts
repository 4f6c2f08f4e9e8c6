import type { Range } from '../xml/source.js'
import type { Finding } from './finding.js'

/** Where a directive holds back findings: between two offsets or two lines, perhaps only those of one device. */
export interface Area extends Range {
  readonly kind: 'until enabled' | 'next tag' | 'next line' | 'domain'
  readonly device?: string
}

/** What is asked of a directive to find the findings that it holds back. */
interface Covering {
  /** Rules by id; empty means all. */
  readonly rules: readonly { readonly id: string }[]
  readonly areas: readonly Area[]
}

const kinds: readonly Area['kind'][] = ['until enabled', 'next tag', 'next line', 'domain']
const anyRule = ''

/** Finds the directive that holds a finding back, however many there are: each finding costs a few look-ups. */
export class DirectiveAreas<Directive extends Covering> {
  readonly #directives: readonly Directive[]
  readonly #stretches = new Map<string, Stretches>()

  /** @param directives in document order, those of each kind of area for itself. */
  constructor(directives: readonly Directive[]) {
    this.#directives = directives
    for (const [order, { rules, areas }] of directives.entries()) {
      const ids = rules.length === 0 ? [anyRule] : new Set(rules.map(({ id }) => id))
      for (const area of areas) {
        for (const id of ids) {
          const key = keyOf(area.kind, id, area.device)
          const stretches = this.#stretches.get(key) ?? new Stretches()
          this.#stretches.set(key, stretches)
          stretches.add(area, order)
        }
      }
    }
  }

  /** The first directive that names the finding's rule, or none, and is about its place. */
  holding({ ruleId, range, start, device }: Finding): Directive | undefined {
    let first = Number.POSITIVE_INFINITY
    for (const kind of kinds) {
      const at = kind === 'next line' ? start.line : range.start
      for (const id of [ruleId, anyRule]) {
        for (const of of kind === 'domain' ? [undefined, device] : [undefined]) {
          first = Math.min(first, this.#stretches.get(keyOf(kind, id, of))?.firstAround(at) ?? first)
        }
      }
    }
    return this.#directives[first]
  }
}

function keyOf(kind: Area['kind'], ruleId: string, device: string | undefined): string {
  return device === undefined ? `${kind} ${ruleId}` : `${kind} ${ruleId} of ${device}`
}

/** Stretches of one document, sorted by where they start. */
class Stretches {
  readonly #starts: number[] = []
  /** The farthest end of each stretch and all before it. */
  readonly #ends: number[] = []
  readonly #orders: number[] = []

  add({ start, end }: Range, order: number): void {
    this.#starts.push(start)
    this.#ends.push(Math.max(end, this.#ends.at(-1) ?? end))
    this.#orders.push(order)
  }

  /** The order of the first stretch that a place is in. */
  firstAround(at: number): number | undefined {
    let low = 0
    let high = this.#ends.length
    // The first whose farthest end is behind the place is the first that ends behind it.
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#ends[middle] ?? at) > at) high = middle
      else low = middle + 1
    }
    const start = this.#starts[low]
    return start !== undefined && start <= at ? this.#orders[low] : undefined
  }
}
