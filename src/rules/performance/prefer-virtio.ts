import { Disk } from '../../domain/devices/disk.js'
import type { Domain } from '../../domain/domain.js'
import { diskIndex } from '../../domain/values/drive-address.js'
import { rule } from '../rule.js'

const emulatedBuses = new Set(['ide', 'sata'])
const emulatedCards = new Set(['rtl8139', 'e1000', 'e1000e', 'e1000-82544gc', 'e1000-82545em', 'ne2k_pci', 'pcnet', 'tulip', 'igb'])

export default rule({
  id: 'performance/prefer-virtio',
  summary: 'Use virtio disks and network cards where the guest has drivers for them',
  why: `An IDE or SATA disk and an emulated network card make the guest leave the CPU for every register of a real device; virtio
devices share a queue in memory with QEMU and the host's kernel. Linux has the drivers; Windows gets them from the virtio-win image,
which must be installed before the system disk is moved. For the guest it is other hardware, so nothing here is done by itself.`,
  sources: ['libvirt docs: formatdomain, hard drives (target bus) and network interfaces (model)', 'QEMU docs: system/devices/virtio'],
  category: 'performance',
  severity: 'info',
  since: '0.1.0',
  presets: ['strict'],
  message: {
    disk: 'a disk on the {what} bus is emulated register by register: virtio is much faster where the guest has its driver',
    card: 'a network card of model {what} is emulated register by register: virtio is much faster where the guest has its driver',
  },
  on: {
    'domain/devices/disk/target'(target, { domain }) {
      const element = target.parentElement
      if (domain.type !== 'kvm' || !element) return
      const disk = new Disk(element)
      const at = target.attribute('bus') ?? target.attribute('dev')
      return at && disk.device === 'disk' && emulatedBuses.has(disk.bus) && isPossible(disk, domain)
        ? { message: 'disk', at, data: { what: disk.bus } }
        : undefined
    },
    'domain/devices/interface/model'(model, { domain }) {
      const at = model.attribute('type')
      const nic = model.parentElement
      // libvirt refuses any other card there.
      if (nic?.attr('type') === 'vdpa' || nic?.child('teaming')?.attr('type') === 'persistent') return
      return domain.type === 'kvm' && at && emulatedCards.has(at.value) ? { message: 'card', at, data: { what: at.value } } : undefined
    },
  },
  examples: [
    {
      name: 'a SATA disk',
      inside: 'q35',
      bad: `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2'/>
  <source file='/var/lib/libvirt/images/guest.qcow2'/>
  <target dev='sda' bus='«sata»'/>
</disk>`,
    },
    {
      name: 'an emulated card',
      inside: 'q35',
      bad: `<interface type='network'>
  <source network='default'/>
  <model type='«e1000e»'/>
</interface>`,
      says: 'a network card of model e1000e',
    },
    {
      name: 'virtio, and a CD-ROM drive',
      inside: 'q35',
      good: `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2'/>
  <source file='/var/lib/libvirt/images/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
</disk>
<disk type='file' device='cdrom'>
  <target dev='sda' bus='sata'/>
</disk>
<interface type='network'>
  <source network='default'/>
  <model type='virtio'/>
</interface>`,
    },
  ],
})

const withIde = new Set(['i440fx', 'isapc', 'malta', 'other', 'none'])

/** Whether libvirt takes such a disk at all. */
function isPossible({ bus, name }: Disk, { machine }: Domain): boolean {
  return diskIndex(name) !== undefined && !name.startsWith('fd') && (bus !== 'ide' || withIde.has(machine.family))
}
