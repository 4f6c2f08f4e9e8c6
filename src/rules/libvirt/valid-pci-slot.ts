import type { CanonicalElement } from '../../canonical/canonical-element.js'
import type { CanonicalView } from '../../canonical/canonical-view.js'
import { indexOf } from '../../canonical/controllers.js'
import { isWrittenPlace, pciBusModels, placedPciDevices } from '../../canonical/pci/placed-devices.js'
import { pciBusSlots } from '../../domain/facts/pci-buses.js'
import { hasPlainPciPlaces } from '../../domain/plain-pci-places.js'
import { formatPciAddress } from '../../domain/values/pci-address.js'
import { type Report, rule } from '../rule.js'

const messages = {
  above: 'slot {value} does not exist on bus {bus}, a {model}{added} that has only slot 0: libvirt refuses the definition',
  below: 'slot 0 of bus {bus}, a {model}{added}, is not for devices: libvirt refuses the definition',
  fixed: 'the first {what} controller of this machine is always at {address}: libvirt refuses another address',
} as const

export default rule({
  id: 'libvirt/valid-pci-slot',
  summary: 'Use a PCI slot that the bus has',
  why: `Every PCI controller has its own slots: a pcie-root-port has only slot 0, a pci-bridge starts at slot 1. Addresses that were written
for an i440fx guest have slots behind bus 0 that no q35 bus has. libvirt refuses such an address.`,
  sources: [
    'libvirt 11.3: virpci.c, virPCIDeviceAddressIsValid; domain_addr.c, virDomainPCIAddressBusSetModel and virDomainPCIAddressValidate',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  view: 'canonical',
  when: ({ domain }) => !hasPlainPciPlaces(domain),
  on: {
    domain(_, { canonical }) {
      const models = pciBusModels(canonical)
      return placedPciDevices(canonical).flatMap(({ device, address, place }): Report<typeof messages>[] => {
        if (place.domain !== 0 || !isWrittenPlace(address)) return []
        const fixed = fixedPlace(device, canonical)
        if (fixed && formatPciAddress(place) !== fixed.address) return [{ message: 'fixed', at: canonical.placeOf(address), data: fixed }]
        const model = models.get(place.bus) ?? ''
        const slots = pciBusSlots[model]
        if (!slots || (place.slot >= slots.firstSlot && place.slot <= slots.lastSlot)) return []
        const bus = canonical.controllers('pci').find((controller) => indexOf(controller) === place.bus)
        const data = { value: address.source?.attr('slot') ?? '0', bus: place.bus, model, added: bus?.source ? '' : ' that libvirt adds' }
        return [{ message: place.slot > slots.lastSlot ? 'above' : 'below', at: canonical.placeOf(address, 'slot'), data }]
      })
    },
  },
  examples: [
    {
      name: 'an address of an i440fx guest behind a root port',
      bad: `<controller type='pci' index='0' model='pcie-root'/>
<controller type='pci' index='1' model='pcie-root-port'/>
<interface type='network'>
  <source network='default'/>
  <address type='pci' domain='0x0000' bus='0x01' slot='«0x03»' function='0x0'/>
</interface>`,
      inside: 'q35',
      says: 'slot 0x03 does not exist on bus 1, a pcie-root-port that has only slot 0',
    },
    {
      name: 'slot 0 of a bridge',
      bad: `<controller type='pci' index='1' model='pci-bridge'/>
<watchdog model='i6300esb'>
  <address type='pci' domain='0x0000' bus='0x01' slot='«0x00»' function='0x0'/>
</watchdog>`,
      inside: 'i440fx',
    },
    {
      name: 'a bus that libvirt adds',
      bad: `<memballoon model='virtio'>
  <address type='pci' domain='0x0000' bus='0x02' slot='«0x04»' function='0x0'/>
</memballoon>`,
      inside: 'q35',
      says: 'bus 2, a pcie-root-port that libvirt adds',
    },
    {
      name: 'a built-in controller moved',
      bad: `<controller type='sata' index='0'>
  <«address» type='pci' domain='0x0000' bus='0x00' slot='0x05' function='0x0'/>
</controller>`,
      inside: 'q35',
      says: 'always at 0000:00:1f.2',
    },
    {
      name: 'slot 0 of a root port, slot 3 of the root, and no slot at all',
      good: `<controller type='pci' index='1' model='pcie-root-port'/>
<interface type='network'>
  <source network='default'/>
  <address type='pci' domain='0x0000' bus='0x01' slot='0x00' function='0x1'/>
</interface>
<watchdog model='i6300esb'>
  <address type='pci' domain='0x0000' bus='0x00' slot='0x03' function='0x0'/>
</watchdog>
<memballoon model='virtio'>
  <address type='pci' domain='0x0000' bus='0x00' slot='0x00' function='0x0'/>
</memballoon>`,
      inside: 'q35',
    },
  ],
})

/** Controllers that are part of the machine, with their place (qemu_domain_address.c, qemuDomainValidateDevicePCISlots…). */
function fixedPlace(
  device: CanonicalElement,
  { machine: { family } }: CanonicalView,
): { readonly what: string; readonly address: string } | undefined {
  if (device.name !== 'controller' || indexOf(device) !== 0) return undefined
  const type = device.get('type')
  if (family === 'q35' && type === 'sata') return { what: 'SATA', address: '0000:00:1f.2' }
  if (family === 'i440fx' && type === 'ide') return { what: 'IDE', address: '0000:00:01.1' }
  return family === 'i440fx' && type === 'usb' && device.get('model') === 'piix3-uhci'
    ? { what: 'USB', address: '0000:00:01.2' }
    : undefined
}
