import type { CanonicalElement } from '../../canonical/canonical-element.js'
import type { CanonicalView } from '../../canonical/canonical-view.js'
import { indexOf } from '../../canonical/controllers.js'
import { isWrittenPlace, pciBusModels, placedPciDevices, plugOf } from '../../canonical/pci/placed-devices.js'
import { pciBuses, plugOfController } from '../../domain/facts/pci-buses.js'
import { hasPlainPciPlaces } from '../../domain/plain-pci-places.js'
import { formatPciAddress } from '../../domain/values/pci-address.js'
import { type Report, rule } from '../rule.js'

const messages = {
  device: 'bus {bus} is a {model}{added}, which takes no devices: libvirt refuses {address} there',
  controller: 'a {plug} cannot sit on bus {bus}, a {model}{added}: libvirt refuses it; it belongs on {homes}',
  order: 'the pci-bridge with index {index} sits on bus {bus}: libvirt refuses it unless the index is the larger number',
  full: 'libvirt finds no slot for this {plug} and refuses the definition; it belongs on {homes}, where {room}',
  missing: 'there is no PCI bus {bus}, and libvirt adds none for a {plug}: it refuses the definition',
  added: 'this needs a {plug}, which libvirt adds, finds no slot for and refuses; it belongs on {homes}, where {room}',
  integrated: 'this device is part of the machine and belongs on bus 0: libvirt refuses it on bus {bus}',
} as const

export default rule({
  id: 'libvirt/valid-pci-topology',
  summary: 'Plug PCI controllers and devices into buses that accept them',
  why: `A PCI address names a bus, and the bus is the controller with that index. PCIe has strict kinds of slots: a root port sits on pcie-root or
on a PCIe expander bus, the upstream port of a switch on a root port, its downstream ports on the upstream port, and devices on none of the
last two. libvirt refuses an address on a bus of the wrong kind, as is left when controllers are renumbered or copied from an i440fx guest. A
pci-bridge must have a higher index than its own bus, and IOMMUs and panic devices sit on bus 0.`,
  sources: [
    'libvirt 11.3.0: domain_addr.c, virDomainPCIAddressBusSetModel and virDomainPCIAddressFlagsCompatible; qemu_domain_address.c',
    'tried on libvirt 12.8.0',
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
      const added = new Set(canonical.controllers('pci').flatMap((controller) => (controller.source ? [] : (indexOf(controller) ?? []))))
      const reports = placedPciDevices(canonical).flatMap(({ device, address, place, connection }): Report<typeof messages>[] => {
        const { bus } = place
        const at = canonical.placeOf(address, 'bus')
        const isWritten = isWrittenPlace(address)
        const plug = plugOf(connection)
        const index = indexOf(device) ?? Number.NaN
        if (plug === 'pci-bridge' && index <= bus && device.source) return [{ message: 'order', at, data: { index, bus } }]
        if (!isWritten || place.domain !== 0) return []
        if (bus !== 0 && connection.isIntegrated) return [{ message: 'integrated', at, data: { bus } }]
        const model = models.get(bus)
        if (model === undefined) return models.size > 0 ? [{ message: 'missing', at, data: { bus, plug } }] : []
        if (pciBuses[model]?.includes(plug) !== false) return []
        const data = { bus, model, added: added.has(bus) ? ' that libvirt adds' : '' }
        if (plug === 'device') return [{ message: 'device', at, data: { ...data, address: formatPciAddress(place) } }]
        return [{ message: 'controller', at, data: { ...data, plug, homes: homesOf(plug).join(', ') } }]
      })
      return reports.length > 0 ? reports : withoutSlot(canonical, models)
    },
  },
  examples: [
    {
      name: 'a network card on a switch',
      inside: 'q35',
      bad: `<controller type='pci' index='1' model='pcie-root-port'/>
<controller type='pci' index='2' model='pcie-switch-upstream-port'/>
<interface type='user'>
  <model type='virtio'/>
  <address type='pci' domain='0x0000' bus='«0x02»' slot='0x00' function='0x0'/>
</interface>`,
      says: 'takes no devices',
    },
    {
      name: 'a downstream port without its switch',
      inside: 'q35',
      bad: `<controller type='pci' index='0' model='pcie-root'/>
<controller type='pci' index='1' model='pcie-switch-downstream-port'>
  <address type='pci' domain='0x0000' bus='«0x00»' slot='0x04' function='0x0'/>
</controller>`,
      says: 'it belongs on pcie-switch-upstream-port',
    },
    {
      name: 'a bridge behind itself',
      inside: 'i440fx',
      bad: `<controller type='pci' index='0' model='pci-root'/>
<controller type='pci' index='1' model='pci-bridge'>
  <address type='pci' domain='0x0000' bus='«0x01»' slot='0x05' function='0x0'/>
</controller>`,
    },
    {
      name: 'an IOMMU behind a root port',
      bad: `<domain type='kvm'>
  <name>guest</name>
  <memory>1048576</memory>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  </os>
  <features>
    <acpi/>
  </features>
  <devices>
    <iommu model='virtio'>
      <address type='pci' domain='0x0000' bus='«0x01»' slot='0x00' function='0x0'/>
    </iommu>
  </devices>
</domain>`,
    },
    {
      name: 'a downstream port that finds no switch',
      inside: 'q35',
      bad: "<«controller» type='pci' index='1' model='pcie-switch-downstream-port'/>",
      says: 'it belongs on pcie-switch-upstream-port, where this guest has none',
    },
    {
      name: 'a PCIe bridge of a machine without PCIe',
      inside: 'i440fx',
      bad: "<«controller» type='pci' index='1' model='pcie-to-pci-bridge'/>",
      says: 'a pcie-root-port, which libvirt adds',
    },
    {
      name: 'a root port on a bus that is not there',
      inside: 'q35',
      bad: `<controller type='pci' index='1' model='pcie-root-port'>
  <address type='pci' domain='0x0000' bus='«0x03»' slot='0x00' function='0x0'/>
</controller>`,
      says: 'there is no PCI bus 3',
    },
    {
      name: 'a root port on a bus that libvirt adds',
      inside: 'q35',
      bad: `<controller type='pci' index='1' model='pcie-root-port'>
  <address type='pci' domain='0x0000' bus='«0x02»' slot='0x00' function='0x0'/>
</controller>
<memballoon model='virtio'>
  <address type='pci' domain='0x0000' bus='0x03' slot='0x00' function='0x0'/>
</memballoon>`,
      says: 'bus 2, a pcie-root-port that libvirt adds',
    },
    {
      name: 'a PCI device on a root port, a bridge on pcie-root',
      inside: 'q35',
      good: `<controller type='pci' index='1' model='pcie-root-port'/>
<controller type='pci' index='2' model='pci-bridge'>
  <address type='pci' domain='0x0000' bus='0x00' slot='0x05' function='0x0'/>
</controller>
<interface type='user'>
  <model type='rtl8139'/>
  <address type='pci' domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>
</interface>`,
    },
  ],
})

