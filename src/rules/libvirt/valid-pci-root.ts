import { controllersByIndex } from '../../domain/controller-index.js'
import type { MachineFamily } from '../../domain/machine.js'
import { rule } from '../rule.js'

const messages = {
  model: "a {machine} machine has a {expected}: libvirt refuses '{model}' as PCI controller 0",
  index: 'a {model} is always PCI controller 0: libvirt refuses index {index}',
  address: 'a {model} has no address, it is where the others have theirs: libvirt refuses the definition',
} as const

/** The root that a machine has (qemu_domain.c, qemuDomainDefAddDefaultDevices). */
const roots: Partial<Record<MachineFamily, 'pci-root' | 'pcie-root'>> = { i440fx: 'pci-root', q35: 'pcie-root', pseries: 'pci-root' }

export default rule({
  id: 'libvirt/valid-pci-root',
  summary: 'Give the machine the PCI root that it has',
  why: `A q35 machine has a PCI Express root, an i440fx one a conventional PCI root, and that is always controller 0. When the machine is
changed and its controllers are kept, libvirt refuses the definition: remove the controllers and the addresses, and libvirt writes those
of the new machine.`,
  sources: ['libvirt 11.3: qemu_postparse.c, qemuDomainDefAddDefaultDevices; domain_postparse.c; domain_validate.c'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: {
    'domain/devices/controller[@type=pci]'(controller, { domain }) {
      const model = controller.attr('model') ?? ''
      const expected = roots[domain.machine.family]
      const isRoot = model === 'pci-root' || model === 'pcie-root'
      const address = controller.child('address')
      if (isRoot && address) return { message: 'address', at: address, data: { model } }
      if (!domain.isQemu || !expected) return
      const [index] = [...controllersByIndex(domain, 'pci')].find(([, { element }]) => element === controller) ?? []
      if (isRoot && domain.machine.family !== 'pseries' && index !== undefined && index > 0) {
        return { message: 'index', at: controller.attributeOrSelf('index'), data: { model, index } }
      }
      if (index !== 0 || model === expected || !/^pcie?-/.test(model) || (controller.attr('index') === undefined && !isRoot)) return
      return { message: 'model', at: controller.attributeOrSelf('model'), data: { machine: domain.machine.name, expected, model } }
    },
  },
  examples: [
    {
      name: 'the root of the old machine',
      bad: "<controller type='pci' index='0' model='«pci-root»'/>",
      inside: 'q35',
      says: "a pc-q35-9.2 machine has a pcie-root: libvirt refuses 'pci-root' as PCI controller 0",
    },
    { name: 'the other way round', bad: "<controller type='pci' index='0' model='«pcie-root»'/>", inside: 'i440fx' },
    { name: 'a second root', bad: "<controller type='pci' index='«1»' model='pcie-root'/>", inside: 'q35' },
    {
      name: 'a root with an address',
      bad: `<controller type='pci' index='0' model='pcie-root'>
  <«address» type='pci' domain='0x0000' bus='0x00' slot='0x05' function='0x0'/>
</controller>`,
      inside: 'q35',
    },
    {
      name: 'the right root, and several of pSeries',
      good: `<controller type='pci' index='0' model='pci-root'/>
<controller type='pci' index='1' model='pci-root'/>`,
      inside: 'pseries',
    },
  ],
})
