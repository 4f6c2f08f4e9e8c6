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
  const refused = differences.filter(({ level }) => level === 'libvirt').length
  const changes = `the guest sees ${counted(differences.length, 'change')}`
  return refused > 0
    ? `${changes}; libvirt would refuse a migration or a restore`
    : `${changes}; libvirt would not object to a migration or a restore`
}

/** The place of a side for people: `guest.xml:12`, or that libvirt adds it. */
export function placeWords({ line, isWritten }: LocatedDifference['lines']['before'], name: string): string {
  return isWritten ? `${name}:${line}` : `${name}:${line} (not written there)`
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
