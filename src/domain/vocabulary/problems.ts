import type { XmlElement } from '../../xml/tree.js'
import type { Target } from '../facts/target.js'
import { groups } from './groups.js'
import { Matcher } from './match.js'
import type { Problem } from './problem.js'

const matchers = new Map<string, Matcher>()
const known = new WeakMap<XmlElement, { readonly matcher: Matcher; readonly problems: readonly Problem[] }>()

/** All ways in which a domain is not as the vocabulary of the target's libvirt says; worked out once for a domain. */
export function problemsOf(domain: XmlElement, target: Target): readonly Problem[] {
  const version = target.libvirt.join('.')
  let matcher = matchers.get(version)
  if (!matcher) {
    matcher = new Matcher(groups, target)
    matchers.set(version, matcher)
  }
  const before = known.get(domain)
  if (before?.matcher === matcher) return before.problems
  const problems = matcher.match(domain)
  known.set(domain, { matcher, problems })
  return problems
}
