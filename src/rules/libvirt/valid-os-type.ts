import { setText } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'libvirt/valid-os-type',
  summary: 'Let a QEMU guest be hvm and boot without a boot loader of the host',
  why: `QEMU runs full virtual machines, which libvirt calls \`hvm\`: it refuses \`xen\`, \`linux\` (the old name of paravirtualised Xen guests) and the containers' \`exe\`. A
\`<bootloader>\` is a program of the host that picks the kernel of a Xen guest: it is refused too.`,
  sources: [
    'libvirt 11.3.0: qemu_validate.c, qemuValidateDomainDef; domain_conf.c, virDomainDefParseBootOptions',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  risk: 'A full virtual machine boots from a disk with a boot loader, or from a kernel and initrd that are given; a paravirtualised guest may have neither.',
  message: {
    missing: 'a domain needs <os><type>: libvirt refuses it without; QEMU guests are hvm',
    type: "QEMU guests are hvm: libvirt refuses os type '{type}'",
    linux:
      "'linux' is the type of Xen's paravirtualised guests: libvirt refuses it for QEMU, whose guests are hvm whatever system is in them",
    bootloader: 'QEMU guests have no boot loader on the host: libvirt refuses <bootloader>',
  },
  on: {
    domain(element, { domain }) {
      const type = domain.osType
      if (!type || type.text === '') {
        return element.child('bootloader') || element.attr('type') === undefined
          ? undefined
          : { message: 'missing', at: type ?? element.child('os') ?? element }
      }
      if (!domain.isQemu || !['xen', 'linux', 'xenpvh', 'uml', 'exe'].includes(type.text)) return
      if (type.text === 'linux') return { message: 'linux', at: type.textRange, fix: setText(type, 'hvm') }
      return { message: 'type', at: type.textRange, data: { type: type.text } }
    },
    'domain/bootloader|domain/bootloader_args'(bootloader, { domain }) {
      if (!domain.isQemu || (bootloader.name === 'bootloader_args' && domain.element.child('bootloader'))) return
      return { message: 'bootloader', at: bootloader }
    },
  },
  examples: [
    {
      name: "Xen's type",
      bad: `<domain type='kvm'>
  <name>guest</name>
  <memory>1048576</memory>
  <os>
    <type>«linux»</type>
  </os>
</domain>`,
      fixed: `<domain type='kvm'>
  <name>guest</name>
  <memory>1048576</memory>
  <os>
    <type>hvm</type>
  </os>
</domain>`,
      says: "the type of Xen's paravirtualised guests",
    },
    {
      name: "a container's type",
      bad: `<domain type='kvm'>
  <name>guest</name>
  <memory>1048576</memory>
  <os>
    <type>«exe»</type>
  </os>
</domain>`,
      says: "refuses os type 'exe'",
    },
    {
      name: 'a boot loader',
      bad: `<domain type='kvm'>
  <name>guest</name>
  <memory>1048576</memory>
  <«bootloader»>/usr/bin/pygrub</bootloader>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  </os>
</domain>`,
    },
    {
      name: 'no type',
      bad: `<domain type='kvm'>
  <name>guest</name>
  <memory>1048576</memory>
  <«os»>
    <boot dev='hd'/>
  </os>
</domain>`,
    },
    {
      name: 'a Xen guest',
      good: `<domain type='xen'>
  <name>guest</name>
  <memory>1048576</memory>
  <bootloader>/usr/bin/pygrub</bootloader>
  <os>
    <type>linux</type>
  </os>
</domain>`,
    },
  ],
})
