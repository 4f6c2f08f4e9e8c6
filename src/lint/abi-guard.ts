import type { AbiDifference } from '../snapshots/compare-abi.js'
import { compareDomains } from '../snapshots/compare-domains.js'
import { guestAbi } from '../snapshots/guest-abi.js'
import { scan } from '../xml/scan.js'
import type { CheckSettings } from './engine.js'
import { domainsOf } from './roots.js'
import { allTargets } from './several-targets.js'

/**
 * What the guests of a text would see change when another one takes its place, on any target of the settings. It is the promise of safe
 * fixes, looked at: see `FixPolicy.guard`. Never throws.
 */
export function guestChange(before: string, after: string, settings: CheckSettings): readonly AbiDifference[] {
  const [old, fresh] = [domainsOf(scan(before, settings).document), domainsOf(scan(after, settings).document)]
  // A text without a domain is no guest's.
  const pairs = old.length === fresh.length ? old.map((domain, index) => [domain, fresh[index] ?? domain] as const) : []
  for (const target of allTargets(settings)) {
    for (const [from, to] of pairs) {
      const at = { ...settings, target }
      const { differences } = compareDomains(guestAbi(from, at), guestAbi(to, at), 'guest')
      if (differences.length > 0) return differences
    }
  }
  return []
}
