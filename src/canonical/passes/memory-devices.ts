import type { CanonicalElement } from '../canonical-element.js'
import { setSizeKiB, sizeKiB } from '../memory-size.js'
import type { Pass } from '../pass.js'
import { randomUuid } from '../random-uuid.js'

/** On POWER memory is plugged in pieces of 256 MiB. */
const powerBlockKiB = 256 * 1024

/** Memory devices of POWER guests: whole pieces in a new definition, and a UUID for a persistent one. */
export const memoryDevices: Pass = {
  name: 'complete memory devices',
  mirrors: 'qemu_postparse.c, qemuDomainMemoryDefPostParse (qemuDomainNVDimmAlignSizePseries); canonical-form 0.2 and 2.12',
  run(domain) {
    if (!domain.arch.startsWith('ppc64')) return
    for (const device of domain.devices('memory')) {
      const isPersistent = device.get('model') === 'nvdimm'
      if (isPersistent) {
        const uuid = device.ensure('uuid')
        if (uuid.text === '') uuid.text = randomUuid(domain.settings.randomBytes)
      }
      if (domain.settings.abiUpdate) align(device, isPersistent)
    }
  },
}

function align(device: CanonicalElement, isPersistent: boolean): void {
  const size = device.path('target/size')
  const written = sizeKiB(size)
  if (!size || written === undefined) return
  if (!isPersistent) {
    setSizeKiB(size, Math.ceil(written / powerBlockKiB) * powerBlockKiB)
    return
  }
  const label = sizeKiB(device.path('target/label/size')) ?? 0
  // What the guest sees of a persistent one is rounded down: what lies behind it must not be written over.
  const guest = Math.floor((written - label) / powerBlockKiB) * powerBlockKiB
  setSizeKiB(size, Math.max(guest, powerBlockKiB) + label)
}