/** The first PCI controller that libvirt finds no slot for: it adds ports and bridges for devices, but nothing for some controllers. */
function withoutSlot(canonical: CanonicalView, models: ReadonlyMap<number, string>): Report<typeof messages> | undefined {
  const placed = placedPciDevices(canonical)
  const onBus = new Set(placed.map(({ device }) => device))
  const left = canonical
    .controllers('pci')
    .find((controller) => !onBus.has(controller) && plugOfController(controller.get('model') ?? '') !== undefined)
  if (!left || models.size === 0) return undefined
  const plug = left.get('model') ?? ''
  const homes = homesOf(plug)
  const room = homes.some((home) => [...models.values()].includes(home)) ? 'no slot is free' : 'this guest has none'
  // One that libvirt adds is there for the sake of a device.
  let behind: CanonicalElement | undefined = left
  while (behind && !behind.source) {
    const bus = indexOf(behind)
    behind = placed.find(({ place }) => place.bus === bus)?.device
  }
  const at = canonical.placeOf(behind ?? left)
  if (left.source) return { message: 'full', at, data: { plug, homes: homes.join(', '), room } }
  return { message: 'added', at, data: { plug, homes: homes.join(', '), room } }
}

/** The controllers on whose bus another one can sit. */
function homesOf(plug: string): string[] {
  return Object.keys(pciBuses).filter((name) => pciBuses[name]?.some((accepted) => accepted === plug))
}
