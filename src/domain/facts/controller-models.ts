import type { Machine } from '../machine.js'
import { compareVersions, type Version } from './target.js'

/** What the model of a controller depends on. */
export interface ControllerGuest {
  readonly arch: string
  readonly machine: Machine
  readonly libvirt: Version
  /** Whether a new guest is being defined. */
  readonly abiUpdate: boolean
}

interface Choice {
  readonly arch?: RegExp
  readonly machine?: RegExp
  readonly isVirt?: true
  readonly since?: Version
  readonly abiUpdate?: boolean
  readonly model: string
}

/** The first libvirt with Intel's USB controllers on x86 alone, and xHCI wherever no old guest minds (NEWS of 11.9.0). */
const modernUsb: Version = [11, 9, 0]

/** The first libvirt with virtio-scsi on virt machines of ARM and RISC-V (NEWS of 11.6.0). */
const modernScsi: Version = [11, 6, 0]

/**
 * libvirt 11.3.0, qemu_postparse.c, qemuDomainControllerDefPostParse, with a QEMU that has been built with all devices (canonical-form,
 * section 2.6); newer ones as 12.8.0 does. The first that fits counts. A controller on s390 has the model `none` unless it has an address.
 */
const usbChoices: readonly Choice[] = [
  { arch: /^(?:x86_64|i686)$/, model: 'piix3-uhci' },
  { arch: /^ppc64/, abiUpdate: true, model: 'qemu-xhci' },
  { arch: /^ppc64/, model: 'pci-ohci' },
  { arch: /^(?:aarch64|loongarch)/, model: 'qemu-xhci' },
  { arch: /^(?:armv|riscv)/, since: modernUsb, model: 'qemu-xhci' },
  { since: modernUsb, model: 'pci-ohci' },
  { model: 'piix3-uhci' },
]

/** libvirt 11.3.0, qemu_domain.c, qemuDomainDefaultSCSIControllerModel, with a QEMU that has been built with all devices. */
const scsiChoices: readonly Choice[] = [
  { arch: /^ppc64/, machine: /^pseries(?:-|$)/, model: 'ibmvscsi' },
  { arch: /^s390/, model: 'virtio-scsi' },
  { arch: /^loongarch/, isVirt: true, model: 'virtio-scsi' },
  { arch: /^(?:aarch64|armv|riscv)/, isVirt: true, since: modernScsi, model: 'virtio-scsi' },
  { arch: /^sparc$/, model: 'ncr53c90' },
  { arch: /^m68k$/, machine: /^q800$/, model: 'ncr53c90' },
  { arch: /^m68k$/, model: 'virtio-scsi' },
  { model: 'lsilogic' },
]

/** The model of a USB controller that names none. */
export function defaultUsbModel(guest: ControllerGuest): string {
  return choose(usbChoices, guest)
}

/** The model of a SCSI controller that names none, or `auto`. */
export function defaultScsiModel(guest: ControllerGuest): string {
  return choose(scsiChoices, guest)
}

function choose(choices: readonly Choice[], { arch, machine, libvirt, abiUpdate }: ControllerGuest): string {
  const fits = (choice: Choice) =>
    (choice.arch?.test(arch) ?? true) &&
    (choice.machine?.test(machine.name) ?? true) &&
    (!choice.isVirt || machine.family === 'virt') &&
    (choice.since === undefined || compareVersions(libvirt, choice.since) >= 0) &&
    (choice.abiUpdate === undefined || choice.abiUpdate === abiUpdate)
  return choices.find(fits)?.model ?? ''
}
