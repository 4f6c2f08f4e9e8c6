import type { CanonicalElement } from '../../canonical/canonical-element.js'
import type { CanonicalView } from '../../canonical/canonical-view.js'
import { isWrittenPlace, type PlacedPciDevice, placedPciDevices } from '../../canonical/pci/placed-devices.js'
import { repeats } from '../../domain/duplicates.js'
import { hasPlainPciPlaces } from '../../domain/plain-pci-places.js'
import { table } from '../../domain/table.js'
import { formatPciAddress } from '../../domain/values/pci-address.js'
import { type Report, rule } from '../rule.js'

const messages = {
  device: 'two devices have the PCI address {address}: libvirt refuses the definition',
  own: 'PCI address {address} belongs to {owner}: libvirt refuses to give it to another device',
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
  view: 'canonical',
  when: ({ domain }) => !hasPlainPciPlaces(domain),
  on: {
    domain(_, { canonical }) {
      const placed = placedPciDevices(canonical).filter(({ device }) => !isHostBridge(device))
      return [...clashes(placed, canonical), ...taken(placed, canonical)]
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
      name: 'the address of a controller that libvirt adds',
      bad: `<watchdog model='i6300esb'>
  <«address» type='pci' domain='0x0000' bus='0x00' slot='0x01' function='0x2'/>
</watchdog>`,
      inside: 'i440fx',
      says: 'belongs to the USB controller that libvirt adds',
    },
    {
      name: 'a device that is switched off',
      good: `<rng model='virtio'>
  <backend model='random'>/dev/urandom</backend>
  <address type='pci' domain='0x0000' bus='0x00' slot='0x04' function='0x0'/>
</rng>
<memballoon model='none'>
  <address type='pci' domain='0x0000' bus='0x00' slot='0x04' function='0x0'/>
</memballoon>`,
      inside: 'q35',
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

function clashes(placed: readonly PlacedPciDevice[], canonical: CanonicalView): Report<typeof messages>[] {
  return repeats(placed, ({ place }) => formatPciAddress(place)).flatMap(({ again, first }): Report<typeof messages>[] => {
    const address = formatPciAddress(first.place)
    // libvirt gives its own devices free addresses, but for those that are part of the machine.
    if (!isWrittenPlace(first.address)) return []
    if (!isWrittenPlace(again.address)) {
      const added = again.device.source === undefined
      const owner = `the ${nameOf(again.device)} ${added ? 'that libvirt adds' : 'of this guest'}`
      return [{ message: 'own', at: canonical.placeOf(first.address), data: { address, owner } }]
    }
    const related = [{ at: canonical.placeOf(first.address), message: 'the other device' }]
    return [{ message: 'device', at: canonical.placeOf(again.address), data: { address }, related }]
  })
}

function nameOf(device: CanonicalElement): string {
  return device.name === 'controller' ? `${(device.get('type') ?? '').toUpperCase()} controller` : device.name
}

/** pSeries has roots that are no devices of a bus. */
function isHostBridge(device: CanonicalElement): boolean {
  return device.name === 'controller' && device.get('model') === 'pci-root'
}

/** What sits at an address without being a device of the definition. */
const fixtures = table<Readonly<Record<string, string>>>({
  q35: {
    '0000:00:1f.0': 'ISA bridge',
    '0000:00:1f.2': 'SATA controller',
    '0000:00:1f.3': 'SMBus controller',
  },
  i440fx: {
    '0000:00:01.0': 'ISA bridge',
    '0000:00:01.3': 'power management',
  },
})

function* taken(placed: readonly PlacedPciDevice[], canonical: CanonicalView): Generator<Report<typeof messages>> {
  const owners = fixtures[canonical.machine.family]
  if (!owners) return
  // The SATA controller is one of the devices, where it is not left out.
  const hasSata = placed.some(({ device }) => isFirstSata(device))
  for (const { device, address: element, place } of placed) {
    const address = formatPciAddress(place)
    const owner = owners[address]
    if (owner === undefined || (owner === 'SATA controller' && hasSata)) continue
    if (!isFirstSata(device)) yield { message: 'machine', at: canonical.placeOf(element), data: { address, owner } }
  }
}

function isFirstSata(device: CanonicalElement): boolean {
  return device.name === 'controller' && device.get('type') === 'sata' && device.get('index') === '0'
}
