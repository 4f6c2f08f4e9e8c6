import { choiceInWords, implicitModel } from '../../domain/facts/implicit-models.js'
import { appendChild, setAttribute } from '../../xml/change.js'
import { pinModel } from '../pin-model.js'
import { rule } from '../rule.js'

/** Kinds of interfaces whose model no default decides: the host's card is the model, or only virtio can do it. */
const fixedModel = new Set(['hostdev', 'vdpa', 'vhostuser'])

export default rule({
  id: 'abi/require-nic-model',
  summary: 'Name the model of each network card',
  why: `A network card without a model gets the one that libvirt prefers for the architecture and that QEMU has: on x86 that is rtl8139, an old
and slow card, and where QEMU is built without it (as in RHEL) e1000 or virtio. The same file then gives another card on another host,
and the guest may lack a driver for it.`,
  sources: [
    'libvirt 11.3: qemu_postparse.c, qemuDomainDefaultNetModel',
    'proven with libvirt 12.8: writing virtio on Arm, RISC-V virt and s390 gives the same definition',
  ],
  category: 'abi',
  severity: 'warning',
  since: '0.1.0',
  message: 'the network card has no model: libvirt takes {model}',
  fix: 'safe',
  on: {
    'domain/devices/interface'(nic, { domain }) {
      const model = nic.child('model')
      if (model?.attr('type') !== undefined || fixedModel.has(nic.attr('type') ?? '')) return
      const choice = implicitModel('interface', domain)
      if (!choice) return
      const [type] = choice.models
      const edits = [model ? setAttribute(model, 'type', type) : appendChild(nic, { name: 'model', attributes: { type } })]
      return { at: model ?? nic, data: { model: choiceInWords(choice) }, ...pinModel(choice, edits) }
    },
  },
  examples: [
    {
      name: 'no model on x86',
      bad: `<«interface» type='network'>
  <mac address='52:54:00:5a:1c:01'/>
  <source network='default'/>
</interface>`,
      suggested: `<interface type='network'>
  <mac address='52:54:00:5a:1c:01'/>
  <source network='default'/>
  <model type='rtl8139'/>
</interface>`,
      inside: 'q35',
      says: 'libvirt takes rtl8139, or where QEMU is built without it e1000, then virtio',
    },
    {
      name: 'no model where only virtio comes into question',
      bad: `<«interface» type='network'>
  <source network='default'/>
</interface>`,
      fixed: `<interface type='network'>
  <source network='default'/>
  <model type='virtio'/>
</interface>`,
      inside: 'virt',
    },
    {
      name: 'a model',
      good: `<interface type='network'>
  <source network='default'/>
  <model type='e1000e'/>
</interface>`,
      inside: 'q35',
    },
    {
      name: "the host's own card",
      good: `<interface type='hostdev' managed='yes'>
  <source>
    <address type='pci' domain='0x0000' bus='0x03' slot='0x10' function='0x0'/>
  </source>
</interface>`,
      inside: 'q35',
    },
  ],
})
