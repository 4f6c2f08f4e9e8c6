import type { CanonicalElement } from '../canonical/canonical-element.js'
import type { Steps } from './patterns.js'

/** The elements of a canonical form that a path from `domain` leads to. @throws Error for a path that starts anywhere: `//address`. */
export function elementsAt({ anywhere, steps }: Steps, domain: CanonicalElement): readonly CanonicalElement[] {
  if (anywhere) throw new Error("the paths of a rule on the canonical form start with 'domain'")
  const [root, ...below] = steps
  let found = root && fits(root, domain) ? [domain] : []
  for (const step of below)
    found = found.flatMap(({ children }) => children.filter((child) => child.name === step.name && fits(step, child)))
  return found
}

function fits({ conditions }: Steps['steps'][number], element: CanonicalElement): boolean {
  return conditions.every(({ attribute, value }) => {
    const actual = element.get(attribute)
    return actual !== undefined && (value === undefined || actual === value)
  })
}
