import { type RemovedConstruct, removalOn, removedConstructs } from '../../domain/facts/removed.js'
import { formatVersion } from '../../domain/facts/target.js'
import type { XmlElement } from '../../xml/tree.js'
import { type RuleContext, rule } from '../rule.js'

export default rule({
  id: 'libvirt/no-removed-construct',
  summary: 'Replace what libvirt refuses since QEMU or libvirt has given it up',
  why: `libvirt's XML keeps the names of storage protocols, formats and devices that QEMU or libvirt itself has removed since, and refuses a
definition that uses one. None has a replacement that the guest would not notice or that needs no work on the host, so nothing is rewritten
here. What the target still defines but cannot start is reported by \`deprecated/no-removed-construct\`.`,
  sources: ['QEMU: docs/about/removed-features (11.1)', 'libvirt: NEWS', 'tried on libvirt 12.8 with QEMU 11.1'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: '{by} {version} removed {what}: libvirt refuses the definition; {instead}',
  on: Object.fromEntries(
    removedConstructs.filter(({ refusedSince }) => refusedSince).map((construct) => [construct.path, check(construct)]),
  ),
  examples: [
    {
      name: 'Sheepdog storage',
      bad: `<disk type='network' device='disk'>
  <source protocol='«sheepdog»' name='guest'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
      says: 'QEMU 6.0.0 removed Sheepdog storage: libvirt refuses the definition; copy the image',
    },
    {
      name: "the image format's own encryption",
      bad: `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2'/>
  <source file='/srv/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
  <encryption format='«qcow»'>
    <secret type='passphrase' uuid='0a81f5b2-8403-7b23-c8d6-21ccc2f80d6f'/>
  </encryption>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'the first shared memory device',
      bad: `<shmem name='shared'>
  <model type='«ivshmem»'/>
</shmem>`,
      inside: 'q35',
    },
    {
      name: 'a file system driver that is gone',
      bad: `<filesystem type='mount' accessmode='passthrough'>
  <driver type='«handle»'/>
  <source dir='/srv/share'/>
  <target dir='share'/>
</filesystem>`,
      inside: 'q35',
    },
    {
      name: 'a libvirt that still defines it',
      good: `<filesystem type='mount' accessmode='passthrough'>
  <driver type='handle'/>
  <source dir='/srv/share'/>
  <target dir='share'/>
</filesystem>`,
      inside: 'q35',
      target: 'libvirt=11.3.0',
    },
    {
      name: 'LUKS encryption is alive',
      good: `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2'/>
  <source file='/srv/guest.qcow2'>
    <encryption format='luks'>
      <secret type='passphrase' uuid='0a81f5b2-8403-7b23-c8d6-21ccc2f80d6f'/>
    </encryption>
  </source>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
    },
  ],
})

function check(construct: RemovedConstruct) {
  const { attribute, what, by, removed, instead } = construct
  const data = { by, version: formatVersion(removed), what, instead }
  return (element: XmlElement, { domain, target }: RuleContext<unknown>) => {
    if (!domain.isQemu || removalOn(construct, target) !== 'refused') return
    return { at: attribute === undefined ? element : element.attributeOrSelf(attribute), data }
  }
}
