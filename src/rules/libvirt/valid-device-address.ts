import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

interface DeviceAddress {
  readonly device: string
  /** What tells this kind from others of the element. */
  readonly is: (device: XmlElement) => boolean
  /** The types of `<address>` that it takes. */
  readonly types: readonly string[]
  /** For people. */
  readonly name: string
  /** libvirt defines the guest and refuses to start it. */
  readonly atStart?: true
}

const named = (name: string, value: string) => (device: XmlElement) => device.attr(name) === value
const targeted = (type: string) => (device: XmlElement) => device.child('target')?.attr('type') === type

/** Where devices can be, for those with one answer (domain_validate.c, qemu_validate.c, domain_conf.c, 11.3.0; tried on 12.8.0). */
const addresses: readonly DeviceAddress[] = [
  { device: 'hostdev', is: named('type', 'pci'), types: ['pci', 'unassigned'], name: 'a PCI host device' },
  { device: 'hostdev', is: named('type', 'usb'), types: ['usb'], name: 'a USB host device' },
  { device: 'hostdev', is: named('type', 'scsi'), types: ['drive'], name: 'a SCSI host device' },
  { device: 'hostdev', is: named('type', 'scsi_host'), types: ['pci', 'ccw'], name: 'a vhost SCSI device' },
  { device: 'hostdev', is: named('model', 'vfio-pci'), types: ['pci'], name: 'a vfio-pci device' },
  { device: 'hostdev', is: named('model', 'vfio-ccw'), types: ['ccw'], name: 'a vfio-ccw device' },
  { device: 'memory', is: named('model', 'virtio-pmem'), types: ['pci'], name: 'virtio-pmem' },
  { device: 'memory', is: named('model', 'virtio-mem'), types: ['pci', 'ccw'], name: 'virtio-mem' },
  { device: 'memory', is: named('model', 'sgx-epc'), types: [], name: 'SGX memory' },
  { device: 'pstore', is: () => true, types: ['pci'], name: 'an error record store' },
  { device: 'input', is: named('bus', 'usb'), types: ['usb'], name: 'a USB input device' },
  { device: 'redirdev', is: () => true, types: ['usb'], name: 'a redirected USB device' },
  { device: 'shmem', is: () => true, types: ['pci'], name: 'shared memory', atStart: true },
  { device: 'channel', is: targeted('virtio'), types: ['virtio-serial', 'ccw'], name: 'a virtio channel', atStart: true },
]

export default rule({
  id: 'libvirt/valid-device-address',
  summary: 'Place devices on the bus that they are for',
  why: `The type of an \`<address>\` is the bus that the device sits on, and most devices are made for one. libvirt refuses an address of another
bus, which stays behind when a device is copied or its model changed; for shared memory and virtio channels it does so only when the guest
starts. Removing the address lets libvirt choose one.`,
  sources: ['libvirt 11.3.0: domain_validate.c, qemu_validate.c, domain_conf.c, qemu_domain.c', 'tried on libvirt 12.8.0'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    refused: '{name} has {wanted}: libvirt refuses one of type {found}',
    start: '{name} has {wanted}: libvirt defines the guest with one of type {found}, but refuses to start it',
  },
  on: {
    domain(_, { domain }) {
      if (!domain.isQemu) return
      return domain.addressedDevices.flatMap(({ device, address }) => {
        const written = address.attr('type')
        const kind =
          written === undefined ? undefined : addresses.find((candidate) => candidate.device === device.name && candidate.is(device))
        const type = !kind || kind.types.includes(written ?? '') ? undefined : address.attribute('type')
        if (!kind || !type || (type.value === 'ccw' && !domain.arch.startsWith('s390'))) return []
        if ((type.value === 'unassigned' && device.name !== 'hostdev') || type.value === 'virtio-s390') return []
        const words = kind.types.filter((word) => word !== 'unassigned')
        const wanted = words.length === 0 ? 'no address' : `an address of type ${words.join(' or ')}`
        const data = { name: kind.name, wanted, found: type.value }
        return kind.atStart ? { message: 'start', at: type, data, severity: 'warning' } : { message: 'refused', at: type, data }
      })
    },
  },
  examples: [
    {
      name: 'a PCI device on USB',
      inside: 'q35',
      bad: `<hostdev mode='subsystem' type='pci' managed='yes'>
  <source>
    <address bus='0x0a'/>
  </source>
  <address type='«usb»' bus='0' port='1'/>
</hostdev>`,
      says: 'a PCI host device has an address of type pci',
    },
    {
      name: 'a USB tablet on PCI',
      inside: 'q35',
      bad: `<input type='tablet' bus='usb'>
  <address type='«pci»' domain='0' bus='0' slot='5' function='0'/>
</input>`,
    },
    {
      name: 'a channel device on PCI',
      inside: 's390',
      bad: `<hostdev mode='subsystem' type='mdev' model='vfio-ccw'>
  <source>
    <address uuid='c2177883-f1bb-47f0-914d-32a22e3a8804'/>
  </source>
  <address type='«pci»' domain='0' bus='0' slot='5' function='0'/>
</hostdev>`,
    },
    {
      name: 'shared memory on USB',
      inside: 'q35',
      bad: `<shmem name='shared'>
  <model type='ivshmem-plain'/>
  <address type='«usb»' bus='0' port='1'/>
</shmem>`,
      says: 'refuses to start it',
    },
    {
      name: 'each on its bus',
      inside: 'q35',
      good: `<hostdev mode='subsystem' type='pci' managed='yes'>
  <source>
    <address bus='0x0a'/>
  </source>
  <address type='unassigned'/>
</hostdev>
<input type='tablet' bus='usb'>
  <address type='usb' bus='0' port='1'/>
</input>`,
    },
  ],
})
