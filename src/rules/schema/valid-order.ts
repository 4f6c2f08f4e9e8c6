import { rule } from '../rule.js'
import { reportsOn } from '../schema-report.js'

export default rule({
  id: 'schema/valid-order',
  summary: "Write elements in the order that libvirt's schema wants",
  why: `Nearly everywhere the order of elements is free. In a few places libvirt's RELAX NG schema fixes it, though its parser does not care:
\`virsh define --validate\` and \`virt-xml-validate\` refuse another order there.`,
  sources: ['libvirt 12.8: its RELAX NG schema', 'tried on libvirt 12.8'],
  category: 'schema',
  severity: 'error',
  since: '0.1.0',
  message: "<{element}> stands behind <{before}>: libvirt's schema wants it in front, though libvirt itself does not care",
  presets: [],
  on: {
    domain: reportsOn(
      'wrong-order',
      ({ element, before }) => ({
        at: element,
        data: { element: element.name, before: before.name },
        related: [{ at: before, message: 'it belongs in front of this' }],
      }),
      'schema only',
    ),
  },
  examples: [
    {
      name: 'a USB device with the product first',
      bad: `<hostdev mode='subsystem' type='usb'>
  <source>
    <product id='0x1234'/>
    <«vendor» id='0x0951'/>
  </source>
</hostdev>`,
      inside: 'q35',
      says: "<vendor> stands behind <product>: libvirt's schema wants it in front",
    },
    {
      name: 'the vendor first',
      good: `<hostdev mode='subsystem' type='usb'>
  <source>
    <vendor id='0x0951'/>
    <product id='0x1234'/>
  </source>
</hostdev>`,
      inside: 'q35',
    },
  ],
})
