import { compareVersions } from '../../domain/facts/target.js'
import type { XmlElement } from '../../xml/tree.js'
import { type Report, type RuleContext, rule } from '../rule.js'

const messages = {
  format: 'only raw and qcow2 images can be encrypted, this one is {format}: libvirt refuses the definition',
  engine: "QEMU itself can open 'luks' only: libvirt refuses '{format}', which needs engine='librbd' on an RBD disk",
  secrets: 'QEMU itself opens an image with one secret: libvirt refuses a second one',
  rbd: "engine='librbd' is Ceph's own and opens RBD images only: libvirt refuses it here",
  layering: 'QEMU can open layered encryption, which takes several secrets, since 8.0 only: libvirt refuses it with an older one',
  anyLuks: "QEMU knows 'luks-any' since 8.0 only: libvirt refuses it with an older one",
  cipher: 'an encrypted image says itself which cipher it has: libvirt refuses <cipher> on a disk',
  initialization: '<ivgen> without <cipher> means nothing: libvirt refuses the definition',
  lun: "a disk with device='lun' is passed on as it is: libvirt refuses to decrypt it",
} as const

/** The first QEMU whose librbd can open layered images and images of any LUKS version. */
const layersEncryption = [8, 0, 0] as const

export default rule({
  id: 'libvirt/valid-disk-encryption',
  summary: 'Encrypt disks as their driver can decrypt them',
  why: `QEMU itself decrypts LUKS in raw and qcow2 images, with one secret. LUKS2, and layers with a secret each, are for RBD disks that Ceph's library
decrypts (\`engine='librbd'\`). What cipher an image has stands in the image. libvirt refuses anything else.`,
  sources: [
    'libvirt 11.3.0: qemu_domain.c, qemuDomainValidateStorageSource; domain_validate.c, virDomainDiskDefValidateSourceChainOne',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: {
    'domain/devices/disk'(disk, context) {
      if (!context.domain.isQemu) return
      const top = disk.child('source')?.child('encryption') ?? disk.child('encryption')
      if (top && disk.attr('device') === 'lun') return { message: 'lun', at: top }
      const faults = top ? imageFaults(disk, top, disk.child('driver')?.attr('type'), context) : []
      return [...faults, ...backingFaults(disk, context)]
    },
  },
  examples: [
    {
      name: 'LUKS in a VMDK image',
      inside: 'q35',
      bad: `<disk type='file' device='disk'>
  <driver name='qemu' type='vmdk'/>
  <source file='/var/lib/libvirt/images/guest.vmdk'>
    <«encryption» format='luks'>
      <secret type='passphrase' usage='guest'/>
    </encryption>
  </source>
  <target dev='vda' bus='virtio'/>
</disk>`,
      says: 'this one is vmdk',
    },
    {
      name: 'LUKS2 in a file',
      inside: 'q35',
      bad: `<disk type='file' device='disk'>
  <driver name='qemu' type='raw'/>
  <source file='/var/lib/libvirt/images/guest.img'>
    <encryption format='«luks2»'>
      <secret type='passphrase' usage='guest'/>
    </encryption>
  </source>
  <target dev='vda' bus='virtio'/>
</disk>`,
    },
    {
      name: 'layers with an old QEMU',
      inside: 'q35',
      target: 'qemu=7.2.0',
      bad: `<disk type='network' device='disk'>
  <driver name='qemu' type='raw'/>
  <source protocol='rbd' name='pool/guest'>
    <host name='ceph.example.org'/>
    <encryption format='luks' engine='librbd'>
      <secret type='passphrase' usage='guest'/>
      <«secret» type='passphrase' usage='template'/>
    </encryption>
  </source>
  <target dev='vda' bus='virtio'/>
</disk>`,
    },
    {
      name: 'a cipher on a disk',
      inside: 'q35',
      bad: `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2'/>
  <source file='/var/lib/libvirt/images/guest.qcow2'>
    <encryption format='luks'>
      <secret type='passphrase' usage='guest'/>
      <«cipher» name='aes' size='256' mode='xts' hash='sha256'/>
    </encryption>
  </source>
  <target dev='vda' bus='virtio'/>
</disk>`,
    },
    {
      name: 'LUKS in a qcow2 image, and layers on Ceph',
      inside: 'q35',
      good: `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2'/>
  <source file='/var/lib/libvirt/images/guest.qcow2'>
    <encryption format='luks'>
      <secret type='passphrase' usage='guest'/>
    </encryption>
  </source>
  <target dev='vda' bus='virtio'/>
</disk>
<disk type='network' device='disk'>
  <driver name='qemu' type='raw'/>
  <source protocol='rbd' name='pool/guest'>
    <host name='ceph.example.org'/>
    <encryption format='luks-any' engine='librbd'>
      <secret type='passphrase' usage='guest'/>
      <secret type='passphrase' usage='template'/>
    </encryption>
  </source>
  <target dev='vdb' bus='virtio'/>
</disk>`,
    },
  ],
})

/** The images that the disk's own image is based on. */
function* backingFaults(disk: XmlElement, context: RuleContext<unknown>): Generator<Report<typeof messages>> {
  for (let store = disk.child('backingStore'); store; store = store.child('backingStore')) {
    const encryption = store.child('source')?.child('encryption')
    if (encryption) yield* imageFaults(store, encryption, store.child('format')?.attr('type'), context)
  }
}

function* imageFaults(
  image: XmlElement,
  encryption: XmlElement,
  imageFormat: string | undefined,
  { target }: RuleContext<unknown>,
): Generator<Report<typeof messages>> {
  const format = encryption.attr('format') ?? ''
  const [, second] = encryption.elements('secret')
  const cipher = encryption.child('cipher')
  const initialization = encryption.child('ivgen')
  if (initialization && !cipher) return yield { message: 'initialization', at: initialization }
  // The formats of old are `libvirt/no-removed-construct`'s, and what is no format the schema's.
  if (!/^luks/.test(format)) return
  if (cipher && format === 'luks') return yield { message: 'cipher', at: cipher }
  const isOld = compareVersions(target.qemu, layersEncryption) < 0
  if (encryption.attr('engine') === 'librbd') {
    const isRbd = image.attr('type') === 'network' && image.child('source')?.attr('protocol') === 'rbd'
    if (!isRbd) yield { message: 'rbd', at: encryption.attributeOrSelf('engine') }
    else if (second && isOld) yield { message: 'layering', at: second }
    else if (format === 'luks-any' && isOld) yield { message: 'anyLuks', at: encryption.attributeOrSelf('format') }
    return
  }
  if (imageFormat !== undefined && imageFormat !== 'raw' && imageFormat !== 'qcow2') {
    yield { message: 'format', at: encryption, data: { format: imageFormat } }
  } else if (format !== 'luks') yield { message: 'engine', at: encryption.attributeOrSelf('format'), data: { format } }
  else if (second) yield { message: 'secrets', at: second }
}
