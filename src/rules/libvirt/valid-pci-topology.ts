import type { Domain } from '../../domain/domain.js'
import { pciBuses, plugOfController } from '../../domain/facts/pci-buses.js'
import { pciDevices } from '../../domain/pci-devices.js'
import { formatPciAddress, isCompletePciAddress } from '../../domain/values/pci-address.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

/** The root ports that slots 1 to 30 of q35's bus 0 hold, eight in each; slot 31 is the chipset's (tried on libvirt 12.8.0). */
const rootPortRoom = 30 * 8

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
  message: {
    device: 'bus {bus} is a {model}, which takes no devices: libvirt refuses {address} there',
    controller: 'a {plug} cannot sit on bus {bus}, a {model}: libvirt refuses it; it belongs on {homes}',
    order: 'the pci-bridge with index {index} sits on bus {bus}: libvirt refuses it unless the index is the larger number',
    full: 'bus 0 has room for {room} PCIe root ports, and this one is beyond: libvirt finds no slot for it and refuses the definition',
    integrated: 'this device is part of the machine and belongs on bus 0: libvirt refuses it on bus {bus}',
  },
  on: {
    'domain/devices'(devices, { domain }) {
      if (devices !== domain.devicesElement || !domain.isQemu) return
      const placed = pciDevices(domain)
      const beyond = rootPortBeyond(domain)
      if (beyond) return { message: 'full', at: beyond, data: { room: rootPortRoom } }
      if (placed.length === 0) return
      const models = modelsByIndex(domain)
      return placed.flatMap(({ device, address: element, parsed: address }) => {
        if (!address || !isCompletePciAddress(address) || address.domain !== 0 || device.parentElement !== devices) return []
        const { bus } = address
        if (bus !== 0 && isIntegrated(device)) return { message: 'integrated', at: element.attributeOrSelf('bus'), data: { bus } }
        const isController = device.name === 'controller' && device.attr('type') === 'pci'
        const plug = isController ? plugOfController(device.attr('model') ?? '') : 'device'
        const index = Number(device.attr('index') ?? Number.NaN)
        if (plug === 'pci-bridge' && index <= bus) return { message: 'order', at: element.attributeOrSelf('bus'), data: { index, bus } }
        const model = models.get(bus)
        if (!model || !plug || pciBuses[model]?.includes(plug) !== false) return []
        const at = element.attributeOrSelf('bus')
        if (plug === 'device') return { message: 'device', at, data: { bus, model, address: formatPciAddress(address) } }
        const homes = Object.keys(pciBuses).filter((name) => pciBuses[name]?.includes(plug))
        return { message: 'controller', at, data: { plug, bus, model, homes: homes.join(', ') } }
      })
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

/** The models of the PCI controllers that the definition itself names, by index. */
function modelsByIndex(domain: Domain): Map<number, string> {
  const models = new Map<number, string>()
  for (const { type, index, model } of domain.controllers) {
    if (type === 'pci' && index !== undefined && model && !models.has(index)) models.set(index, model)
  }
  return models
}

function isIntegrated(device: XmlElement): boolean {
  return (device.name === 'iommu' && device.attr('model') === 'virtio') || (device.name === 'panic' && device.attr('model') === 'pvpanic')
}

/** The first root port that has no room: where libvirt gives out the addresses, and no expander adds another bus for them. */
function rootPortBeyond({ controllers, machine }: Domain): XmlElement | undefined {
  if (machine.family !== 'q35') return
  const pci = controllers.filter(({ type }) => type === 'pci')
  if (pci.some(({ model }) => model === 'pcie-expander-bus')) return
  const ports = pci.filter(({ model, element }) => model === 'pcie-root-port' && !element.child('address'))
  return ports[rootPortRoom]?.element
}
