import { Disk } from '../../domain/devices/disk.js'
import type { Domain } from '../../domain/domain.js'
import { rule } from '../rule.js'

const messages = {
  disk: 'a {machine} machine has no {bus} bus: libvirt refuses the definition, use {instead}',
  derived:
    "a disk named '{name}' without a bus goes to IDE, and a {machine} machine has none: libvirt refuses the definition, use {instead}",
  controller: 'a {machine} machine has no IDE: libvirt refuses this controller',
} as const

export default rule({
  id: 'libvirt/no-missing-bus',
  summary: 'Attach disks only to buses that the machine has',
  why: `q35, the ARM and RISC-V \`virt\` boards, s390 and pSeries have no IDE controller. A disk or CD-ROM drive with \`bus='ide'\`, or named
\`hda\` and without a bus, makes libvirt add an IDE controller and then refuse the definition. On q35 the successor is SATA; another bus
is other hardware for the guest.`,
  sources: [
    'libvirt 11.3: qemu_validate.c, qemuValidateDomainDeviceDefControllerIDE; qemu_postparse.c, disk bus from the target name',
    'libvirt 12.8, tried on q35',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: {
    'domain/devices/disk'(element, { domain }) {
      const disk = new Disk(element)
      if (disk.bus !== 'ide' || disk.device === 'floppy' || !lacksIde(domain)) return
      const machine = domain.machine.name
      const instead = domain.machine.family === 'q35' ? 'sata' : 'scsi or virtio'
      const bus = disk.target?.attribute('bus')
      if (bus) return { message: 'disk', at: bus, data: { machine, bus: 'IDE', instead } }
      const name = disk.target?.attribute('dev')
      if (name?.value.startsWith('hd')) return { message: 'derived', at: name, data: { machine, name: name.value, instead } }
      return
    },
    'domain/devices/controller[@type=ide]'(controller, { domain }) {
      if (lacksIde(domain)) return { message: 'controller', at: controller.attributeOrSelf('type'), data: { machine: domain.machine.name } }
      return
    },
  },
  examples: [
    {
      name: 'an IDE CD-ROM drive on q35',
      bad: `<disk type='file' device='cdrom'>
  <target dev='hda' bus='«ide»'/>
  <readonly/>
</disk>`,
      inside: 'q35',
      says: 'a pc-q35-9.2 machine has no IDE bus: libvirt refuses the definition, use sata',
    },
    {
      name: 'a name that means IDE',
      bad: `<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/guest.img'/>
  <target dev='«hda»'/>
</disk>`,
      inside: 'virt',
    },
    { name: 'a controller left behind', bad: "<controller type='«ide»' index='0'/>", inside: 'q35' },
    {
      name: 'IDE where it is, and a name that means nothing',
      good: `<disk type='file' device='cdrom'>
  <target dev='hda' bus='ide'/>
</disk>`,
      inside: 'i440fx',
    },
    {
      name: 'the name alone',
      good: `<disk type='file' device='cdrom'>
  <target dev='hda' bus='sata'/>
</disk>`,
      inside: 'q35',
    },
  ],
})

const withoutIde = new Set(['q35', 'virt', 'pseries', 's390-ccw'])

function lacksIde(domain: Domain): boolean {
  return domain.isQemu && withoutIde.has(domain.machine.family)
}
