import { rule } from '../rule.js'

export default rule({
  id: 'libvirt/valid-domain-name',
  summary: 'Give the domain a name of one line without a slash',
  why: `The name is also the name of the guest's files on the host, so QEMU's driver refuses one with a slash. libvirt takes the text as it stands:
a line break in it, as a formatter leaves it around a long name, is refused too, and blanks around the name become part of it, so that
\`virsh start guest\` does not find it. A title is one line as well.`,
  sources: [
    'libvirt 11.3.0: domain_conf.c, virDomainDefParseXML; domain_postparse.c, virDomainDefPostParseCheckFeatures',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    missing: 'a domain needs a <name>: libvirt refuses it without',
    slash: "a domain's name cannot have a slash: libvirt refuses '{name}'",
    line: 'a line break is part of this {what}: libvirt refuses it; it has to stand between the tags on one line',
    blank: "the blanks around '{name}' are part of the name: libvirt keeps them",
  },
  on: {
    domain(element, { domain }) {
      const name = element.child('name')
      if (!name) return { message: 'missing', at: element }
      const { text } = name
      if (text === '') return { message: 'missing', at: name }
      if (text.includes('\n')) return { message: 'line', at: name.contentRange, data: { what: 'name' } }
      if (domain.isQemu && text.includes('/')) return { message: 'slash', at: name.textRange, data: { name: text } }
      if (text.trim() === text) return
      return { message: 'blank', at: name.contentRange, data: { name: text.trim() }, severity: 'warning' }
    },
    'domain/title'(title) {
      return title.text.includes('\n') ? { message: 'line', at: title.contentRange, data: { what: 'title' } } : undefined
    },
  },
  examples: [
    {
      name: 'a path for a name',
      bad: `<domain type='kvm'>
  <name>«web/one»</name>
  <memory>1048576</memory>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  </os>
</domain>`,
    },
    {
      name: 'a title of two lines',
      inside: 'domain',
      bad: '<title>«a short description\nof the guest»</title>',
    },
    {
      name: 'no name',
      bad: `<«domain» type='kvm'>
  <memory>1048576</memory>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  </os>
</domain>`,
    },
    {
      name: 'blanks',
      bad: `<domain type='kvm'>
  <name>« spaced »</name>
  <memory>1048576</memory>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  </os>
</domain>`,
    },
    { name: 'dots and dashes', inside: 'domain', good: '<title>web server, first of two</title>' },
  ],
})
