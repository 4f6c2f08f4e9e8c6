import type { CanonicalSettings } from '../canonical/working-domain.js'
import { deviceName } from '../domain/device-name.js'
import type { XmlElement } from '../xml/tree.js'
import type { AbiFact } from './abi-fact.js'
import { devicePath } from './abi-record.js'
import { extractAbi } from './extract-abi.js'
import { comparedForm } from './migratable.js'

/** Stands for a value that libvirt makes up where the text has none, such as a UUID: it is another one each time. */
export const madeUp = 'made up by libvirt at definition'

/**
 * All that the guest sees of a definition, as `extractAbi` gives it; values that libvirt makes up at random are `madeUp`, so that they
 * are the same wherever they are left out.
 */
export function guestAbi(domain: XmlElement, settings: Omit<CanonicalSettings, 'randomBytes'>): AbiFact[] {
  let isAsked = false
  const factsWith = (byte: (index: number) => number): AbiFact[] => {
    let next = 0
    const randomBytes = (count: number) => {
      isAsked = true
      return Uint8Array.from({ length: count }, () => byte(next++ % 256))
    }
    return extractAbi(comparedForm(domain, { ...settings, randomBytes }))
  }
  const facts = factsWith((index) => index)
  if (!isAsked) return facts
  // What comes out otherwise with other random bytes is made of them.
  const others = new Map(factsWith((index) => 255 - index).map((fact) => [fact.path, fact]))
  const names = new Map<string, string>()
  return facts.map((fact) => {
    const other = others.get(fact.path)
    if (!other) return fact
    const device = other.device === fact.device ? fact.device : nameInText(fact, facts, domain, names)
    return { ...fact, device, value: other.value === fact.value ? fact.value : madeUp }
  })
}

/** The name of a device by what stands in the text, where its whole name holds something made up. */
function nameInText({ path, device }: AbiFact, facts: readonly AbiFact[], domain: XmlElement, names: Map<string, string>): string {
  const prefix = devicePath(path) ?? path
  const known = names.get(prefix)
  if (known !== undefined) return known
  const source = facts.find((fact) => fact.source && devicePath(fact.path) === prefix)?.source
  const name = source ? deviceName(source, domain) : device.replace(/ .*$/, '')
  names.set(prefix, name)
  return name
}
