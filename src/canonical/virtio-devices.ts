import type { CanonicalElement } from './canonical-element.js'
import type { WorkingDomain } from './working-domain.js'

type Test = (device: CanonicalElement) => boolean

const virtioNics = new Set(['virtio', 'virtio-transitional', 'virtio-non-transitional'])
const always: Test = () => true
const modelType = (device: CanonicalElement) => device.child('model')?.get('type') ?? ''

/** Which devices of a kind are virtio ones, or are taken for such. */
const tests: readonly (readonly [kind: string, isVirtio: Test])[] = [
  ['disk', (disk) => disk.child('target')?.get('bus') === 'virtio'],
  ['interface', (nic) => virtioNics.has(modelType(nic))],
  ['video', (video) => modelType(video) === 'virtio'],
  ['input', (input) => input.get('bus') === 'virtio'],
  ['controller', (controller) => ['virtio-serial', 'scsi'].includes(controller.get('type') ?? '')],
  ['hostdev', (hostdev) => hostdev.get('type') === 'scsi_host'],
  ['memballoon', (balloon) => balloon.get('model') !== 'none'],
  ['rng', always],
  ['memory', (memory) => ['virtio-pmem', 'virtio-mem'].includes(memory.get('model') ?? '')],
  ['crypto', always],
  ['sound', (sound) => sound.get('model') === 'virtio'],
]

/**
 * The devices that libvirt takes for virtio ones when it looks for another transport than PCI (libvirt 11.3.0, qemu_domain_address.c,
 * qemuDomainPrimeVirtioDeviceAddresses): every SCSI controller is among them, whatever its model.
 */
export function virtioDevices(domain: WorkingDomain): CanonicalElement[] {
  const byKind = domain.devicesByKind()
  return tests.flatMap(([kind, isVirtio]) => (byKind.get(kind) ?? []).filter(isVirtio))
}
