import { hostPaths } from '../../domain/host-paths.js'
import { rule } from '../rule.js'

export default rule({
  id: 'portability/no-relative-path',
  summary: 'Write the paths of host files in full',
  why: `libvirt stores a relative path as it is, and QEMU looks for it in the folder it was started in: the root folder when the
system's libvirt daemon starts it, and whatever it may be in a session. The file is then not where the definition's author meant it to
be; libvirt also sets no security label that fits. libvirt's schema allows absolute paths only.`,
  sources: [
    'libvirt: domaincommon.rng (absFilePath)',
    'tried on libvirt 12.8.0: relative paths are accepted and kept for each kind of path named here',
  ],
  category: 'portability',
  severity: 'warning',
  since: '0.1.0',
  message: "{what} is named by the relative path '{path}': libvirt keeps it as it is, and QEMU looks for it in the folder it runs in",
  on: {
    domain(_, { domain }) {
      if (!domain.isQemu) return
      return hostPaths(domain).flatMap(({ path, at, what }) => (relative.test(path) ? [{ at, data: { what, path } }] : []))
    },
  },
  examples: [
    {
      name: 'a disk image',
      inside: 'q35',
      bad: `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2'/>
  <source file='«guest.qcow2»'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      says: "the disk image is named by the relative path 'guest.qcow2'",
    },
    {
      name: 'a kernel',
      inside: 'domain',
      bad: `<os>
  <type>hvm</type>
  <kernel>«./vmlinuz»</kernel>
</os>`,
    },
    {
      name: 'a full path, and one that a template fills in',
      inside: 'q35',
      good: [
        `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2'/>
  <source file='/var/lib/libvirt/images/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
        `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2'/>
  <source file='{{ images }}/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      ],
    },
  ],
})

/** Begins like a file or folder name: neither at the root nor with a template's placeholder. */
const relative = /^[\w.~+-]/
