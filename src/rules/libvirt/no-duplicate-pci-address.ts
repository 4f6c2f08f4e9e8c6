import { Disk } from '../../domain/devices/disk.js'
import type { Domain } from '../../domain/domain.js'
import { repeats } from '../../domain/duplicates.js'
import { type PciDevice, pciDevices } from '../../domain/pci-devices.js'
import { table } from '../../domain/table.js'
import { formatPciAddress, isCompletePciAddress } from '../../domain/values/pci-address.js'
import type { XmlElement } from '../../xml/tree.js'
import { type Report, rule } from '../rule.js'

const messages = {
  device: 'two devices have the PCI address {address}: libvirt refuses the definition',
  machine: "PCI address {address} belongs to the machine's own {owner}: libvirt refuses to give it to another device",
} as const

export default rule({
  id: 'libvirt/no-duplicate-pci-address',
  summary: 'Give each device a PCI address of its own',
  why: `Two devices cannot sit in the same PCI slot and function; libvirt refuses the whole definition. It usually happens when a device is
copied with its \`<address>\`: without one, libvirt chooses a free address. Some addresses are always taken by devices that the machine
has by itself: on q35 the ISA bridge, the first SATA controller and the SMBus at 1f, on i440fx the PIIX3 at 01.`,
  sources: [
    'libvirt 11.3: domain_addr.c, virDomainPCIAddressReserveAddrInternal; qemu_domain_address.c, qemuDomainValidateDevicePCISlotsPIIX3 and Q35',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: {
    domain(_, { domain }) {
      if (!domain.isQemu) return
      const placed = pciDevices(domain).filter(hasOwnAddress)
      return placed.length > 0 ? [...clashes(placed), ...taken(placed, domain)] : undefined
    },
  },
  examples: [
    {
      name: 'a device copied with its address',
      bad: `<interface type='network'>
  <source network='default'/>
  <address type='pci' domain='0x0000' bus='0x03' slot='0x00' function='0x0'/>
</interface>
<interface type='network'>
  <source network='lab'/>
  <«address» type='pci' domain='0x0000' bus='0x03' slot='0x00' function='0x0'/>
</interface>`,
      inside: 'q35',
      says: 'two devices have the PCI address 0000:03:00.0',
    },
    {
      name: 'the address of the SATA controller that every q35 has',
      bad: `<rng model='virtio'>
  <backend model='random'>/dev/urandom</backend>
  <«address» type='pci' domain='0x0000' bus='0x00' slot='0x1f' function='0x2'/>
</rng>`,
      inside: 'q35',
      says: 'SATA controller',
    },
    {
      name: 'two functions of one slot, and addresses that libvirt is to choose',
      good: `<controller type='sata' index='0'>
  <address type='pci' domain='0x0000' bus='0x00' slot='0x1f' function='0x2'/>
</controller>
<sound model='ich9'>
  <address type='pci' domain='0x0000' bus='0x00' slot='0x1b' function='0x0' multifunction='on'/>
</sound>
<watchdog model='i6300esb'>
  <address type='pci' domain='0x0000' bus='0x00' slot='0x1b' function='0x1'/>
</watchdog>
<rng model='virtio'>
  <backend model='random'>/dev/urandom</backend>
  <address type='pci' domain='0' bus='0' slot='0' function='0'/>
</rng>
<memballoon model='virtio'>
  <address type='pci' domain='0' bus='0' slot='0' function='0'/>
</memballoon>`,
      inside: 'q35',
    },
  ],
})

function clashes(placed: readonly PciDevice[]): Report<typeof messages>[] {
  return repeats(placed, keyOf).map(({ again, first }) => ({
    message: 'device',
    at: again.address,
    data: { address: again.parsed ? formatPciAddress(again.parsed) : '' },
    related: [{ at: first.address, message: 'the other device' }],
  }))
}

/** A console without a device of its own repeats the first serial's address; a disk has one on virtio only. */
function hasOwnAddress({ device, parsed }: PciDevice): boolean {
  if (!parsed || !isCompletePciAddress(parsed)) return false
  return device.name !== 'console' && (device.name !== 'disk' || new Disk(device).bus === 'virtio')
}

function keyOf({ parsed }: PciDevice): number | undefined {
  return parsed && ((parsed.domain * 256 + parsed.bus) * 32 + parsed.slot) * 8 + parsed.function
}

/** What sits at a fixed address. */
interface Fixture {
  readonly owner: string
  readonly exists: (domain: Domain) => boolean
}

const always = () => true

function firstController(type: string): (device: XmlElement) => boolean {
  return (device) => device.name === 'controller' && (device.attr('type') ?? 'ide') === type && Number(device.attr('index') ?? 0) === 0
}

const fixtures = table<Readonly<Record<string, Fixture>>>({
  q35: {
    '0000:00:1f.0': { owner: 'ISA bridge', exists: always },
    '0000:00:1f.2': { owner: 'SATA controller', exists: always },
    '0000:00:1f.3': { owner: 'SMBus controller', exists: always },
  },
  i440fx: {
    '0000:00:01.0': { owner: 'ISA bridge', exists: always },
    '0000:00:01.1': {
      owner: 'IDE controller',
      exists: (domain) =>
        domain.disks.some((disk) => disk.bus === 'ide') || domain.controllers.some(({ element }) => firstController('ide')(element)),
    },
    '0000:00:01.3': { owner: 'power management', exists: always },
  },
})

function* taken(placed: readonly PciDevice[], domain: Domain): Generator<Report<typeof messages>> {
  const table = fixtures[domain.machine.family]
  if (!table) return
  for (const { device, address: at, parsed } of placed) {
    // All of them sit on bus 0.
    if (parsed?.domain !== 0 || parsed.bus !== 0) continue
    const address = formatPciAddress(parsed)
    const fixture = table[address]
    if (!fixture || isBuiltIn(device) || !fixture.exists(domain)) continue
    yield { message: 'machine', at, data: { address, owner: fixture.owner } }
  }
}

/** The controllers that are those things: where they are is another rule's concern. */
function isBuiltIn(device: XmlElement): boolean {
  return firstController('sata')(device) || firstController('ide')(device)
}
