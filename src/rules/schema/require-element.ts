import { rule } from '../rule.js'
import { reportsOn } from '../schema-report.js'

export default rule({
  id: 'schema/require-element',
  summary: "Write the elements that libvirt's schema demands",
  why: `libvirt's RELAX NG schema wants some elements that its parser can do without, by a default of its own. \`virsh define --validate\` and
\`virt-xml-validate\` refuse a file without them. What the parser itself demands is told by the rules of the category \`libvirt\`.`,
  sources: ['libvirt 12.8: its RELAX NG schema'],
  category: 'schema',
  severity: 'error',
  since: '0.1.0',
  message: "<{element}> has no <{missing}>: libvirt's schema demands it",
  presets: [],
  on: {
    domain: reportsOn(
      'missing-element',
      ({ element, missing }) => ({ at: element, data: { element: element.name, missing: missing.name } }),
      'schema only',
    ),
  },
  examples: [
    {
      name: 'a part of the SMBIOS tables without entries',
      bad: `<sysinfo type='smbios'>
  <«bios»/>
</sysinfo>`,
      inside: 'domain',
      says: '<bios> has no <entry>',
    },
    { name: 'all there', good: '<panic/>', inside: 'q35' },
  ],
})
