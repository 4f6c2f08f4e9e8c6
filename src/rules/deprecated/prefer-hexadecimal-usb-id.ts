import { parseUnsigned } from '../../domain/values/number.js'
import { setAttribute } from '../../xml/change.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

const written = /^0[xX][\da-fA-F]{1,4}$/

export default rule({
  id: 'deprecated/prefer-hexadecimal-usb-id',
  summary: 'Write USB vendor and product ids in hexadecimal, as lsusb shows them',
  why: `libvirt reads an id as C does: \`0x\` makes it hexadecimal, a leading \`0\` octal, and everything else is decimal. \`lsusb\` prints
\`0461\`, which is meant in hexadecimal and read in octal, as \`0x0131\`. libvirt stores ids as \`0x\` and four digits; its schema knows no
other form.`,
  sources: [
    'libvirt documentation: Domain XML format, Host device assignment (vendor, product: hexadecimal, decimal or octal)',
    'tried on libvirt 12.8.0: the stored definition is the same',
  ],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  message: {
    decimal: 'libvirt reads this id as decimal: it is {id}',
    octal: 'libvirt reads an id that starts with 0 as octal: it is {id}',
  },
  on: {
    'domain/devices/hostdev[@type=usb]/source'(source) {
      const ids = ['vendor', 'product'].flatMap((name) => source.child(name) ?? [])
      return checkIds(ids.map((element) => [element, 'id']))
    },
    'domain/devices/redirfilter/usbdev': (filter) =>
      checkIds([
        [filter, 'vendor'],
        [filter, 'product'],
      ]),
  },
  examples: [
    {
      name: 'decimal',
      inside: 'q35',
      bad: `<hostdev mode='subsystem' type='usb'>
  <source>
    <vendor id='«4660»'/>
    <product id='0xbeef'/>
  </source>
</hostdev>`,
      fixed: `<hostdev mode='subsystem' type='usb'>
  <source>
    <vendor id='0x1234'/>
    <product id='0xbeef'/>
  </source>
</hostdev>`,
      says: 'it is 0x1234',
    },
    {
      name: 'octal, and perhaps not meant so',
      inside: 'q35',
      bad: `<redirfilter>
  <usbdev vendor='«0461»' product='0x0010' allow='yes'/>
</redirfilter>`,
      fixed: `<redirfilter>
  <usbdev vendor='0x0131' product='0x0010' allow='yes'/>
</redirfilter>`,
      says: 'as octal: it is 0x0131',
    },
    {
      name: 'hexadecimal, any device, and ids of which libvirt refuses one',
      inside: 'q35',
      good: [
        `<redirfilter>
  <usbdev vendor='0x46d' product='-1' allow='yes'/>
</redirfilter>`,
        `<hostdev mode='subsystem' type='usb'>
  <source>
    <vendor id='0781'/>
    <product id='5567'/>
  </source>
</hostdev>`,
      ],
    },
  ],
})

/** Where one id is no number for libvirt, which then refuses the device, the other is hardly meant as libvirt reads it. */
function checkIds(ids: readonly (readonly [element: XmlElement, name: string])[]) {
  const attributes = ids.flatMap(([element, name]) => element.attribute(name) ?? []).filter(({ value }) => value !== '-1')
  const values = attributes.map(({ value }) => parseUnsigned(value, 'prefixed', 0xffff))
  if (values.includes(undefined)) return []
  return attributes.flatMap((attribute, index) => {
    if (written.test(attribute.value)) return []
    const id = `0x${(values[index] ?? 0).toString(16).padStart(4, '0')}`
    const report = { at: attribute, data: { id }, fix: setAttribute(attribute.element, attribute.name, id) }
    return /^\s*\+?0\d/.test(attribute.value)
      ? { ...report, message: 'octal' as const, severity: 'warning' as const }
      : { ...report, message: 'decimal' as const }
  })
}
