import { Disk } from '../../domain/devices/disk.js'
import { table } from '../../domain/table.js'
import { rule } from '../rule.js'

const messages = {
  format: "QEMU has no image format '{format}': libvirt refuses the definition{instead}",
  fat: "format 'fat' is for a directory that the guest sees as a disk: libvirt refuses it on a {type}",
  directory: "a directory becomes a disk by type='fat' of its driver only: libvirt refuses {format}",
  writable: 'a directory can only be shown read-only: libvirt refuses the definition without <readonly/>',
  driver: "disk driver '{name}' is not QEMU's: libvirt refuses the definition, it expects qemu",
} as const

export default rule({
  id: 'libvirt/valid-disk-format',
  summary: 'Use image formats and disk drivers that QEMU has',
  why: `libvirt knows more image formats than QEMU: \`iso\` and \`dir\` make it refuse a QEMU guest (an ISO image is raw). A directory
can be shown as a FAT disk, read-only. The driver names \`tap\`, \`phy\` and \`file\` are Xen's.`,
  sources: [
    'libvirt 11.3: qemu_validate.c, qemuValidateDomainDeviceDefDisk; qemu_domain.c, qemuDomainValidateStorageSource',
    'libvirt 12.8, tried format by format',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: {
    'domain/devices/disk'(element, { domain }) {
      if (!domain.isQemu) return
      const disk = new Disk(element)
      const { driver, type } = disk
      const name = driver?.attribute('name')
      if (name && name.value !== 'qemu') return { message: 'driver', at: name, data: { name: name.value } }
      const format = driver?.attribute('type')
      if (format && Object.hasOwn(absent, format.value))
        return { message: 'format', at: format, data: { format: format.value, instead: absent[format.value] ?? '' } }
      if (type === 'dir') {
        if (format?.value !== 'fat')
          return { message: 'directory', at: format ?? driver ?? element, data: { format: format ? `'${format.value}'` : 'no format' } }
        return disk.readonly ? undefined : { message: 'writable', at: element }
      }
      return format?.value === 'fat' && type !== 'volume' ? { message: 'fat', at: format, data: { type } } : undefined
    },
  },
  examples: [
    {
      name: 'an ISO image',
      bad: `<disk type='file' device='cdrom'>
  <driver name='qemu' type='«iso»'/>
  <source file='/var/lib/libvirt/images/boot.iso'/>
  <target dev='sda' bus='sata'/>
</disk>`,
      inside: 'q35',
      says: 'it is raw',
    },
    {
      name: "Xen's driver",
      bad: `<disk type='file' device='disk'>
  <driver name='«tap»' type='raw'/>
  <source file='/var/lib/libvirt/images/guest.img'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'a directory that could be written to',
      bad: `<«disk» type='dir' device='disk'>
  <driver name='qemu' type='fat'/>
  <source dir='/srv/share'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'a directory shown read-only, and an old format',
      good: `<disk type='dir' device='disk'>
  <driver name='qemu' type='fat'/>
  <source dir='/srv/share'/>
  <target dev='vda' bus='virtio'/>
  <readonly/>
</disk>
<disk type='file' device='disk'>
  <driver name='qemu' type='vpc'/>
  <source file='/var/lib/libvirt/images/guest.vhd'/>
  <target dev='vdb' bus='virtio'/>
</disk>`,
      inside: 'q35',
    },
  ],
})

const absent = table<string>({ iso: ': it is raw', dir: ": use <disk type='dir'> with format fat" })
