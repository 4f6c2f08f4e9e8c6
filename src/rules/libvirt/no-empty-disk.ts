import { Disk } from '../../domain/devices/disk.js'
import { compareVersions } from '../../domain/facts/target.js'
import { table } from '../../domain/table.js'
import { rule } from '../rule.js'

const messages = {
  disk: 'a hard disk needs a source: libvirt refuses the definition',
  usb: 'a USB drive without a medium is not possible with {model}: libvirt refuses the definition{instead}',
} as const

export default rule({
  id: 'libvirt/no-empty-disk',
  summary: 'Give hard disks a source, and USB drives a medium',
  why: `Only CD-ROM and floppy drives may be empty. A USB CD-ROM drive may not either while QEMU's usb-storage device stands for it: that one is
a hard disk to the guest. Since libvirt 11.5.0 a USB drive can be \`model='usb-bot'\`, which may be empty.`,
  sources: [
    'libvirt 11.3: domain_validate.c, virDomainDiskDefValidate; qemu_validate.c, qemuValidateDomainDeviceDefDiskFrontend',
    'libvirt 12.8, tried',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: {
    'domain/devices/disk'(element, { domain, target }) {
      const disk = new Disk(element)
      if (!domain.isQemu || !isEmpty(disk)) return
      if (disk.device === 'disk') return { message: 'disk', at: disk.source ?? element }
      if (disk.device !== 'cdrom' || disk.bus !== 'usb') return
      const hasModels = compareVersions(target.libvirt, [11, 5, 0]) >= 0
      const model = hasModels ? (element.attr('model') ?? 'usb-bot') : 'usb-storage'
      if (model === 'usb-bot') return
      return { message: 'usb', at: disk.source ?? element, data: { model, instead: hasModels ? ', use usb-bot' : '' } }
    },
  },
  examples: [
    {
      name: 'a hard disk without a source',
      bad: `<«disk» type='file' device='disk'>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'an empty USB drive',
      bad: `<«disk» type='file' device='cdrom'>
  <target dev='sda' bus='usb'/>
</disk>`,
      inside: 'q35',
      target: 'libvirt=11.3.0',
      says: 'not possible with usb-storage',
    },
    {
      name: 'an empty CD-ROM drive, also on USB today',
      good: `<disk type='file' device='cdrom'>
  <target dev='sda' bus='sata'/>
</disk>
<disk type='file' device='cdrom'>
  <target dev='sdb' bus='usb'/>
</disk>`,
      inside: 'q35',
    },
  ],
})

/** The attribute that holds the source of each type; a type that is not here has a source of several parts. */
const holders = table<string>({ file: 'file', block: 'dev', dir: 'dir' })

function isEmpty({ type, source }: Disk): boolean {
  const holder = Object.hasOwn(holders, type) ? holders[type] : undefined
  if (holder === undefined) return source === undefined
  // An open file descriptor stands in for the path.
  return !source?.attr(holder) && source?.attr('fdgroup') === undefined
}
