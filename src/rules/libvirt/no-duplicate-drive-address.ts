import type { Disk } from '../../domain/devices/disk.js'
import { repeats } from '../../domain/duplicates.js'
import {
  type DriveAddress,
  diskIndex,
  formatDriveAddress,
  impliedDriveAddress,
  parseDriveAddress,
} from '../../domain/values/drive-address.js'
import type { XmlElement } from '../../xml/tree.js'
import { type Place, type Report, rule } from '../rule.js'

const message = 'two {bus} devices sit at {address}: libvirt refuses the definition'

export default rule({
  id: 'libvirt/no-duplicate-drive-address',
  summary: 'Give each disk a place of its own on its bus',
  why: `A disk on an IDE, SATA, SCSI or floppy bus has a place on its controller. Where no \`<address>\` gives it, libvirt derives it from the
target's name: \`sda\` and \`hda\` on one bus are both unit 0. Two disks at one place, or a disk and a SCSI host device, make libvirt refuse
the definition.`,
  sources: [
    'libvirt 11.3: domain_validate.c, virDomainDefDuplicateDriveAddressesValidate; domain_conf.c, virDomainDiskDefAssignAddress',
    'libvirt 12.8, tried with written and derived addresses',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message,
  on: {
    domain(_, { domain }) {
      if (!domain.isQemu) return
      const drives = [...domain.disks.flatMap(placedDisk), ...domain.devices('hostdev').flatMap(placedHostdev)]
      const pairs = repeats(drives, ({ bus, address }) => `${bus} ${formatDriveAddress(address)}`)
      // The same name twice is another rule's finding.
      return pairs
        .filter(({ again, first }) => !again.isDerived || again.name !== first.name)
        .map(
          ({ again, first }): Report<typeof message> => ({
            at: again.at,
            data: { bus: again.bus === 'fdc' ? 'floppy' : again.bus.toUpperCase(), address: formatDriveAddress(again.address) },
            related: [{ at: first.at, message: 'the other one' }],
          }),
        )
    },
  },
  examples: [
    {
      name: 'a disk copied with its address',
      bad: `<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/a.img'/>
  <target dev='sda' bus='sata'/>
  <address type='drive' controller='0' bus='0' target='0' unit='0'/>
</disk>
<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/b.img'/>
  <target dev='sdb' bus='sata'/>
  <«address» type='drive' controller='0' bus='0' target='0' unit='0'/>
</disk>`,
      inside: 'q35',
      says: 'two SATA devices sit at controller 0, bus 0, target 0, unit 0',
    },
    {
      name: 'two names with the same letter on one bus',
      bad: `<disk type='file' device='cdrom'>
  <target dev='hda' bus='sata'/>
</disk>
<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/b.img'/>
  <target dev='«sda»' bus='sata'/>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'the eighth name on SCSI, which is the first on the second controller',
      bad: `<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/a.img'/>
  <target dev='sda' bus='scsi'/>
  <address type='drive' controller='1' bus='0' target='0' unit='0'/>
</disk>
<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/b.img'/>
  <target dev='«sdh»' bus='scsi'/>
</disk>`,
      inside: 'q35',
      says: 'two SCSI devices sit at controller 1, bus 0, target 0, unit 0',
    },
    {
      name: 'one name twice, which is another mistake',
      good: `<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/a.img'/>
  <target dev='sda' bus='sata'/>
  <address type='drive' controller='0' bus='0' target='0' unit='0'/>
</disk>
<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/b.img'/>
  <target dev='sda' bus='sata'/>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'the same place on another bus',
      good: `<disk type='file' device='cdrom'>
  <target dev='sda' bus='sata'/>
</disk>
<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/b.img'/>
  <target dev='sdb' bus='scsi'/>
  <address type='drive' controller='0' bus='0' target='0' unit='0'/>
</disk>
<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/c.img'/>
  <target dev='sdc' bus='usb'/>
</disk>`,
      inside: 'q35',
    },
  ],
})

interface Drive {
  readonly bus: string
  readonly address: DriveAddress
  readonly at: Place
  readonly name: string | undefined
  /** Whether the address comes from the target's name. */
  readonly isDerived: boolean
}

const driveBuses = new Set(['ide', 'sata', 'scsi', 'fdc'])

function placedDisk(disk: Disk): Drive[] {
  const { element, bus } = disk
  const written = parseDriveAddress(element)
  if (!driveBuses.has(bus) || (!written && diskIndex(disk.name) === undefined)) return []
  const address = written ?? impliedDriveAddress(disk)
  const at = written ? element.child('address') : disk.target?.attribute('dev')
  return address && at ? [{ bus, address, at, name: disk.name, isDerived: !written }] : []
}

function placedHostdev(hostdev: XmlElement): Drive[] {
  const address = hostdev.attr('type') === 'scsi' ? parseDriveAddress(hostdev) : undefined
  const at = hostdev.child('address')
  return address && at ? [{ bus: 'scsi', address, at, name: undefined, isDerived: false }] : []
}
