import { guestFact } from '../project-fact.js'
import { rule } from '../rule.js'

const macAddress = /^[\da-f]{2}(?::[\da-f]{2}){5}$/

export default rule({
  id: 'project/no-shared-mac',
  summary: 'Give every network interface a MAC address of its own',
  why: `Two guests with one MAC address in one network lose their connections in turn, since switches and bridges learn a single port
for an address, and a DHCP server leases both the same IP address. libvirt does not compare the addresses of different guests. A copied
file keeps them; without \`<mac>\` libvirt makes a new address when the guest is defined.`,
  sources: ['libvirt docs: formatdomain, network interfaces; virt-clone(1), which changes the MAC addresses for this reason'],
  category: 'project',
  severity: 'warning',
  since: '0.1.0',
  message: "an interface of the guest {other} has the MAC address {label} too: in one network they take each other's packets",
  unique(domain) {
    return domain.devices('interface').flatMap((device) => {
      const address = device.child('mac')?.attribute('address')
      const key = address?.value.trim().toLowerCase() ?? ''
      return address && macAddress.test(key) ? [guestFact(domain, key, address)] : []
    })
  },
  examples: [
    {
      name: 'a copied interface',
      bad: [
        `<domain type='kvm'>
  <name>web</name>
  <devices>
    <interface type='network'>
      <mac address='52:54:00:6B:3C:58'/>
      <source network='default'/>
    </interface>
  </devices>
</domain>`,
        `<domain type='kvm'>
  <name>mail</name>
  <devices>
    <interface type='network'>
      <mac address='«52:54:00:6b:3c:58»'/>
      <source network='default'/>
    </interface>
  </devices>
</domain>`,
      ],
      says: 'the guest web has the MAC address 52:54:00:6b:3c:58 too',
    },
    {
      name: 'different addresses, and one guest in two files',
      good: [
        `<domain type='kvm'>
  <name>web</name>
  <devices>
    <interface type='network'>
      <mac address='52:54:00:6b:3c:58'/>
      <source network='default'/>
    </interface>
  </devices>
</domain>`,
        `<domain type='kvm'>
  <name>web</name>
  <devices>
    <interface type='bridge'>
      <mac address='52:54:00:6b:3c:58'/>
      <source bridge='br0'/>
    </interface>
  </devices>
</domain>`,
      ],
    },
  ],
})
