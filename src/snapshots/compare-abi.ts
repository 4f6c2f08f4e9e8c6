import type { AbiFact, AbiLevel } from './abi-fact.js'
import { type Item, itemsByList, matchItems, nameOf } from './match-items.js'

/** What libvirt does when it compares two definitions: a migration or a save lets some things differ that a restore does not. */
export type AbiOperation = 'migration' | 'restore'

/** What is known of libvirt's side of a comparison. */
export interface ComparisonOptions {
  /** What libvirt compares for; `restore`, which lets less differ, unless it is given. */
  readonly operation?: AbiOperation
  /**
   * Whether libvirt accepts the second definition as a whole, so that it refuses none of what differs at level `guest`; found by
   * comparing the facts unless it is given.
   */
  readonly isAccepted?: boolean
}

/** Something that the guest would notice, or libvirt refuse. */
export interface AbiDifference {
  readonly path: string
  readonly device: string
  readonly fact: string
  /** Absent where there is none. */
  readonly before: string | undefined
  readonly after: string | undefined
  /** `libvirt`: libvirt refuses a migration and a restore with it. */
  readonly level: AbiLevel
  /** What libvirt makes of it, and the guest where it does not see what libvirt compares: `libvirt refuses a restore`. */
  readonly consequence: string
  readonly message: string
  /** The guest does not see it: libvirt compares it all the same. */
  readonly isUnseen: boolean
  /** libvirt refuses a restore with it, not a migration. */
  readonly isVolatile: boolean
  /** Where it is on each side, or would be: a device may be another one in its list. */
  readonly paths: { readonly before: string; readonly after: string }
  readonly sources: { readonly before: AbiFact['source']; readonly after: AbiFact['source'] }
}

/**
 * All differences of two definitions, in libvirt's order.
 *
 * At level `libvirt` devices of a kind are matched by their position, as libvirt does, so a device in the middle that is new moves all
 * behind it. At level `guest` they are matched by what they are called and where they are, so that it is one new device; another order
 * of devices that are the same is one difference of its own, since libvirt minds it.
 */
export function compareAbi(
  before: readonly AbiFact[],
  after: readonly AbiFact[],
  level: AbiLevel,
  { operation = 'restore', isAccepted: accepted }: ComparisonOptions = {},
): AbiDifference[] {
  const refusals = byPosition(guardedFacts(before, operation), guardedFacts(after, operation), comparedValue)
  if (level === 'libvirt') return refusals
  const isAccepted = accepted ?? refusals.length === 0
  const mild = (facts: readonly AbiFact[]) => (isAccepted ? facts.map((fact): AbiFact => ({ ...fact, level: 'guest' })) : facts)
  return byName(mild(before), mild(after))
}

function guardedFacts(facts: readonly AbiFact[], operation: AbiOperation): AbiFact[] {
  return facts.filter((fact) => fact.level === 'libvirt' && !(operation === 'migration' && fact.volatile))
}

const comparedValue = ({ compared, value }: AbiFact): string => compared ?? value

function byPosition(before: readonly AbiFact[], after: readonly AbiFact[], valueIn: (fact: AbiFact) => string): AbiDifference[] {
  const isDevice = (path: string): boolean => /^devices\/[^/@]*\]$/.test(path)
  const old = new Map(before.map((fact) => [fact.path, fact]))
  const fresh = new Map(after.map((fact) => [fact.path, fact]))
  const paths = [...new Set([...old.keys(), ...fresh.keys()])]
  const lone = new Set(paths.filter((path) => isDevice(path) && old.has(path) !== fresh.has(path)))
  return paths.flatMap((path) => {
    const [from, to] = [old.get(path), fresh.get(path)]
    if (from && to && valueIn(from) === valueIn(to)) return []
    const device = /^devices\/[^/]*?\]/.exec(path)?.[0]
    // A device that is new or gone is one difference.
    return device !== undefined && device !== path && lone.has(device) ? [] : differenceOf(from, to, { before: path, after: path })
  })
}

