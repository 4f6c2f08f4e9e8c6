import { Hostdev } from '../../domain/devices/hostdev.js'
import { rule } from '../rule.js'

interface Placed {
  readonly hostdev: Hostdev
  readonly order: number
}

export default rule({
  id: 'libvirt/no-duplicate-hostdev',
  summary: 'Give each host device to a guest only once',
  why: `Two \`<hostdev>\` that stand for the same device of the host make libvirt refuse the definition. PCI devices are compared by address,
mediated devices by UUID, SCSI devices by adapter and address, USB devices by their place on the bus, or by their ids where the earlier one
names no place. An \`<interface type='hostdev'>\` counts as one too. Two USB sticks of the same kind need \`<address bus= device=>\`, on the
first one at least.`,
  sources: [
    'libvirt 11.3.0: domain_validate.c (Hostdev already exists); domain_conf.c, virDomainHostdevMatchSubsys',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: 'this host device is given to the guest already: libvirt refuses the second {element}',
  on: {
    'domain/devices'(devices, { domain }) {
      if (devices !== domain.devicesElement) return
      const elements = [...domain.devices('interface').filter((nic) => nic.attr('type') === 'hostdev'), ...domain.devices('hostdev')]
      const firsts = new Map<string, Placed>()
      return elements.flatMap((element, order) => {
        const hostdev = new Hostdev(element)
        const [first] = hostdev.likenesses.flatMap((key) => firsts.get(key) ?? []).sort((a, b) => a.order - b.order)
        const { identity } = hostdev
        if (identity !== undefined && !firsts.has(identity)) firsts.set(identity, { hostdev, order })
        if (!first) return []
        return {
          at: hostdev.source?.child('address') ?? hostdev.source ?? element,
          data: { element: element.name },
          related: [{ at: first.hostdev.source ?? first.hostdev.element, message: 'the same host device' }],
        }
      })
    },
  },
  examples: [
    {
      name: 'one PCI device twice, in two notations',
      inside: 'q35',
      bad: `<hostdev mode='subsystem' type='pci' managed='yes'>
  <source>
    <address domain='0x0000' bus='0x0a' slot='0x00' function='0x0'/>
  </source>
</hostdev>
<hostdev mode='subsystem' type='pci' managed='yes'>
  <source>
    <«address» bus='10' slot='0' function='0'/>
  </source>
</hostdev>`,
    },
    {
      name: 'one kind of USB device twice',
      inside: 'q35',
      bad: `<hostdev mode='subsystem' type='usb'>
  <source>
    <vendor id='0x1050'/>
    <product id='0x0407'/>
  </source>
</hostdev>
<hostdev mode='subsystem' type='usb'>
  <«source»>
    <vendor id='0x1050'/>
    <product id='0x0407'/>
  </source>
</hostdev>`,
    },
    {
      name: 'two functions of one card, two sticks told apart by their place',
      inside: 'q35',
      good: [
        `<hostdev mode='subsystem' type='pci' managed='yes'>
  <source>
    <address domain='0x0000' bus='0x0a' slot='0x00' function='0x0'/>
  </source>
</hostdev>
<hostdev mode='subsystem' type='pci' managed='yes'>
  <source>
    <address domain='0x0000' bus='0x0a' slot='0x00' function='0x1'/>
  </source>
</hostdev>`,
        `<hostdev mode='subsystem' type='usb'>
  <source>
    <vendor id='0x1050'/>
    <product id='0x0407'/>
    <address bus='1' device='2'/>
  </source>
</hostdev>
<hostdev mode='subsystem' type='usb'>
  <source>
    <vendor id='0x1050'/>
    <product id='0x0407'/>
    <address bus='1' device='3'/>
  </source>
</hostdev>`,
      ],
    },
  ],
})
