import type { Domain } from '../../domain/domain.js'
import { rule } from '../rule.js'

export default rule({
  id: 'libvirt/valid-acpi',
  summary: 'Give ACPI to the machines that have it, together with the firmware that it needs',
  why: `ACPI tables are made for x86, ARM, RISC-V and LoongArch machines; libvirt refuses \`<acpi/>\` on others (on s390, where it did nothing
for years, only in a new definition). A 64-bit ARM guest finds the tables through UEFI only, and an x86 guest with UEFI has to have
them: libvirt refuses one without the other.`,
  sources: ['libvirt 11.3.0: qemu_validate.c, qemuValidateDomainDefFeatures and qemuValidateDomainDefBoot', 'tried on libvirt 12.8.0'],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    machine: '{machine} machines have no ACPI: libvirt refuses it',
    needsUefi: "a 64-bit ARM guest has ACPI through UEFI only: libvirt refuses it without <os firmware='efi'> or a pflash loader",
    needsAcpi: 'an x86 guest with UEFI needs ACPI: libvirt refuses it without <features><acpi/></features>',
  },
  on: {
    'domain/features/acpi'(acpi, { domain, abiUpdate, target }) {
      if (!domain.isQemu) return
      const { machine, arch } = domain
      if (hasNoAcpi(domain, abiUpdate)) {
        // libvirt knows from QEMU's own report, which older builds for these architectures do not give.
        const severity = target.keepAliases && !/^(?:arm|aarch64|s390)/.test(arch) ? 'warning' : 'error'
        return { message: 'machine', at: acpi, data: { machine: machine.name || arch }, severity }
      }
      if (arch !== 'aarch64' || machine.family !== 'virt' || hasFirmware(domain)) return
      return { message: 'needsUefi', at: acpi }
    },
    'domain/os'(os, { domain }) {
      if (!domain.isQemu || !domain.isX86 || domain.element.path('features/acpi')) return
      const firmware = os.attribute('firmware')
      const loader = os.child('loader')?.attribute('type')
      const uefi = firmware?.value === 'efi' ? firmware : loader?.value === 'pflash' && firmware === undefined ? loader : undefined
      return uefi && { message: 'needsAcpi', at: uefi }
    },
  },
  examples: [
    {
      name: 'a board without ACPI',
      bad: `<domain type='qemu'>
  <name>guest</name>
  <memory>1048576</memory>
  <os>
    <type arch='armv7l' machine='vexpress-a15'>hvm</type>
  </os>
  <features>
    <«acpi»/>
  </features>
</domain>`,
      says: 'vexpress-a15 machines have no ACPI',
    },
    {
      name: 'ACPI without UEFI on ARM',
      bad: `<domain type='qemu'>
  <name>guest</name>
  <memory>1048576</memory>
  <os>
    <type arch='aarch64' machine='virt-9.2'>hvm</type>
  </os>
  <features>
    <«acpi»/>
  </features>
</domain>`,
    },
    {
      name: 'a loader that libvirt cannot look up',
      bad: `<domain type='qemu'>
  <name>guest</name>
  <memory>1048576</memory>
  <os>
    <type arch='aarch64' machine='virt-9.2'>hvm</type>
    <loader>AAVMF_CODE.fd</loader>
  </os>
  <features>
    <«acpi»/>
  </features>
</domain>`,
    },
    {
      name: 'UEFI without ACPI on x86',
      bad: `<domain type='kvm'>
  <name>guest</name>
  <memory>1048576</memory>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
    <loader readonly='yes' type='«pflash»'>/usr/share/OVMF/OVMF_CODE_4M.fd</loader>
  </os>
</domain>`,
    },
    {
      name: 'a 32-bit ARM guest, and a BIOS guest without ACPI',
      good: [
        `<domain type='qemu'>
  <name>guest</name>
  <memory>1048576</memory>
  <os>
    <type arch='armv7l' machine='virt-9.2'>hvm</type>
  </os>
  <features>
    <acpi/>
  </features>
</domain>`,
        `<domain type='kvm'>
  <name>guest</name>
  <memory>1048576</memory>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  </os>
</domain>`,
      ],
    },
  ],
})

/** Whether this machine surely has none; machines that are not known are left alone. */
function hasNoAcpi({ arch, machine }: Domain, abiUpdate: boolean): boolean {
  if (/^s390/.test(arch)) return abiUpdate
  if (/^(?:ppc|sparc|mips|m68k|sh4|alpha)/.test(arch)) return true
  return /^(?:arm|aarch64)/.test(arch) && machine.family === 'other'
}

/** A loader without a type may turn out to be UEFI: libvirt looks its path up in the firmware descriptors, which hold absolute ones. */
function hasFirmware(domain: Domain): boolean {
  const os = domain.element.child('os')
  const loader = os?.child('loader')
  return (
    os?.attr('firmware') === 'efi' ||
    loader?.attr('type') === 'pflash' ||
    (loader?.attr('type') === undefined && loader?.text.trim().startsWith('/') === true)
  )
}
