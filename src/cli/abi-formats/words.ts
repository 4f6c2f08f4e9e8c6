import type { Comparison, LocatedDifference } from '../abi/compare.js'
import type { LocatedUnknown } from '../abi/guest.js'
import { relativePath } from '../formats/path.js'
import { counted } from '../wording.js'

/** The differences by device, each with the name that people give it. */
export function byDevice(
  differences: readonly LocatedDifference[],
): (readonly [device: string, differences: readonly LocatedDifference[]])[] {
  const devices = new Map<string, LocatedDifference[]>()
  for (const difference of differences) {
    const known = devices.get(difference.device)
    if (known) known.push(difference)
    else devices.set(difference.device, [difference])
  }
  return [...devices]
}

/** A value as it stands in a report. */
export function valueWords(value: string | undefined): string {
  return value === undefined || value === '' ? 'none' : value
}

/** `the guest sees 2 changes; libvirt would refuse a migration or a restore`. */
export function verdictOf(differences: readonly LocatedDifference[]): string {
  const seen = differences.filter(({ isUnseen }) => !isUnseen).length
  const changes = seen === 0 ? 'the guest sees the same' : `the guest sees ${counted(seen, 'change')}`
  const refused = differences.filter(({ level }) => level === 'libvirt')
  if (refused.length === 0) return `${changes}; libvirt would not object to a migration or a restore`
  return `${changes}${seen === 0 ? ', but' : ';'} libvirt would refuse ${refused.every(({ isVolatile }) => isVolatile) ? 'a restore' : 'a migration or a restore'}`
}

/** Whether a device or the like is new or gone, rather than another one. */
export function isOneSided({ before, after }: Pick<LocatedDifference, 'before' | 'after'>): boolean {
  return (before === undefined && after === 'present') || (after === undefined && before === 'present')
}

/** Where a difference stands for people: `old.xml:12, new.xml:14`, or that libvirt chooses it. */
export function placesWords(difference: LocatedDifference, names: { readonly before: string; readonly after: string }): string {
  const sides = (['before', 'after'] as const)
    .map((side) => ({ name: names[side], value: difference[side], ...difference.lines[side] }))
    .filter(({ value }) => value !== undefined || !isOneSided(difference))
  if (sides.every(({ value, how }) => value !== undefined && how !== 'written'))
    return sides.length === 1 ? 'libvirt adds it by itself' : 'libvirt chooses it in both'
  return sides
    .map(({ name, value, line, how }) => {
      const place = how === 'nowhere' ? name : `${name}:${line}`
      return value !== undefined && how !== 'written' ? `${place} (chosen by libvirt)` : place
    })
    .join(', ')
}

/** The names of both texts: `old.xml -> new.xml`, or one where they are the same. */
export function namesOf(comparison: Comparison, cwd: string): { readonly before: string; readonly after: string; readonly both: string } {
  const before = comparison.kind === 'new' ? '' : relativePath(comparison.before.textName, cwd)
  const after = comparison.kind === 'gone' ? '' : relativePath(comparison.after.textName, cwd)
  return { before, after, both: before === '' || before === after ? after : after === '' ? before : `${before} -> ${after}` }
}

/** The name of the guest that a comparison is about. */
export function guestName(comparison: Comparison): string {
  return (comparison.kind === 'gone' ? comparison.before : comparison.after).guest.name
}

/** What a definition does not tell: `unknown: the CPU: it is that of the host (cpu)`. */
export function unknownWords({ device, what }: Pick<LocatedUnknown, 'device' | 'what'>, place?: string): string {
  return `unknown: ${what} (${place === undefined ? device : `${device}; ${place}`})`
}
