import { reactionToValue } from '../../domain/vocabulary/reaction.js'
import { setAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'
import { expectedOf, nearestValue, reportsOn } from '../schema-report.js'

export default rule({
  id: 'schema/valid-value',
  summary: 'Write attribute values of the kind that libvirt expects',
  why: `libvirt refuses most values that it does not know, and takes a few for something else without a word. Case and white space count:
\`VirtIO\` is not \`virtio\`, and \`true\` is not \`yes\`.`,
  sources: ['libvirt: formatdomain and its RELAX NG schema', 'tried on libvirt 12.8'],
  category: 'schema',
  severity: 'error',
  since: '0.1.0',
  message: {
    misspelt: "{name}='{value}' is not valid on <{element}>, did you mean '{nearest}'? {reaction}; expected is {expected}",
    invalid: "{name}='{value}' is not valid on <{element}>: {reaction}; expected is {expected}",
  },
  on: {
    domain: reportsOn('invalid-value', ({ element, attribute, spec }) => {
      const { name, value } = attribute
      const expected = expectedOf(spec.value, value)
      const reaction = reactionToValue(element, name)
      const near = nearestValue(spec.value, value)
      if (near === undefined)
        return { message: 'invalid' as const, at: attribute, data: { name, value, element: element.name, reaction, expected } }
      return {
        message: 'misspelt' as const,
        at: attribute,
        data: { name, value, element: element.name, nearest: near, reaction, expected },
        suggest: [
          { title: `write ${near}`, edits: [setAttribute(element, name, near)], risk: 'Check that this value says what was meant.' },
        ],
      }
    }),
  },
  examples: [
    {
      name: 'a slip in a word',
      bad: "<watchdog model='«i6300esp»' action='reset'/>",
      suggested: "<watchdog model='i6300esb' action='reset'/>",
      inside: 'q35',
      says: "model='i6300esp' is not valid on <watchdog>, did you mean 'i6300esb'? libvirt refuses the definition",
    },
    {
      name: 'what libvirt takes for no',
      bad: `<hostdev mode='subsystem' type='pci' managed='«true»'>
  <source>
    <address domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>
  </source>
</hostdev>`,
      suggested: `<hostdev mode='subsystem' type='pci' managed='yes'>
  <source>
    <address domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>
  </source>
</hostdev>`,
      inside: 'q35',
      says: "libvirt takes all but 'yes' for 'no'",
    },
    { name: 'a word that libvirt knows', good: "<watchdog model='i6300esb' action='reset'/>", inside: 'q35' },
  ],
})
