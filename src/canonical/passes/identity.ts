import { isUuid, uuidDigits } from '../../domain/values/uuid.js'
import { CanonicalElement } from '../canonical-element.js'
import type { Pass } from '../pass.js'
import { randomUuid } from '../random-uuid.js'

/** A guest without a UUID gets the one of its SMBIOS tables, or a new one; an empty generation ID becomes a new one. */
export const identity: Pass = {
  name: 'give the guest its identity',
  mirrors: 'domain_conf.c, virDomainDefParseIDs and virDomainDefParseSysinfo; canonical-form 2.1',
  run(domain) {
    const { element, settings } = domain
    const smbios = smbiosUuid(element)
    if (smbios) smbios.text = formatUuid(smbios.text)
    const uuid = element.child('uuid') ?? element.append(CanonicalElement.create('uuid'))
    if (uuid.text === '') uuid.text = smbios?.text ?? randomUuid(settings.randomBytes)
    const genid = element.child('genid')
    if (genid && genid.text === '') genid.text = randomUuid(settings.randomBytes)
  },
}

function smbiosUuid(domain: CanonicalElement): CanonicalElement | undefined {
  const systems = domain.elements('sysinfo').flatMap((sysinfo) => sysinfo.elements('system'))
  const entries = systems.flatMap((system) => system.elements('entry'))
  return entries.find((entry) => entry.get('name') === 'uuid' && isUuid(entry.text))
}

function formatUuid(text: string): string {
  return uuidDigits(text).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
