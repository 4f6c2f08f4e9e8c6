import { pciPlacement, placesOnPci } from '../../domain/pci-devices.js'
import { rule } from '../rule.js'

export default rule({
  id: 'abi/require-pci-addresses',
  summary: 'Give the PCI devices addresses',
  why: `libvirt places devices without an address by an order of its own: all network interfaces before all disks, and so on. As long as the
file stays as it is the result is the same on every host; but a device that is added or removed moves others, and older libvirt versions
placed them otherwise (before 2.5.0 on a bridge instead of root ports, before 3.0.0 on virtio-mmio on Arm). Addresses from
\`virsh dumpxml\` of the running guest keep every device where it is.`,
  sources: ['libvirt 11.3: qemu_domain_address.c, qemuDomainAssignDevicePCISlots', 'libvirt NEWS 2.5.0, 3.0.0 and 5.3.0'],
  category: 'abi',
  severity: 'info',
  since: '0.1.0',
  presets: ['strict'],
  message: 'none of the {count} PCI devices has an address: libvirt chooses the slots, and a device that is added or removed moves others',
  on: {
    'domain/devices'(devices, { domain }) {
      if (!placesOnPci(domain) || domain.devicesElement !== devices) return
      const { placed, unplaced } = pciPlacement(domain)
      if (placed.length > 0 || unplaced.length < 2) return
      return { at: devices, data: { count: unplaced.length } }
    },
  },
  examples: [
    {
      name: 'no device has an address',
      bad: `<domain type='kvm'>
  <name>guest</name>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  </os>
  <«devices»>
    <interface type='network'>
      <source network='default'/>
    </interface>
    <disk type='file'>
      <source file='/vm/guest.img'/>
      <target dev='vda' bus='virtio'/>
    </disk>
  </devices>
</domain>`,
      says: 'none of the 2 PCI devices',
    },
    {
      name: 'all have one',
      good: `<interface type='network'>
  <source network='default'/>
  <address type='pci' domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>
</interface>
<disk type='file'>
  <source file='/vm/guest.img'/>
  <target dev='vda' bus='virtio'/>
  <address type='pci' domain='0x0000' bus='0x02' slot='0x00' function='0x0'/>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'a mainframe has no PCI slots for them',
      good: `<interface type='network'>
  <source network='default'/>
</interface>
<disk type='file'>
  <source file='/vm/guest.img'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 's390',
    },
  ],
})
