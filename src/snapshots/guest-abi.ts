import type { CanonicalSettings } from '../canonical/working-domain.js'
import { deviceName } from '../domain/device-name.js'
import type { XmlElement } from '../xml/tree.js'
import type { AbiFact } from './abi-fact.js'
import { devicePath } from './abi-record.js'
import { extractAbi, extractReadAbi } from './extract-abi.js'
import { type ComparedForm, comparedForm } from './migratable.js'
import type { AbiUnknown } from './unknown-abi.js'

/** Stands for a value that libvirt makes up where the text has none, such as a UUID: it is another one each time. */
export const madeUp = 'made up by libvirt at definition'

/** What the guest sees of one definition. */
export interface GuestAbi {
  /** As libvirt compares it: see `extractAbi`. */
  readonly facts: readonly AbiFact[]
  /** As libvirt reads it, which it tries as well when it restores a guest; a record has none. */
  readonly asRead?: () => readonly AbiFact[]
  /** What no definition tells; no fact, so nothing is compared with it. A record has none. */
  readonly unknown?: () => readonly AbiUnknown[]
}

/**
 * All that the guest sees of a definition; values that libvirt makes up at random are `madeUp`, so that they are the same wherever they are
 * left out.
 */
export function guestAbi(domain: XmlElement, settings: Omit<CanonicalSettings, 'randomBytes'>): Required<GuestAbi> {
  let isAsked = false
  const formWith = (byte: (index: number) => number): ComparedForm => {
    let next = 0
    const randomBytes = (count: number) => {
      isAsked = true
      return Uint8Array.from({ length: count }, () => byte(next++ % 256))
    }
    return comparedForm(domain, { ...settings, randomBytes })
  }
  const form = formWith((index) => index)
  const facts = extractAbi(form)
  const unknown = () => [...form.unknownAbi, ...newGuestAlone(facts, domain, settings)]
  if (!isAsked) return { facts, asRead: () => extractReadAbi(form), unknown }
  // What comes out otherwise with other random bytes is made of them.
  const other = formWith((index) => 255 - index)
  return {
    facts: withoutMadeUp(facts, extractAbi(other), domain),
    asRead: () => withoutMadeUp(extractReadAbi(form), extractReadAbi(other), domain),
    unknown,
  }
}

/**
 * libvirt gives some things to a guest that is new alone, such as USB ports (the parse flag ABI_UPDATE). Which guest a definition without
 * them is of, it does not tell.
 */
function newGuestAlone(facts: readonly AbiFact[], domain: XmlElement, settings: Omit<CanonicalSettings, 'randomBytes'>): AbiUnknown[] {
  if (settings.abiUpdate) return []
  const fresh = new Map(guestAbi(domain, { ...settings, abiUpdate: true }).facts.map((fact) => [fact.path, fact]))
  const old = new Set(facts.map(({ path }) => path))
  const other = facts.find(({ path, value }) => fresh.get(path)?.value !== value) ?? [...fresh.values()].find(({ path }) => !old.has(path))
  return other ? [{ device: other.device, what: givenAtDefinition, level: 'libvirt', source: other.source }] : []
}

const givenAtDefinition = 'what virsh define alone fills in: --abi-update compares with that'

function withoutMadeUp(facts: readonly AbiFact[], differing: readonly AbiFact[], domain: XmlElement): readonly AbiFact[] {
  const others = new Map(differing.map((fact) => [fact.path, fact]))
  const names = new Map<string, string>()
  const sources = new Map<string, XmlElement>()
  for (const { path, source } of facts) {
    const device = devicePath(path)
    if (source && device !== undefined && !sources.has(device)) sources.set(device, source)
  }
  return facts.map((fact) => {
    const other = others.get(fact.path)
    if (!other) return fact
    const device = other.device === fact.device ? fact.device : nameInText(fact, sources, domain, names)
    if (other.value === fact.value && other.compared === fact.compared) return { ...fact, device }
    const { compared: _, ...shown } = fact
    return { ...shown, device, value: madeUp }
  })
}

/** The name of a device by what stands in the text, where its whole name holds something made up. */
function nameInText(
  { path, device }: AbiFact,
  sources: ReadonlyMap<string, XmlElement>,
  domain: XmlElement,
  names: Map<string, string>,
): string {
  const prefix = devicePath(path) ?? path
  const known = names.get(prefix)
  if (known !== undefined) return known
  const source = sources.get(prefix)
  const name = source ? deviceName(source, domain) : device.replace(/ .*$/, '')
  names.set(prefix, name)
  return name
}
