const loopback = /^(?:127(?:\.\d{1,3}){3}|localhost|\[?::1\]?|\[?(?:0{1,4}:){7}0{0,3}1\]?|\[?::ffff:127(?:\.\d{1,3}){3}\]?)$/i
/** What an address or a host name may consist of; anything else is a template's placeholder. */
const plain = /^[\w.:%[\]-]+$/
const everywhere = new Set(['0.0.0.0', '::', '[::]', '*'])

/** Who reaches a server that listens at an address: this host alone, one network, or every network of the host. */
export type Reach = 'host' | 'network' | 'everywhere' | 'unknown'

/** The reach of an address as definitions write it. An empty one leaves the choice to libvirt's configuration, which is loopback by default. */
export function reachOf(address: string): Reach {
  const written = address.trim()
  if (written === '' || loopback.test(written)) return 'host'
  if (everywhere.has(written)) return 'everywhere'
  return plain.test(written) ? 'network' : 'unknown'
}
