import { rule } from '../rule.js'

export default rule({
  id: 'libvirt/valid-pci-controller',
  summary: 'Give each PCI controller a model that the machine can have, and an index up to 255',
  why: `The index of a PCI controller is the number of the bus behind it, so it ends at 255. Without a model libvirt cannot know what the
controller is and refuses it. Expander buses, extra roots for guest NUMA nodes, exist for some machines only: the PCI kind for i440fx, the PCIe kind for
q35 and ARM's virt machines.`,
  sources: [
    'libvirt 11.3.0: qemu_postparse.c, qemuDomainControllerDefPostParse; domain_validate.c, virDomainControllerDefValidate',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    model: 'a PCI controller needs a model: libvirt refuses it without',
    most: 'PCI controllers are numbered up to 255: libvirt refuses index {index}',
    expander: 'a {model} can be on {machines} only: libvirt refuses it here',
  },
  on: {
    'domain/devices/controller[@type=pci]'(controller, { domain }) {
      if (!domain.isQemu) return
      const { family } = domain.machine
      const model = controller.attribute('model')
      const index = controller.attribute('index')
      if (!model) return { message: 'model', at: controller }
      if (index && /^\d+$/.test(index.value) && Number(index.value) > 255)
        return { message: 'most', at: index, data: { index: index.value } }
      if (model.value === 'pci-expander-bus' && family !== 'i440fx' && family !== 'none') {
        return { message: 'expander', at: model, data: { model: model.value, machines: 'i440fx machines' } }
      }
      const isArmVirt = family === 'virt' && /^(?:arm|aarch64)/.test(domain.arch)
      if (model.value !== 'pcie-expander-bus' || family === 'q35' || family === 'none' || isArmVirt) return
      return { message: 'expander', at: model, data: { model: model.value, machines: "q35 machines and ARM's virt machines" } }
    },
  },
  examples: [
    { name: 'no model', inside: 'q35', bad: "<«controller» type='pci' index='1'/>" },
    { name: 'an index too high', inside: 'q35', bad: "<controller type='pci' index='«256»' model='pcie-root-port'/>" },
    { name: 'an expander bus of another machine', inside: 'q35', bad: "<controller type='pci' index='1' model='«pci-expander-bus»'/>" },
    { name: 'the expander bus of q35', inside: 'q35', good: "<controller type='pci' index='1' model='pcie-expander-bus'/>" },
  ],
})
