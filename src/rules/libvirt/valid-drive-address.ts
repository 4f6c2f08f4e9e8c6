import type { CanonicalElement } from '../../canonical/canonical-element.js'
import type { CanonicalView } from '../../canonical/canonical-view.js'
import { indexOf } from '../../canonical/controllers.js'
import { addressNumber } from '../../canonical/device-address.js'
import { Disk } from '../../domain/devices/disk.js'
import type { AddressedDevice, Domain } from '../../domain/domain.js'
import { table } from '../../domain/table.js'
import { diskIndex, impliedDriveAddress } from '../../domain/values/drive-address.js'
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
  lsilogic: 'SCSI controller {index}{how} has no targets but 0: libvirt refuses {value}',
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
  view: 'canonical',
  when: ({ domain }) => !hasPlainPlaces(domain),
  on: {
    'domain/devices/disk'(disk, { canonical }) {
      const target = disk.child('target')
      const bus = target?.get('bus') ?? ''
      const address = disk.child('address')
      if (!target || address?.get('type') !== 'drive') return
      if (!address.source) {
        if (bus !== 'ide' || addressNumber(disk, 'controller') === 0 || canonical.machine.family !== 'i440fx') return
        const name = target.get('dev') ?? ''
        return { message: 'ide', at: canonical.placeOf(target, 'dev'), data: { name, number: (diskIndex(name) ?? 0) + 1 } }
      }
      const reports = (zeroParts[bus] ?? []).flatMap((part): Report<typeof messages>[] => {
        const value = address.get(part) ?? '0'
        if (addressNumber(disk, part) === 0) return []
        return [{ message: 'part', at: canonical.placeOf(address, part), data: { part, bus: bus.toUpperCase(), value } }]
      })
      return [...reports, ...(bus === 'scsi' ? narrowTargets(disk, address, canonical) : [])]
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
      name: 'a target of a controller that libvirt adds',
      bad: `<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/guest.img'/>
  <target dev='sda' bus='scsi'/>
  <address type='drive' controller='0' bus='0' target='«1»' unit='0'/>
</disk>`,
      inside: 'q35',
      says: 'SCSI controller 0, an lsilogic that libvirt adds, has no targets but 0',
    },
    {
      name: 'a second SATA controller, and a SCSI target',
      good: `<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/a.img'/>
  <target dev='sda' bus='sata'/>
  <address type='drive' controller='1' bus='0' target='0' unit='0'/>
</disk>
<controller type='scsi' index='0' model='virtio-scsi'/>
<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/b.img'/>
  <target dev='sdb' bus='scsi'/>
  <address type='drive' controller='0' bus='0' target='1' unit='0'/>
</disk>`,
      inside: 'q35',
    },
  ],
})

/** An lsilogic controller knows units only, and is what libvirt makes of a controller on x86 that names no model. */
function narrowTargets(disk: CanonicalElement, address: CanonicalElement, canonical: CanonicalView): Report<typeof messages>[] {
  const index = addressNumber(disk, 'controller')
  const controller = canonical.controllers('scsi').find((candidate) => indexOf(candidate) === index)
  if (controller?.get('model') !== 'lsilogic' || addressNumber(disk, 'target') === 0) return []
  const written = controller.source?.attr('model') === 'lsilogic'
  const how = written ? ', an lsilogic,' : controller.source ? ', which libvirt makes an lsilogic,' : ', an lsilogic that libvirt adds,'
  return [{ message: 'lsilogic', at: canonical.placeOf(address, 'target'), data: { index, how, value: address.get('target') ?? '' } }]
}

/** Whether no disk has an address with a part that its bus lacks, or that only some controllers have. */
function hasPlainPlaces({ addressedDevices, disks }: Domain): boolean {
  const isPlain = ({ device, address }: AddressedDevice) => {
    if (device.name !== 'disk' || address.attr('type') !== 'drive') return true
    const { bus } = new Disk(device)
    const parts = bus === 'scsi' ? [...(zeroParts[bus] ?? []), 'target'] : zeroParts[bus]
    return parts?.every((part) => (address.attr(part) ?? '0') === '0') !== false
  }
  return addressedDevices.every(isPlain) && disks.every((disk) => disk.bus !== 'ide' || !impliedDriveAddress(disk)?.controller)
}
