import { rule } from '../rule.js'

export default rule({
  id: 'abi/require-mac',
  summary: 'Give each network interface a MAC address',
  why: `Without \`<mac>\` (or with an all-zero address) libvirt makes up a random address each time the file is defined anew. The guest then
has a new network card: names bound to the old address, DHCP leases and licences are lost. The address in use is shown by
\`virsh domiflist\`.`,
  sources: [
    'libvirt 11.3: domain_conf.c, virDomainNetDefParseXML; domain_postparse.c (generated when missing or all zero)',
    'libvirt docs: formatdomain, network interfaces',
  ],
  category: 'abi',
  severity: 'warning',
  since: '0.1.0',
  message: 'the network interface has no MAC address: libvirt makes up another one each time the file is defined anew',
  on: {
    'domain/devices/interface'(nic) {
      const address = nic.child('mac')?.attribute('address')
      if (address && !/^[0:-]+$/.test(address.value)) return
      return { at: address ?? nic }
    },
  },
  examples: [
    {
      name: 'no mac',
      bad: `<«interface» type='network'>
  <source network='default'/>
  <model type='virtio'/>
</interface>`,
      inside: 'q35',
    },
    {
      name: 'an all-zero address means the same',
      bad: `<interface type='network'>
  <mac address='«00:00:00:00:00:00»'/>
  <source network='default'/>
</interface>`,
      inside: 'q35',
    },
    {
      name: 'an address',
      good: `<interface type='network'>
  <mac address='52:54:00:5a:1c:01'/>
  <source network='default'/>
</interface>`,
      inside: 'q35',
    },
  ],
})
