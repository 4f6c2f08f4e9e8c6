import type { AbiLevel, AbiRow } from './abi-fact.js'
import { cellFacts, cpuFacts } from './tables/cpu-facts.js'
import { addressFacts, commonFacts, deviceFacts, unguardedKinds } from './tables/device-facts.js'
import { domainFacts } from './tables/domain-facts.js'

/** What the facts that are computed are made of (`computed-facts.ts`), in the notation of the places below. */
const computed: Readonly<Record<AbiLevel, readonly string[]>> = {
  libvirt: [
    'domain/memory',
    'domain/vcpu',
    'domain/vcpu@current',
    'domain/vcpus/vcpu@enabled',
    'domain/vcpus/vcpu@order',
    'domain/cpu',
    'domain/cpu/numa/cell',
    'domain/cpu/numa/cell/distances/sibling@id',
    'domain/cpu/numa/cell/distances/sibling@value',
  ],
  guest: [
    'domain/os/loader',
    'domain/os@firmware',
    'domain/os/firmware/feature@name',
    'domain/os/firmware/feature@enabled',
    'domain/qemu:commandline/qemu:arg@value',
  ],
}

/** Addresses that devices of a few kinds have alone; all others may be those of any device. */
const kindsWithAddress = new Map<string, readonly string[]>([
  ['virtio-serial', ['channel', 'console']],
  ['ccid', ['smartcard']],
])

let levels: ReadonlyMap<string, AbiLevel> | undefined

/**
 * What the guest notices of an attribute, or of an element's presence and text where none is given: `libvirt` where libvirt refuses to
 * change it in a migration, a saved guest or a snapshot, `guest` where it lets it change; undefined for what only the host sees.
 */
export function guestView(path: string, attribute?: string): AbiLevel | undefined {
  levels ??= levelsOfPlaces()
  return levels.get(attribute === undefined ? path : `${path}@${attribute}`)
}

/** All places that the guest sees, one by one: `domain/uuid`, `domain/os/boot@dev`. */
export function placesSeen(): string[] {
  levels ??= levelsOfPlaces()
  return [...levels.keys()]
}

function levelsOfPlaces(): Map<string, AbiLevel> {
  const found = new Map<string, AbiLevel>()
  const add = (place: string, level: AbiLevel): void => {
    if (found.get(place) !== 'libvirt') found.set(place, level)
  }
  const addRows = (prefix: string, rows: readonly AbiRow[], isUnguarded = false): void => {
    for (const row of rows) for (const place of placesOf(prefix, row)) add(place, isUnguarded ? 'guest' : row.level)
  }
  for (const place of computed.libvirt) add(place, 'libvirt')
  for (const place of computed.guest) add(place, 'guest')
  addRows('domain', domainFacts)
  addRows('domain/cpu', cpuFacts)
  addRows('domain/cpu/numa/cell', cellFacts)
  for (const [kind, rows] of Object.entries(deviceFacts)) {
    const path = `domain/devices/${kind}`
    const isUnguarded = unguardedKinds.has(kind)
    const addresses = Object.entries(addressFacts).flatMap(([type, own]) =>
      (kindsWithAddress.get(type)?.includes(kind) ?? true) ? own : [],
    )
    add(path, isUnguarded ? 'guest' : 'libvirt')
    add(`${path}/address@type`, isUnguarded ? 'guest' : 'libvirt')
    addRows(path, [...rows, ...addresses, ...commonFacts], isUnguarded)
  }
  return found
}

/** The places that a row is about. What counts for a few values alone is not said of all, and empty driver options are nothing to see. */
function placesOf(prefix: string, { steps, attribute, reading, only, at }: AbiRow): string[] {
  if (only || at === 'driver') return []
  const path = [prefix, ...steps.map(({ name }) => name)].join('/')
  if (attribute !== undefined) return [`${path}@${attribute}`]
  return reading === 'switch' ? [path, `${path}@state`] : [path]
}
