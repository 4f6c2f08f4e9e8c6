import { rule } from '../rule.js'

export default rule({
  id: 'libvirt/no-duplicate-controller',
  summary: 'Give controllers of one type different indexes',
  why: `Devices find their controller by type and index, so libvirt refuses two controllers that have both the same. Only the parts of one USB 2.0
controller share an index: the ich9-ehci1 master and its ich9-uhci companions.`,
  sources: [
    'libvirt 11.3.0: domain_postparse.c (Multiple controllers with index); domain_addr.c, virDomainUSBAddressSetAddController',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: 'there is a {type} controller with index {index} already: libvirt refuses the second',
  on: {
    'domain/devices'(devices, { domain, abiUpdate }) {
      if (devices !== domain.devicesElement) return
      const seen = new Map<string, (typeof domain.controllers)[number]>()
      return domain.controllers.flatMap((controller) => {
        const { type, index } = controller
        // USB indexes are compared when addresses are given out, which libvirt's QEMU driver does for new guests only.
        if (
          index === undefined ||
          (type === 'usb' && (controller.isCompanion || controller.model === 'none' || !domain.isQemu || !abiUpdate))
        )
          return []
        const key = `${type} ${index}`
        const first = seen.get(key)
        if (!first) {
          seen.set(key, controller)
          return []
        }
        const at = controller.element.attributeOrSelf('index')
        return { at, data: { type, index }, related: [{ at: first.element.attributeOrSelf('index'), message: 'the first one' }] }
      })
    },
  },
  examples: [
    {
      name: 'a copied controller',
      inside: 'q35',
      bad: `<controller type='scsi' index='0' model='virtio-scsi'/>
<controller type='scsi' index='«0»' model='virtio-scsi'/>`,
    },
    {
      name: 'two USB controllers of a new guest',
      inside: 'q35',
      abiUpdate: true,
      bad: `<controller type='usb' index='0' model='qemu-xhci'/>
<controller type='usb' index='«0»' model='ehci'/>`,
    },
    {
      name: 'a master and its companions',
      inside: 'q35',
      abiUpdate: true,
      good: `<controller type='usb' index='0' model='ich9-ehci1'/>
<controller type='usb' index='0' model='ich9-uhci1'>
  <master startport='0'/>
</controller>
<controller type='usb' index='0' model='ich9-uhci2'>
  <master startport='2'/>
</controller>`,
    },
  ],
})
