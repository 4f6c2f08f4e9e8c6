import { Disk } from '../../domain/devices/disk.js'
import { table } from '../../domain/table.js'
import { diskIndex, impliedDriveAddress } from '../../domain/values/drive-address.js'
import { parseUnsigned } from '../../domain/values/number.js'
import { type Report, rule } from '../rule.js'

/** The parts of a drive address that are always 0 on a bus (qemu_validate.c, qemuValidateDomainDeviceDefDiskFrontend and …Address). */
const zeroParts = table<readonly string[]>({
  ide: ['controller', 'target'],
  sata: ['bus', 'target'],
  fdc: ['controller', 'bus', 'target'],
  scsi: ['bus'],
})

const messages = {
  part: "{part} of a disk's address on {bus} is always 0: libvirt refuses {value}",
  ide: "'{name}' is the {number}th place on IDE, and there are four: libvirt refuses the definition",
} as const

export default rule({
  id: 'libvirt/valid-drive-address',
  summary: 'Leave the parts of a drive address at 0 that the bus does not have',
  why: `A drive address has four numbers, and few controllers use all of them: IDE has one controller with two buses, SATA units only, a SCSI bus
targets and units. libvirt refuses another number than 0 in a part that the bus does not have.`,
  sources: ['libvirt 11.3: qemu_validate.c, qemuValidateDomainDeviceDefAddressDrive', 'libvirt 12.8, tried'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: {
    'domain/devices/disk/target'(target, { domain }) {
      const disk = target.parentElement && new Disk(target.parentElement)
      const at = target.attribute('dev')
      const address = disk?.bus === 'ide' && domain.isQemu && domain.isX86 ? impliedDriveAddress(disk) : undefined
      if (!at || !address || address.controller === 0 || domain.machine.family !== 'i440fx') return
      return { message: 'ide', at, data: { name: at.value, number: (diskIndex(at.value) ?? 0) + 1 } }
    },
    'domain/devices/disk/address[@type=drive]'(address, { domain }) {
      const bus = address.parentElement ? new Disk(address.parentElement).bus : ''
      if (!domain.isQemu || !Object.hasOwn(zeroParts, bus)) return
      return (zeroParts[bus] ?? []).flatMap((part): Report<typeof messages>[] => {
        const at = address.attribute(part)
        return at && (parseUnsigned(at.value) ?? 0) > 0
          ? [{ message: 'part', at, data: { part, bus: bus.toUpperCase(), value: at.value } }]
          : []
      })
    },
  },
  examples: [
    {
      name: 'a second SATA bus',
      bad: `<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/guest.img'/>
  <target dev='sda' bus='sata'/>
  <address type='drive' controller='0' bus='«1»' target='0' unit='0'/>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'a fifth IDE disk',
      bad: `<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/guest.img'/>
  <target dev='«hde»' bus='ide'/>
</disk>`,
      inside: 'i440fx',
      says: "'hde' is the 5th place on IDE",
    },
    {
      name: 'a second SATA controller, and a SCSI target',
      good: `<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/a.img'/>
  <target dev='sda' bus='sata'/>
  <address type='drive' controller='1' bus='0' target='0' unit='0'/>
</disk>
<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/b.img'/>
  <target dev='sdb' bus='scsi'/>
  <address type='drive' controller='0' bus='0' target='1' unit='0'/>
</disk>`,
      inside: 'q35',
    },
  ],
})
