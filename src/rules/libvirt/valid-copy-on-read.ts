import { Disk } from '../../domain/devices/disk.js'
import { rule } from '../rule.js'

export default rule({
  id: 'libvirt/valid-copy-on-read',
  summary: 'Use copy_on_read only for disks that can be written to',
  why: `\`copy_on_read\` writes what the guest reads from a backing image into the disk's own image: that needs an image that may be written to.
libvirt refuses it on CD-ROM and floppy drives, on read-only disks, and on device='lun'.`,
  sources: ['libvirt 11.3: qemu_validate.c, qemuValidateDomainDeviceDefDiskFrontend', 'libvirt 12.8, tried'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: 'copy_on_read writes into the image, and {kind} cannot be written to: libvirt refuses the definition',
  on: {
    'domain/devices/disk/driver[@copy_on_read=on]'(driver, { domain }) {
      const disk = driver.parentElement && new Disk(driver.parentElement)
      if (!domain.isQemu || !disk || disk.type === 'vhostuser') return
      const kind = disk.device !== 'disk' ? `a ${disk.device}` : disk.readonly ? 'a read-only disk' : undefined
      return kind === undefined ? undefined : { at: driver.attributeOrSelf('copy_on_read'), data: { kind } }
    },
  },
  examples: [
    {
      name: 'a CD-ROM drive',
      bad: `<disk type='file' device='cdrom'>
  <driver name='qemu' type='raw' copy_on_read='«on»'/>
  <source file='/var/lib/libvirt/images/boot.iso'/>
  <target dev='sda' bus='sata'/>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'a hard disk, and a drive that switches it off',
      good: `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2' copy_on_read='on'/>
  <source file='/var/lib/libvirt/images/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
</disk>
<disk type='file' device='cdrom'>
  <driver name='qemu' type='raw' copy_on_read='off'/>
  <target dev='sda' bus='sata'/>
</disk>`,
      inside: 'q35',
    },
  ],
})
