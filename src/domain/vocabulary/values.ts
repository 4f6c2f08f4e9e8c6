import { compareVersions, type Target } from '../facts/target.js'
import { valueFits } from '../values/types.js'
import type { AttributeSpec, Lifetime, ValueChoice, ValueSpec } from './content.js'

/** Whether the target's libvirt knows it. */
export function lives({ since, removed }: Lifetime, { libvirt }: Target): boolean {
  if (since === undefined && removed === undefined) return true
  return (!since || compareVersions(since, libvirt) <= 0) && (!removed || compareVersions(removed, libvirt) > 0)
}

/** Whether all values are words: then they may tell one kind of element from another. */
export function isFixed({ value }: AttributeSpec): boolean {
  return value.every(({ word }) => word !== undefined)
}

/** Whether some libvirt takes the value. */
export function fitsAnyVersion(value: string, spec: ValueSpec): boolean {
  for (const choice of spec) if (choiceFits(choice, value)) return true
  return false
}

/** Whether a value is this word, or of this type. White space around words does not count. */
export function choiceFits(choice: ValueChoice, value: string): boolean {
  const { word } = choice
  if (word === undefined) return valueFits(choice.type ?? 'text', value)
  return word === value || (value.length > word.length && word === trimXml(value))
}

/** Without the white space of XML around it: that does not count where words are compared. */
function trimXml(value: string): string {
  return value.replace(/^[ \t\n\r]+|[ \t\n\r]+$/g, '')
}

/** Whether there is nothing but white space. */
export function isBlank(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return false
  }
  return true
}
