import { formatTarget, type PciTarget, pciControllerModels } from '../../domain/facts/pci-controllers.js'
import { parsePciNumber } from '../../domain/values/pci-address.js'
import type { CanonicalElement } from '../canonical-element.js'
import { indexOf } from '../controllers.js'
import { addressNumber } from '../device-address.js'
import type { Pass } from '../pass.js'

/** The bus numbers of expanders are counted down from here, two for each. */
const busNumbers = 256
/** An expander's bus and the bridge on it take up one number each; 0 is the root's. */
const lowestBusNumber = 2

/** PCI controllers get the QEMU device that they are, and the numbers by which the guest tells them apart. */
export const pciControllerOptions: Pass = {
  name: 'complete the PCI controllers',
  mirrors: 'qemu_domain_address.c, qemuDomainPCIControllerSetDefaultModelName and qemuDomainAssignPCIAddresses; canonical-form 2.6',
  run(domain) {
    const controllers = domain.controllers('pci')
    if (domain.machine.family === 'pseries') completeRoots(controllers.filter((controller) => controller.get('model') === 'pci-root'))
    let lowest = lowestBus(controllers)
    for (const controller of controllers) {
      const facts = pciControllerModels[controller.get('model') ?? '']
      if (!facts) continue
      controller.ensure('model').setDefault('name', facts.name)
      for (const name of facts.target) {
        const target = controller.ensure('target')
        if (target.get(name) !== undefined) continue
        if (name === 'busNr' && lowest > lowestBusNumber) lowest -= 2
        target.set(name, formatTarget(name, name === 'busNr' ? lowest : numberOf(controller, name)))
      }
    }
  },
}

function numberOf(controller: CanonicalElement, name: PciTarget): number {
  if (name !== 'port') return indexOf(controller) ?? 0
  const slot = addressNumber(controller, 'slot')
  return controller.get('model') === 'pcie-switch-downstream-port' ? slot : slot * 8 + addressNumber(controller, 'function')
}

function lowestBus(controllers: readonly CanonicalElement[]): number {
  const written = controllers.flatMap((controller) => parsePciNumber(controller.child('target')?.get('busNr') ?? '') ?? [])
  return written.reduce((lowest, number) => Math.min(lowest, number), busNumbers)
}

/** Every pSeries root is a host bridge of its own; the one at index 0 is the machine's, which has target index 0. */
function completeRoots(roots: readonly CanonicalElement[]): void {
  const used = new Set(roots.map((root) => root.child('target')?.get('index')))
  let next = 1
  for (const root of roots) {
    root.ensure('model').setDefault('name', 'spapr-pci-host-bridge')
    const target = root.ensure('target')
    if (target.get('index') !== undefined) continue
    while (used.has(String(next))) next++
    const index = indexOf(root) === 0 ? 0 : next
    target.set('index', String(index))
    used.add(String(index))
  }
}
