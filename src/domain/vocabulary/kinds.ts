import type { XmlElement } from '../../xml/tree.js'
import type { Target } from '../facts/target.js'
import type { Pick } from './choose.js'
import type { AttributeSpec, ValueChoice } from './content.js'
import type { Flat } from './flat.js'
import type { Discriminator } from './problem.js'
import { fitsAnyVersion, isFixed, lives } from './values.js'

/** A case that was not taken and of which something holds. */
export function otherCase(picks: readonly Pick[], holds: (flat: Flat) => boolean): Pick | undefined {
  for (const { choice, best } of picks) for (const one of choice.cases) if (one !== best && holds(one)) return { choice, best: one }
  return undefined
}

/** The attribute, other than `except`, by which an element is not of another kind. */
export function discriminatorOf(element: XmlElement, { choice, best }: Pick, target: Target, except?: string): Discriminator | undefined {
  for (const spec of best.attributes.values()) {
    if (spec.name === except || !isFixed(spec) || !choice.sharedAttributes.has(spec.name)) continue
    const value = element.attributes[spec.name]
    if (value === undefined ? !spec.required : fitsAnyVersion(value, spec.value)) continue
    const words = spec.value.filter((each) => lives(each, target)).flatMap(({ word }) => word ?? [])
    if (words.length > 0) return { element, name: spec.name, words }
  }
  return undefined
}

/** The spec of an attribute as the target's libvirt knows it; of one that tells kinds apart, with the words of all of them. */
export function withAllWords(spec: AttributeSpec, picks: readonly Pick[], target: Target): AttributeSpec {
  const values = new Map<string | undefined, ValueChoice>()
  for (const choice of spec.value) values.set(choice.word ?? choice.type, choice)
  if (isFixed(spec)) {
    for (const { choice } of picks) {
      for (const one of choice.cases) {
        const same = one.attributes.get(spec.name)
        if (same && isFixed(same)) for (const each of same.value) if (!values.has(each.word)) values.set(each.word, each)
      }
    }
  }
  return { ...spec, value: [...values.values()].filter((choice) => lives(choice, target)) }
}