function byName(before: readonly AbiFact[], after: readonly AbiFact[]): AbiDifference[] {
  const [old, fresh] = [itemsByList(before), itemsByList(after)]
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((list) => {
    const [from, to] = [old.get(list) ?? [], fresh.get(list) ?? []]
    // What is in no list has a path that stays.
    const pairs = list === '' ? [{ before: from[0], after: to[0] }] : matchItems(from, to)
    const changes = pairs.flatMap((pair) => changesOf(pair.before, pair.after))
    const placeOf = new Map(to.map((item, place) => [item, place]))
    const places = pairs.flatMap(({ before: one, after: other }) => (one && other ? [placeOf.get(other) ?? -1] : []))
    const isMoved = places.some((place, index) => index > 0 && place < (places[index - 1] ?? 0))
    if (!isMoved || from[0]?.facts[0]?.level !== 'libvirt') return changes
    const kept = pairs.flatMap(({ before: one, after: other }) => (one && other ? [{ one, other }] : []))
    const reordered = kept.map(({ other }) => other).sort((one, other) => to.indexOf(one) - to.indexOf(other))
    const inOrder = kept.map(({ one }) => one).sort((one, other) => from.indexOf(one) - from.indexOf(other))
    return [...changes, orderOf(list, inOrder, reordered)]
  })
}

function changesOf(before: Item | undefined, after: Item | undefined): AbiDifference[] {
  if (!before || !after) {
    const lone = (before ?? after)?.facts[0]
    return lone && (before?.path ?? after?.path) !== ''
      ? differenceOf(before && lone, after && lone, { before: lone.path, after: lone.path })
      : differencesOf(before, after)
  }
  return differencesOf(before, after)
}

function differencesOf(before: Item | undefined, after: Item | undefined): AbiDifference[] {
  const below = (item: Item | undefined) => new Map(item?.facts.map((fact) => [fact.path.slice(item.path.length), fact]))
  const [old, fresh] = [below(before), below(after)]
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((path) => {
    const [from, to] = [old.get(path), fresh.get(path)]
    if (from?.value === to?.value) return []
    // A device that is called otherwise now is still the one that it was.
    const device = before && before.path !== '' ? before.facts[0]?.device : undefined
    // An address of another type has other parts.
    const isAlike = !path.startsWith('/address@') || old.get('/address@type')?.value === fresh.get('/address@type')?.value
    const known = { device, absent: isAlike ? (from ?? to)?.absent : undefined }
    return differenceOf(from, to, { before: `${before?.path ?? ''}${path}`, after: `${after?.path ?? ''}${path}` }, known)
  })
}

function differenceOf(
  from: AbiFact | undefined,
  to: AbiFact | undefined,
  paths: AbiDifference['paths'],
  { device: name, absent }: { readonly device?: string | undefined; readonly absent?: string | undefined } = {},
): AbiDifference[] {
  const known = from ?? to
  if (!known) return []
  const { path, fact } = known
  const device = name ?? known.device
  const level = from && to && comparedValue(from) === comparedValue(to) ? 'guest' : known.level
  const [before, after] = [from?.value ?? absent, to?.value ?? absent]
  // A record does not say it.
  const isUnseen = from?.unseen ?? to?.unseen ?? false
  const isVolatile = from?.volatile ?? to?.volatile ?? false
  const consequence = consequenceOf({ level, isUnseen, isVolatile })
  const message = `${device}: ${changeOf(fact, before, after)}; ${level === 'guest' && !isUnseen ? 'the guest sees it, and ' : ''}${consequence}`
  const sources = { before: from?.source, after: to?.source }
  return [{ path, paths, device, fact, before, after, level, consequence, message, isUnseen, isVolatile, sources }]
}

function orderOf(list: string, before: readonly Item[], after: readonly Item[]): AbiDifference {
  const names = (items: readonly Item[]) => items.map(nameOf).join(', ')
  const device = list.replace(/^.*\//, '')
  const fact = `the order of ${device} elements`
  const consequence = consequenceOf({ level: 'libvirt', isUnseen: false, isVolatile: false })
  return {
    path: list,
    device,
    fact,
    before: names(before),
    after: names(after),
    level: 'libvirt',
    consequence,
    isUnseen: false,
    isVolatile: false,
    paths: { before: list, after: list },
    message: `${device}: ${fact} changes; ${consequence}`,
    sources: { before: before[0]?.facts[0]?.source, after: after[0]?.facts[0]?.source },
  }
}

function changeOf(fact: string, before: string | undefined, after: string | undefined): string {
  if (before === undefined) return after === 'present' ? `${fact} is new` : `${fact} is now ${after}, and was not set`
  if (after === undefined) return before === 'present' ? `${fact} is gone` : `${fact} was ${before}, and is not set any more`
  return `${fact} changes from ${before} to ${after}`
}

function consequenceOf({ level, isUnseen, isVolatile }: Pick<AbiDifference, 'level' | 'isUnseen' | 'isVolatile'>): string {
  if (level === 'guest') return 'libvirt does not object'
  const refusal = isVolatile ? 'libvirt refuses a restore' : 'libvirt refuses a migration or a restore'
  return isUnseen ? `the guest does not see it, but ${refusal}` : refusal
}
