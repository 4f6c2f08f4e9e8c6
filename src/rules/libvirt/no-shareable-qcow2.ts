import { Disk } from '../../domain/devices/disk.js'
import { rule } from '../rule.js'

export default rule({
  id: 'libvirt/no-shareable-qcow2',
  summary: 'Share only raw images between guests',
  why: `\`<shareable/>\` lets several guests write to one disk. A qcow2 file, or any format with metadata of its own, would be destroyed by a second
writer: libvirt takes only raw images, unless the disk is read-only.`,
  sources: ['libvirt 11.3: qemu_validate.c, qemuValidateDomainDeviceDefDisk', 'libvirt 12.8, tried format by format'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: 'a {format} image cannot be shared between guests that write to it: libvirt refuses the definition, only raw will do',
  on: {
    'domain/devices/disk/shareable'(shareable, { domain }) {
      const disk = shareable.parentElement && new Disk(shareable.parentElement)
      const format = disk?.driver?.attr('type') ?? 'raw'
      if (!domain.isQemu || !disk || disk.readonly || format === 'raw' || format === 'aio') return
      return { at: shareable, data: { format } }
    },
  },
  examples: [
    {
      name: 'a shared qcow2 image',
      bad: `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2'/>
  <source file='/var/lib/libvirt/images/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
  <«shareable»/>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'raw, or read-only',
      good: `<disk type='block' device='disk'>
  <driver name='qemu' type='raw'/>
  <source dev='/dev/vg/shared'/>
  <target dev='vda' bus='virtio'/>
  <shareable/>
</disk>
<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2'/>
  <source file='/var/lib/libvirt/images/base.qcow2'/>
  <target dev='vdb' bus='virtio'/>
  <shareable/>
  <readonly/>
</disk>`,
      inside: 'q35',
    },
  ],
})
