import { controllersByIndex } from '../../domain/controller-index.js'
import type { Domain } from '../../domain/domain.js'
import { type PciDevice, pciDevices } from '../../domain/pci-devices.js'
import { table } from '../../domain/table.js'
import { formatPciAddress, isCompletePciAddress, parsePciNumber, pciLimits, pciParts } from '../../domain/values/pci-address.js'
import type { XmlElement } from '../../xml/tree.js'
import { type Report, rule } from '../rule.js'

const messages = {
  range: "{part}='{value}' of a PCI address is out of range, 0x0 to {limit}: libvirt refuses the definition",
  domain: 'PCI domain {value} does not exist in a guest, only 0 does: libvirt refuses the definition',
  above: 'slot {value} does not exist on bus {bus}, a {model} that has only slot 0: libvirt refuses the definition',
  below: 'slot 0 of bus {bus}, a {model}, is not for devices: libvirt refuses the definition',
  fixed: 'the first {what} controller of this machine is always at {address}: libvirt refuses another address',
} as const

/** The slots of PCI controllers that have not all of 0 to 31 (domain_addr.c, virDomainPCIAddressBusSetModel). */
const slots = table<'only 0' | 'from 1'>({
  'pcie-root-port': 'only 0',
  'pcie-switch-downstream-port': 'only 0',
  'pci-expander-bus': 'only 0',
  'pci-bridge': 'from 1',
  'pcie-to-pci-bridge': 'from 1',
})

export default rule({
  id: 'libvirt/valid-pci-slot',
  summary: 'Use a PCI slot that the bus has',
  why: `Every PCI controller has its own slots: a pcie-root-port has only slot 0, a pci-bridge starts at slot 1. Addresses that were written
for an i440fx guest have slots behind bus 0 that no q35 bus has. libvirt refuses such an address, and one with a number beyond what PCI
knows (bus ff, slot 1f, function 7).`,
  sources: [
    'libvirt 11.3: virpci.c, virPCIDeviceAddressIsValid; domain_addr.c, virDomainPCIAddressBusSetModel and virDomainPCIAddressValidate',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: {
    domain(_, { domain }) {
      const reports: Report<typeof messages>[] = []
      for (const device of pciDevices(domain)) {
        if (!device.parsed) reports.push(...ranges(device.address))
        else if (domain.isQemu) reports.push(...slotFaults(device, domain))
      }
      return reports
    },
    'domain/devices/hostdev[@type=pci]/source/address'(address) {
      return address.parentElement?.parentElement?.path('source/address') === address ? [...ranges(address)] : undefined
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
      name: 'a slot beyond what PCI knows',
      bad: `<watchdog model='i6300esb'>
  <address type='pci' domain='0x0000' bus='0x00' slot='«0x20»' function='0x0'/>
</watchdog>`,
      inside: 'i440fx',
      says: "slot='0x20' of a PCI address is out of range, 0x0 to 0x1f",
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

function* ranges(address: XmlElement): Generator<Report<typeof messages>> {
  for (const part of pciParts) {
    const written = address.attr(part)
    const value = written === undefined ? undefined : parsePciNumber(written)
    const at = value === undefined || value <= pciLimits[part] ? undefined : address.attribute(part)
    if (at) yield { message: 'range', at, data: { part, value: at.value, limit: `0x${pciLimits[part].toString(16)}` } }
  }
}

/** Controllers that are part of the machine, with their place (qemu_domain_address.c, qemuDomainValidateDevicePCISlots…). */
function fixedPlace(device: XmlElement, { machine: { family } }: Domain): { readonly what: string; readonly address: string } | undefined {
  if (device.name !== 'controller' || Number(device.attr('index') ?? 0) !== 0) return undefined
  const type = device.attr('type')
  if (family === 'q35' && type === 'sata') return { what: 'SATA', address: '0000:00:1f.2' }
  if (family === 'i440fx' && type === 'ide') return { what: 'IDE', address: '0000:00:01.1' }
  return family === 'i440fx' && type === 'usb' && device.attr('model') === 'piix3-uhci'
    ? { what: 'USB', address: '0000:00:01.2' }
    : undefined
}

function slotFaults({ device, address, parsed }: PciDevice, domain: Domain): Report<typeof messages>[] {
  if (!parsed || !isCompletePciAddress(parsed)) return noReports
  if (parsed.domain !== 0) {
    return [{ message: 'domain', at: address.attributeOrSelf('domain'), data: { value: address.attr('domain') ?? '' } }]
  }
  const fixed = fixedPlace(device, domain)
  if (fixed && formatPciAddress(parsed) !== fixed.address) return [{ message: 'fixed', at: address, data: fixed }]
  const controller = controllersByIndex(domain, 'pci').get(parsed.bus)
  const model = controller ? (controller.model ?? '') : getsBridges(domain) && parsed.bus > 0 ? 'pci-bridge' : ''
  const available = slots[model]
  if (available === undefined || (available === 'only 0') === (parsed.slot === 0)) return noReports
  const data = { value: address.attr('slot') ?? '0', bus: parsed.bus, model }
  const at = address.attributeOrSelf('slot')
  return [{ message: available === 'only 0' ? 'above' : 'below', at, data }]
}

const noReports: Report<typeof messages>[] = []

/** Where a bus is missing, libvirt adds bridges to an i440fx guest; elsewhere it depends on the device what it adds. */
function getsBridges({ machine: { family }, isX86 }: Domain): boolean {
  return family === 'i440fx' || (family === 'none' && isX86)
}
