import type { AbiDifference } from '../snapshots/compare-abi.js'
import { compareDomains } from '../snapshots/compare-domains.js'
import { guestAbi } from '../snapshots/guest-abi.js'
import { scan } from '../xml/scan.js'
import type { XmlElement } from '../xml/tree.js'
import type { CheckSettings } from './engine.js'
import { documentKind } from './roots.js'

/**
 * What the guests of a text would see change when another one takes its place, on any target of the settings. It is the promise of safe
 * fixes, looked at: see `FixPolicy.guard`. Never throws.
 */
export function guestChange(before: string, after: string, settings: CheckSettings): readonly AbiDifference[] {
  const [old, fresh] = [domainsOf(before, settings), domainsOf(after, settings)]
  // A text without a domain is no guest's.
  const pairs = old.length === fresh.length ? old.map((domain, index) => [domain, fresh[index] ?? domain] as const) : []
  for (const target of [settings.target, ...(settings.otherTargets ?? [])]) {
    for (const [from, to] of pairs) {
      const at = { ...settings, target }
      const { differences } = compareDomains(guestAbi(from, at), guestAbi(to, at), 'guest')
      if (differences.length > 0) return differences
    }
  }
  return []
}

function domainsOf(text: string, settings: CheckSettings): readonly XmlElement[] {
  const kind = documentKind(scan(text, settings).document)
  return kind.kind === 'domains' ? kind.domains : []
}
