import { Controller } from '../../domain/devices/controller.js'
import { pciControllerFacts } from '../../domain/facts/pci-controllers.js'
import { removeAttribute, setAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/prefer-controller-model-name',
  summary: "Write the QEMU device of a PCI controller as <model name='...'/>",
  why: `Many devices have a \`<model type='...'/>\`, but the one of a PCI controller is called \`name\`. libvirt ignores a \`type\` there without
a word and takes its own choice for the controller, and its schema refuses the definition.`,
  sources: [
    'libvirt documentation: Domain XML format, Controllers (model name, since 1.2.19)',
    'tried on libvirt 12.8.0 for each model: the stored definition is the same where type names what libvirt chooses anyway',
  ],
  category: 'deprecated',
  severity: 'warning',
  since: '0.1.0',
  fix: 'safe',
  message: 'libvirt ignores type in the <model> of a PCI controller: the attribute is called name',
  on: {
    'domain/devices/controller[@type=pci]/model[@type]'(model) {
      const type = model.attribute('type')
      const controller = model.parentElement
      if (!type || !controller) return
      if (model.attr('name') !== undefined) return { at: type.nameRange, fix: removeAttribute(type) }
      const known = pciControllerFacts(new Controller(controller))
      const rename = [removeAttribute(type), setAttribute(model, 'name', type.value)]
      if (known?.name === type.value) return { at: type.nameRange, fix: rename }
      const risk = 'The guest gets another controller than it has today, or libvirt refuses the name.'
      return { at: type.nameRange, suggest: [{ title: 'Rename type to name', edits: rename, risk }] }
    },
  },
  examples: [
    {
      name: 'what libvirt chooses anyway',
      inside: 'i440fx',
      bad: `<controller type='pci' index='1' model='pci-bridge'>
  <model «type»='pci-bridge'/>
</controller>`,
      fixed: `<controller type='pci' index='1' model='pci-bridge'>
  <model name='pci-bridge'/>
</controller>`,
    },
    {
      name: 'another device',
      inside: 'q35',
      bad: `<controller type='pci' index='1' model='pcie-root-port'>
  <model «type»='ioh3420'/>
</controller>`,
      suggested: `<controller type='pci' index='1' model='pcie-root-port'>
  <model name='ioh3420'/>
</controller>`,
    },
    {
      name: 'beside the right name',
      inside: 'q35',
      bad: `<controller type='pci' index='1' model='pcie-root-port'>
  <model «type»='pcie-root-port' name='ioh3420'/>
</controller>`,
      fixed: `<controller type='pci' index='1' model='pcie-root-port'>
  <model name='ioh3420'/>
</controller>`,
    },
    {
      name: 'the right name',
      inside: 'q35',
      good: `<controller type='pci' index='1' model='pcie-root-port'>
  <model name='ioh3420'/>
</controller>`,
    },
  ],
})
