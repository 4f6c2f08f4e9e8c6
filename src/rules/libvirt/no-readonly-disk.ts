import { Disk } from '../../domain/devices/disk.js'
import { rule } from '../rule.js'

export default rule({
  id: 'libvirt/no-readonly-disk',
  summary: 'Put read-only hard disks on virtio, SCSI or USB',
  why: `IDE and SATA know no read-only hard disk, and libvirt refuses one. CD-ROM drives are read-only anyway; a read-only disk belongs on
virtio or SCSI.`,
  sources: ['libvirt 11.3: qemu_validate.c, qemuValidateDomainDeviceDefDiskFrontend', 'libvirt 12.8, tried bus by bus'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: 'a hard disk on {bus} cannot be read-only: libvirt refuses the definition',
  on: {
    'domain/devices/disk/readonly'(readonly, { domain }) {
      const disk = readonly.parentElement && new Disk(readonly.parentElement)
      // An empty one is another rule's: it was to be a CD-ROM drive.
      if (!domain.isQemu || !disk?.source || disk.device !== 'disk' || (disk.bus !== 'ide' && disk.bus !== 'sata')) return
      return { at: readonly, data: { bus: disk.bus.toUpperCase() } }
    },
  },
  examples: [
    {
      name: 'a read-only SATA disk',
      bad: `<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/guest.img'/>
  <target dev='sda' bus='sata'/>
  <«readonly»/>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'a CD-ROM drive, and a virtio disk',
      good: `<disk type='file' device='cdrom'>
  <target dev='sda' bus='sata'/>
  <readonly/>
</disk>
<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/guest.img'/>
  <target dev='vda' bus='virtio'/>
  <readonly/>
</disk>`,
      inside: 'q35',
    },
  ],
})
