import type { Domain } from '../../domain/domain.js'
import { table } from '../../domain/table.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

const environmentName = /^[A-Za-z_][A-Za-z0-9_]*$/

/** The values that each type of an overridden property takes (qemu_domain.c, qemuDomainXmlNsDefParseXML and its helpers). */
const valuesOfType = table<RegExp>({
  signed: /^\s*[+-]?\d+$/,
  unsigned: /^\s*\+?\d+$/,
  bool: /^(?:true|false)$/,
})

export default rule({
  id: 'libvirt/valid-qemu-namespace',
  summary: "Write libvirt's QEMU extensions completely",
  why: `Under the \`qemu:\` prefix a definition hands arguments, environment and device properties to QEMU past libvirt. What QEMU makes of them
libvirt does not check, but it refuses an argument without a value, an environment name that no program could read, and an override without the alias, the name or
a value of its type. A device's \`id\` is how libvirt finds it, so it cannot be overridden.`,
  sources: ['libvirt 11.3.0: qemu_domain.c, qemuDomainDefNamespaceParse', 'tried on libvirt 12.8.0'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    missing: '<{element}> needs {attribute}=: libvirt refuses it without',
    environment:
      "'{name}' is no name of an environment variable, which has letters, digits and '_' and starts with no digit: libvirt refuses it",
    id: "a device's id is libvirt's own: libvirt refuses to override it",
    value: "'{value}' is no value of type {type}: libvirt refuses it",
    removed: "type='remove' takes the property away: libvirt refuses a value beside it",
  },
  on: {
    'domain/qemu:commandline/qemu:arg': (argument, { domain }) => (isDeclared(domain) ? missing(argument, 'value') : undefined),
    'domain/qemu:commandline/qemu:env'(variable, { domain }) {
      if (!isDeclared(domain)) return
      const name = variable.attribute('name')
      if (!name || name.value === '') return missing(variable, 'name')
      return environmentName.test(name.value) ? undefined : { message: 'environment', at: name, data: { name: name.value } }
    },
    'domain/qemu:capabilities/qemu:add|domain/qemu:capabilities/qemu:del': (capability, { domain }) =>
      isDeclared(domain) ? missing(capability, 'capability') : undefined,
    'domain/qemu:override/qemu:device': (device, { domain }) => (isDeclared(domain) ? missing(device, 'alias') : undefined),
    'domain/qemu:override/qemu:device/qemu:frontend/qemu:property'(property, { domain }) {
      if (!isDeclared(domain)) return
      const name = property.attribute('name')
      const type = property.attr('type')
      const value = property.attribute('value')
      if (!name || name.value === '') return missing(property, 'name')
      if (name.value === 'id') return { message: 'id', at: name }
      if (type === 'remove') return value && { message: 'removed', at: value }
      if (!value) return missing(property, 'value')
      const grammar = valuesOfType[type ?? '']
      return grammar && !grammar.test(value.value)
        ? { message: 'value', at: value, data: { value: value.value, type: type ?? '' } }
        : undefined
    },
  },
  examples: [
    {
      name: 'an argument in the text',
      bad: guest('<qemu:commandline>\n    <«qemu:arg»>-foo</qemu:arg>\n  </qemu:commandline>'),
      says: '<qemu:arg> needs value=',
    },
    {
      name: 'a name with a dash',
      bad: guest("<qemu:commandline>\n    <qemu:env name='«QEMU-AUDIO»' value='none'/>\n  </qemu:commandline>"),
    },
    {
      name: 'an override of the id',
      bad: guest(overriding("<qemu:property name='«id»' type='string' value='other'/>")),
    },
    {
      name: 'a word for a number',
      bad: guest(overriding("<qemu:property name='x-pci-vendor-id' type='unsigned' value='«intel»'/>")),
    },
    {
      name: 'a value of what is taken away',
      bad: guest(overriding("<qemu:property name='x-bar' type='remove' value='«1»'/>")),
    },
    {
      name: 'complete extensions',
      good: guest(
        overriding("<qemu:property name='x-bar' type='remove'/>\n        <qemu:property name='x-foo' type='bool' value='true'/>"),
      ),
    },
  ],
})

/** Without the declaration libvirt ignores all of it. */
function isDeclared(domain: Domain): boolean {
  return domain.isQemu && domain.element.attr('xmlns:qemu') !== undefined
}

function missing(element: XmlElement, attribute: string) {
  if (element.attr(attribute)) return undefined
  return { message: 'missing', at: element, data: { element: element.name, attribute } } as const
}

function guest(extension: string): string {
  return `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>guest</name>
  <memory>1048576</memory>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  </os>
  ${extension}
</domain>`
}

function overriding(properties: string): string {
  return `<qemu:override>
    <qemu:device alias='ua-disk'>
      <qemu:frontend>
        ${properties}
      </qemu:frontend>
    </qemu:device>
  </qemu:override>`
}
