/** The family of an IP address. */
export type IpFamily = 'ipv4' | 'ipv6'

const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const ipv4 = new RegExp(`^${octet}(?:\\.${octet}){3}$`)
const group = /^[\da-fA-F]{1,4}$/

/** The family of a numeric IP address; undefined if the text is none. A zone (`%eth0`) is no part of it. */
export function ipFamily(text: string): IpFamily | undefined {
  if (ipv4.test(text)) return 'ipv4'
  return isIpv6(text) ? 'ipv6' : undefined
}

function isIpv6(text: string): boolean {
  const halves = text.split('::')
  if (halves.length > 2) return false
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')))
  const last = groups.at(-1)?.at(-1)
  const hasIpv4 = last !== undefined && ipv4.test(last)
  if (hasIpv4) groups.at(-1)?.pop()
  const count = groups.reduce((sum, half) => sum + half.length, hasIpv4 ? 2 : 0)
  return groups.flat().every((part) => group.test(part)) && (halves.length === 2 ? count < 8 : count === 8)
}

/** Whether it is an address of a group of hosts: 224.0.0.0/4 or ff00::/8. */
export function isMulticastIp(text: string): boolean {
  const family = ipFamily(text)
  const first = family === 'ipv4' ? Number.parseInt(text, 10) : Number.NaN
  return family === 'ipv6' ? /^ff/i.test(text) && /^ff[\da-f]{2}:/i.test(text) : first >= 224 && first <= 239
}

/**
 * An IP address as libvirt writes it (virsocketaddr.c, virSocketAddrFormat): lower case, without leading zeros, with `::` for the first of the
 * longest runs of zeros. Any other text stays as it is.
 */
export function formatIp(text: string): string {
  if (ipFamily(text) !== 'ipv6') return text
  const [tail = ''] = /[\d.]*\.[\d.]*$/.exec(text) ?? []
  const [a = 0, b = 0, c = 0, d = 0] = tail.split('.').map(Number)
  const hexadecimal = tail === '' ? text : `${text.slice(0, -tail.length)}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`
  const [before = [], behind] = hexadecimal.split('::').map((half) => (half === '' ? [] : half.split(':')))
  const gap = behind ? Array<string>(8 - before.length - behind.length).fill('0') : []
  const groups = [...before, ...gap, ...(behind ?? [])].map((digits) => Number.parseInt(digits, 16))
  let longest = { start: 0, length: 1 }
  for (let start = 0; start < 8; start++) {
    let length = 0
    while (groups[start + length] === 0) length++
    if (length > longest.length) longest = { start, length }
  }
  const written = groups.map((number) => number.toString(16))
  if (longest.length === 1) return written.join(':')
  return `${written.slice(0, longest.start).join(':')}::${written.slice(longest.start + longest.length).join(':')}`
}
