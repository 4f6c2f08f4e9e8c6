import { guestFact } from '../project-fact.js'
import { rule } from '../rule.js'

export default rule({
  id: 'project/no-shared-nvram',
  summary: 'Give every guest an NVRAM file of its own',
  why: `The NVRAM file holds one guest's UEFI variables: its boot entries, Secure Boot keys and settings. libvirt does not compare the
paths of different guests. A second guest that is started with the same file is refused by QEMU's image lock while the first one runs,
and otherwise boots with the other one's boot order and keys, and writes its own over them. Only \`template\` is meant to be the same
everywhere.`,
  sources: ['libvirt docs: formatdomain, BIOS bootloader (nvram)', 'QEMU docs: system/images, disk image file locking'],
  category: 'project',
  severity: 'warning',
  since: '0.1.0',
  message: 'the guest {other} keeps its UEFI variables in {label} too: each would overwrite the boot entries of the other',
  unique(domain) {
    return (domain.element.child('os')?.elements('nvram') ?? []).flatMap((nvram) => {
      const file = nvram.child('source')?.attribute('file') ?? nvram.child('source')?.attribute('dev')
      if (file) return file.value === '' ? [] : [guestFact(domain, file.value, file)]
      const path = nvram.text.trim()
      return path === '' ? [] : [guestFact(domain, path, nvram.textRange)]
    })
  },
  examples: [
    {
      name: 'a copied path',
      bad: [
        `<domain type='kvm'>
  <name>web</name>
  <os>
    <type>hvm</type>
    <nvram>/var/lib/libvirt/qemu/nvram/web_VARS.fd</nvram>
  </os>
</domain>`,
        `<domain type='kvm'>
  <name>mail</name>
  <os>
    <type>hvm</type>
    <nvram type='file'>
      <source file='«/var/lib/libvirt/qemu/nvram/web_VARS.fd»'/>
    </nvram>
  </os>
</domain>`,
      ],
      says: 'the guest web keeps its UEFI variables',
    },
    {
      name: 'the same template',
      good: [
        `<domain type='kvm'>
  <name>web</name>
  <os>
    <type>hvm</type>
    <nvram template='/usr/share/OVMF/OVMF_VARS_4M.fd'>/var/lib/libvirt/qemu/nvram/web_VARS.fd</nvram>
  </os>
</domain>`,
        `<domain type='kvm'>
  <name>mail</name>
  <os>
    <type>hvm</type>
    <nvram template='/usr/share/OVMF/OVMF_VARS_4M.fd'>/var/lib/libvirt/qemu/nvram/mail_VARS.fd</nvram>
  </os>
</domain>`,
      ],
    },
  ],
})
