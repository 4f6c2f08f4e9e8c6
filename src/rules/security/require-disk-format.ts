import { Disk } from '../../domain/devices/disk.js'
import { formatOfName } from '../../domain/facts/image-formats.js'
import { compareVersions } from '../../domain/facts/target.js'
import { insertBefore, setAttribute } from '../../xml/change.js'
import type { TextEdit } from '../../xml/edit.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

/** Since this version libvirt never probes the format of an image (NEWS 4.5.0 removed allow_disk_format_probing). */
const neverProbes = [4, 5, 0] as const

/** Types of disk of which libvirt itself chooses the format; the others get theirs from a pool, or have none. */
const typesWithFormat = new Set(['file', 'block', 'network', 'nvme'])

export default rule({
  id: 'security/require-disk-format',
  summary: 'Say which format a disk image has',
  why: `Without \`<driver type>\` libvirt takes every image for raw. A guest then sees the header of a qcow2 file instead of its
contents, and destroys the image when it writes. Before libvirt 4.5.0 a host could be set to probe the format, and a guest with a raw
disk could write a qcow2 header into it that named any file of the host as its backing file. Written down, the format is the same
everywhere and nobody has to know the default.`,
  sources: [
    'libvirt NEWS 4.5.0 (allow_disk_format_probing removed); libvirt 11.3.0: qemu_domain.c, qemuDomainDeviceDiskDefPostParse',
    'tried on libvirt 12.8.0: type=raw written for file, block, network and nvme disks gives the same canonical XML',
  ],
  category: 'security',
  severity: 'warning',
  since: '0.1.0',
  message: {
    raw: 'no format is given: libvirt takes this image for raw',
    other: 'no format is given: libvirt takes this image for raw, although its name is that of a {format} file',
  },
  fix: 'safe',
  on: {
    'domain/devices/disk'(element, { domain, target }) {
      const disk = new Disk(element)
      const { driver, source } = disk
      if (!domain.isQemu || !source || source.attributeList.length === 0 || disk.path === '') return
      if (!typesWithFormat.has(disk.type) || driver?.attribute('type')) return
      const format = formatOfName(disk.path ?? '')
      const at = driver ?? element
      if (format !== undefined && format !== 'raw') {
        const suggest = [format, 'raw'].map((type) => ({
          title: `write type='${type}'`,
          edits: [giveFormat(disk, source, type)],
          risk:
            type === 'raw'
              ? 'This is what libvirt takes it for today; an image that has another format stays unreadable for the guest.'
              : `The guest sees the contents of the image instead of the file as it is; a file that is raw in truth does not open as ${type}.`,
        }))
        return { message: 'other', at, data: { format }, suggest }
      }
      const report = { message: 'raw', at, severity: disk.readonly ? 'info' : 'warning' } as const
      return compareVersions(target.libvirt, neverProbes) < 0 ? report : { ...report, fix: giveFormat(disk, source, 'raw') }
    },
  },
  examples: [
    {
      name: 'no driver',
      inside: 'q35',
      bad: `<«disk» type='file' device='disk'>
  <source file='/var/lib/libvirt/images/guest.img'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      fixed: `<disk type='file' device='disk'>
  <driver name='qemu' type='raw'/>
  <source file='/var/lib/libvirt/images/guest.img'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      says: 'takes this image for raw',
    },
    {
      name: 'a driver without type',
      inside: 'q35',
      bad: `<disk type='block' device='disk'>
  <«driver» name='qemu' cache='none'/>
  <source dev='/dev/vg/guest'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      fixed: `<disk type='block' device='disk'>
  <driver name='qemu' cache='none' type='raw'/>
  <source dev='/dev/vg/guest'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
    },
    {
      name: 'a name that says otherwise',
      inside: 'q35',
      bad: `<disk type='file' device='disk'>
  <«driver» name='qemu'/>
  <source file='/var/lib/libvirt/images/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      suggested: `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2'/>
  <source file='/var/lib/libvirt/images/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      says: 'although its name is that of a qcow2 file',
    },
    {
      name: 'a format, a volume, and an empty drive',
      inside: 'q35',
      good: [
        `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2'/>
  <source file='/var/lib/libvirt/images/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
        `<disk type='volume' device='disk'>
  <source pool='default' volume='guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
        `<disk type='file' device='cdrom'>
  <target dev='sda' bus='sata'/>
</disk>`,
      ],
    },
  ],
})

function giveFormat({ driver }: Disk, source: XmlElement, type: string): TextEdit {
  return driver ? setAttribute(driver, 'type', type) : insertBefore(source, { name: 'driver', attributes: { name: 'qemu', type } })
}
