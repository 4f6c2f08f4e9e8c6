/** Sixteen pairs of hexadecimal digits; dashes and blanks may stand between pairs, white space around the whole. */
const grammar = /^\s*(?:[- ]*[\da-fA-F]{2}){16}\s*$/

/** Whether libvirt can read it as a UUID (viruuid.c, virUUIDParse). */
export function isUuid(text: string): boolean {
  return grammar.test(text)
}

/** The UUID's digits alone, in lower case: equal for two spellings of one UUID. */
export function uuidDigits(text: string): string {
  return text.replace(/[^\da-fA-F]/g, '').toLowerCase()
}

/** The digits between the dashes, as UUIDs are usually written. */
const groupLengths = [8, 4, 4, 4, 12] as const
const ordinals = ['first', 'second', 'third', 'fourth', 'last'] as const

/** What is wrong with a text that should be a UUID, for people. */
export function uuidFault(text: string): string {
  const foreign = /[^\da-fA-F\s-]/.exec(text)?.[0]
  if (foreign !== undefined) return `'${foreign}' is no hexadecimal digit`
  const groups = text.trim().split('-')
  const wrong =
    groups.length === groupLengths.length ? groupLengths.flatMap((length, at) => (groups[at]?.length === length ? [] : [at])) : []
  const [at = 0] = wrong
  if (wrong.length === 1) return `its ${ordinals[at]} group has ${groups[at]?.length} digits and must have ${groupLengths[at]}`
  const count = uuidDigits(text).length
  return count === 32 ? 'its digits do not stand in pairs' : `it has ${count} hexadecimal digits and must have 32`
}
