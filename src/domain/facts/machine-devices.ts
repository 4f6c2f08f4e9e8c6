import type { Machine, MachineFamily } from '../machine.js'
import { compareVersions, type Version } from './target.js'

/** The devices that libvirt gives every guest of a machine. */
export interface MachineDevices {
  /** The USB controller at index 0: its model, or '' for the one that the architecture has. */
  readonly usb?: string
  /** The PCI controller at index 0. */
  readonly pciRoot?: 'pci-root' | 'pcie-root'
  readonly balloon?: true
  /** The chipset's SATA controller and iTCO watchdog. */
  readonly ich9?: true
  readonly ps2?: true
  /** A USB keyboard and mouse as soon as there are graphics. */
  readonly usbInputs?: true
  readonly panic?: 'pseries' | 's390'
}

interface Row {
  readonly arch: RegExp
  readonly family?: MachineFamily
  readonly machine?: RegExp
  /** The first libvirt that does so. */
  readonly since?: Version
  readonly devices: MachineDevices
}

const x86 = /^(?:x86_64|i686)$/
const arm = /^(?:aarch64|armv[67]l)$/
const ppc64 = /^ppc64(?:le)?$/
const mips = /^mips(?:64)?(?:el)?$/

/**
 * The first libvirt that looks at the machine rather than at the architecture alone. NEWS of 11.9.0 says so of USB controllers; of balloons and
 * PCI roots it is known that 11.3.0 did not, and that 12.8.0 does.
 */
const byMachine: Version = [11, 9, 0]

/**
 * libvirt 11.3.0, qemu_postparse.c, qemuDomainDefAddDefaultDevices (canonical-form, section 1.1); what newer ones do differently was asked of
 * 12.8.0. The first row that fits counts.
 */
const rows: readonly Row[] = [
  { arch: x86, family: 'i440fx', devices: { usb: '', pciRoot: 'pci-root', balloon: true, ps2: true } },
  { arch: x86, family: 'q35', devices: { usb: 'qemu-xhci', pciRoot: 'pcie-root', balloon: true, ps2: true, ich9: true } },
  { arch: x86, family: 'isapc', since: byMachine, devices: { ps2: true } },
  { arch: x86, family: 'isapc', devices: { balloon: true, ps2: true } },
  { arch: x86, family: 'xenfv', devices: { usb: '', balloon: true, ps2: true } },
  { arch: x86, family: 'microvm', since: byMachine, devices: {} },
  { arch: x86, devices: { usb: '', balloon: true } },
  { arch: arm, family: 'virt', devices: { pciRoot: 'pcie-root' } },
  { arch: arm, machine: /^versatilepb$/, since: byMachine, devices: { usb: '', pciRoot: 'pci-root' } },
  { arch: arm, machine: /^versatilepb$/, devices: { usb: 'pci-ohci', pciRoot: 'pci-root' } },
  { arch: arm, machine: /^realview/, since: byMachine, devices: { usb: '', pciRoot: 'pci-root' } },
  { arch: arm, machine: /^realview/, devices: { usb: 'pci-ohci' } },
  { arch: ppc64, family: 'pseries', devices: { usb: '', pciRoot: 'pci-root', balloon: true, usbInputs: true, panic: 'pseries' } },
  { arch: ppc64, devices: { usb: '', pciRoot: 'pci-root', balloon: true, usbInputs: true } },
  { arch: /^(?:ppc|ppcemb|alpha|sh4|sh4eb|sparc64)$/, devices: { usb: '', pciRoot: 'pci-root', balloon: true } },
  { arch: mips, family: 'malta', devices: { usb: '', pciRoot: 'pci-root', balloon: true } },
  { arch: mips, devices: { usb: '', balloon: true } },
  { arch: /^riscv(?:32|64)$/, family: 'virt', since: byMachine, devices: { pciRoot: 'pcie-root' } },
  { arch: /^riscv(?:32|64)$/, family: 'virt', devices: { pciRoot: 'pcie-root', balloon: true } },
  { arch: /^riscv(?:32|64)$/, since: byMachine, devices: {} },
  { arch: /^riscv(?:32|64)$/, devices: { balloon: true } },
  { arch: /^s390x?$/, devices: { pciRoot: 'pci-root', balloon: true, panic: 's390' } },
  { arch: /^loongarch64$/, devices: { pciRoot: 'pcie-root' } },
]

/** What libvirt gives a guest of this machine by itself. */
export function machineDevices(arch: string, machine: Machine, libvirt: Version): MachineDevices {
  const row = rows.find(
    (row) =>
      row.arch.test(arch) &&
      (row.family === undefined || row.family === machine.family) &&
      (row.machine === undefined || row.machine.test(machine.name)) &&
      (row.since === undefined || compareVersions(libvirt, row.since) >= 0),
  )
  return row?.devices ?? {}
}

/** Whether libvirt believes that a machine has a PCI bus (qemu_domain.c, qemuDomainSupportsPCI). */
export function supportsPci(arch: string, machine: Machine, libvirt: Version): boolean {
  if (arm.test(arch)) return machine.family === 'virt' || machineDevices(arch, machine, libvirt).pciRoot !== undefined
  return !arch.startsWith('riscv') || machine.family === 'virt'
}
