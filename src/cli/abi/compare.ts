import type { AbiLevel } from '../../snapshots/abi-fact.js'
import type { AbiDifference } from '../../snapshots/compare-abi.js'
import { compareDomains } from '../../snapshots/compare-domains.js'
import type { GuestAbi } from '../../snapshots/guest-abi.js'
import { matchGuests } from '../../snapshots/match-guests.js'
import type { Guest, LocatedUnknown } from './guest.js'

/** A guest, with where it was read. */
export interface LocatedGuest {
  /** As reports call the text: a path, or `git:REVISION:PATH`. */
  readonly textName: string
  readonly filePath: string
  readonly guest: Guest
}

/** Says where guests were read: `guests.map(located(textName, filePath))`. */
export function located(textName: string, filePath: string): (guest: Guest) => LocatedGuest {
  return (guest) => ({ textName, filePath, guest })
}

/** A difference with the lines on both sides. */
export interface LocatedDifference extends AbiDifference {
  readonly lines: { readonly before: ReturnType<Guest['lineOf']>; readonly after: ReturnType<Guest['lineOf']> }
  /** The targets that it shows on; absent where it does on all. */
  readonly targets?: readonly string[]
}

/** What became of one guest: it was compared, or only one side has it. */
export type Comparison =
  | {
      readonly kind: 'both'
      readonly before: LocatedGuest
      readonly after: LocatedGuest
      readonly differences: readonly LocatedDifference[]
      /** What the definition after the change does not tell: two that are equal may differ in it. */
      readonly unknown: readonly LocatedUnknown[]
    }
  | { readonly kind: 'gone'; readonly before: LocatedGuest }
  | { readonly kind: 'new'; readonly after: LocatedGuest }

/** What all of a comparison is about. */
export interface ComparisonSettings {
  readonly level: AbiLevel
  /** The names of the targets, in the order of the facts of guests. */
  readonly targets: readonly string[]
  /** Nothing says that the two sides are about the same guests: those who have nothing in common are not compared. */
  readonly areStrangers?: boolean
}

/** Compares the guests of two sides. A guest that is new or gone is no change of a guest. */
export function compareGuests(before: readonly LocatedGuest[], after: readonly LocatedGuest[], settings: ComparisonSettings): Comparison[] {
  const keyed = (one: LocatedGuest) => ({ name: one.guest.name, uuid: one.guest.uuid, one })
  const [only, ...others] = before
  const [onlyAfter, ...othersAfter] = after
  // Two files with one guest each are asked about as one, whatever they are called.
  if (only && onlyAfter && others.length + othersAfter.length === 0 && !settings.areStrangers) return [both(only, onlyAfter, settings)]
  const { pairs, gone, fresh } = matchGuests(before.map(keyed), after.map(keyed))
  return [
    ...pairs.map(([from, to]) => both(from.one, to.one, settings)),
    ...gone.map(({ one }): Comparison => ({ kind: 'gone', before: one })),
    ...fresh.map(({ one }): Comparison => ({ kind: 'new', after: one })),
  ]
}

const noFacts: GuestAbi = { facts: [] }

function both(before: LocatedGuest, after: LocatedGuest, { level, targets }: ComparisonSettings): Comparison {
  const found = new Map<string, { readonly difference: AbiDifference; readonly on: string[] }>()
  for (const [order, target] of targets.entries()) {
    const [from = noFacts, to = noFacts] = [before, after].map(({ guest }) => guest.abi[order] ?? guest.abi[0])
    for (const difference of compareDomains(from, to, level).differences) {
      const key = JSON.stringify([difference.path, difference.before, difference.after])
      const known = found.get(key)
      if (known) known.on.push(target)
      else found.set(key, { difference, on: [target] })
    }
  }
  const differences = [...found.values()].map(({ difference, on }): LocatedDifference => {
    const lines = { before: before.guest.lineOf(difference.paths.before), after: after.guest.lineOf(difference.paths.after) }
    if (on.length === targets.length) return { ...difference, lines }
    return { ...difference, lines, targets: on, message: `${difference.message} (on ${on.join(', ')})` }
  })
  return { kind: 'both', before, after, differences, unknown: unknownOf(before, after, level) }
}

/** What is not known of the guest after the change; a device of the host that has taken the place of another one is said to be another. */
function unknownOf(before: LocatedGuest, after: LocatedGuest, level: AbiLevel): LocatedUnknown[] {
  const [old, fresh] = [before.guest.unknown(level), after.guest.unknown(level)]
  const isIn = (list: readonly LocatedUnknown[], { device, what }: LocatedUnknown): boolean =>
    list.some((other) => other.device === device && other.what === what)
  return fresh.map((one) => {
    // Not of what is asked about such a device besides: whether it is a PCI Express one.
    const isDevice = one.what.startsWith('the device: ')
    const isReplaced = isDevice && !isIn(old, one) && old.some((other) => other.what === one.what && !isIn(fresh, other))
    return isReplaced ? { ...one, what: `${one.what}, and another one than before` } : one
  })
}
