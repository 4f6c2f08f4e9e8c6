import { rule } from '../rule.js'
import { expectedOf, reportsOn } from '../schema-report.js'

export default rule({
  id: 'schema/require-attribute',
  summary: "Write the attributes that libvirt's schema demands",
  why: `libvirt's RELAX NG schema wants some attributes that its parser can do without, by a default of its own: a \`<console>\` without a type is a
pty. \`virsh define --validate\` and \`virt-xml-validate\` refuse a file without them. What the parser itself demands is told by the rules of the
category \`libvirt\`.`,
  sources: ['libvirt 12.8: its RELAX NG schema', 'tried on libvirt 12.8'],
  category: 'schema',
  severity: 'error',
  since: '0.1.0',
  message: "<{element}> has no '{missing}': libvirt's schema demands it, {expected}",
  presets: [],
  on: {
    domain: reportsOn(
      'missing-attribute',
      ({ element, missing }) => ({
        at: element,
        data: { element: element.name, missing: missing.name, expected: expectedOf(missing.value, '') },
      }),
      'schema only',
    ),
  },
  examples: [
    {
      name: 'a serial port without a type',
      bad: '<«serial»/>',
      inside: 'q35',
      says: "<serial> has no 'type': libvirt's schema demands it",
    },
    { name: 'all there', good: "<serial type='pty'/>", inside: 'q35' },
  ],
})
