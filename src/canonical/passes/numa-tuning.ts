import { CanonicalElement } from '../canonical-element.js'
import type { Pass } from '../pass.js'

/** Where the guest's memory lies on the host goes together with where its vCPUs run: one can be automatic because the other is. */
export const numaTuning: Pass = {
  name: 'place memory on NUMA nodes of the host',
  mirrors: 'numa_conf.c, virDomainNumatuneParseXML, virDomainNumatuneSet and virDomainNumatuneFormatXML; canonical-form 2.1',
  run({ element }) {
    const vcpu = element.ensure('vcpu')
    const isAuto = vcpu.get('placement') === 'auto'
    if (isAuto && !element.path('numatune/memory')) element.ensure('numatune').append(CanonicalElement.create('memory'))
    const numatune = element.child('numatune')
    const memory = numatune?.child('memory')
    if (memory) completeMemory(memory, isAuto)
    for (const node of numatune?.elements('memnode') ?? []) node.setDefault('mode', 'strict')
    if (memory?.get('placement') === 'auto' && !isPinned(element)) vcpu.set('placement', 'auto')
    if (numatune?.children.length === 0) element.remove(numatune)
  },
}

function completeMemory(memory: CanonicalElement, isAuto: boolean): void {
  memory.setDefault('mode', 'strict')
  const placement = memory.get('placement') ?? (memory.get('nodeset') !== undefined || !isAuto ? 'static' : 'auto')
  // A static place is told by its nodes alone.
  memory.set('placement', placement === 'static' ? undefined : placement)
  if (placement === 'auto') memory.set('nodeset', undefined)
}

function isPinned(domain: CanonicalElement): boolean {
  const tuning = domain.child('cputune')
  return (
    domain.child('vcpu')?.get('cpuset') !== undefined ||
    ['vcpupin', 'emulatorpin', 'iothreadpin'].some((name) => tuning?.has(name) ?? false)
  )
}
