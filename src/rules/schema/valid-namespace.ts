import { namespaceFor } from '../../domain/vocabulary/namespaces.js'
import { removeAttribute, setAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'
import { reportsOn } from '../schema-report.js'

export default rule({
  id: 'schema/valid-namespace',
  summary: "Write libvirt's own elements without a namespace, and its extensions in theirs",
  why: `The elements of a domain are in no XML namespace. With a default namespace on \`<domain>\` libvirt finds none of them and answers only
that the name is missing. Its extensions, such as \`<qemu:commandline>\`, are found by their namespace, not by their prefix: without the exact
\`xmlns:qemu\` libvirt drops them without a word.`,
  sources: ['libvirt: drvqemu, Pass-through of arbitrary qemu commands', 'tried on libvirt 12.8'],
  category: 'schema',
  severity: 'error',
  since: '0.1.0',
  message: {
    domain:
      "xmlns='{namespace}' hides every element from libvirt, whose domains have no namespace: it refuses the definition and answers only that the name is missing",
    inner: "xmlns='{namespace}' hides <{element}> from libvirt, whose elements have no namespace: it drops what it does not find",
    undeclared: "<{element}> needs xmlns:{prefix}='{expected}' on <domain>: without it libvirt drops the element silently",
    wrong:
      "xmlns:{prefix}='{namespace}' is not the namespace of <{element}>: libvirt drops the element silently, it looks for '{expected}'",
  },
  on: {
    domain: reportsOn('wrong-namespace', ({ element, attribute, expected: prefix }, { domain }) => {
      const risk = 'libvirt reads for the first time then what it did not see: the guest or the host changes.'
      if (attribute) {
        const message = element === domain.element ? ('domain' as const) : ('inner' as const)
        const suggest = [{ title: 'remove the namespace', edits: [removeAttribute(attribute)], risk }]
        return { message, at: attribute.range, data: { namespace: attribute.value, element: element.name }, suggest }
      }
      if (prefix === undefined) return undefined
      const expected = namespaceFor(prefix) ?? ''
      const suggest = [{ title: `declare xmlns:${prefix}`, edits: [setAttribute(domain.element, `xmlns:${prefix}`, expected)], risk }]
      const declared = domain.element.attribute(`xmlns:${prefix}`)
      const data = { element: element.name, prefix, expected }
      if (declared)
        return {
          message: 'wrong' as const,
          at: element,
          data: { ...data, namespace: declared.value },
          related: [{ at: declared, message: 'the declaration' }],
          suggest,
        }
      return { message: 'undeclared' as const, at: element, data, suggest }
    }),
  },
  examples: [
    {
      name: 'a namespace for the whole domain',
      bad: `<domain type='kvm' «xmlns='http://example.org/domain'»>
  <name>guest</name>
</domain>`,
      suggested: `<domain type='kvm'>
  <name>guest</name>
</domain>`,
    },
    {
      name: 'an extension whose prefix nobody declares',
      bad: `<domain type='kvm'>
  <name>guest</name>
  <«qemu:commandline»>
    <qemu:arg value='-snapshot'/>
  </qemu:commandline>
</domain>`,
      suggested: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>guest</name>
  <qemu:commandline>
    <qemu:arg value='-snapshot'/>
  </qemu:commandline>
</domain>`,
      says: 'without it libvirt drops the element silently',
    },
    {
      name: 'another prefix for the right namespace',
      good: `<domain type='kvm' xmlns:q='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>guest</name>
  <q:commandline>
    <q:arg value='-snapshot'/>
  </q:commandline>
</domain>`,
    },
  ],
})
