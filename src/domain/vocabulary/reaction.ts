import type { XmlAttribute, XmlElement } from '../../xml/tree.js'
import { enumerations } from '../facts/enumerations.js'
import { placesOf, sinceOf } from '../facts/place-notation.js'
import { defaults, deviceNouns, ignoredValues, readTogether, refusesUnknownChildren, uncheckedTypes } from '../facts/silent-losses.js'
import type { ValueSpec } from './content.js'
import { pathOf } from './misplaced.js'
import type { Problem } from './problem.js'

/** Whether only libvirt's schema minds: its parser reads it as it is written, or does without. */
export function isSchemaOnly(problem: Problem): boolean {
  switch (problem.kind) {
    case 'wrong-order':
    case 'missing-element':
    case 'missing-attribute':
      return true
    case 'duplicate-element':
      // An image below another one, or a copy of it, is read like the disk's own.
      return readTogether.has(pathOf(problem.element).replace(/(?:\/(?:backingStore|mirror))+\/source\//, '/source/'))
    case 'invalid-value':
      return (
        isUnchecked(problem.spec.value) ||
        isReadAsNumber(problem.attribute.value, problem.spec.value) ||
        isKnownWord(pathOf(problem.element), problem.attribute)
      )
    case 'invalid-text':
      return isUnchecked(problem.expected) || problem.element.text.trim() === ''
    default:
      return false
  }
}

/** What libvirt does with an element that is not known at its place, as the second half of a sentence. */
export function reactionToElement(parent: XmlElement, meant: string | undefined): string {
  const path = pathOf(parent)
  if (refusesUnknownChildren.has(path)) return 'libvirt refuses a definition with an unknown feature'
  const dropped = 'libvirt drops it silently'
  if (meant === undefined) return dropped
  const noun = path === 'domain/devices' ? deviceNouns[meant] : undefined
  if (noun) return `${dropped}, and the guest gets no ${noun} from it`
  const value = defaults[`${path}/${meant}`]
  return value === undefined ? dropped : `${dropped}, and ${meant} stays at its default, ${value}`
}

/** What libvirt does with an attribute that is not known at its place. */
export function reactionToAttribute(element: XmlElement, meant: string | undefined): string {
  const dropped = 'libvirt drops it silently'
  if (meant === undefined) return dropped
  const value = defaults[`${pathOf(element)}@${meant}`]
  return `${dropped}, and what holds is ${value === undefined ? 'the default' : `${meant}='${value}'`}`
}

/** What libvirt does with a value that is none. */
export function reactionToValue(element: XmlElement, attribute: string): string {
  return ignoredValues[`${pathOf(element)}@${attribute}`] ?? 'libvirt refuses the definition'
}

function isUnchecked(spec: ValueSpec): boolean {
  return spec.some(({ type }) => type !== undefined && uncheckedTypes.has(type))
}

/** Hexadecimal numbers that the schema wants shorter, in lower case, or with 0x in front. */
function isReadAsNumber(value: string, spec: ValueSpec): boolean {
  return /^(?:0[xX])?[\da-fA-F]{1,8}$/.test(value) && spec.some(({ type }) => type !== undefined && readAsHexadecimal.has(type))
}

const readAsHexadecimal: ReadonlySet<string> = new Set([
  'hexuint',
  'isaIobase',
  'isaIrq',
  'pciBus',
  'pciDomain',
  'uint16',
  'uint24',
  'uint32',
  'usbAddr',
  'usbId',
])

let knownWords: ReadonlySet<string> | undefined

/** Whether libvirt's parser has a word for this place that its schema has not. */
function isKnownWord(path: string, { name, value }: XmlAttribute): boolean {
  knownWords ??= new Set(
    Object.entries(enumerations).flatMap(([key, words]) =>
      placesOf(key).flatMap(({ element, attribute }) => words.split(' ').map((word) => `${element}@${attribute}=${sinceOf(word).name}`)),
    ),
  )
  return knownWords.has(`${path}@${name}=${value}`)
}
