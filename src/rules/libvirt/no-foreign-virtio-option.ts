import { Disk } from '../../domain/devices/disk.js'
import type { Domain } from '../../domain/domain.js'
import { table } from '../../domain/table.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

const options = ['iommu', 'ats', 'packed', 'page_per_vq']

/** What a device is where it is no virtio device; undefined if it is one, or may be (domain_validate.c, virDomainCheckVirtioOptionsAreAbsent). */
const nonVirtio = table<(device: XmlElement, domain: Domain) => string | undefined>({
  disk: (device) => otherThanVirtio(new Disk(device).bus),
  interface: (device) => otherThanVirtio(device.child('model')?.attr('type')),
  video: (device) => otherThanVirtio(device.child('model')?.attr('type')),
})

export default rule({
  id: 'libvirt/no-foreign-virtio-option',
  summary: 'Set virtio options on virtio devices only',
  why: `\`iommu\`, \`ats\`, \`packed\` and \`page_per_vq\` are properties of the virtio transport. libvirt refuses them on a disk, network card or video
device that is not a virtio one, as it is after the bus or the model was changed and the driver's options were kept.`,
  sources: ['libvirt 11.3.0: domain_validate.c, virDomainCheckVirtioOptionsAreAbsent', 'tried on libvirt 12.8.0'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: '{option} is an option of virtio devices, and this {device} is {found}: libvirt refuses it',
  on: {
    'domain/devices/disk/driver|domain/devices/interface/driver|domain/devices/video/driver'(driver, { domain }) {
      const device = driver.parentElement
      if (!options.some((name) => driver.attr(name) !== undefined)) return
      const option = driver.attributeList.find(({ name }) => options.includes(name))
      if (!device || !option) return
      const found = nonVirtio[device.name]?.(device, domain)
      return found ? { at: option, data: { option: option.name, device: device.name, found } } : undefined
    },
  },
  examples: [
    {
      name: 'a SATA disk',
      inside: 'q35',
      bad: `<disk type='file' device='disk'>
  <driver name='qemu' type='raw' iommu='«on»'/>
  <source file='/var/lib/libvirt/images/guest.img'/>
  <target dev='sda' bus='sata'/>
</disk>`,
      says: 'this disk is sata',
    },
    {
      name: 'an Intel card',
      inside: 'q35',
      bad: `<interface type='user'>
  <model type='e1000e'/>
  <driver packed='«on»'/>
</interface>`,
    },
    {
      name: 'a virtio disk and a transitional card',
      inside: 'q35',
      good: `<disk type='file' device='disk'>
  <driver name='qemu' type='raw' iommu='on' ats='on'/>
  <source file='/var/lib/libvirt/images/guest.img'/>
  <target dev='vda' bus='virtio'/>
</disk>
<interface type='user'>
  <model type='virtio-transitional'/>
  <driver packed='on'/>
</interface>`,
    },
  ],
})

function otherThanVirtio(model: string | undefined): string | undefined {
  return model === undefined || /^virtio/i.test(model) ? undefined : model
}
