import { modelsOfPciOption, namesOfPciModel } from '../../domain/facts/pci-buses.js'
import { compareVersions } from '../../domain/facts/target.js'
import { parsePciNumber } from '../../domain/values/pci-address.js'
import { parseSize } from '../../domain/values/size.js'
import { rule } from '../rule.js'

/** The first version known to take the 64-bit window of the virt machines too; 11.3.0 refuses it. */
const sizesWindowOnVirt = [12, 8, 0] as const

export default rule({
  id: 'libvirt/valid-pci-controller-options',
  summary: 'Give each kind of PCI controller only the settings that it has',
  why: `What \`<target>\` says is seen by the guest, and each kind of controller has its own part of it: a pci-bridge its \`chassisNr\`, a root port or
switch port \`chassis\` and \`port\`, an expander bus its \`busNr\`. \`<model name>\` is the QEMU device, and only certain devices are of a
kind. The 64-bit window is a setting of the root of i440fx and q35. libvirt refuses a setting on another kind, which happens when the
model of a controller is changed and the rest is kept.`,
  sources: [
    'libvirt 11.3.0: qemu_validate.c, qemuValidateDomainDeviceDefControllerPCI; domain_validate.c, virDomainControllerDefValidate',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    option: '{option} is for {models}, and this controller is a {model}: libvirt refuses it',
    name: 'a {model} is {names} in QEMU: libvirt refuses model name {name}',
    root: 'the {model} of this machine is no QEMU device: libvirt refuses a model name on it',
    hole: 'only the root bus of i440fx and q35 machines has a 64-bit window to be sized: libvirt refuses it here',
    lost: 'the 64-bit window is a setting of the root bus, and this controller is a {model}: libvirt drops it silently',
    phb: 'target index 0 is for the PCI controller with index 0, and no other for it: libvirt refuses this',
    default: 'the default PCI host bridge belongs to no NUMA cell: libvirt refuses <node>',
    node: 'the guest has {cells} NUMA cells, and this controller is tied to cell {node}: libvirt refuses it',
  },
  on: {
    'domain/devices/controller[@type=pci]'(controller, { domain, target: runsOn }) {
      const model = controller.attr('model')
      const target = controller.child('target')
      if (!model || !domain.isQemu || !(model in namesOfPciModel || model === 'pcie-root')) return
      const isPhb = domain.machine.family === 'pseries' && model === 'pci-root'
      const node = target?.child('node')
      for (const setting of [...(target?.attributeList ?? []), ...(node ? [node] : [])]) {
        const models = modelsOfPciOption[setting.name]
        if (!models) continue
        const fits = models.includes(model) && (model !== 'pci-root' || isPhb || setting.name === 'hotplug')
        const data = {
          option: setting.name,
          models: models.filter((name) => name !== 'pci-root').join(' and ') || "pSeries' pci-root",
          model,
        }
        if (!fits) return { message: 'option', at: setting, data }
      }
      const phbIndex = isPhb ? target?.attribute('index') : undefined
      const written = phbIndex && parsePciNumber(phbIndex.value)
      if (phbIndex && written !== undefined && ((controller.attr('index') ?? '0') === '0') !== (written === 0))
        return { message: 'phb', at: phbIndex }
      if (node && isPhb && controller.attr('index') === '0') return { message: 'default', at: node }
      const cells = domain.element.path('cpu/numa')?.elements('cell').length ?? 0
      const cell = node && /^\s*\d+\s*$/.test(node.text) ? Number(node.text) : undefined
      if (node && cell !== undefined && cell >= cells) return { message: 'node', at: node.textRange, data: { cells, node: cell } }
      const chosen = controller.child('model')?.attribute('name')
      // libvirt's word for no choice.
      const name = chosen?.value === 'none' ? undefined : chosen
      const names = namesOfPciModel[model] ?? []
      if (name && (model === 'pcie-root' || (model === 'pci-root' && !isPhb))) return { message: 'root', at: name, data: { model } }
      if (name && !names.includes(name.value))
        return { message: 'name', at: name, data: { model, names: names.join(' or '), name: name.value } }
      const hole = controller.child('pcihole64')
      if (!hole) return
      if (model !== 'pci-root' && model !== 'pcie-root') return { message: 'lost', at: hole, data: { model }, severity: 'warning' }
      const { family } = domain.machine
      const size = parseSize(hole.text.trim(), hole.attr('unit')).bytes
      if (!size || family === 'i440fx' || family === 'q35' || family === 'none') return
      if (family === 'virt' && compareVersions(runsOn.libvirt, sizesWindowOnVirt) >= 0) return
      return { message: 'hole', at: hole }
    },
  },
  examples: [
    {
      name: "a bridge's setting on a root port",
      inside: 'q35',
      bad: `<controller type='pci' index='1' model='pcie-root-port'>
  <target chassisNr='«1»'/>
</controller>`,
      says: 'chassisNr is for pci-bridge, and this controller is a pcie-root-port',
    },
    {
      name: "another kind's device",
      inside: 'q35',
      bad: `<controller type='pci' index='1' model='pcie-root-port'>
  <model name='«x3130-upstream»'/>
</controller>`,
    },
    {
      name: 'a name for the root',
      inside: 'q35',
      bad: `<controller type='pci' index='0' model='pcie-root'>
  <model name='«pcie-root-port»'/>
</controller>`,
    },
    {
      name: 'a 64-bit window on ARM',
      inside: 'virt',
      target: 'libvirt=11.3.0',
      bad: `<controller type='pci' index='0' model='pcie-root'>
  <«pcihole64» unit='GiB'>64</pcihole64>
</controller>`,
    },
    {
      name: 'a 64-bit window of a root port',
      inside: 'q35',
      bad: `<controller type='pci' index='1' model='pcie-root-port'>
  <«pcihole64» unit='GiB'>64</pcihole64>
</controller>`,
      says: 'drops it silently',
    },
    {
      name: 'a cell that is not there',
      inside: 'i440fx',
      bad: `<controller type='pci' index='1' model='pci-expander-bus'>
  <target busNr='254'>
    <node>«1»</node>
  </target>
</controller>`,
    },
    {
      name: 'everything in its place',
      inside: 'q35',
      good: `<controller type='pci' index='0' model='pcie-root'>
  <pcihole64 unit='GiB'>64</pcihole64>
</controller>
<controller type='pci' index='1' model='pcie-root-port'>
  <model name='pcie-root-port'/>
  <target chassis='1' port='0x8' hotplug='off'/>
</controller>
<controller type='pci' index='2' model='pcie-root-port'>
  <model name='none'/>
</controller>`,
    },
  ],
})
