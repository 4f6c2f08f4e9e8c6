import { deviceName } from '../../domain/device-name.js'
import { pciPlacement, placesOnPci } from '../../domain/pci-devices.js'
import { rule } from '../rule.js'

export default rule({
  id: 'abi/no-partial-pci-addresses',
  summary: 'Give all PCI devices an address, or none',
  why: `libvirt puts a device without an address into the first free slot, in an order of its own that goes by the kind of device. When some
devices have an address and others do not, the ones without move as soon as a device is added, removed or given an address: a network
card gets another name in the guest, Windows detects new hardware, and a saved image or a migration is refused. Take the addresses
from \`virsh dumpxml\` of the guest as it runs.`,
  sources: ['libvirt 11.3: qemu_domain_address.c, qemuDomainAssignDevicePCISlots', 'libvirt docs: pci-addresses'],
  category: 'abi',
  severity: 'warning',
  since: '0.1.0',
  message: '{count} of {all} PCI devices have no address ({devices}): libvirt puts them into free slots, so the next edit may move them',
  on: {
    domain(element, { domain }) {
      if (!placesOnPci(domain)) return
      const { placed, unplaced } = pciPlacement(domain)
      const [first, ...others] = unplaced
      if (!first || placed.length === 0) return
      const names = [...new Set(unplaced.map((device) => deviceName(device, element)))]
      const named = names.slice(0, 4)
      const more = names.length - named.length
      return {
        at: first,
        related: others.map((device) => ({ at: device, message: 'no PCI address' })),
        data: {
          count: unplaced.length,
          all: placed.length + unplaced.length,
          devices: named.join(', ') + (more > 0 ? ` and ${more} more` : ''),
        },
      }
    },
  },
  examples: [
    {
      name: 'one of two has an address',
      bad: `<interface type='network'>
  <mac address='52:54:00:5a:1c:01'/>
  <address type='pci' domain='0x0000' bus='0x00' slot='0x03' function='0x0'/>
</interface>
<«disk» type='file'>
  <source file='/vm/guest.img'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'i440fx',
      says: '1 of 2 PCI devices have no address (disk vda)',
    },
    {
      name: 'a bare PCI address leaves the choice to libvirt',
      bad: `<interface type='network'>
  <mac address='52:54:00:5a:1c:01'/>
  <address type='pci' domain='0x0000' bus='0x00' slot='0x03' function='0x0'/>
</interface>
<«rng» model='virtio'>
  <backend model='random'>/dev/urandom</backend>
  <address type='pci'/>
</rng>`,
      inside: 'i440fx',
    },
    {
      name: 'what is not on PCI, or has one fixed place, needs no address',
      good: `<controller type='pci' index='0' model='pci-root'/>
<controller type='usb' index='0'/>
<controller type='ide' index='0'/>
<interface type='network'>
  <mac address='52:54:00:5a:1c:01'/>
  <address type='pci' domain='0x0000' bus='0x00' slot='0x03' function='0x0'/>
</interface>
<disk type='file'>
  <source file='/vm/guest.img'/>
  <target dev='hda' bus='ide'/>
</disk>
<input type='tablet' bus='usb'/>`,
      inside: 'i440fx',
    },
  ],
})
