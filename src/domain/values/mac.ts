/** Six parts of one or two hexadecimal digits (virmacaddr.c, virMacAddrParse); nothing may stand around them. */
const grammar = /^[\da-fA-F]{1,2}(?::[\da-fA-F]{1,2}){5}$/

/** The six octets of a MAC address; undefined if libvirt could not read it. */
export function parseMac(text: string): readonly number[] | undefined {
  return grammar.test(text) ? text.split(':').map((octet) => Number.parseInt(octet, 16)) : undefined
}

export function formatMac(octets: readonly number[]): string {
  return octets.map((octet) => octet.toString(16).padStart(2, '0')).join(':')
}

/** Whether it is a MAC address that a card can have. */
export function isUnicastMac(text: string): boolean {
  // The number ends at the first colon: it is the first octet.
  return grammar.test(text) && (Number.parseInt(text, 16) & 1) === 0
}

/** Whether it is the address of a group and not of a card: the lowest bit of the first octet (IEEE 802). */
export function isMulticastMac(octets: readonly number[]): boolean {
  return ((octets[0] ?? 0) & 1) === 1
}
