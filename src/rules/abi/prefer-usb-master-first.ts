import { Controller } from '../../domain/devices/controller.js'
import { usbControllers } from '../../domain/usb-controllers.js'
import { moveBefore } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'abi/prefer-usb-master-first',
  summary: 'Put the USB master controller before its companions',
  why: `The companions of an ICH9 EHCI controller (ich9-uhci1 to 3) have the master's index and hang on its ports, so QEMU must create the master
first. libvirt 1.2.22 and newer sort it to the front of its group when they read the file; older ones could not start the guest. Written
in that order the file says what happens. The companions keep their order: it decides their PCI functions.`,
  sources: [
    'libvirt 11.3: domain_conf.c, virDomainControllerInsertPreAlloced; NEWS 1.2.22',
    'proven with libvirt 12.8 on pc and q35, with and without addresses: same definition',
  ],
  category: 'abi',
  severity: 'warning',
  since: '0.1.0',
  message: 'the USB controller {model} stands behind a companion of its index {index}: libvirt sorts it to the front, where it belongs',
  fix: 'safe',
  on: {
    'domain/devices/controller[@type=usb]'(element, { domain }) {
      const master = new Controller(element)
      if (master.isCompanion || master.index === undefined || !domain.isQemu) return
      const { groups, areAllIndexed } = usbControllers(domain)
      const group = groups.get(master.index)
      const companion = group?.companions[0]?.element
      if (!companion || companion.start > element.start) return
      // libvirt gives a controller without an index one that depends on its neighbours: moving them could change it.
      const movable = companion.parentElement === element.parentElement && group?.masters.length === 1 && areAllIndexed
      return {
        at: element,
        data: { model: master.model ?? 'without a model', index: master.index },
        related: [{ at: companion, message: 'its first companion' }],
        ...(movable ? { fix: moveBefore(element, companion) } : {}),
      }
    },
  },
  examples: [
    {
      name: 'companions first',
      bad: `<controller type='usb' index='0' model='ich9-uhci1'>
  <master startport='0'/>
</controller>
<controller type='usb' index='0' model='ich9-uhci2'>
  <master startport='2'/>
</controller>
<!-- USB 2 -->
<«controller» type='usb' index='0' model='ich9-ehci1'/>
<disk type='file'>
  <target dev='vda' bus='virtio'/>
</disk>`,
      fixed: `<controller type='usb' index='0' model='ich9-ehci1'/>
<controller type='usb' index='0' model='ich9-uhci1'>
  <master startport='0'/>
</controller>
<controller type='usb' index='0' model='ich9-uhci2'>
  <master startport='2'/>
</controller>
<!-- USB 2 -->
<disk type='file'>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
      says: 'stands behind a companion of its index 0',
    },
    {
      name: 'a companion by its model alone',
      bad: `<controller type='scsi' index='0' model='virtio-scsi'/>
<controller type='usb' index='1' model='ich9-uhci1'/>
<«controller» type='usb' index='1' model='ich9-ehci1'/>`,
      fixed: `<controller type='scsi' index='0' model='virtio-scsi'/>
<controller type='usb' index='1' model='ich9-ehci1'/>
<controller type='usb' index='1' model='ich9-uhci1'/>`,
      inside: 'q35',
    },
    {
      name: 'a controller without an index may take any',
      bad: `<controller type='usb' model='qemu-xhci'/>
<controller type='usb' index='1' model='ich9-uhci1'/>
<«controller» type='usb' index='1' model='ich9-ehci1'/>`,
      inside: 'q35',
    },
    {
      name: 'another group',
      good: `<controller type='usb' index='0' model='ich9-ehci1'/>
<controller type='usb' index='0' model='ich9-uhci1'>
  <master startport='0'/>
</controller>
<controller type='usb' index='1' model='qemu-xhci'/>`,
      inside: 'q35',
    },
  ],
})
