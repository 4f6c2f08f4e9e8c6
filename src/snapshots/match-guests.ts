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
    const waiting = new Map<string, Guest[]>()
    // From the last to the first, so that the first is at the end, where it is taken from.
    for (const guest of [...left].reverse()) addTo(waiting, key(guest), guest)
    for (const guest of before) {
      const identity = key(guest)
      if (found.has(guest) || identity === '') continue
      const same = waiting.get(identity)?.pop()
      if (!same) continue
      found.set(guest, same)
      left.delete(same)
    }
  }
  return { pairs: [...found], gone: before.filter((guest) => !found.has(guest)), fresh: [...left] }
}

function addTo<Guest>(lists: Map<string, Guest[]>, key: string, guest: Guest): void {
  const list = lists.get(key)
  if (list) list.push(guest)
  else lists.set(key, [guest])
}
