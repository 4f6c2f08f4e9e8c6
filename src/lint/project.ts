import type { Point } from '../xml/source.js'
import type { LocatedFact } from './engine.js'
import type { Finding } from './finding.js'
import { fillMessage } from './message.js'

/** Where a value was seen first. */
interface First {
  readonly filePath: string
  readonly domainName: string
  readonly guest: string
  readonly identity: string | undefined
  readonly start: Point
  readonly end: Point
}

/**
 * Compares the facts of all files of a run: a value that two guests share is reported at each place but the first, which
 * is shown beside it. It keeps one place a value, and no tree or text.
 */
export class ProjectJudge {
  readonly #firsts = new Map<string, First>()

  /** Takes the facts of the next file, and gives what collides with those before. */
  add(filePath: string, facts: readonly LocatedFact[]): Finding[] {
    const found: Finding[] = []
    for (const { active, key, label, finding, guest, identity, domainName } of facts) {
      const { start, end } = finding
      const value = `${active.rule.id}\n${key}`
      const first = this.#firsts.get(value)
      if (!first) {
        this.#firsts.set(value, { filePath, domainName: detached(domainName), guest, identity: identity && detached(identity), start, end })
      } else if (first.guest !== guest && (identity === undefined || first.identity !== identity)) {
        const message = fillMessage(active.rule, undefined, { label, other: first.domainName || 'another domain', domain: domainName })
        const place = { filePath: first.filePath, start: first.start, end: first.end }
        found.push({ ...finding, message, related: [{ ...place, message: `${first.domainName || 'the other domain'} has it here` }] })
      }
    }
    return found
  }
}

/** A copy of a text that was cut out of a file: the cut alone would keep the whole file in memory. */
function detached(text: string): string {
  return `${text} `.slice(0, -1)
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
