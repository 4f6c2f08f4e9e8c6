import { parsePciNumber } from '../../domain/values/pci-address.js'
import type { CanonicalElement } from '../canonical-element.js'
import type { WorkingDomain } from '../working-domain.js'

/**
 * pSeries guests keep devices of the host apart from emulated ones, and those of one IOMMU group of the host apart from those of
 * another (qemu_domain_address.c, qemuDomainFillDeviceIsolationGroup; canonical-form, section 4.2.7). Which group a device is in only
 * its host knows: here all functions of one slot of the host are taken for a group, which is told.
 */
export function isolationGroups(domain: WorkingDomain): ReadonlyMap<CanonicalElement, number> {
  const groups = new Map<CanonicalElement, number>()
  if (domain.machine.family !== 'pseries') return groups
  const numbers = new Map<string, number>()
  for (const device of [...domain.devices('interface'), ...domain.devices('hostdev')]) {
    const slot = hostSlot(device)
    if (slot === undefined) continue
    const group = numbers.get(slot) ?? numbers.size + 1
    numbers.set(slot, group)
    groups.set(device, group)
    domain.unknown('the IOMMU group of a device of the host', device)
  }
  return groups
}

function hostSlot(device: CanonicalElement): string | undefined {
  const address = device.path('source/address')
  const isPci = device.name === 'interface' ? (address?.get('type') ?? 'pci') === 'pci' : true
  if (device.get('type') !== (device.name === 'interface' ? 'hostdev' : 'pci') || !isPci) return undefined
  return ['domain', 'bus', 'slot'].map((part) => parsePciNumber(address?.get(part) ?? '0')).join(':')
}
