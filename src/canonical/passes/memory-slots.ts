import { addressNumber, addressType, setAddress } from '../device-address.js'
import type { Pass } from '../pass.js'

const dimms = new Set(['dimm', 'nvdimm'])

/** Memory modules get the lowest free slots; where in memory they begin is left to QEMU. */
export const memorySlots: Pass = {
  name: 'put memory modules into slots',
  mirrors: 'qemu_domain_address.c, qemuDomainAssignMemorySlots; canonical-form 4.8',
  run(domain) {
    if (!domain.element.has('maxMemory')) return
    const modules = domain.devices('memory').filter((memory) => dimms.has(memory.get('model') ?? ''))
    const used = new Set(modules.filter((module) => addressType(module) === 'dimm').map((module) => addressNumber(module, 'slot')))
    let next = 0
    for (const module of modules) {
      if (addressType(module) === 'dimm') continue
      while (used.has(next)) next++
      setAddress(module, 'dimm', { slot: String(next) })
      used.add(next)
    }
  },
}
