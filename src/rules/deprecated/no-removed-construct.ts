import { type RemovedConstruct, removedConstructs } from '../../domain/facts/removed.js'
import { compareVersions, formatVersion } from '../../domain/facts/target.js'
import type { XmlElement } from '../../xml/tree.js'
import { type RuleContext, rule } from '../rule.js'

export default rule({
  id: 'deprecated/no-removed-construct',
  summary: 'Replace what QEMU or libvirt has given up',
  why: `libvirt's XML keeps the names of storage protocols, formats and devices that QEMU or libvirt itself has removed since. A definition
that uses one is refused, or stored and refused at the next start, which may be the first one after an upgrade. None has a replacement
that the guest would not notice or that needs no work on the host, so nothing is rewritten here.`,
  sources: ['QEMU: docs/about/removed-features (11.1) and docs/about/deprecated', 'libvirt: NEWS', 'tried on libvirt 12.8 with QEMU 11.1'],
  category: 'deprecated',
  severity: 'warning',
  since: '0.1.0',
  message: {
    define: '{by} {version} removed {what}, and libvirt refuses the definition: {instead}',
    start: '{by} {version} removed {what}: libvirt defines the guest, which then cannot start; {instead}',
    soon: '{by} removes {what} in {version}: {instead}',
  },
  on: Object.fromEntries(removedConstructs.map((construct) => [construct.path, check(construct)])),
  examples: [
    {
      name: 'Sheepdog storage',
      bad: `<disk type='network' device='disk'>
  <source protocol='«sheepdog»' name='guest'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
      says: 'QEMU 6.0.0 removed Sheepdog storage, and libvirt refuses the definition',
    },
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

function check({ attribute, what, by, removed, deprecated, refusedSince, instead }: RemovedConstruct) {
  return (element: XmlElement, { domain, target }: RuleContext<unknown>) => {
    if (!domain.isQemu) return
    const version = by === 'QEMU' ? target.qemu : target.libvirt
    const at = attribute === undefined ? element : element.attributeOrSelf(attribute)
    const data = { by, version: formatVersion(removed), what, instead }
    if (compareVersions(version, removed) >= 0) {
      if (!refusedSince || compareVersions(target.libvirt, refusedSince) < 0) return { message: 'start' as const, at, data }
      return { message: 'define' as const, at, data, severity: 'error' as const }
    }
    if (deprecated && compareVersions(version, deprecated) >= 0) return { message: 'soon' as const, at, data, severity: 'info' as const }
    return
  }
}
