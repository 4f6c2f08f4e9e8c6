import { rule } from '../rule.js'

export default rule({
  id: 'performance/no-unsafe-cache',
  summary: 'Do not use the disk cache mode that ignores flushes',
  why: `With \`cache='unsafe'\` QEMU reports data as written that only stands in the host's memory, and ignores the guest's requests to
flush. It is fast, and fit for an installation that can be repeated; when the host loses power, or QEMU is killed, the guest's file
systems and databases are broken even if they use journals. \`none\` and \`writeback\` obey the guest.`,
  sources: ['libvirt docs: formatdomain, hard drives (driver cache)', 'QEMU docs: invocation, -drive cache'],
  category: 'performance',
  severity: 'warning',
  since: '0.1.0',
  message: "with cache='unsafe' QEMU ignores the guest's flushes: a crash of the host destroys data that the guest believes to be written",
  on: {
    'domain/devices/disk/driver[@cache=unsafe]'(driver, { domain }) {
      const cache = driver.attribute('cache')
      return domain.isQemu && cache && !driver.parentElement?.child('readonly') && !driver.parentElement?.child('transient')
        ? { at: cache }
        : undefined
    },
  },
  examples: [
    {
      name: 'a disk',
      inside: 'q35',
      bad: `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2' cache='«unsafe»'/>
  <source file='/var/lib/libvirt/images/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
    },
    {
      name: 'a cache that obeys, and a disk that is thrown away',
      inside: 'q35',
      good: [
        `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2' cache='writeback'/>
  <source file='/var/lib/libvirt/images/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
        `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2' cache='unsafe'/>
  <source file='/var/lib/libvirt/images/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
  <transient/>
</disk>`,
      ],
    },
  ],
})
