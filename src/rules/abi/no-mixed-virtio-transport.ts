import { deviceName } from '../../domain/device-name.js'
import { table } from '../../domain/table.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

export default rule({
  id: 'abi/no-mixed-virtio-transport',
  summary: 'Do not let one virtio-mmio address move the other virtio devices',
  why: `On the virt boards of Arm and RISC-V virtio devices go to PCI since libvirt 3.0.0 (RISC-V: 5.3.0) and went to virtio-mmio before. To keep
old guests as they are libvirt goes by the addresses that it finds: a single \`<address type='virtio-mmio'/>\` puts every virtio device
without an address on virtio-mmio as well. A line copied from an old guest thus changes the transport of all other devices, and a
guest without the driver does not find its disk.`,
  sources: ['libvirt 11.3: qemu_domain_address.c, qemuDomainAssignVirtioMMIOAddresses', 'libvirt NEWS 3.0.0 and 5.3.0'],
  category: 'abi',
  severity: 'warning',
  since: '0.1.0',
  message: 'one virtio-mmio address makes libvirt put all virtio devices without an address on virtio-mmio instead of PCI, here {devices}',
  on: {
    domain(element, { domain }) {
      if (!domain.isQemu || domain.machine.family !== 'virt') return
      const devices = element.elements('devices').flatMap((parent) => parent.elements())
      const mmio = devices.find((device) => device.child('address')?.attr('type') === 'virtio-mmio')?.child('address')
      if (!mmio) return
      const moved = devices.filter(
        (device) => Object.hasOwn(isVirtio, device.name) && isVirtio[device.name]?.(device) && !device.child('address'),
      )
      if (moved.length === 0) return
      return {
        at: mmio.attribute('type') ?? mmio,
        related: moved.map((device) => ({ at: device, message: 'moves to virtio-mmio' })),
        data: { devices: moved.map((device) => deviceName(device, element)).join(', ') },
      }
    },
  },
  examples: [
    {
      name: 'one device of two',
      bad: `<disk type='file'>
  <target dev='vda' bus='virtio'/>
  <address type='«virtio-mmio»'/>
</disk>
<rng model='virtio'>
  <backend model='random'>/dev/urandom</backend>
</rng>`,
      inside: 'virt',
      says: 'here rng virtio',
    },
    {
      name: 'all of them',
      good: `<disk type='file'>
  <target dev='vda' bus='virtio'/>
  <address type='virtio-mmio'/>
</disk>
<rng model='virtio'>
  <backend model='random'>/dev/urandom</backend>
  <address type='virtio-mmio'/>
</rng>`,
      inside: 'virt',
    },
    {
      name: 'none of them',
      good: `<disk type='file'>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'virt',
    },
  ],
})

/** Which devices libvirt puts on virtio-mmio, by kind (qemu_domain_address.c, qemuDomainPrimeVirtioDeviceAddresses). */
const isVirtio = table<(device: XmlElement) => boolean>({
  disk: (device) => device.child('target')?.attr('bus') === 'virtio',
  interface: (device) => /^virtio|^$/.test(device.child('model')?.attr('type') ?? ''),
  controller: (device) => device.attr('type') === 'virtio-serial' || device.attr('type') === 'scsi',
  video: (device) => device.child('model')?.attr('type') === 'virtio',
  input: (device) => device.attr('bus') === 'virtio',
  memballoon: (device) => device.attr('model') === 'virtio',
  rng: (device) => device.attr('model') === 'virtio',
})
