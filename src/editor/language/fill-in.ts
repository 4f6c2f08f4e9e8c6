import { randomBytes } from '../../canonical/random-bytes.js'
import { randomUuid } from '../../canonical/random-uuid.js'
import type { Domain } from '../../domain/domain.js'
import { table } from '../../domain/table.js'
import { pciAddressAttributes } from '../../domain/values/pci-address.js'
import type { XmlElement } from '../../xml/tree.js'
import { controllerIndexesOf, freeDiskName, freeNumber, freePci } from './free-places.js'
import { type Insertion, literal } from './insertion.js'
import type { LanguageDocument } from './language-document.js'
import { newMac } from './live-values.js'

/** The guest that a snippet goes into. */
interface Guest {
  readonly document: LanguageDocument
  readonly domain: Domain
  /** The device that it goes into, if it is a part of one. */
  readonly device: XmlElement | undefined
}

/** The words between `%` in a snippet, and what stands for them in a guest. */
const words = table<(guest: Guest) => string>({
  guest: ({ domain }) => domain.name.replace(/[^\w.+-]/g, '') || 'guest',
  vd: ({ domain }) => freeDiskName(domain, 'vd'),
  sd: ({ domain }) => freeDiskName(domain, 'sd'),
  mac: () => newMac(),
  uuid: () => randomUuid(randomBytes),
  scsi: ({ domain }) => String(freeNumber(controllerIndexesOf(domain, 'scsi'), 0)),
  pciController: ({ domain }) => String(freeNumber(controllerIndexesOf(domain, 'pci'), 1)),
  pci: ({ document, domain, device }) => {
    const { chosen } = freePci(document, domain, device)
    if (!chosen) return "<address type='pci'/>"
    const written = Object.entries(pciAddressAttributes(chosen)).map(([name, value]) => `${name}='${value}'`)
    return `<address ${written.join(' ')}/>`
  },
})

/** A snippet with the names and numbers of a guest in it. */
export function filledIn(xml: Insertion, guest: Guest): Insertion {
  return xml.replace(/%(\w+)%/g, (whole, word: string) => {
    const value = words[word]?.(guest)
    return value === undefined ? whole : literal(value)
  })
}
