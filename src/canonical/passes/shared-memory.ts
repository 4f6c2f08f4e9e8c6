import { CanonicalElement } from '../canonical-element.js'
import type { Pass } from '../pass.js'

/** Shared memory: how the guest sees it, and how much there is. */
export const sharedMemory: Pass = {
  name: 'complete shared memory',
  mirrors: 'domain_conf.c, virDomainShmemDefParseXML; qemu_postparse.c, qemuDomainShmemDefPostParse; canonical-form 2.12',
  run(domain) {
    for (const shmem of domain.devices('shmem')) completeShmem(shmem)
  },
}

function completeShmem(shmem: CanonicalElement): void {
  shmem.ensure('model').setDefault('type', 'ivshmem')
  const model = shmem.child('model')?.get('type')
  if (model !== 'ivshmem-doorbell' && !shmem.has('size')) {
    shmem.append(CanonicalElement.create('size', { attributes: { unit: 'M' }, text: '4' }))
  }
  // Messages go through a server: where there is one, the guest is told of them by interrupts.
  if (shmem.has('server') && model !== 'ivshmem-plain') shmem.ensure('msi').setDefault('ioeventfd', 'on')
}
