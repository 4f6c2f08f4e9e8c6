import { Disk } from '../../domain/devices/disk.js'
import type { Domain } from '../../domain/domain.js'
import { formatIds, iothreadIds } from '../../domain/iothreads.js'
import { parseUnsigned } from '../../domain/values/number.js'
import type { XmlAttribute } from '../../xml/tree.js'
import { rule } from '../rule.js'

const messages = {
  undefined: 'there is no I/O thread {id} in this guest ({defined}): libvirt refuses the definition',
  bus: 'a disk on {bus} has no I/O thread of its own: libvirt refuses it there, only virtio disks have one',
} as const

export default rule({
  id: 'libvirt/valid-iothread',
  summary: 'Name I/O threads that the guest has, on devices that can use them',
  why: `An I/O thread must be counted in \`<iothreads>\` or listed in \`<iothreadids>\` before a device or a pin can name it; ids start at 1. Virtio
disks and virtio-scsi controllers can have one; libvirt refuses the attribute anywhere else, also on a disk behind a SCSI controller, where
it belongs to the controller.`,
  sources: [
    'libvirt 11.3: qemu_validate.c, qemuValidateDomainDeviceDefDiskIOThreads and …ControllerSCSI; domain_conf.c, virDomainIOThreadPinDefParseXML',
    'libvirt 12.8, tried',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: {
    'domain/devices/disk/driver[@iothread]'(driver, { domain }) {
      const disk = driver.parentElement && new Disk(driver.parentElement)
      const at = driver.attribute('iothread')
      if (!domain.isQemu || !disk || !at || disk.type === 'vhostuser') return
      if (disk.bus !== 'virtio') return { message: 'bus', at, data: { bus: disk.bus } }
      return missing(at, domain)
    },
    'domain/cputune/iothreadpin[@iothread]'(pin, { domain }) {
      const at = pin.attribute('iothread')
      return at && missing(at, domain)
    },
    'domain/devices/disk/driver/iothreads/iothread[@id]|domain/devices/controller/driver/iothreads/iothread[@id]'(iothread, { domain }) {
      const at = iothread.attribute('id')
      return at && domain.isQemu ? missing(at, domain) : undefined
    },
  },
  examples: [
    {
      name: 'a thread that nobody defined',
      bad: `<iothreads>2</iothreads>
<devices>
  <disk type='file' device='disk'>
    <driver name='qemu' type='raw' iothread='«3»'/>
    <source file='/var/lib/libvirt/images/guest.img'/>
    <target dev='vda' bus='virtio'/>
  </disk>
</devices>`,
      inside: 'domain',
      says: 'there is no I/O thread 3 in this guest (its threads: 1 and 2)',
    },
    {
      name: 'a SATA disk',
      bad: `<disk type='file' device='disk'>
  <driver name='qemu' type='raw' iothread='«1»'/>
  <source file='/var/lib/libvirt/images/guest.img'/>
  <target dev='sda' bus='sata'/>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'a pin',
      bad: `<cputune>
  <iothreadpin iothread='«1»' cpuset='0'/>
</cputune>`,
      inside: 'domain',
      says: '(it has none)',
    },
    {
      name: 'counted and listed threads',
      good: `<iothreads>2</iothreads>
<iothreadids>
  <iothread id='5'/>
</iothreadids>
<cputune>
  <iothreadpin iothread='1' cpuset='0'/>
</cputune>
<devices>
  <disk type='file' device='disk'>
    <driver name='qemu' type='raw' iothread='5'/>
    <source file='/var/lib/libvirt/images/guest.img'/>
    <target dev='vda' bus='virtio'/>
  </disk>
</devices>`,
      inside: 'domain',
    },
  ],
})

function missing(at: XmlAttribute, domain: Domain) {
  const ids = iothreadIds(domain)
  const id = parseUnsigned(at.value)
  if (!ids || id === undefined || id === 0 || ids.has(id)) return
  const defined = ids.size === 0 ? 'it has none' : `its threads: ${formatIds(ids)}`
  return { message: 'undefined' as const, at, data: { id, defined } }
}
