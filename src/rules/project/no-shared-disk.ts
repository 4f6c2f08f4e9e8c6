import type { Disk } from '../../domain/devices/disk.js'
import { table } from '../../domain/table.js'
import type { XmlAttribute } from '../../xml/tree.js'
import { guestFact } from '../project-fact.js'
import { rule } from '../rule.js'

export default rule({
  id: 'project/no-shared-disk',
  summary: 'Give every guest writable disks of its own',
  why: `Two guests that mount one file system for writing destroy it: neither knows what the other has in its cache. QEMU locks image
files, so that the second guest does not start while the first one runs on the same host; block devices, network disks and other hosts
have no such lock. libvirt compares nothing before a start, and only with a lock manager then. Disks that are \`<readonly/>\`,
\`<transient/>\` or declared \`<shareable/>\`, for cluster file systems, are not compared.`,
  sources: [
    'QEMU docs: system/images, disk image file locking',
    'libvirt docs: formatdomain, hard drives (shareable); kbase, disk locking',
  ],
  category: 'project',
  severity: 'warning',
  since: '0.1.0',
  message: 'the guest {other} writes to {label} too: running together, the two destroy its file system',
  unique(domain) {
    return domain.disks.flatMap((disk) => {
      const storage = isOwn(disk) ? storageOf(disk) : undefined
      return storage ? [guestFact(domain, storage.key, storage.at, storage.label)] : []
    })
  },
  examples: [
    {
      name: 'a copied disk',
      bad: [
        `<domain type='kvm'>
  <name>web</name>
  <devices>
    <disk type='file' device='disk'>
      <source file='/var/lib/libvirt/images/web.qcow2'/>
      <target dev='vda' bus='virtio'/>
    </disk>
  </devices>
</domain>`,
        `<domain type='kvm'>
  <name>mail</name>
  <devices>
    <disk type='file' device='disk'>
      <source file='«/var/lib/libvirt/images/web.qcow2»'/>
      <target dev='vda' bus='virtio'/>
    </disk>
  </devices>
</domain>`,
      ],
      says: 'the guest web writes to /var/lib/libvirt/images/web.qcow2 too',
    },
    {
      name: 'the same volume of a pool',
      bad: [
        `<domain type='kvm'>
  <name>web</name>
  <devices>
    <disk type='volume'>
      <source pool='default' volume='data'/>
      <target dev='vdb' bus='virtio'/>
    </disk>
  </devices>
</domain>`,
        `<domain type='kvm'>
  <name>mail</name>
  <devices>
    <disk type='volume'>
      <source pool='default' volume='«data»'/>
      <target dev='vdb' bus='virtio'/>
    </disk>
  </devices>
</domain>`,
      ],
    },
    {
      name: 'an installer, and a disk meant to be shared',
      good: ['web', 'mail'].map(
        (name) => `<domain type='kvm'>
  <name>${name}</name>
  <devices>
    <disk type='file' device='cdrom'>
      <source file='/var/lib/libvirt/images/installer.iso'/>
      <target dev='sda' bus='sata'/>
    </disk>
    <disk type='block' device='disk'>
      <source dev='/dev/mapper/cluster'/>
      <target dev='vda' bus='virtio'/>
      <shareable/>
    </disk>
  </devices>
</domain>`,
      ),
    },
  ],
})

/** Whether only this guest may write to the disk. */
function isOwn(disk: Disk): boolean {
  return !disk.readonly && !disk.element.child('shareable') && !disk.element.child('transient')
}

function storageOf(disk: Disk): { key: string; at: XmlAttribute; label: string } | undefined {
  const { source } = disk
  if (!source) return undefined
  const [name, ...before] = nameParts[disk.type] ?? []
  const at = name === undefined ? undefined : source.attribute(name)
  if (!at || at.value === '') return undefined
  const host = disk.type === 'network' ? (source.child('host')?.attr('name') ?? '') : ''
  const context = [...before.map((part) => source.attr(part) ?? ''), host].filter(Boolean)
  const label = [...context, at.value].join(' ')
  return { key: `${disk.type} ${label}`, at, label }
}

/** The attribute that names the storage, and those that say where that name is known. */
const nameParts = table<readonly string[]>({
  file: ['file'],
  block: ['dev'],
  volume: ['volume', 'pool'],
  network: ['name', 'protocol'],
})
