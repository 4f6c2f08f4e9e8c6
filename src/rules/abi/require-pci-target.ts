import { Controller } from '../../domain/devices/controller.js'
import { formatTarget, implicitTarget, pciControllerFacts } from '../../domain/facts/pci-controllers.js'
import { compareVersions } from '../../domain/facts/target.js'
import { appendChildren, type NewElement, setAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'abi/require-pci-target',
  summary: 'Write down what the guest sees of PCI bridges and ports',
  why: `The chassis and port numbers and the QEMU device of a PCI controller are visible in the guest, and libvirt's own ABI check does not
look at them. What is not written libvirt fills in when the guest is defined: the index as the chassis number, slot and function of the
address as the port. It then stays in libvirt's copy, but a file that leaves it out gives other numbers as soon as a controller gets
another index or address.`,
  sources: [
    'libvirt 11.3: qemu_domain_address.c, qemuDomainAssignPCIAddresses',
    'proven with libvirt 12.8 for each model, with and without addresses: same definition and same command line',
  ],
  category: 'abi',
  severity: 'info',
  since: '0.1.0',
  presets: ['strict'],
  message: 'the {model} leaves its {values} to libvirt, which fills in what its index and address give today',
  fix: 'safe',
  on: {
    'domain/devices/controller[@type=pci]'(element, { domain, target }) {
      const controller = new Controller(element)
      const facts = pciControllerFacts(controller)
      if (!facts || !domain.isQemu) return
      const written = element.child('target')
      const model = element.child('model')
      const missing = facts.target.filter((name) => written?.attr(name) === undefined)
      const noName = model?.attr('name') === undefined
      if (missing.length === 0 && !noName) return
      const known: Record<string, string> = {}
      for (const name of missing) {
        const value = implicitTarget(controller, name, domain.controllers)
        if (value !== undefined) known[name] = formatTarget(name, value)
      }
      // Root ports were ioh3420 devices until libvirt 3.2.0 and QEMU 2.9 brought the generic one.
      const nameKnown =
        facts.name !== 'pcie-root-port' || (compareVersions(target.libvirt, [3, 2, 0]) >= 0 && compareVersions(target.qemu, [2, 9, 0]) >= 0)
      const edits = written ? Object.entries(known).map(([name, value]) => setAttribute(written, name, value)) : []
      const added: NewElement[] = []
      if (noName && nameKnown && model) edits.push(setAttribute(model, 'name', facts.name))
      if (noName && nameKnown && !model) added.push({ name: 'model', attributes: { name: facts.name } })
      if (!written && Object.keys(known).length > 0) added.push({ name: 'target', attributes: known })
      if (added.length > 0) edits.push(appendChildren(element, added))
      const values = [...missing, ...(noName ? ['QEMU device'] : [])]
      return {
        at: element,
        data: {
          model: controller.model ?? 'pci',
          values: `${values.slice(0, -1).join(', ')}${values.length > 1 ? ' and ' : ''}${values.at(-1) ?? ''}`,
        },
        ...(edits.length > 0 ? { fix: edits } : {}),
      }
    },
  },
  examples: [
    {
      name: 'a bridge',
      bad: `<controller type='pci' index='0' model='pci-root'/>
<«controller» type='pci' index='3' model='pci-bridge'/>`,
      fixed: `<controller type='pci' index='0' model='pci-root'/>
<controller type='pci' index='3' model='pci-bridge'>
  <model name='pci-bridge'/>
  <target chassisNr='3'/>
</controller>`,
      inside: 'i440fx',
      says: 'the pci-bridge leaves its chassisNr and QEMU device to libvirt',
    },
    {
      name: 'a root port with an address',
      bad: `<«controller» type='pci' index='2' model='pcie-root-port'>
  <model name='pcie-root-port'/>
  <address type='pci' domain='0x0000' bus='0x00' slot='0x05' function='0x2'/>
</controller>`,
      fixed: `<controller type='pci' index='2' model='pcie-root-port'>
  <model name='pcie-root-port'/>
  <address type='pci' domain='0x0000' bus='0x00' slot='0x05' function='0x2'/>
  <target chassis='2' port='0x2a'/>
</controller>`,
      inside: 'q35',
    },
    {
      name: 'half a target',
      bad: `<«controller» type='pci' index='2' model='pcie-root-port'>
  <model name='pcie-root-port'/>
  <target chassis='2' hotplug='off'/>
  <address type='pci' domain='0x0000' bus='0x00' slot='0x01' function='0x0'/>
</controller>`,
      fixed: `<controller type='pci' index='2' model='pcie-root-port'>
  <model name='pcie-root-port'/>
  <target chassis='2' hotplug='off' port='0x8'/>
  <address type='pci' domain='0x0000' bus='0x00' slot='0x01' function='0x0'/>
</controller>`,
      inside: 'q35',
      says: 'the pcie-root-port leaves its port to libvirt',
    },
    {
      name: 'a port that depends on the address which libvirt will choose',
      bad: `<«controller» type='pci' index='1' model='pcie-root-port'>
  <model name='pcie-root-port'/>
  <target chassis='1'/>
</controller>`,
      inside: 'q35',
    },
    {
      name: 'all is written',
      good: `<controller type='pci' index='0' model='pcie-root'/>
<controller type='pci' index='1' model='pcie-root-port'>
  <model name='pcie-root-port'/>
  <target chassis='1' port='0x10'/>
</controller>`,
      inside: 'q35',
    },
  ],
})
