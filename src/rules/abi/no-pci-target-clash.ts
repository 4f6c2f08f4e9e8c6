import type { Controller } from '../../domain/devices/controller.js'
import { implicitTarget, type PciTarget, pciControllerFacts, writtenTarget } from '../../domain/facts/pci-controllers.js'
import { rule } from '../rule.js'

/** Numbers that no two controllers of a guest may share, and whether QEMU starts with it all the same. */
const numbers: readonly { readonly name: PciTarget; readonly clash: 'refused' | 'seen' }[] = [
  { name: 'chassis', clash: 'refused' },
  { name: 'busNr', clash: 'refused' },
  { name: 'chassisNr', clash: 'seen' },
]

export default rule({
  id: 'abi/no-pci-target-clash',
  summary: 'Give each PCI port and bridge its own chassis number',
  why: `libvirt fills in chassis numbers once and never again: after a controller was copied or got another index by hand, two may have the
same number. libvirt defines such a guest, but QEMU refuses to start it when two root ports or downstream ports share a chassis, or two
expander buses a bus number. Two bridges with one chassisNr start, and the guest cannot tell their slots apart.
A number that is not written is the controller's index.`,
  sources: [
    'QEMU 7.2, tried: "Can\'t add chassis slot", "bus is already in use"',
    'libvirt 11.3: qemu_domain_address.c, qemuDomainAssignPCIAddresses (no check of uniqueness)',
  ],
  category: 'abi',
  severity: 'error',
  since: '0.1.0',
  message: {
    refused: '{name} {value} is already used by {other}: libvirt defines the guest, but QEMU refuses to start it',
    seen: '{name} {value} is already used by {other}: the guest sees two bridges with the same chassis number',
  },
  on: {
    domain(_element, { domain }) {
      const pci = domain.controllers.filter((controller) => pciControllerFacts(controller) !== undefined)
      if (pci.length < 2 || !domain.isQemu) return
      return numbers.flatMap(({ name, clash }) => {
        const first = new Map<number, Controller>()
        return pci.flatMap((controller) => {
          if (!pciControllerFacts(controller)?.target.includes(name)) return []
          const target = controller.element.child('target')
          const written = target?.attribute(name)
          const value = written ? writtenTarget(controller, name) : implicitTarget(controller, name, pci)
          if (value === undefined) return []
          const other = first.get(value)
          if (!other) {
            first.set(value, controller)
            return []
          }
          const data = { name, value, other: `PCI controller ${other.index ?? 'without an index'}` }
          const report = {
            at: written ?? controller.element,
            data,
            related: [{ at: other.element, message: `${name} ${value} is used here` }],
          }
          return [clash === 'refused' ? { ...report, message: 'refused' } : { ...report, message: 'seen', severity: 'warning' }]
        })
      })
    },
  },
  examples: [
    {
      name: 'a copied root port',
      bad: `<controller type='pci' index='1' model='pcie-root-port'>
  <target chassis='1' port='0x8'/>
</controller>
<controller type='pci' index='2' model='pcie-root-port'>
  <target chassis='«1»' port='0x9'/>
</controller>`,
      inside: 'q35',
      says: 'chassis 1 is already used by PCI controller 1',
    },
    {
      name: 'a number that is not written is the index',
      bad: `<controller type='pci' index='3' model='pcie-root-port'>
  <target chassis='2' port='0x8'/>
</controller>
<«controller» type='pci' index='2' model='pcie-root-port'/>`,
      inside: 'q35',
    },
    {
      name: 'two bridges',
      bad: `<controller type='pci' index='1' model='pci-bridge'>
  <target chassisNr='1'/>
</controller>
<controller type='pci' index='2' model='pci-bridge'>
  <target chassisNr='«0x1»'/>
</controller>`,
      inside: 'i440fx',
      says: 'the guest sees two bridges',
    },
    {
      name: 'a bridge and a port count on their own',
      good: `<controller type='pci' index='1' model='pcie-root-port'>
  <target chassis='1' port='0x8'/>
</controller>
<controller type='pci' index='2' model='pcie-to-pci-bridge'/>
<controller type='pci' index='3' model='pci-bridge'>
  <target chassisNr='1'/>
</controller>`,
      inside: 'q35',
    },
  ],
})
