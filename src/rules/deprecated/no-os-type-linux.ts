import { setText } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/no-os-type-linux',
  summary: 'Write hvm for the operating system type of a QEMU guest',
  why: `\`linux\` never meant the operating system: it is libvirt's early name for Xen's paravirtualised guests, and Xen is the only
hypervisor that still takes it. QEMU and KVM run full virtual machines, whose type is \`hvm\` whatever system is in them; libvirt refuses
everything else.`,
  sources: [
    "libvirt documentation: Domain XML format, Operating system booting (type 'linux' is badly named)",
    "tried on libvirt 12.8.0: refused, Emulator does not support os type 'linux'; with hvm accepted",
  ],
  category: 'deprecated',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  risk: 'A full virtual machine boots from a disk with a boot loader, or from a kernel and initrd that are given; a paravirtualised guest may have neither.',
  message: "'linux' is the type of Xen's paravirtualised guests: libvirt refuses it for QEMU, whose guests are of type hvm",
  on: {
    'domain/os/type'(type, { domain }) {
      if (!domain.isQemu || type.text.trim() !== 'linux') return
      return { at: type.textRange, fix: setText(type, 'hvm') }
    },
  },
  examples: [
    {
      name: 'a KVM guest',
      inside: 'domain',
      bad: `<os>
  <type arch='x86_64' machine='pc-q35-9.2'>«linux»</type>
</os>`,
      fixed: `<os>
  <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
</os>`,
    },
    {
      name: 'a Xen guest',
      good: `<domain type='xen'>
  <name>guest</name>
  <os>
    <type>linux</type>
  </os>
</domain>`,
    },
  ],
})
