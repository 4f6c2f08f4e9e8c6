import { removeElement } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/no-live-mirror',
  summary: 'Leave the mirror of a running copy job out of a disk',
  why: `\`<mirror>\` reports a block job of a running guest: \`virsh blockcopy\` or an active commit. libvirt does not read it from a stored
definition, so it starts no copy and continues none; it only suggests that there is one.`,
  sources: [
    'libvirt: formatdomain, disk mirror; domain_conf.c, virDomainDiskDefParseXML',
    'tried on libvirt 12.8: the stored definition is the same without it, in its old form and its new one',
  ],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  message: '<mirror> reports a copy job of a running guest: libvirt does not read it from a stored definition',
  fix: 'safe',
  on: {
    'domain/devices/disk/mirror'(mirror, { domain }) {
      if (domain.isStatusRecord) return
      return { at: mirror, fix: removeElement(mirror) }
    },
  },
  examples: [
    {
      name: 'a finished copy',
      bad: `<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/guest.qcow2'/>
  <«mirror» type='file' job='copy' ready='yes'>
    <format type='qcow2'/>
    <source file='/srv/copy.qcow2'/>
  </mirror>
  <target dev='vda' bus='virtio'/>
</disk>`,
      fixed: `<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'a disk without a job',
      good: `<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
    },
  ],
})
