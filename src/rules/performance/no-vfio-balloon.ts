import { Hostdev } from '../../domain/devices/hostdev.js'
import type { Domain } from '../../domain/domain.js'
import { addsBalloon } from '../../domain/facts/implicit-devices.js'
import { appendChild, replaceElement } from '../../xml/change.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

/** Models of mediated devices that pin only the pages in use, so that QEMU lets the balloon work (x-balloon-allowed, set for them). */
const balloonFriendly = new Set(['vfio-ap', 'vfio-ccw'])

export default rule({
  id: 'performance/no-vfio-balloon',
  summary: 'Do not give a memory balloon to a guest with a passed-through device',
  why: `A device that VFIO assigns can write to any page of the guest, so all of the guest's memory is pinned on the host. QEMU then
ignores what the balloon gives back (since 3.1; older versions could hand such pages to others): inflating it takes memory from the
guest and frees none for the host, and its statistics still wake the guest. libvirt adds a balloon to every guest that does not say
\`<memballoon model='none'/>\`.`,
  sources: [
    'QEMU: hw/virtio/virtio-balloon.c, virtio_balloon_inhibited; hw/vfio, ram_block_uncoordinated_discard_disable; hw/vfio/ap.c and ccw.c, ram_block_discard_allowed',
    'libvirt docs: formatdomain, memory balloon device',
  ],
  category: 'performance',
  severity: 'warning',
  since: '0.1.0',
  message: {
    listed:
      'all memory of this guest is pinned for its {device}: the balloon can take memory from the guest, but gives none back to the host',
    added:
      'all memory of this guest is pinned for this {device}, and libvirt adds a balloon, which can take memory from the guest but gives none back to the host',
  },
  fix: 'unsafe',
  risk: 'The guest loses a PCI device, and virsh setmem, the limit in currentMemory and memory statistics stop working.',
  on: {
    'domain/devices'(devices, { domain, target }) {
      const assigned = domain.isQemu && domain.devicesElement === devices ? vfioDevice(domain) : undefined
      if (!assigned) return
      const data = { device: assigned.name === 'interface' ? 'assigned network card' : 'assigned device' }
      const [balloon] = domain.devices('memballoon')
      if (!balloon) {
        const fix = appendChild(devices, { name: 'memballoon', attributes: { model: 'none' } })
        return addsBalloon(domain, target.libvirt) ? { message: 'added', at: assigned, data, fix } : undefined
      }
      if ((balloon.attr('model') ?? 'none') === 'none') return
      return {
        message: 'listed',
        at: balloon,
        data,
        related: [{ at: assigned, message: 'the assigned device' }],
        fix: replaceElement(balloon, { name: 'memballoon', attributes: { model: 'none' } }),
      }
    },
  },
  examples: [
    {
      name: 'a graphics card and a balloon',
      inside: 'q35',
      bad: `<hostdev mode='subsystem' type='pci' managed='yes'>
  <source>
    <address domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>
  </source>
</hostdev>
<«memballoon» model='virtio'>
  <address type='pci' domain='0x0000' bus='0x04' slot='0x00' function='0x0'/>
</memballoon>`,
      fixed: `<hostdev mode='subsystem' type='pci' managed='yes'>
  <source>
    <address domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>
  </source>
</hostdev>
<memballoon model='none'/>`,
      says: 'gives none back to the host',
    },
    {
      name: 'a balloon that libvirt adds',
      inside: 'q35',
      bad: `<«hostdev» mode='subsystem' type='mdev' model='vfio-pci'>
  <source>
    <address uuid='4a5b9d60-2f1c-4f0e-9f86-0d1b2a3c4d5e'/>
  </source>
</hostdev>`,
      fixed: `<hostdev mode='subsystem' type='mdev' model='vfio-pci'>
  <source>
    <address uuid='4a5b9d60-2f1c-4f0e-9f86-0d1b2a3c4d5e'/>
  </source>
</hostdev>
<memballoon model='none'/>`,
      says: 'libvirt adds a balloon',
    },
    {
      name: 'no balloon, or no VFIO',
      inside: 'q35',
      good: [
        `<hostdev mode='subsystem' type='pci' managed='yes'>
  <source>
    <address domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>
  </source>
</hostdev>
<memballoon model='none'/>`,
        `<hostdev mode='subsystem' type='usb'>
  <source>
    <vendor id='0x1234'/>
    <product id='0xbeef'/>
  </source>
</hostdev>
<memballoon model='virtio'/>`,
      ],
    },
    {
      name: 'a crypto adapter of s390',
      inside: 's390',
      good: `<hostdev mode='subsystem' type='mdev' model='vfio-ap'>
  <source>
    <address uuid='4a5b9d60-2f1c-4f0e-9f86-0d1b2a3c4d5e'/>
  </source>
</hostdev>
<memballoon model='virtio'/>`,
    },
  ],
})

/** The first device that QEMU assigns with VFIO and pins all memory for. */
function vfioDevice(domain: Domain): XmlElement | undefined {
  const device = domain.devices('hostdev').find((element) => {
    const { type } = new Hostdev(element)
    return type === 'pci' || (type === 'mdev' && !balloonFriendly.has(element.attr('model') ?? ''))
  })
  return device ?? domain.devices('interface').find((element) => element.attr('type') === 'hostdev')
}
