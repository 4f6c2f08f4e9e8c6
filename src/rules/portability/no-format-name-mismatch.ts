import { Disk } from '../../domain/devices/disk.js'
import { formatOfName } from '../../domain/facts/image-formats.js'
import { rule } from '../rule.js'

/** Formats of images that QEMU has; libvirt/valid-disk-format reports the others. */
const formats = new Set(['raw', 'qcow2', 'qcow', 'qed', 'vmdk', 'vdi', 'vpc', 'vhdx', 'bochs', 'cloop', 'dmg', 'parallels', 'luks'])

export default rule({
  id: 'portability/no-format-name-mismatch',
  summary: "Let the format of a disk be the one that its file's name promises",
  why: `QEMU goes by \`<driver type>\` alone. A qcow2 file that is declared raw shows the guest its header, and the guest's first write
destroys the image; a raw file that is declared qcow2 does not open. Where the declaration is right and the name wrong, tools and people
that go by the name (\`virt-install\`, \`qemu-img convert\`, backup scripts) make the same mistake in the other direction. Names ending
in .img promise nothing.`,
  sources: ['libvirt docs: formatdomain, hard drives (driver type)', 'QEMU docs: system/images'],
  category: 'portability',
  severity: 'warning',
  since: '0.1.0',
  message: "the file is named as a {promised} image and declared as '{type}': QEMU goes by the declaration",
  on: {
    'domain/devices/disk/driver[@type]'(driver, { domain }) {
      const type = driver.attribute('type')
      const disk = driver.parentElement && new Disk(driver.parentElement)
      const promised = disk ? formatOfName(disk.path ?? '') : undefined
      if (!domain.isQemu || !type || promised === undefined || promised === type.value || !formats.has(type.value)) return
      return { at: type, data: { promised, type: type.value } }
    },
  },
  examples: [
    {
      name: 'raw in a qcow2 file',
      inside: 'q35',
      bad: `<disk type='file' device='disk'>
  <driver name='qemu' type='«raw»'/>
  <source file='/var/lib/libvirt/images/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      says: "named as a qcow2 image and declared as 'raw'",
    },
    {
      name: 'qcow2 in an installer',
      inside: 'q35',
      bad: `<disk type='file' device='cdrom'>
  <driver name='qemu' type='«qcow2»'/>
  <source file='/var/lib/libvirt/images/installer.iso'/>
  <target dev='sda' bus='sata'/>
</disk>`,
    },
    {
      name: 'the same, and names that promise nothing',
      inside: 'q35',
      good: [
        `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2'/>
  <source file='/var/lib/libvirt/images/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
        `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2'/>
  <source file='/var/lib/libvirt/images/guest.img'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      ],
    },
  ],
})
