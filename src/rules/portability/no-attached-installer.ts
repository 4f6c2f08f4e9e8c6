import { rule } from '../rule.js'

export default rule({
  id: 'portability/no-attached-installer',
  summary: 'Take the installation medium out of the drive',
  why: `An ISO image that is left in the CD-ROM drive must be there at every start: the guest does not start when somebody deletes or
moves it, and other hosts do not have it. It is rarely needed after the installation. An empty drive stays as it is, and
\`startupPolicy='optional'\` on the \`<source>\` lets the guest start without the medium.`,
  sources: ['libvirt docs: formatdomain, hard drives (source startupPolicy)'],
  category: 'portability',
  severity: 'info',
  since: '0.1.0',
  presets: ['strict'],
  message: 'the medium {file} is still in the drive: without that file the guest does not start',
  on: {
    'domain/devices/disk[@device=cdrom]/source'(source, { domain }) {
      const file = source.attribute('file')
      const policy = source.attr('startupPolicy') ?? 'mandatory'
      if (!domain.isQemu || !file || policy !== 'mandatory' || !/\.iso$/i.test(file.value)) return
      if (!domain.disks.some(({ device, source: other }) => device === 'disk' && other)) return
      return { at: file, data: { file: file.value } }
    },
  },
  examples: [
    {
      name: 'an installer beside a disk',
      inside: 'q35',
      bad: `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2'/>
  <source file='/var/lib/libvirt/images/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
</disk>
<disk type='file' device='cdrom'>
  <driver name='qemu' type='raw'/>
  <source file='«/var/lib/libvirt/images/installer.iso»'/>
  <target dev='sda' bus='sata'/>
</disk>`,
      says: 'without that file the guest does not start',
    },
    {
      name: 'a live system, and a medium that may be missing',
      inside: 'q35',
      good: [
        `<disk type='file' device='cdrom'>
  <driver name='qemu' type='raw'/>
  <source file='/var/lib/libvirt/images/live.iso'/>
  <target dev='sda' bus='sata'/>
</disk>`,
        `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2'/>
  <source file='/var/lib/libvirt/images/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
</disk>
<disk type='file' device='cdrom'>
  <driver name='qemu' type='raw'/>
  <source file='/var/lib/libvirt/images/drivers.iso' startupPolicy='optional'/>
  <target dev='sda' bus='sata'/>
</disk>`,
      ],
    },
  ],
})
