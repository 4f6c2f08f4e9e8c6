import { pciControllerIndexes } from '../../domain/controller-index.js'
import type { Domain } from '../../domain/domain.js'
import type { MachineFamily } from '../../domain/machine.js'
import { table } from '../../domain/table.js'
import { rule } from '../rule.js'

const messages = {
  model: "machine {machine} has a {expected}: libvirt refuses '{model}' as PCI controller 0",
  index: 'a {model} is always PCI controller 0: libvirt refuses index {index}',
  address: 'a {model} has no address, it is where the others have theirs: libvirt refuses the definition',
} as const

type Root = 'pci-root' | 'pcie-root'

/** The root that the machines of a family have (qemu_postparse.c, qemuDomainDefAddDefaultDevices). */
const roots: Partial<Record<MachineFamily, Root>> = {
  i440fx: 'pci-root',
  q35: 'pcie-root',
  virt: 'pcie-root',
  pseries: 'pci-root',
  's390-ccw': 'pci-root',
  malta: 'pci-root',
}

/** The root that all other machines of an architecture have (the same function). */
const rootsOfArch = table<Root>({
  ppc: 'pci-root',
  ppc64: 'pci-root',
  ppc64le: 'pci-root',
  alpha: 'pci-root',
  sparc64: 'pci-root',
  loongarch64: 'pcie-root',
})

export default rule({
  id: 'libvirt/valid-pci-root',
  summary: 'Give the machine the PCI root that it has',
  why: `A q35 machine and the virt boards have a PCI Express root, i440fx, pSeries and s390 machines a conventional PCI root, and that is always
controller 0. When the machine is changed and its controllers are kept, libvirt refuses the definition: remove the controllers and the addresses, and libvirt writes those
of the new machine.`,
  sources: [
    'libvirt 11.3: qemu_postparse.c, qemuDomainDefAddDefaultDevices; domain_postparse.c; domain_validate.c',
    'tried on libvirt 12.8.0, machine by machine',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: {
    'domain/devices/controller[@type=pci]'(controller, { domain }) {
      const model = controller.attr('model') ?? ''
      const isRoot = model === 'pci-root' || model === 'pcie-root'
      const address = controller.child('address')
      if (isRoot && address) return { message: 'address', at: address, data: { model } }
      if (!domain.isQemu) return
      const index = pciControllerIndexes(domain).get(controller)
      const expected = rootOf(domain)
      const isHostBridge = model === 'pci-root' && (domain.machine.family === 'pseries' || expected === undefined)
      if (isRoot && !isHostBridge && index !== undefined && index > 0) {
        return { message: 'index', at: controller.attributeOrSelf('index'), data: { model, index } }
      }
      if (!expected || index !== 0 || model === expected || !/^pcie?-/.test(model)) return
      return { message: 'model', at: controller.attributeOrSelf('model'), data: { machine: domain.machine.name, expected, model } }
    },
  },
  examples: [
    {
      name: 'the root of the old machine',
      bad: "<controller type='pci' index='0' model='«pci-root»'/>",
      inside: 'q35',
      says: "machine pc-q35-9.2 has a pcie-root: libvirt refuses 'pci-root' as PCI controller 0",
    },
    { name: 'the other way round', bad: "<controller type='pci' index='0' model='«pcie-root»'/>", inside: 'i440fx' },
    { name: 'the root of a PC on ARM', bad: "<controller type='pci' index='0' model='«pci-root»'/>", inside: 'virt' },
    {
      name: 'a bridge for the root',
      bad: "<controller type='pci' index='0' model='«pci-bridge»'/>",
      inside: 's390',
      says: 'machine s390-ccw-virtio-9.2 has a pci-root',
    },
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

/** The root that the machine has; undefined where it has none or is not known. */
function rootOf({ machine, arch }: Domain): Root | undefined {
  return roots[machine.family] ?? (machine.family === 'other' ? rootsOfArch[arch] : undefined)
}
