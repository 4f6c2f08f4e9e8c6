import type { MachineFamily } from '../machine.js'

/** A PCI function of the board that no definition has a device for, or that is there whether it has or not. */
export interface ChipsetDevice {
  readonly slot: number
  readonly function: number
  readonly name: string
  /** The guest feature without which QEMU leaves it out. */
  readonly needs?: 'acpi'
}

/**
 * The functions on PCI bus 0 that come with QEMU's x86 boards (hw/i386/pc_piix.c and pc_q35.c; `info pci` of QEMU 7.2 without any
 * device). What a definition has at one of these places, such as the first IDE controller, is that function itself.
 */
export const chipsetDevices: Readonly<Partial<Record<MachineFamily, readonly ChipsetDevice[]>>> = {
  i440fx: [
    { slot: 0, function: 0, name: 'host bridge 440FX' },
    { slot: 1, function: 0, name: 'ISA bridge PIIX3' },
    { slot: 1, function: 1, name: 'IDE controller PIIX3' },
    { slot: 1, function: 3, name: 'power management PIIX4', needs: 'acpi' },
  ],
  q35: [
    { slot: 0, function: 0, name: 'host bridge MCH' },
    { slot: 0x1f, function: 0, name: 'ISA bridge ICH9' },
    { slot: 0x1f, function: 2, name: 'SATA controller ICH9' },
    { slot: 0x1f, function: 3, name: 'SMBus ICH9' },
  ],
}
