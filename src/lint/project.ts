import type { LocatedFact } from './engine.js'
import type { Finding } from './finding.js'
import { fillMessage } from './message.js'

/**
 * Compares the facts of all files of a run: a value that two guests share is reported at each place but the first, which
 * is shown beside it. Files are taken in the order given. @returns findings by file path.
 */
export function judgeProject(facts: readonly LocatedFact[], filePathOf: (fact: LocatedFact) => string): Map<string, Finding[]> {
  const found = new Map<string, Finding[]>()
  const firsts = new Map<string, LocatedFact>()
  for (const fact of facts) {
    const key = `${fact.active.rule.id}\n${fact.key}`
    const first = firsts.get(key)
    if (!first) {
      firsts.set(key, fact)
      continue
    }
    if (first.guest === fact.guest) continue
    const { finding, active, label, domainName } = fact
    const filePath = filePathOf(fact)
    const message = fillMessage(active.rule, undefined, { label, other: first.domainName || 'another domain', domain: domainName })
    const { start, end } = first.finding
    const report = { ...finding, message, related: [{ filePath: filePathOf(first), message: `${first.domainName || 'the other domain'} has it here`, start, end }] }
    const known = found.get(filePath)
    if (known) known.push(report)
    else found.set(filePath, [report])
  }
  return found
}
