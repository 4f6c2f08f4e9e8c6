import { Disk } from '../../domain/devices/disk.js'
import { rule } from '../rule.js'

const messages = {
  readonly: 'a transient disk throws writes away, and this one takes none: libvirt refuses the definition',
  type: "only an image file can be transient: libvirt refuses type '{type}'",
  device: 'only a hard disk can be transient: libvirt refuses a {device}',
} as const

export default rule({
  id: 'libvirt/valid-transient',
  summary: 'Make only writable image files transient',
  why: `\`<transient/>\` puts a temporary overlay over an image, so that all writes are gone at the end. That takes an image file, a hard disk, and
one that is written to; libvirt refuses anything else.`,
  sources: ['libvirt 11.3: qemu_validate.c, qemuValidateDomainDeviceDefDiskTransient', 'libvirt 12.8, tried'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: {
    'domain/devices/disk/transient'(transient, { domain }) {
      const disk = transient.parentElement && new Disk(transient.parentElement)
      if (!domain.isQemu || !disk || disk.type === 'vhostuser') return
      if (disk.device !== 'disk') return { message: 'device', at: transient, data: { device: disk.device } }
      if (disk.readonly) return { message: 'readonly', at: transient }
      return disk.type === 'file' ? undefined : { message: 'type', at: transient, data: { type: disk.type } }
    },
  },
  examples: [
    {
      name: 'a block device',
      bad: `<disk type='block' device='disk'>
  <source dev='/dev/vg/guest'/>
  <target dev='vda' bus='virtio'/>
  <«transient»/>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'an image file',
      good: `<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
  <transient/>
</disk>`,
      inside: 'q35',
    },
  ],
})
