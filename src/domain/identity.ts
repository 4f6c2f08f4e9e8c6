import type { Domain } from './domain.js'
import { isUuid, uuidDigits } from './values/uuid.js'

/**
 * What makes two definitions the same guest: its name together with its UUID. libvirt keeps one definition for each UUID and refuses
 * a second one with the name or the UUID alone (virdomainobjlist.c, virDomainObjListAddLocked), so that files in which both are
 * equal are copies of one definition. Undefined without a name.
 */
export function guestIdentity(domain: Domain): string | undefined {
  return domain.workedOut(findIdentity)
}

/** Whether it can be told at all which guest it is: libvirt refuses a definition with a malformed UUID, so that it is none yet. */
export function isGuest(domain: Domain): boolean {
  return !domain.uuid || isUuid(domain.uuid)
}

function findIdentity(domain: Domain): string | undefined {
  return domain.name === '' ? undefined : `${domain.name}\n${uuidDigits(domain.uuid ?? '')}`
}
