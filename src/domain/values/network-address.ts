import type { Respelling } from './data-type.js'
import { ipFamily } from './ip.js'

/** Four numbers from 0 to 255 without leading zeros, between dots. */
export function isIpv4Address(text: string): boolean {
  return ipFamily(text) === 'ipv4'
}

/** A `::` between groups, with an IPv4 address at the end of the later ones: `1::2:192.0.2.1`. */
const groupsAroundGap = /^[^:].*::[^:]+:.*\./

/**
 * An IPv6 address as libvirt's schema takes one (basictypes.rng, ipv6Addr). Before an IPv4 address at the end it knows groups on one side
 * of the `::` only, and it takes a single colon there.
 */
export function isIpv6Address(text: string): boolean {
  if (ipFamily(text) === 'ipv6') return !groupsAroundGap.test(text)
  return text.startsWith(':') && isIpv4Address(text.slice(1))
}

/** The address of `10.0.0.1/24`, `[::1]` and `fe80::1%eth0`. */
export const addressRespellings: readonly Respelling[] = [
  (value) => /^\[(.*)\]$/.exec(value.trim())?.[1],
  (value) => /^([^/]+)\/\d+$/.exec(value.trim())?.[1],
  (value) => /^([^%]+)%\w+$/.exec(value.trim())?.[1],
]

const macOtherwise = /^(?:[\da-f]{2}[-:. ]?){5}[\da-f]{2}$|^(?:[\da-f]{4}\.){2}[\da-f]{4}$/i

/** A MAC address that was written with dashes, dots, or nothing between its digits. */
export const macRespelling: Respelling = (value) => {
  const written = value.trim()
  return macOtherwise.test(written)
    ? written
        .replace(/[-:. ]/g, '')
        .match(/../g)
        ?.join(':')
    : undefined
}
