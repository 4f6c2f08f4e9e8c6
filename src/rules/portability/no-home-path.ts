import { hostPaths } from '../../domain/host-paths.js'
import { rule } from '../rule.js'

export default rule({
  id: 'portability/no-home-path',
  summary: 'Keep the files of a guest out of home directories',
  why: `The user that QEMU runs as may not enter a home directory of mode 700, which is the default of most distributions now, and
SELinux and AppArmor have their own opinion: the guest does not start, "Permission denied". The path also names a user that other hosts
do not have. Pools such as /var/lib/libvirt/images are made for QEMU. Guests of a session (qemu:///session) do live in the home
directory.`,
  sources: [
    'libvirt docs: drvqemu (POSIX users and groups; security model)',
    'libvirt FAQ: permission denied errors for files in a home directory',
  ],
  category: 'portability',
  severity: 'info',
  since: '0.1.0',
  presets: ['strict'],
  message: "{what} is in a home directory: QEMU of the system's libvirt usually may not enter it, and other hosts do not have it",
  on: {
    domain(_, { domain }) {
      if (!domain.isQemu) return
      return hostPaths(domain).flatMap(({ path, at, what }) => (home.test(path) ? [{ at, data: { what } }] : []))
    },
  },
  examples: [
    {
      name: 'an image in a home directory',
      inside: 'q35',
      bad: `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2'/>
  <source file='«/home/user/guest.qcow2»'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      says: 'the disk image is in a home directory',
    },
    {
      name: 'an image in a pool',
      inside: 'q35',
      good: `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2'/>
  <source file='/var/lib/libvirt/images/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
    },
  ],
})

const home = /^(?:\/home\/(?!linuxbrew\/)|\/root\/|~)/
