import { Disk } from '../../domain/devices/disk.js'
import { compareVersions, formatVersion } from '../../domain/facts/target.js'
import { rule } from '../rule.js'

const messages = {
  source: "device='lun' passes a SCSI device of the host on, and a {type} is none: libvirt refuses the definition",
  protocol: "device='lun' over the network is iSCSI: libvirt refuses {protocol}",
  bus: "device='lun' sits on a SCSI bus: libvirt refuses '{bus}'",
  virtio: 'QEMU {qemu} passes no SCSI commands through virtio-blk any more: libvirt refuses a lun on virtio, use scsi',
  format: "a lun is read as it is: libvirt refuses the format '{format}', it must be raw",
  child: "device='lun' shows the host's own device: libvirt refuses <{name}>",
} as const

export default rule({
  id: 'libvirt/valid-lun',
  summary: "Use device='lun' only for a SCSI device of the host",
  why: `\`device='lun'\` hands a SCSI device of the host to the guest, which then sends its own SCSI commands. So its source is a block device,
a volume or an iSCSI target, its format raw, its bus SCSI (virtio until QEMU 9.1), and what names the device to the guest comes from the
device itself. libvirt refuses anything else.`,
  sources: [
    'libvirt 11.3: domain_validate.c, virDomainDiskDefSourceLUNValidate; qemu_validate.c, qemuValidateDomainDeviceDefDiskFrontend',
    'libvirt 12.8, tried',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: {
    'domain/devices/disk[@device=lun]'(element, { domain, target }) {
      if (!domain.isQemu) return
      const disk = new Disk(element)
      const { type, bus, source, driver } = disk
      if (type === 'network' && source && (source.attr('protocol') ?? '') !== 'iscsi') {
        return { message: 'protocol', at: source.attributeOrSelf('protocol'), data: { protocol: source.attr('protocol') ?? '' } }
      }
      if (type !== 'block' && type !== 'volume' && type !== 'network')
        return { message: 'source', at: element.attributeOrSelf('type'), data: { type } }
      if (bus !== 'scsi' && bus !== 'virtio') return { message: 'bus', at: disk.target?.attributeOrSelf('bus') ?? element, data: { bus } }
      if (bus === 'virtio' && compareVersions(target.qemu, [9, 1, 0]) >= 0) {
        return { message: 'virtio', at: disk.target?.attributeOrSelf('bus') ?? element, data: { qemu: formatVersion(target.qemu) } }
      }
      const format = driver?.attribute('type')
      if (format && format.value !== 'raw') return { message: 'format', at: format, data: { format: format.value } }
      const refused = refusedChildren
        .filter(({ only }) => only === undefined || only === bus)
        .flatMap(({ name }) => element.child(name) ?? [])
      return refused.map((child) => ({ message: 'child' as const, at: child, data: { name: child.name } }))
    },
  },
  examples: [
    {
      name: 'an image file',
      bad: `<disk type='«file»' device='lun'>
  <source file='/var/lib/libvirt/images/guest.img'/>
  <target dev='sda' bus='scsi'/>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'the wrong bus',
      bad: `<disk type='block' device='lun'>
  <source dev='/dev/sdb'/>
  <target dev='sda' bus='«sata»'/>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'a serial number of its own',
      bad: `<disk type='block' device='lun'>
  <source dev='/dev/sdb'/>
  <target dev='sda' bus='scsi'/>
  <«serial»>A1</serial>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'a device of the host',
      good: `<disk type='block' device='lun' rawio='yes'>
  <driver name='qemu' type='raw'/>
  <source dev='/dev/sdb'/>
  <target dev='sda' bus='scsi'/>
</disk>`,
      inside: 'q35',
    },
  ],
})

const refusedChildren: readonly { readonly name: string; readonly only?: string }[] = [
  { name: 'wwn' },
  { name: 'vendor' },
  { name: 'product' },
  { name: 'serial', only: 'scsi' },
]
