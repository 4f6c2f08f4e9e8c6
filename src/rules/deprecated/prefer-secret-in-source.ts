import { compareVersions, type Version } from '../../domain/facts/target.js'
import { moveInto } from '../../xml/change.js'
import { rule } from '../rule.js'

/** The first libvirt that reads them inside `<source>` (NEWS 3.9.0). */
const readInSource: Version = [3, 9, 0]

export default rule({
  id: 'deprecated/prefer-secret-in-source',
  summary: "Write a disk's authentication and encryption inside its source",
  why: `What is needed to open an image belongs to the image, not to the disk: since libvirt 3.9.0 \`<auth>\` and \`<encryption>\` stand inside
\`<source>\`, where every image of a backing chain can have its own. Under \`<disk>\` they are read as those of the top image. libvirt keeps
them where it finds them, and refuses a disk that has them in both places.`,
  sources: [
    'libvirt documentation: Domain XML format, Hard drives (auth and encryption of the source, since 3.9.0)',
    'tried on libvirt 12.8.0 and QEMU 11.1.3: the same guest for its ABI check, the same command line; only the place is stored',
  ],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  message: '<{name}> under <disk> is the old place: it belongs to the image, inside <source>',
  on: {
    'domain/devices/disk/auth|domain/devices/disk/encryption'(element, { target }) {
      const disk = element.parentElement
      const source = disk?.child('source')
      if (!disk || !source || compareVersions(target.libvirt, readInSource) < 0) return
      // With both places libvirt refuses the disk; in the source of other disks than network ones it does not read <auth>.
      if (source.child(element.name) || disk.elements(element.name).length > 1) return
      if (element.name === 'auth' && disk.attr('type') !== 'network') return
      return { at: element, data: { name: element.name }, fix: moveInto(element, source) }
    },
  },
  examples: [
    {
      name: 'an encrypted image',
      inside: 'q35',
      bad: `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2'/>
  <source file='/images/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
  <«encryption» format='luks'>
    <secret type='passphrase' uuid='0b7cf0fd-6a8b-4a1c-9f5b-7b7d8b0ad5a1'/>
  </encryption>
</disk>`,
      fixed: `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2'/>
  <source file='/images/guest.qcow2'>
    <encryption format='luks'>
      <secret type='passphrase' uuid='0b7cf0fd-6a8b-4a1c-9f5b-7b7d8b0ad5a1'/>
    </encryption>
  </source>
  <target dev='vda' bus='virtio'/>
</disk>`,
    },
    {
      name: 'a Ceph image',
      inside: 'q35',
      bad: `<disk type='network' device='disk'>
  <«auth» username='libvirt'>
    <secret type='ceph' usage='ceph'/>
  </auth>
  <source protocol='rbd' name='pool/image'>
    <host name='ceph.example.org'/>
  </source>
  <target dev='vda' bus='virtio'/>
</disk>`,
      fixed: `<disk type='network' device='disk'>
  <source protocol='rbd' name='pool/image'>
    <host name='ceph.example.org'/>
    <auth username='libvirt'>
      <secret type='ceph' usage='ceph'/>
    </auth>
  </source>
  <target dev='vda' bus='virtio'/>
</disk>`,
    },
    {
      name: 'a volume, in whose source libvirt does not read it',
      inside: 'q35',
      good: `<disk type='volume' device='disk'>
  <auth username='libvirt'>
    <secret type='iscsi' usage='pool'/>
  </auth>
  <source pool='pool' volume='unit:0:0:1'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
    },
    {
      name: 'a libvirt that only knows the old place',
      inside: 'q35',
      target: 'libvirt=3.8.0',
      good: `<disk type='file' device='disk'>
  <source file='/images/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
  <encryption format='luks'>
    <secret type='passphrase' uuid='0b7cf0fd-6a8b-4a1c-9f5b-7b7d8b0ad5a1'/>
  </encryption>
</disk>`,
    },
  ],
})
