import { Disk } from '../../domain/devices/disk.js'
import type { Domain } from '../../domain/domain.js'
import { compareVersions } from '../../domain/facts/target.js'
import { rule } from '../rule.js'

const messages = {
  cdrom: 'there is no CD-ROM drive on {bus}: libvirt refuses the definition, use sata, scsi or usb',
  floppy: "a floppy drive sits on bus 'fdc' only: libvirt refuses '{bus}'",
  noFloppy: '{machine} machines have no floppy drives: libvirt refuses this one',
  noFloppyAtStart: '{machine} machines have no floppy drives: libvirt defines the guest but refuses to start it',
  fdc: "bus 'fdc' is for floppy drives: libvirt refuses a {device} there",
} as const

export default rule({
  id: 'libvirt/valid-cdrom-bus',
  summary: 'Put CD-ROM and floppy drives on a bus that has them',
  why: `A virtio disk has no tray and no medium that can be changed, nor has an SD card: libvirt refuses a CD-ROM drive there. Floppy drives
have a controller of their own and share it with nothing else.`,
  sources: [
    'libvirt 11.3: qemu_validate.c, qemuValidateDomainDeviceDefDiskFrontend; domain_validate.c, virDomainDiskDefValidate',
    'libvirt 12.8, tried bus by bus',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: {
    'domain/devices/disk'(element, { domain, target: { libvirt } }) {
      if (!domain.isQemu) return
      const { device, bus, target } = new Disk(element)
      const at = target?.attribute('bus') ?? target?.attribute('dev') ?? element
      if (device === 'cdrom' && (bus === 'virtio' || bus === 'sd')) return { message: 'cdrom', at, data: { bus } }
      if (device === 'floppy' && otherBuses.has(bus)) return { message: 'floppy', at, data: { bus } }
      if (device === 'floppy' && lacksFloppy(domain)) {
        const data = { machine: domain.machine.name }
        // Before, QEMU's own refusal was what met them, and libvirt's for pseries.
        const isRefused = compareVersions(libvirt, [12, 8, 0]) >= 0
        if (isRefused) return { message: 'noFloppy', at: element, data }
        return { message: 'noFloppyAtStart', at: element, data, severity: 'warning' }
      }
      if (device !== 'floppy' && bus === 'fdc') return { message: 'fdc', at, data: { device } }
      return
    },
  },
  examples: [
    {
      name: 'a CD-ROM drive on virtio',
      bad: `<disk type='file' device='cdrom'>
  <source file='/var/lib/libvirt/images/boot.iso'/>
  <target dev='vdb' bus='«virtio»'/>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'a floppy drive on SATA',
      bad: `<disk type='file' device='floppy'>
  <target dev='fda' bus='«sata»'/>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'a floppy drive of an Arm machine',
      bad: `<domain type='kvm'>
  <name>guest</name>
  <os>
    <type arch='aarch64' machine='virt'>hvm</type>
  </os>
  <devices>
    <«disk» type='file' device='floppy'>
      <target dev='fda' bus='fdc'/>
    </disk>
  </devices>
</domain>`,
      target: 'libvirt=12.8.0',
      says: 'virt machines have no floppy drives',
    },
    {
      name: 'drives in their places',
      good: `<disk type='file' device='cdrom'>
  <target dev='sda' bus='usb'/>
</disk>
<disk type='file' device='floppy'>
  <target dev='fda'/>
</disk>`,
      inside: 'q35',
    },
  ],
})

const otherBuses = new Set(['ide', 'scsi', 'virtio', 'xen', 'usb', 'uml', 'sata', 'sd', 'nvme'])

/** Tried on libvirt 12.8.0, seventeen machines. */
function lacksFloppy({ machine: { family, name }, arch }: Domain): boolean {
  if (family === 'pseries' || arch === 's390x') return true
  return /^(?:arm|aarch64|riscv64|loongarch64)/.test(arch) && /^virt(?:-|$)/.test(name)
}
