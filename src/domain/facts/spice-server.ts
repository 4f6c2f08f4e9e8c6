import { capabilitiesFor, type GuestOnHost } from './host-capabilities.js'
import type { Target } from './target.js'

/**
 * Whether a target's QEMU lacks SPICE, and QXL with it, which is built together with the SPICE server (QEMU: hw/display/Kconfig). A host says
 * so itself; RHEL and its rebuilds have none from release 9 on (oamg/leapp-repository issue 1322, cockpit-project/cockpit-machines issue 643).
 */
export function lacksSpice({ host, distribution }: Target, guest: GuestOnHost): boolean {
  if (!host) return distribution?.family === 'rhel' && distribution.release[0] >= 9
  const displays = capabilitiesFor(host, guest)?.enums.get('graphics/type')
  return displays !== undefined && !displays.has('spice')
}
