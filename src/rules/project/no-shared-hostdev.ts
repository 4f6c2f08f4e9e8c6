import { Hostdev } from '../../domain/devices/hostdev.js'
import { formatPciAddress, parsePciAddress } from '../../domain/values/pci-address.js'
import { guestFact } from '../project-fact.js'
import { rule } from '../rule.js'

export default rule({
  id: 'project/no-shared-hostdev',
  summary: 'Know which guests take turns with a device of the host',
  why: `A PCI device or a mediated device of the host belongs to one running guest. Several definitions may name it, as those who switch
one graphics card between two guests do on purpose; libvirt then refuses to start the second guest while the first one runs. In files
for different hosts an equal address is another device.`,
  sources: ['libvirt 11.3.0: virhostdev.c, virHostdevPreparePCIDevices and virHostdevPrepareMediatedDevices'],
  category: 'project',
  severity: 'info',
  since: '0.1.0',
  message: 'the guest {other} takes the host device {label} too: libvirt refuses to start one while the other runs',
  unique(domain) {
    return [...domain.devices('hostdev'), ...domain.devices('interface').filter((device) => device.attr('type') === 'hostdev')].flatMap(
      (element) => {
        const hostdev = new Hostdev(element)
        const source = hostdev.source?.child('address')
        const address = source && hostdev.type === 'pci' ? parsePciAddress(source) : undefined
        if (source && address) return [guestFact(domain, formatPciAddress(address), source)]
        const uuid = hostdev.type === 'mdev' ? source?.attribute('uuid') : undefined
        return uuid ? [guestFact(domain, uuid.value.toLowerCase(), uuid)] : []
      },
    )
  },
  examples: [
    {
      name: 'one graphics card for two guests',
      bad: ['windows', 'games'].map(
        (name) => `<domain type='kvm'>
  <name>${name}</name>
  <devices>
    <hostdev mode='subsystem' type='pci' managed='yes'>
      <source>
        <${name === 'games' ? '«address»' : 'address'} domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>
      </source>
    </hostdev>
  </devices>
</domain>`,
      ),
      says: 'the guest windows takes the host device 0000:01:00.0 too',
    },
    {
      name: 'two functions of one card',
      good: ['0x0', '0x1'].map(
        (part) => `<domain type='kvm'>
  <name>guest${part}</name>
  <devices>
    <hostdev mode='subsystem' type='pci' managed='yes'>
      <source>
        <address domain='0x0000' bus='0x01' slot='0x00' function='${part}'/>
      </source>
    </hostdev>
  </devices>
</domain>`,
      ),
    },
  ],
})
