/** What tells one guest from another. */
export interface GuestIdentity {
  readonly name: string
  /** The digits of the UUID; `''` where none is written. */
  readonly uuid: string
}

/** The guests of two sides that are the same, and those that only one side has. */
export interface MatchedGuests<Guest> {
  readonly pairs: readonly (readonly [before: Guest, after: Guest])[]
  readonly gone: readonly Guest[]
  readonly fresh: readonly Guest[]
}

/**
 * Finds each guest again: by its UUID, and if nobody has it, by its name. Several of one identity, as a snapshot may hold them, are matched in
 * their order.
 */
export function matchGuests<Guest extends GuestIdentity>(before: readonly Guest[], after: readonly Guest[]): MatchedGuests<Guest> {
  const found = new Map<Guest, Guest>()
  const left = new Set(after)
  for (const key of [({ uuid }: Guest) => uuid, ({ name }: Guest) => name]) {
    for (const guest of before) {
      const identity = key(guest)
      if (found.has(guest) || identity === '') continue
      const same = [...left].find((one) => key(one) === identity)
      if (!same) continue
      found.set(guest, same)
      left.delete(same)
    }
  }
  return { pairs: [...found], gone: before.filter((guest) => !found.has(guest)), fresh: [...left] }
}
