import type { CanonicalElement } from './canonical-element.js'
import type { WorkingDomain } from './working-domain.js'

/** The kinds of devices in the order in which libvirt goes through all of them (domain_conf.c, virDomainDeviceInfoIterate; canonical-form, 0.1 P7). */
export const deviceOrder = [
  'disk',
  'interface',
  'sound',
  'hostdev',
  'video',
  'controller',
  'smartcard',
  'serial',
  'parallel',
  'channel',
  'console',
  'input',
  'filesystem',
  'watchdog',
  'memballoon',
  'rng',
  'nvram',
  'hub',
  'shmem',
  'tpm',
  'panic',
  'memory',
  'redirdev',
  'iommu',
  'vsock',
  'crypto',
  'pstore',
] as const

/** All devices that can have an address, in libvirt's order. */
export function devicesInOrder(domain: WorkingDomain): CanonicalElement[] {
  const byKind = domain.devicesByKind()
  return deviceOrder.flatMap((kind) => byKind.get(kind) ?? [])
}
