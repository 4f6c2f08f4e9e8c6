import { mayHaveExpressions } from '../embedded/expressions.js'
import type { Point } from '../xml/source.js'
import type { LocatedFact } from './engine.js'
import type { Finding } from './finding.js'
import { fillMessage } from './message.js'

/** A guest in which values were seen first. */
interface Home {
  readonly filePath: string
  readonly domainName: string
  readonly guest: string
  readonly identity: string | undefined
}

/**
 * Compares the facts of all files of a run: a value that two guests share is reported at each place but the first, which
 * is shown beside it. It keeps one place a value, and no tree or text.
 */
export class ProjectJudge {
  /** Where each value was seen first, as a position in `#places`; by rule, then by key. */
  readonly #firsts = new Map<string, Map<string, number>>()
  readonly #places = new Places()

  /** Takes the facts of the next file, and gives what collides with those before. */
  add(filePath: string, facts: readonly LocatedFact[]): Finding[] {
    const found: Finding[] = []
    let home: Home | undefined
    for (const { active, key, label, finding, guest, identity, domainName } of facts) {
      const firsts = this.#firstsOf(active.rule.id)
      const position = firsts.get(key)
      if (position === undefined) {
        if (home?.domainName !== domainName || home.guest !== guest || home.identity !== identity) {
          const keptGuest = guest === filePath ? filePath : detached(guest)
          home = { filePath, domainName: detached(domainName), guest: keptGuest, identity: identity && detached(identity) }
        }
        firsts.set(detached(key), this.#places.add(home, finding))
        continue
      }
      // Two templates of one name make guests of many.
      if (mayHaveExpressions(key)) continue
      const first = this.#places.at(position)
      if (first.home.guest !== guest && (identity === undefined || first.home.identity !== identity)) {
        const other = first.home.domainName
        const message = fillMessage(active.rule, undefined, { label, other: other || 'another domain', domain: domainName })
        const place = { filePath: first.home.filePath, start: first.start, end: first.end }
        found.push({ ...finding, message, related: [{ ...place, message: `${other || 'the other domain'} has it here` }] })
      }
    }
    return found
  }

  #firstsOf(ruleId: string): Map<string, number> {
    const known = this.#firsts.get(ruleId)
    if (known) return known
    const made = new Map<string, number>()
    this.#firsts.set(ruleId, made)
    return made
  }
}

/** Numbers that a place takes: its home, and two points. */
const WIDTH = 7

/** Places, kept as numbers: a run over 20,000 files has more than 100,000 of them. */
class Places {
  readonly #homes: Home[] = []
  #numbers = new Int32Array(WIDTH * 64)
  #length = 0

  /** Keeps a place and gives its position. */
  add(home: Home, { start, end }: { readonly start: Point; readonly end: Point }): number {
    if (this.#homes.at(-1) !== home) this.#homes.push(home)
    const position = this.#length
    if (position + WIDTH > this.#numbers.length) {
      const larger = new Int32Array(this.#numbers.length * 2)
      larger.set(this.#numbers)
      this.#numbers = larger
    }
    const place = [this.#homes.length - 1, start.line, start.column, start.offset, end.line, end.column, end.offset]
    this.#numbers.set(place, position)
    this.#length += WIDTH
    return position
  }

  at(position: number): { readonly home: Home; readonly start: Point; readonly end: Point } {
    const [index = 0, line = 0, column = 0, offset = 0, endLine = 0, endColumn = 0, endOffset = 0] = this.#numbers.subarray(position)
    const home = this.#homes[index] ?? { filePath: '', domainName: '', guest: '', identity: undefined }
    return { home, start: { line, column, offset }, end: { line: endLine, column: endColumn, offset: endOffset } }
  }
}

/** A copy of a text that was cut out of a file: the cut alone would keep the whole file in memory. */
function detached(text: string): string {
  return ` ${text}`.slice(1)
}

/** Compares facts in the order given. @returns findings by file path */
export function judgeProject(facts: readonly LocatedFact[], filePathOf: (fact: LocatedFact) => string): Map<string, Finding[]> {
  const judge = new ProjectJudge()
  const found = new Map<string, Finding[]>()
  for (const fact of facts) {
    const filePath = filePathOf(fact)
    const findings = judge.add(filePath, [fact])
    if (findings.length > 0) found.set(filePath, [...(found.get(filePath) ?? []), ...findings])
  }
  return found
}
