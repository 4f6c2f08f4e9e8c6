import type { CanonicalElement } from '../canonical/canonical-element.js'
import { deviceOrder } from '../canonical/device-order.js'
import { nameOfDevice } from '../domain/device-name.js'
import type { AbiFact, AbiRow } from './abi-fact.js'
import { computedFacts } from './computed-facts.js'
import type { ComparedForm } from './migratable.js'
import { type Origin, readRows } from './read-rows.js'
import { addressFacts, commonFacts, deviceFacts, unguardedKinds } from './tables/device-facts.js'
import { domainFacts } from './tables/domain-facts.js'

/**
 * All that the guest can see of a definition, and what libvirt guards besides, one fact each, in libvirt's order. They are those of the
 * copy that libvirt makes before it compares, in which what the machine has of itself is as any libvirt adds it.
 */
export function extractAbi(form: ComparedForm): AbiFact[] {
  return factsOf(form.compared, form)
}

/** The same of the definition as libvirt reads it. */
export function extractReadAbi(form: ComparedForm): AbiFact[] {
  return factsOf(form.printed, form)
}

function factsOf(domain: CanonicalElement, form: ComparedForm): AbiFact[] {
  const origin: Origin = (element) => form.originOf(element)
  const facts = readRows(domainFacts, { element: domain, prefix: '', device: undefined, origin })
  facts.push(...computedFacts(domain, origin))
  const devices = domain.child('devices')
  for (const kind of deviceKinds) {
    const all = devices?.elements(kind) ?? []
    // libvirt reads one filter.
    for (const [index, device] of (kind === 'redirfilter' ? all.slice(0, 1) : all).entries())
      facts.push(...factsOfDevice(device, `devices/${kind}[${index}]`, form))
  }
  return facts
}

const deviceKinds: readonly string[] = [...deviceOrder, 'redirfilter']

function factsOfDevice(element: CanonicalElement, path: string, form: ComparedForm): AbiFact[] {
  const kind = element.name
  const source = form.originOf(element)
  const origin: Origin = (part) => form.originOf(part)
  const level = unguardedKinds.has(kind) ? 'guest' : 'libvirt'
  const device = nameOf(element)
  const type = element.child('address')?.get('type') ?? 'none'
  const rows = [...(deviceFacts[kind] ?? []), ...(addressFacts[type] ?? []), ...commonFacts]
  const facts = (of: CanonicalElement, some: readonly AbiRow[]) => readRows(some, { element: of, prefix: `${path}/`, device, origin })
  const own: AbiFact[] = [
    { path, device, fact: 'the device', value: 'present', level, source },
    { path: `${path}/address@type`, device, fact: 'the type of address', value: type, level, source },
  ]
  if (level === 'guest')
    return [
      ...own,
      ...facts(
        element,
        rows.map((row): AbiRow => ({ ...row, level })),
      ),
    ]
  // libvirt does not compare how a device is written that it adds again, but the guest sees it.
  const leftOut = form.leftOut(element)
  if (!leftOut) return [...own, ...facts(element, rows)]
  const [guardedRows, seenRows] = [rows.filter((row) => row.level === 'libvirt'), rows.filter((row) => row.level === 'guest')]
  return [...own, ...facts(element, guardedRows), ...facts(leftOut, seenRows)]
}

/** A device is called by what libvirt makes of it: an index or a port that is not written is there, too. */
function nameOf(device: CanonicalElement): string {
  return nameOfDevice(device, (element, attribute) => element.get(attribute))
}
