import { CanonicalElement } from '../canonical-element.js'
import type { Pass } from '../pass.js'
import type { WorkingDomain } from '../working-domain.js'

/** The vCPUs that an APIC without extended interrupt mode can count. */
const apicLimit = 255

/** A q35 guest with more vCPUs needs an Intel IOMMU that remaps interrupts, and that needs QEMU's I/O APIC. */
export const interruptRemapping: Pass = {
  name: 'remap the interrupts of many vCPUs',
  mirrors: 'qemu_postparse.c, qemuDomainDefAddDefaultDevices and qemuDomainDefEnableDefaultFeatures; canonical-form 0.2, 1.2 and 2.3',
  run(domain) {
    if (!domain.isX86) return
    const many = domain.machine.family === 'q35' && Number(domain.element.child('vcpu')?.text.trim() ?? '1') > apicLimit
    if (many && domain.devices('iommu').length === 0) addIommu(domain)
    for (const iommu of domain.devices('iommu')) {
      const isIntel = iommu.get('model') === 'intel'
      if (many && isIntel && domain.settings.abiUpdate) enable(iommu)
      if (isIntel && iommu.child('driver')?.get('intremap') === 'on') useQemusApic(domain)
    }
  },
}

function addIommu(domain: WorkingDomain): void {
  enable(domain.addDevice(CanonicalElement.create('iommu', { attributes: { model: 'intel' } })))
}

function enable(iommu: CanonicalElement): void {
  const driver = iommu.ensure('driver')
  driver.setDefault('intremap', 'on')
  driver.setDefault('eim', 'on')
}

function useQemusApic(domain: WorkingDomain): void {
  const features = domain.element.ensure('features')
  if (features.child('ioapic')?.get('driver') === undefined) features.ensure('ioapic').set('driver', 'qemu')
}
