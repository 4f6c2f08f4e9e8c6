import { choiceInWords, implicitModel } from '../../domain/facts/implicit-models.js'
import { setAttribute } from '../../xml/change.js'
import { pinModel } from '../pin-model.js'
import { rule } from '../rule.js'

export default rule({
  id: 'abi/require-controller-model',
  summary: 'Name the model of SCSI and USB controllers',
  why: `A SCSI controller without a model (or with \`auto\`) becomes an lsilogic on x86, an old card that many guests of today have no driver
for, and a virtio-scsi where QEMU is built without it; on Arm and RISC-V libvirt 11.6.0 changed the choice. A USB controller without a
model becomes a piix3-uhci, which knows USB 1.1 only, also on q35, where a missing controller would have become a qemu-xhci.`,
  sources: [
    'libvirt 11.3: qemu_postparse.c, qemuDomainDefaultSCSIControllerModel and qemuDomainDefaultUSBControllerModel; NEWS 3.3.0 and 11.6.0',
    'proven with libvirt 12.8: writing the only choice gives the same definition (pc, q35, pseries, s390)',
  ],
  category: 'abi',
  severity: 'warning',
  since: '0.1.0',
  message: 'the {type} controller has no model: libvirt takes {model}',
  fix: 'safe',
  on: {
    'domain/devices/controller[@type=scsi]|domain/devices/controller[@type=usb]'(controller, { domain }) {
      const model = controller.attribute('model')
      const type = controller.attr('type') === 'scsi' ? 'scsi' : 'usb'
      if (model && !(type === 'scsi' && model.value === 'auto')) return
      const choice = implicitModel(`${type} controller`, domain)
      if (!choice) return
      const [first] = choice.models
      const edits = [setAttribute(controller, 'model', first)]
      return { at: model ?? controller, data: { type: type.toUpperCase(), model: choiceInWords(choice) }, ...pinModel(choice, edits) }
    },
  },
  examples: [
    {
      name: 'a SCSI controller',
      bad: `<«controller» type='scsi' index='0'/>`,
      suggested: `<controller type='scsi' index='0' model='lsilogic'/>`,
      inside: 'q35',
      says: 'the SCSI controller has no model: libvirt takes lsilogic, or where QEMU is built without it virtio-scsi',
    },
    {
      name: 'a SCSI controller on Arm',
      bad: `<controller type='scsi' index='0' model='«auto»'/>`,
      suggested: `<controller type='scsi' index='0' model='virtio-scsi'/>`,
      inside: 'virt',
      says: 'virtio-scsi (lsilogic before libvirt 11.6.0)',
    },
    {
      name: 'a USB controller',
      bad: `<«controller» type='usb' index='0'/>`,
      fixed: `<controller type='usb' index='0' model='piix3-uhci'/>`,
      inside: 'q35',
      says: 'libvirt takes piix3-uhci',
    },
    { name: 'a model', good: `<controller type='scsi' index='0' model='virtio-scsi'/>`, inside: 'q35' },
    { name: 'types that have no models', good: `<controller type='sata' index='0'/>`, inside: 'q35' },
  ],
})
