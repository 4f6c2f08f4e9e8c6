import type { XmlAttribute, XmlElement } from '../../xml/tree.js'
import { nearest } from '../values/nearest.js'
import { placesOfNames } from './places.js'
import type { Problem } from './problem.js'

/** What an element or attribute that the vocabulary does not have here may have been meant as. */
export interface Meaning {
  /** The word that is written like it and may stand here. */
  readonly nearest?: string
  /** The paths of the elements that it belongs in; none if no such name exists, or if `nearest` is the likelier slip. */
  readonly homes: readonly string[]
}

/** What an unknown element was probably meant as. */
export function meaningOfElement({ element, parent, known }: Extract<Problem, { kind: 'unknown-element' }>): Meaning {
  const all = placesOfNames().parents.get(element.name) ?? []
  return meaning(element.name, known, closest(all, parent))
}

/** What an unknown attribute was probably meant as. */
export function meaningOfAttribute({ element, attribute, known }: Extract<Problem, { kind: 'unknown-attribute' }>): Meaning {
  const { near } = closest(placesOfNames().owners.get(attribute.name) ?? [], element)
  return meaning(attribute.name, known, { near: near.filter((path) => !isCrowd(path) && homeIn(element, path) !== undefined), far: [] })
}

/** The one element of the document that is at home at this path: the nearest around or below, or the only one from the root on. */
export function homeIn(element: XmlElement, path: string): XmlElement | undefined {
  for (let around: XmlElement | undefined = element; around; around = around.parentElement) {
    const own = pathOf(around)
    if (own === path) return around
    if (!path.startsWith(`${own}/`)) continue
    const below = around.path(path.slice(own.length + 1))
    return below && below !== element ? below : undefined
  }
  return undefined
}

/** Whether an attribute stands where it can be moved from: its home exists and does not have it yet. */
export function canTake(home: XmlElement, attribute: XmlAttribute): boolean {
  return home.attr(attribute.name) === undefined
}

function meaning(name: string, known: readonly { readonly name: string }[], { near, far }: Homes): Meaning {
  if (near.length > 0) return { homes: near }
  const word = nearest(
    name,
    known.map((spec) => spec.name),
  )
  return word === undefined ? { homes: far } : { nearest: word, homes: [] }
}

/** The domain and its devices: a name that belongs there, or to another device, says nothing about this one. */
function isCrowd(path: string): boolean {
  return path === 'domain' || /^domain\/(?:devices|features|os)(?:\/[^/]+)?$/.test(path)
}

interface Homes {
  /** Homes at the elements around, beside and below. */
  readonly near: readonly string[]
  readonly far: readonly string[]
}

function closest(paths: readonly string[], here: XmlElement): Homes {
  const own = pathOf(here)
  const parent = own.slice(0, own.lastIndexOf('/'))
  const isNear = (path: string) => {
    if (own.startsWith(`${path}/`)) return true
    const above = path.slice(0, path.lastIndexOf('/'))
    return above === own || (above === parent && parent !== '')
  }
  return { near: paths.filter(isNear), far: paths }
}

/** The path from the domain on, wherever the domain stands. */
export function pathOf(element: XmlElement): string {
  const names: string[] = []
  for (let node: XmlElement | undefined = element; node; node = node.parentElement) {
    names.unshift(node.name)
    if (node.name === 'domain') break
  }
  return names.join('/')
}
