import type { CanonicalElement } from '../canonical-element.js'

/**
 * Children in the order in which libvirt writes them by the value of an attribute: the words' order, that of the alphabet for `*`, and
 * where there are no words, that of numbers. Equal ones stay in their order.
 */
export function sortChildren(children: readonly CanonicalElement[], attribute: string, words: readonly string[]): CanonicalElement[] {
  const textOf = (child: CanonicalElement): string => child.get(attribute) ?? ''
  if (words[0] === '*') return [...children].sort((a, b) => compareText(textOf(a), textOf(b)))
  const places = new Map(words.map((word, place) => [word, place]))
  const rank = (child: CanonicalElement): number =>
    words.length > 0 ? (places.get(textOf(child)) ?? words.length) : Number(textOf(child)) || 0
  return children
    .map((child) => ({ child, rank: rank(child) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ child }) => child)
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
