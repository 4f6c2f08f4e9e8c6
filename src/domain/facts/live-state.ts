/** What libvirt writes into the XML of a running guest only, and does not read from a stored definition. */
export interface LiveState {
  /** Element path, as rules write it. */
  readonly path: string
  /** The attributes of that element; without them the element itself is meant. */
  readonly attributes?: readonly string[]
  /** What it records, in words that follow "is". */
  readonly what: string
}

/**
 * Each row was defined with and without on libvirt 12.8: the stored definition is the same. The values are not even looked at.
 * Source: libvirt formatdomain (output-only attributes) and domain_conf.c, where they stand behind a test for
 * VIR_DOMAIN_DEF_PARSE_INACTIVE.
 */
export const liveState: readonly LiveState[] = [
  { path: 'domain/devices/disk/source', attributes: ['index'], what: 'the number of an image in a running guest' },
  { path: '//backingStore', attributes: ['index'], what: 'the number of an image in a running guest' },
  { path: '//backingStore/source', attributes: ['index'], what: 'the number of an image in a running guest' },
  { path: 'domain/devices/interface/mac', attributes: ['currentAddress'], what: 'the address that a running guest gave its card' },
  {
    path: 'domain/devices/interface[@type=network]/source',
    attributes: ['portid', 'bridge', 'dev', 'mode'],
    what: "the network's connection to a running guest",
  },
  {
    path: 'domain/devices/interface[@type=bridge]/source|domain/devices/interface[@type=direct]/source',
    attributes: ['portid'],
    what: "the network's connection to a running guest",
  },
  { path: 'domain/devices/channel/target', attributes: ['state'], what: 'whether somebody in a running guest listened' },
  { path: 'domain/devices/memory[@model=virtio-mem]/target/current', what: 'how much memory a running guest had taken' },
]
