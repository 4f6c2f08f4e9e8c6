import type { Domain } from '../domain/domain.js'
import { guestIdentity } from '../domain/identity.js'
import type { Place, ProjectFact } from './rule.js'

/** A value that no other guest of the run may have; copies of this guest's own definition may. The label is the key unless given. */
export function guestFact(domain: Domain, key: string, at: Place, label = key): ProjectFact {
  const identity = guestIdentity(domain)
  return identity === undefined ? { key, at, label } : { key, at, label, identity }
}
