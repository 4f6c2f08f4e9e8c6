import type { AbiFact, AbiLevel } from './abi-fact.js'

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
  readonly message: string
  readonly sources: { readonly before: AbiFact['source']; readonly after: AbiFact['source'] }
}

/**
 * All differences of two definitions, in libvirt's order. Devices of a kind are matched by their position, as libvirt does, so a device
 * in the middle that is new moves all behind it.
 */
export function compareAbi(before: readonly AbiFact[], after: readonly AbiFact[], level: AbiLevel): AbiDifference[] {
  const old = factsByPath(before, level)
  const fresh = factsByPath(after, level)
  const lone = new Set([...old.keys(), ...fresh.keys()].filter((path) => isDevice(path) && old.has(path) !== fresh.has(path)))
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((path) => {
    const from = old.get(path)
    const to = fresh.get(path)
    const known = from ?? to
    const device = /^devices\/[^/]*\]/.exec(path)?.[0]
    // A device that is new or gone is one difference.
    if (!known || from?.value === to?.value || (device !== undefined && device !== path && lone.has(device))) return []
    const message = `${known.device}: ${changeOf(known.fact, from?.value, to?.value)}; ${consequence(known)}`
    const sources = { before: from?.source, after: to?.source }
    return { path, device: known.device, fact: known.fact, before: from?.value, after: to?.value, level: known.level, message, sources }
  })
}

const isDevice = (path: string): boolean => /^devices\/[^/@]*\]$/.test(path)

function factsByPath(facts: readonly AbiFact[], level: AbiLevel): ReadonlyMap<string, AbiFact> {
  return new Map(facts.filter((fact) => level === 'guest' || fact.level === 'libvirt').map((fact) => [fact.path, fact]))
}

function changeOf(fact: string, before: string | undefined, after: string | undefined): string {
  if (before === undefined) return after === 'present' ? `${fact} is new` : `${fact} is now ${after}, and was not set`
  if (after === undefined) return before === 'present' ? `${fact} is gone` : `${fact} was ${before}, and is not set any more`
  return `${fact} changes from ${before} to ${after}`
}

function consequence({ level }: AbiFact): string {
  return level === 'libvirt' ? 'libvirt refuses a migration or a restore' : 'the guest sees it, and libvirt does not object'
}
