import { Disk } from '../../domain/devices/disk.js'
import { table } from '../../domain/table.js'
import { rule } from '../rule.js'

/** The address types that a disk of each bus can have (domain_validate.c, virDomainDiskAddressDiskBusCompatibility; qemu_validate.c). */
const types = table<readonly string[]>({
  ide: ['drive'],
  fdc: ['drive'],
  scsi: ['drive'],
  sata: ['drive'],
  usb: ['usb'],
  virtio: ['pci', 'ccw', 'virtio-mmio', 'virtio-s390', 'unassigned'],
})

const message = "a disk on the {bus} bus cannot have an address of type '{type}': libvirt refuses the definition, it expects {expected}"

export default rule({
  id: 'libvirt/valid-disk-address-type',
  summary: "Give a disk an address of its bus's kind",
  why: `A virtio disk is a PCI (or CCW) device of its own; IDE, SATA, SCSI and floppy disks have a place on a controller, USB disks one on a
hub. When the bus of a disk is changed and its \`<address>\` stays, libvirt refuses the definition. Remove the address and libvirt
chooses one.`,
  sources: [
    'libvirt 11.3: domain_validate.c, virDomainDiskAddressDiskBusCompatibility; qemu_validate.c, qemuValidateDomainDeviceDefDiskFrontend',
    'libvirt 12.8, tried bus by bus',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message,
  on: {
    'domain/devices/disk'(element, { domain }) {
      const address = element.child('address')
      const type = address?.attr('type')
      if (!domain.isQemu || !address || type === undefined) return
      const { bus } = new Disk(element)
      const expected = Object.hasOwn(types, bus) ? types[bus] : undefined
      // A word that libvirt does not know at all is another rule's finding.
      if (!expected || expected.includes(type) || !known.has(type)) return
      return { at: address.attributeOrSelf('type'), data: { bus: names[bus] ?? bus, type, expected: expected.slice(0, 2).join(' or ') } }
    },
  },
  examples: [
    {
      name: 'the address of the virtio disk that it was',
      bad: `<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/guest.img'/>
  <target dev='sda' bus='sata'/>
  <address type='«pci»' domain='0x0000' bus='0x04' slot='0x00' function='0x0'/>
</disk>`,
      inside: 'q35',
      says: "a disk on the SATA bus cannot have an address of type 'pci'",
    },
    {
      name: 'the other way round',
      bad: `<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/guest.img'/>
  <target dev='vda' bus='virtio'/>
  <address type='«drive»' controller='0' bus='0' target='0' unit='0'/>
</disk>`,
      inside: 'q35',
      says: 'it expects pci or ccw',
    },
    {
      name: 'the right kind',
      good: `<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/guest.img'/>
  <target dev='sda' bus='usb'/>
  <address type='usb' bus='0' port='1'/>
</disk>`,
      inside: 'q35',
    },
  ],
})

const names = table<string>({ ide: 'IDE', sata: 'SATA', scsi: 'SCSI', usb: 'USB', fdc: 'floppy' })

const known = new Set([
  'pci',
  'drive',
  'virtio-serial',
  'ccid',
  'usb',
  'spapr-vio',
  'virtio-s390',
  'ccw',
  'virtio-mmio',
  'isa',
  'dimm',
  'unassigned',
])
