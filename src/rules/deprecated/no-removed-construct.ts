import { type RemovedConstruct, removalOn, removedConstructs } from '../../domain/facts/removed.js'
import { formatVersion } from '../../domain/facts/target.js'
import type { XmlElement } from '../../xml/tree.js'
import { type RuleContext, rule } from '../rule.js'

export default rule({
  id: 'deprecated/no-removed-construct',
  summary: 'Replace what QEMU or libvirt has given up',
  why: `libvirt's XML keeps the names of storage protocols, formats and devices that QEMU has removed since, or is about to. A definition that
uses one is stored and refused at the next start, which may be the first one after an upgrade; what libvirt refuses to store is another
rule's, \`libvirt/no-removed-construct\`. None has a replacement that the guest would not notice or that needs no work on the host, so nothing is
rewritten here.`,
  sources: ['QEMU: docs/about/removed-features (11.1) and docs/about/deprecated', 'libvirt: NEWS', 'tried on libvirt 12.8 with QEMU 11.1'],
  category: 'deprecated',
  severity: 'warning',
  since: '0.1.0',
  message: {
    start: '{by} {version} removed {what}: libvirt defines the guest but cannot start it; {instead}',
    soon: '{by} removes {what} in {version}: {instead}',
  },
  on: Object.fromEntries(removedConstructs.map((construct) => [construct.path, check(construct)])),
  examples: [
    {
      name: 'Gluster storage on the newest QEMU',
      bad: `<disk type='network' device='disk'>
  <source protocol='«gluster»' name='volume/guest.qcow2'>
    <host name='gluster.example.org'/>
  </source>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
      says: 'QEMU 11.1.0 removed Gluster storage',
    },
    {
      name: 'Gluster storage on a QEMU that still has it',
      bad: `<disk type='network' device='disk'>
  <source protocol='«gluster»' name='volume/guest.qcow2'>
    <host name='gluster.example.org'/>
  </source>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
      target: 'qemu=10.0.0',
      says: 'QEMU removes Gluster storage in 11.1.0',
    },
    {
      name: 'Gluster storage on an older QEMU',
      good: `<disk type='network' device='disk'>
  <source protocol='gluster' name='volume/guest.qcow2'>
    <host name='gluster.example.org'/>
  </source>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
      target: 'qemu=8.2.0',
    },
    {
      name: 'what libvirt itself refuses',
      good: `<disk type='network' device='disk'>
  <source protocol='sheepdog' name='guest'/>
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
    const removal = domain.isQemu ? removalOn(construct, target) : undefined
    if (removal === undefined || removal === 'refused') return
    const at = attribute === undefined ? element : element.attributeOrSelf(attribute)
    return removal === 'start' ? { message: 'start' as const, at, data } : { message: 'soon' as const, at, data, severity: 'info' as const }
  }
}
