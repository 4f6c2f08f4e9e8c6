import { Disk } from '../../domain/devices/disk.js'
import { compareVersions } from '../../domain/facts/target.js'
import { renameAttribute, setAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

/** Since this version QEMU's file driver opens regular files only (docs/about/removed-features). */
const regularFilesOnly = [6, 0, 0] as const

/** Device nodes, and not the file systems in memory that are mounted below /dev. */
const deviceNode = /^\/dev\/(?!shm\/|hugepages|fd\/)/

export default rule({
  id: 'deprecated/no-device-as-file',
  summary: "Write a device of the host as a disk of type 'block'",
  why: `A disk of type \`file\` is opened with QEMU's file driver, whatever its path is. That driver accepted devices once; since 6.0 it
opens regular files only, and a guest whose disk names a device node as a file does not start. \`type='block'\` with \`<source dev=>\`
opens the device as one, for a CD-ROM drive of the host too.`,
  sources: [
    "QEMU: docs/about/removed-features ('file' driver with host devices, removed in 6.0)",
    'tried on libvirt 12.8.0: type=file gives the file driver for a device node too; QEMU 7.2 refuses it',
  ],
  category: 'deprecated',
  severity: 'warning',
  since: '0.1.0',
  message: {
    refused:
      "{path} is a device and the disk is of type 'file': libvirt defines it, but QEMU opens regular files only and refuses to start the guest",
    old: "{path} is a device and the disk is of type 'file': QEMU 6.0 and later refuses to start such a guest",
  },
  fix: 'unsafe',
  grade: 'work',
  risk: 'QEMU opens the device directly then; whether the path is a device is known on the host only.',
  on: {
    'domain/devices/disk/source[@file]'(source, { domain, target }) {
      const file = source.attribute('file')
      const disk = source.parentElement && new Disk(source.parentElement)
      if (!domain.isQemu || !file || !disk || disk.type !== 'file' || !deviceNode.test(file.value)) return
      const report = {
        at: file,
        data: { path: file.value },
        fix: [setAttribute(disk.element, 'type', 'block'), renameAttribute(file, 'dev')],
      }
      return compareVersions(target.qemu, regularFilesOnly) >= 0 ? { message: 'refused', ...report } : { message: 'old', ...report }
    },
  },
  examples: [
    {
      name: 'a volume',
      inside: 'q35',
      bad: `<disk type='file' device='disk'>
  <driver name='qemu' type='raw'/>
  <source file='«/dev/vg/guest»'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      fixed: `<disk type='block' device='disk'>
  <driver name='qemu' type='raw'/>
  <source dev='/dev/vg/guest'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      says: 'refuses to start the guest',
    },
    {
      name: 'a drive of the host, before QEMU 6.0',
      inside: 'q35',
      target: 'qemu=5.2.0',
      bad: `<disk type='file' device='cdrom'>
  <source file='«/dev/sr0»'/>
  <target dev='sda' bus='sata'/>
</disk>`,
      fixed: `<disk type='block' device='cdrom'>
  <source dev='/dev/sr0'/>
  <target dev='sda' bus='sata'/>
</disk>`,
      says: 'QEMU 6.0 and later',
    },
    {
      name: 'a block disk, and a file in memory',
      inside: 'q35',
      good: [
        `<disk type='block' device='disk'>
  <driver name='qemu' type='raw'/>
  <source dev='/dev/vg/guest'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
        `<disk type='file' device='disk'>
  <driver name='qemu' type='raw'/>
  <source file='/dev/shm/guest.img'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      ],
    },
  ],
})
