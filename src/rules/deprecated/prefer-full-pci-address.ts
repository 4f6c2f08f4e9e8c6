import { isCompletePciAddress, parsePciAddress, pciAddressAttributes, pciParts } from '../../domain/values/pci-address.js'
import { setAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

const hexadecimal = /^0x[\da-f]+$/i

export default rule({
  id: 'deprecated/prefer-full-pci-address',
  summary: 'Write all parts of a PCI address in hexadecimal',
  why: `Parts of a PCI address that are not written count as 0, and numbers without \`0x\` are decimal, or octal after a leading 0:
\`slot='10'\` is slot 0x0a, while \`lspci\` shows hexadecimal numbers only. libvirt stores the full address in hexadecimal.`,
  sources: [
    'libvirt 11.3.0: device_conf.c, virPCIDeviceAddressParseXML and virPCIDeviceAddressFormat',
    'tried on libvirt 12.8.0: the stored definition is the same',
  ],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  presets: ['strict'],
  fix: 'safe',
  message: {
    number: '{name} has no 0x and is decimal or octal: libvirt reads the address as {address}',
    missing: 'this address has no {name}: libvirt reads it as {address}',
  },
  on: {
    '//address[@type=pci]'(element) {
      const parsed = parsePciAddress(element)
      if (!parsed || !isCompletePciAddress(parsed)) return
      const full = pciAddressAttributes(parsed)
      const unclear = pciParts.filter((part) => !hexadecimal.test(element.attr(part) ?? ''))
      const number = unclear.find((part) => element.attr(part) !== undefined)
      const first = number ?? unclear[0]
      if (first === undefined) return
      const address = pciParts.map((part) => `${part} ${full[part]}`).join(', ')
      const at = element.attributeOrSelf(first)
      const fix = unclear.map((part) => setAttribute(element, part, full[part]))
      const report = { at, data: { name: first, address }, fix }
      return number ? { ...report, message: 'number' } : { ...report, message: 'missing' }
    },
  },
  examples: [
    {
      name: 'decimal numbers',
      inside: 'i440fx',
      bad: `<interface type='user'>
  <model type='virtio'/>
  <address type='pci' bus='0x00' slot='«10»' function='0x0'/>
</interface>`,
      fixed: `<interface type='user'>
  <model type='virtio'/>
  <address type='pci' bus='0x00' slot='0x0a' function='0x0' domain='0x0000'/>
</interface>`,
      says: 'slot 0x0a',
    },
    {
      name: 'a missing part',
      inside: 'i440fx',
      bad: `<interface type='user'>
  <model type='virtio'/>
  <«address» type='pci' domain='0x0000' bus='0x00' slot='0x05'/>
</interface>`,
      fixed: `<interface type='user'>
  <model type='virtio'/>
  <address type='pci' domain='0x0000' bus='0x00' slot='0x05' function='0x0'/>
</interface>`,
      says: 'has no function',
    },
    {
      name: 'a full address, and one that libvirt is to choose',
      inside: 'i440fx',
      good: [
        `<interface type='user'>
  <address type='pci' domain='0x0000' bus='0x00' slot='0x05' function='0x0'/>
</interface>`,
        `<interface type='user'>
  <address type='pci'/>
</interface>`,
      ],
    },
  ],
})
