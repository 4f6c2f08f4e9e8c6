import type { Domain } from '../../domain/domain.js'
import { table } from '../../domain/table.js'
import { rule } from '../rule.js'

interface IommuModel {
  /** The machines that have it, for people. */
  readonly machines: string
  readonly fits: (domain: Domain) => boolean
  /** The attributes of `<driver>` that it takes, of those below. */
  readonly options: readonly string[]
  readonly address?: true
}

const isArmVirt = (domain: Domain) => /^(?:arm|aarch64)/.test(domain.arch) && domain.machine.family === 'virt'
const isQ35 = (domain: Domain) => domain.machine.family === 'q35'

/** Options of `<driver>` that not all models have (domain_validate.c, virDomainIOMMUDefValidate, 11.3.0; tried on 12.8.0). */
const bound = ['intremap', 'caching_mode', 'eim', 'iotlb', 'dma_translation', 'passthrough', 'xtsup']

/** IOMMUs by model (the same function; qemu_validate.c, qemuValidateDomainDeviceDefIOMMU). */
const models = table<IommuModel>({
  intel: { machines: 'q35 machines', fits: isQ35, options: ['intremap', 'caching_mode', 'eim', 'iotlb', 'dma_translation'] },
  amd: { machines: 'q35 machines', fits: isQ35, options: ['intremap', 'iotlb', 'dma_translation', 'passthrough', 'xtsup'] },
  smmuv3: { machines: "ARM's virt machines", fits: isArmVirt, options: [] },
  virtio: {
    machines: "q35 machines and ARM's virt machines",
    fits: (domain) => isQ35(domain) || isArmVirt(domain),
    options: [],
    address: true,
  },
})

export default rule({
  id: 'libvirt/valid-iommu',
  summary: 'Use IOMMUs that the machine has, with the options that they have',
  why: `Intel's and AMD's IOMMUs are parts of q35 machines, the SMMU of ARM's virt machines, and virtio's works on both but needs ACPI, through which the guest
finds it. Interrupt remapping is done by QEMU and so needs the split I/O APIC, \`<ioapic driver='qemu'/>\`; libvirt adds it where none is
written. Extended interrupt mode works on remapped interrupts only. libvirt refuses what does not fit, and an address on an IOMMU that is part of the machine.`,
  sources: [
    'libvirt 11.3.0: domain_validate.c, virDomainIOMMUDefValidate; qemu_validate.c, qemuValidateDomainDeviceDefIOMMU; qemu_postparse.c',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    machine: 'only {machines} have a {model} IOMMU: libvirt refuses it here',
    option: 'a {model} IOMMU has no {option}: libvirt refuses the attribute',
    acpi: 'a guest finds a virtio IOMMU through ACPI: libvirt refuses it without <features><acpi/></features>',
    eim: "eim='on' needs intremap='on' beside it: libvirt refuses it without",
    ioapic: "interrupt remapping needs <ioapic driver='qemu'/>, and the domain says {driver}: libvirt refuses it",
    address: 'a {model} IOMMU is part of the machine and has no address: libvirt refuses one',
    pci: "a virtio IOMMU is a PCI device: libvirt refuses an address of type '{type}'",
  },
  on: {
    'domain/devices/iommu'(iommu, { domain }) {
      const model = iommu.attribute('model')
      const facts = models[model?.value ?? '']
      if (!model || !facts) return
      const data = { model: model.value }
      if (domain.isQemu && !facts.fits(domain) && domain.machine.family !== 'none') {
        return { message: 'machine', at: model, data: { ...data, machines: facts.machines } }
      }
      const driver = iommu.child('driver')
      const option = driver?.attributeList.find(({ name }) => bound.includes(name) && !facts.options.includes(name))
      if (option) return { message: 'option', at: option, data: { ...data, option: option.name } }
      const address = iommu.child('address')
      const type = address?.attribute('type')
      if (address && !facts.address) return { message: 'address', at: address, data }
      if (type && type.value !== 'pci') return { message: 'pci', at: type, data: { type: type.value } }
      const intremap = driver?.attribute('intremap')
      const eim = driver?.attribute('eim')
      if (intremap?.value === 'on') {
        const ioapic = domain.element.path('features/ioapic')?.attr('driver')
        if (ioapic && ioapic !== 'qemu') return { message: 'ioapic', at: intremap, data: { driver: ioapic } }
      } else if (eim?.value === 'on') return { message: 'eim', at: eim }
      if (model.value !== 'virtio' || !domain.isQemu || domain.element.path('features/acpi')) return
      return { message: 'acpi', at: model }
    },
  },
  examples: [
    { name: "Intel's IOMMU on i440fx", inside: 'i440fx', bad: "<iommu model='«intel»'/>", says: 'only q35 machines' },
    {
      name: 'interrupt remapping by virtio',
      inside: 'q35',
      bad: `<iommu model='virtio'>
  <driver intremap='«on»'/>
</iommu>`,
      says: 'no intremap',
    },
    { name: 'virtio without ACPI', inside: 'q35', bad: "<iommu model='«virtio»'/>" },
    {
      name: 'extended interrupt mode alone',
      inside: 'q35',
      bad: `<iommu model='intel'>
  <driver eim='«on»'/>
</iommu>`,
    },
    {
      name: 'an address for a part of the machine',
      inside: 'q35',
      bad: `<iommu model='intel'>
  <«address» type='pci' domain='0' bus='0' slot='4' function='0'/>
</iommu>`,
    },
    {
      name: "remapping with KVM's interrupt controller",
      bad: `<domain type='kvm'>
  <name>guest</name>
  <memory>1048576</memory>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  </os>
  <features>
    <ioapic driver='kvm'/>
  </features>
  <devices>
    <iommu model='intel'>
      <driver intremap='«on»'/>
    </iommu>
  </devices>
</domain>`,
      says: 'the domain says kvm',
    },
    {
      name: 'a virtio IOMMU that is no PCI device',
      inside: 'q35',
      bad: `<iommu model='virtio'>
  <address type='«usb»' bus='0' port='1'/>
</iommu>`,
    },
    {
      name: 'remapping where libvirt adds the interrupt controller',
      inside: 'q35',
      good: `<iommu model='intel'>
  <driver intremap='on' eim='on' aw_bits='48'/>
</iommu>`,
    },
  ],
})
