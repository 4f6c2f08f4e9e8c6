import { ipFamily, isMulticastIp } from '../../domain/values/ip.js'
import { rule } from '../rule.js'

export default rule({
  id: 'libvirt/valid-mcast-address',
  summary: 'Give interfaces of type mcast a multicast address',
  why: `All guests with an interface of type mcast on one group address form a network. The address has to be one of a group, 224.0.0.0 to
239.255.255.255: libvirt does not look, but QEMU cannot join any other one and refuses to start.`,
  sources: ['libvirt: formatdomain, Multicast tunnel', 'QEMU: net/socket.c, net_socket_mcast_create'],
  category: 'libvirt',
  severity: 'warning',
  since: '0.1.0',
  message:
    '{address} is no multicast address, which is 224.0.0.0 to 239.255.255.255: libvirt defines the guest, but QEMU refuses to start it',
  on: {
    'domain/devices/interface[@type=mcast]/source[@address]'(source, { domain }) {
      const address = source.attribute('address')
      if (!address || !domain.isQemu || ipFamily(address.value) === undefined || isMulticastIp(address.value)) return
      return { at: address, data: { address: address.value } }
    },
  },
  examples: [
    {
      name: 'the address of a host',
      inside: 'q35',
      bad: `<interface type='mcast'>
  <source address='«192.168.122.1»' port='5558'/>
</interface>`,
    },
    {
      name: 'the address of a group',
      inside: 'q35',
      good: `<interface type='mcast'>
  <source address='230.0.0.1' port='5558'/>
</interface>`,
    },
  ],
})
