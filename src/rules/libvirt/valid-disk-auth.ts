import { table } from '../../domain/table.js'
import { rule } from '../rule.js'

const messages = {
  protocol: '{protocol} knows no authentication: libvirt refuses <auth> on such a disk',
  both: '<{name}> stands in <disk> and in <source>: libvirt refuses the definition, <source> is its place',
  user: 'authentication needs a username: libvirt refuses the definition',
  secret: 'authentication needs a <secret>: libvirt refuses the definition',
  secretType: "{protocol} takes a secret of type '{expected}': libvirt refuses '{type}'",
} as const

const withoutAuthentication = new Set(['nbd', 'sheepdog', 'gluster', 'tftp', 'vxhs', 'nfs'])
const secretTypes = table<string>({ iscsi: 'iscsi', rbd: 'ceph' })

export default rule({
  id: 'libvirt/valid-disk-auth',
  summary: 'Authenticate network disks as their protocol does',
  why: `A username and a secret belong to iSCSI, RBD, SSH and the web protocols; the type of the secret tells which. They stand in \`<source>\`
(in older definitions in \`<disk>\`), but not in both. libvirt refuses anything else.`,
  sources: [
    'libvirt 11.3: domain_validate.c, virDomainDiskDefValidateSourceChainOne; domain_conf.c; storage_source_conf.c, virStorageAuthDefParse',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: {
    'domain/devices/disk'(disk) {
      const source = disk.child('source')
      for (const name of ['auth', 'encryption']) {
        const inner = source?.child(name)
        const outer = disk.child(name)
        if (inner && outer) return { message: 'both', at: outer, data: { name }, related: [{ at: inner, message: 'the other one' }] }
      }
      const auth = source?.child('auth') ?? disk.child('auth')
      const protocol = disk.attr('type') === 'network' ? (source?.attr('protocol') ?? '') : undefined
      if (!auth || protocol === undefined) return
      if (withoutAuthentication.has(protocol)) return { message: 'protocol', at: auth, data: { protocol } }
      if (auth.attr('username') === undefined) return { message: 'user', at: auth }
      const secret = auth.child('secret')
      if (!secret) return { message: 'secret', at: auth }
      const type = secret.attr('type')
      const expected = Object.hasOwn(secretTypes, protocol) ? secretTypes[protocol] : undefined
      if (!expected || type === undefined || type === expected) return
      return { message: 'secretType', at: secret.attributeOrSelf('type'), data: { protocol, expected, type } }
    },
  },
  examples: [
    {
      name: 'a secret of another protocol',
      bad: `<disk type='network' device='disk'>
  <source protocol='iscsi' name='iqn.2020-01.org.example:disk/1'>
    <host name='a.example.org'/>
    <auth username='guest'>
      <secret type='«ceph»' usage='disk'/>
    </auth>
  </source>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'authentication in two places',
      bad: `<disk type='network' device='disk'>
  <«auth» username='guest'>
    <secret type='ceph' usage='disk'/>
  </auth>
  <source protocol='rbd' name='pool/image'>
    <auth username='guest'>
      <secret type='ceph' usage='disk'/>
    </auth>
  </source>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'in its old place',
      good: `<disk type='network' device='disk'>
  <auth username='guest'>
    <secret type='ceph' usage='disk'/>
  </auth>
  <source protocol='rbd' name='pool/image'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
    },
  ],
})
