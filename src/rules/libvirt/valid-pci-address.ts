import { pciDevices } from '../../domain/pci-devices.js'
import { parsePciNumber, pciLimits, pciParts } from '../../domain/values/pci-address.js'
import type { XmlElement } from '../../xml/tree.js'
import { type Report, rule } from '../rule.js'

const messages = {
  range: "{part}='{value}' of a PCI address is out of range, 0x0 to {limit}: libvirt refuses the definition",
  domain: 'PCI domain {value} does not exist in a guest, only 0 does: libvirt refuses the definition',
} as const

export default rule({
  id: 'libvirt/valid-pci-address',
  summary: 'Write PCI addresses in numbers that PCI knows',
  why: `A PCI address ends at bus ff, slot 1f, function 7, and a guest has one PCI domain, 0: libvirt refuses larger numbers. They come about when
a decimal number is written where a hexadecimal one was meant, or when an address of the host is copied to the guest.`,
  sources: ['libvirt 11.3: virpci.c, virPCIDeviceAddressIsValid; domain_addr.c, virDomainPCIAddressValidate'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: {
    domain(_, { domain }) {
      return pciDevices(domain).flatMap(({ address, parsed }): Report<typeof messages>[] => {
        if (!parsed) return [...ranges(address)]
        if (parsed.domain === 0 || !domain.isQemu) return []
        return [{ message: 'domain', at: address.attributeOrSelf('domain'), data: { value: address.attr('domain') ?? '' } }]
      })
    },
    'domain/devices/hostdev[@type=pci]/source/address'(address) {
      return address.parentElement?.parentElement?.path('source/address') === address ? [...ranges(address)] : undefined
    },
  },
  examples: [
    {
      name: 'a slot beyond what PCI knows',
      bad: `<watchdog model='i6300esb'>
  <address type='pci' domain='0x0000' bus='0x00' slot='«0x20»' function='0x0'/>
</watchdog>`,
      inside: 'i440fx',
      says: "slot='0x20' of a PCI address is out of range, 0x0 to 0x1f",
    },
    {
      name: 'a domain of the host',
      bad: `<watchdog model='i6300esb'>
  <address type='pci' domain='«0x0001»' bus='0x00' slot='0x05' function='0x0'/>
</watchdog>`,
      inside: 'i440fx',
    },
    {
      name: 'the highest numbers, in the host',
      good: `<hostdev mode='subsystem' type='pci' managed='yes'>
  <source>
    <address domain='0xffff' bus='0xff' slot='0x1f' function='0x7'/>
  </source>
</hostdev>`,
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
