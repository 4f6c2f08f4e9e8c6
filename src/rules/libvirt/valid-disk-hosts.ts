import type { Report } from '../rule.js'
import { rule } from '../rule.js'

const messages = {
  count: '{protocol} disks have exactly one host, this one has {count}: libvirt defines the guest but refuses to start it',
  nfs: 'an nfs disk has exactly one host, this one has {count}: libvirt refuses the definition',
  name: 'a {protocol} disk needs a name: libvirt refuses the definition',
  pool: "the name of a {protocol} disk is pool or volume, '/' and image: libvirt refuses '{name}'",
  socket: "transport='unix' needs a socket: libvirt refuses the definition",
  noSocket: "a socket is for transport='unix', not for {transport}: libvirt refuses the definition",
  hostName: 'a host that is reached by {transport} needs a name: libvirt refuses the definition',
  tftp: 'QEMU has no tftp disks any more: libvirt refuses the definition',
} as const

export default rule({
  id: 'libvirt/valid-disk-hosts',
  summary: 'Give a network disk the hosts and the name that its protocol wants',
  why: `A network disk is named by its protocol: nbd, iscsi and the web protocols know one host, gluster and rbd several (rbd reads them from its
configuration if there are none), and all but nbd want a name. libvirt keeps every host in the definition, and counts them only at start,
where QEMU's options are built.`,
  sources: [
    'libvirt 11.3: domain_conf.c, virDomainDiskSourceNetworkParse and virDomainStorageNetworkParseHost; qemu_validate.c; qemu_block.c (host counts)',
    'libvirt 12.8, tried protocol by protocol',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: {
    'domain/devices/disk[@type=network]/source'(source, { domain }) {
      const protocol = source.attr('protocol') ?? ''
      const reports: Report<typeof messages>[] = []
      const name = source.attr('name')
      if (!name && protocol !== 'nbd' && protocol !== '') reports.push({ message: 'name', at: source, data: { protocol } })
      if (name && (protocol === 'rbd' || protocol === 'gluster') && !name.slice(1).includes('/')) {
        reports.push({ message: 'pool', at: source.attributeOrSelf('name'), data: { protocol, name } })
      }
      if (domain.isQemu && protocol === 'tftp') reports.push({ message: 'tftp', at: source.attributeOrSelf('protocol') })
      const hosts = source.elements('host')
      const count = hosts.length
      const second = hosts[1] ?? source
      if (domain.isQemu && protocol === 'nfs' && count !== 1) reports.push({ message: 'nfs', at: second, data: { count } })
      if (domain.isQemu && oneHost.has(protocol) && count !== 1)
        reports.push({ message: 'count', at: second, data: { protocol, count }, severity: 'warning' })
      return reports
    },
    'domain/devices/disk[@type=network]/source/host'(host) {
      const transport = host.attr('transport') ?? 'tcp'
      const socket = host.attribute('socket')
      if (transport === 'unix') return socket?.value ? undefined : { message: 'socket', at: host }
      if (socket && (transport === 'tcp' || transport === 'rdma')) return { message: 'noSocket', at: socket, data: { transport } }
      return host.attr('name') || (transport !== 'tcp' && transport !== 'rdma')
        ? undefined
        : { message: 'hostName', at: host, data: { transport } }
    },
  },
  examples: [
    {
      name: 'two hosts of one export',
      bad: `<disk type='network' device='disk'>
  <source protocol='nbd' name='export'>
    <host name='a.example.org'/>
    <«host» name='b.example.org'/>
  </source>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
      says: 'nbd disks have exactly one host, this one has 2',
    },
    {
      name: 'a pool without an image',
      bad: `<disk type='network' device='disk'>
  <source protocol='rbd' name='«image»'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'a socket over TCP',
      bad: `<disk type='network' device='disk'>
  <source protocol='nbd'>
    <host name='a.example.org' socket='«/run/nbd.sock»'/>
  </source>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'a protocol that is gone',
      bad: `<disk type='network' device='disk'>
  <source protocol='«tftp»' name='image'>
    <host name='192.0.2.1'/>
  </source>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'no host for rbd, several for gluster, one for nbd',
      good: `<disk type='network' device='disk'>
  <source protocol='rbd' name='pool/image'/>
  <target dev='vda' bus='virtio'/>
</disk>
<disk type='network' device='disk'>
  <source protocol='gluster' name='volume/image'>
    <host name='a.example.org'/>
    <host name='b.example.org'/>
  </source>
  <target dev='vdb' bus='virtio'/>
</disk>
<disk type='network' device='disk'>
  <source protocol='nbd'>
    <host transport='unix' socket='/run/nbd.sock'/>
  </source>
  <target dev='vdc' bus='virtio'/>
</disk>`,
      inside: 'q35',
    },
  ],
})

/** Counted where QEMU's options are built (qemu_block.c). */
const oneHost = new Set(['nbd', 'iscsi', 'http', 'https', 'ftp', 'ftps', 'ssh'])
