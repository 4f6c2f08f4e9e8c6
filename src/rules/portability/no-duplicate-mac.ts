import { repeats } from '../../domain/duplicates.js'
import { type Report, rule } from '../rule.js'

const message = 'two network cards of this guest have the MAC address {address}: libvirt takes that, networks do not'

export default rule({
  id: 'portability/no-duplicate-mac',
  summary: 'Give each network card a MAC address of its own',
  why: `libvirt accepts two cards with one MAC address. On one network, switches and DHCP servers then mix the two up, and guests name their cards
by MAC address. It usually happens when an interface is copied; without \`<mac>\`, libvirt makes an address up. (A teaming pair shares one on
purpose.)`,
  sources: ['libvirt 12.8: accepted', 'libvirt docs: formatdomain, teaming a virtio/hostdev NIC pair'],
  category: 'portability',
  severity: 'warning',
  since: '0.1.0',
  message,
  on: {
    domain(_, { domain }) {
      const cards = domain.devices('interface').filter((card) => !card.child('teaming'))
      return repeats(cards, (card) => card.child('mac')?.attr('address')?.toLowerCase()).flatMap(
        ({ again, first }): Report<typeof message>[] => {
          const at = again.child('mac')?.attribute('address')
          const other = first.child('mac')?.attribute('address')
          return at && other ? [{ at, data: { address: at.value }, related: [{ at: other, message: 'the other card' }] }] : []
        },
      )
    },
  },
  examples: [
    {
      name: 'a copied interface',
      bad: `<interface type='network'>
  <mac address='52:54:00:12:34:56'/>
  <source network='default'/>
</interface>
<interface type='network'>
  <mac address='«52:54:00:12:34:56»'/>
  <source network='lab'/>
</interface>`,
      inside: 'q35',
    },
    {
      name: 'a teaming pair',
      good: `<interface type='bridge'>
  <mac address='52:54:00:12:34:56'/>
  <source bridge='br0'/>
  <model type='virtio'/>
  <teaming type='persistent'/>
  <alias name='ua-backup0'/>
</interface>
<interface type='hostdev' managed='yes'>
  <mac address='52:54:00:12:34:56'/>
  <source>
    <address type='pci' domain='0x0' bus='0x5' slot='0x10' function='0x0'/>
  </source>
  <teaming type='transient' persistent='ua-backup0'/>
</interface>`,
      inside: 'q35',
    },
  ],
})
