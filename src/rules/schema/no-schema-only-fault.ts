import { rule } from '../rule.js'
import { expectedOf, lineOf, reportsOn } from '../schema-report.js'

export default rule({
  id: 'schema/no-schema-only-fault',
  summary: "Write values as libvirt's schema wants them, even where libvirt itself is not so strict",
  why: `libvirt's RELAX NG schema is stricter than its parser in places: it wants absolute paths and numbers in one notation, and an element
once that the parser reads several times. Nothing is lost by it, but \`virsh define --validate\` and \`virt-xml-validate\` refuse the file.`,
  sources: ['libvirt 12.8: its RELAX NG schema', 'tried on libvirt 12.8'],
  category: 'schema',
  severity: 'error',
  since: '0.1.0',
  message: {
    value: "{name}='{value}' of <{element}> is not as libvirt's schema wants it, though libvirt reads it: expected is {expected}",
    text: "'{value}' in <{element}> is not as libvirt's schema wants it, though libvirt reads it: expected is {expected}",
    twice: 'second <{element}>: libvirt reads it together with the first (line {line}), but its schema wants one',
  },
  presets: [],
  on: {
    domain: (domain, context) => [...values(domain, context), ...texts(domain, context), ...repeated(domain, context)],
  },
  examples: [
    {
      name: 'a relative path',
      bad: `<interface type='network'>
  <source network='default'/>
  <rom file='«nic.rom»'/>
</interface>`,
      inside: 'q35',
      says: 'expected is an absolute path',
    },
    {
      name: 'two lists of devices',
      bad: `<devices>
  <emulator>/usr/bin/qemu-system-x86_64</emulator>
</devices>
<«devices»>
  <panic/>
</devices>`,
      inside: 'domain',
      says: 'libvirt reads it together with the first',
    },
    { name: 'an absolute path', good: '<devices>\n  <emulator>/usr/bin/qemu-system-x86_64</emulator>\n</devices>', inside: 'domain' },
  ],
})

const values = reportsOn(
  'invalid-value',
  ({ element, attribute, spec }) => ({
    message: 'value' as const,
    at: attribute,
    data: { name: attribute.name, value: attribute.value, element: element.name, expected: expectedOf(spec.value, attribute.value) },
  }),
  'schema only',
)

const texts = reportsOn(
  'invalid-text',
  ({ element, expected }) => ({
    message: 'text' as const,
    at: element.textRange,
    data: { value: element.text, element: element.name, expected: expectedOf(expected, element.text) },
  }),
  'schema only',
)

const repeated = reportsOn(
  'duplicate-element',
  ({ element, first }) => ({
    message: 'twice' as const,
    at: element,
    data: { element: element.name, line: lineOf(first) },
    related: [{ at: first, message: 'the first one' }],
  }),
  'schema only',
)
