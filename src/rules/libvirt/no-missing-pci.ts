import type { Domain } from '../../domain/domain.js'
import { pciPlacement } from '../../domain/pci-devices.js'
import { rule } from '../rule.js'

export default rule({
  id: 'libvirt/no-missing-pci',
  summary: 'Give machines without PCI no PCI devices',
  why: `Some machines have no PCI: \`isapc\` and \`microvm\`, the SPARCstations, and boards such as raspi3b and sifive_u. libvirt puts each device that
is made for PCI there all the same (network cards, video cards, virtio devices, USB controllers) and then refuses the definition: "No PCI buses
available". On microvm and the boards, virtio devices can have an \`<address type='virtio-mmio'/>\`.`,
  sources: [
    'libvirt 11.3.0: qemu_domain_address.c, qemuDomainAssignPCIAddresses',
    'tried on libvirt 12.8.0, 19 kinds of devices on five machines',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: '{machine} machines have no PCI, which this {device} needs: libvirt refuses the definition',
  on: {
    'domain/devices'(devices, { domain }) {
      if (!domain.isQemu || domain.devicesElement !== devices || !lacksPci(domain)) return
      const { placed, unplaced } = pciPlacement(domain)
      const [first, ...others] = [...placed, ...unplaced]
        .filter((device) => !isOfBoard(device.name, device.child('model') !== undefined, domain))
        .sort((a, b) => a.start - b.start)
      if (!first) return
      return {
        at: first,
        data: { machine: domain.machine.name, device: first.name },
        related: others.map((other) => ({ at: other, message: `so does this ${other.name}` })),
      }
    },
  },
  examples: [
    {
      name: 'a PC without PCI',
      bad: `<domain type='qemu'>
  <name>guest</name>
  <os>
    <type arch='i686' machine='isapc'>hvm</type>
  </os>
  <devices>
    <«interface» type='user'/>
  </devices>
</domain>`,
      says: 'isapc machines have no PCI, which this interface needs',
    },
    {
      name: 'USB on a PC without PCI',
      bad: `<domain type='qemu'>
  <name>guest</name>
  <os>
    <type arch='x86_64' machine='isapc'>hvm</type>
  </os>
  <devices>
    <«controller» type='usb' index='0'/>
  </devices>
</domain>`,
    },
    {
      name: 'a SPARCstation',
      bad: `<domain type='qemu'>
  <name>guest</name>
  <os>
    <type arch='sparc' machine='SS-20'>hvm</type>
  </os>
  <devices>
    <controller type='usb' model='none'/>
    <«rng» model='virtio'>
      <backend model='random'>/dev/urandom</backend>
    </rng>
  </devices>
</domain>`,
    },
    {
      name: 'virtio without PCI',
      good: `<domain type='kvm'>
  <name>guest</name>
  <os>
    <type arch='x86_64' machine='microvm'>hvm</type>
  </os>
  <devices>
    <interface type='user'>
      <model type='virtio'/>
      <address type='virtio-mmio'/>
    </interface>
  </devices>
</domain>`,
    },
    { name: 'a machine with PCI', inside: 'i440fx', good: "<interface type='user'/>" },
  ],
})

function lacksPci({ machine, arch }: Domain): boolean {
  return machine.family === 'isapc' || machine.family === 'microvm' || arch === 'sparc' || /^(?:raspi|sifive_)/.test(machine.name)
}

/** The network card that an Arm board has of its own needs no slot. */
function isOfBoard(name: string, hasModel: boolean, { arch }: Domain): boolean {
  return name === 'interface' && !hasModel && /^a(?:rm|arch64)/.test(arch)
}
