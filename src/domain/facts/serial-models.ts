import type { Domain } from '../domain.js'
import { table } from '../table.js'
import { type GuestKind, guestKind } from './implicit-models.js'

/** A kind of serial port in the guest. */
export interface SerialTarget {
  /** The `<model name>` that can be on it. */
  readonly models: readonly string[]
  /** The type of `<address>` that it takes; undefined if none. */
  readonly address: string | undefined
}

/** Target types of `<serial>` (libvirt 11.3.0, qemu_validate.c, qemuChrSerialTargetTypeToAddressType and ...ModelToTargetType). */
export const serialTargets = table<SerialTarget>({
  'isa-serial': { models: ['isa-serial'], address: 'isa' },
  'usb-serial': { models: ['usb-serial'], address: 'usb' },
  'pci-serial': { models: ['pci-serial'], address: 'pci' },
  'spapr-vio-serial': { models: ['spapr-vty'], address: 'spapr-vio' },
  'system-serial': { models: ['pl011', '16550a'], address: undefined },
  'sclp-serial': { models: ['sclpconsole', 'sclplmconsole'], address: undefined },
  'isa-debug': { models: ['isa-debugcon'], address: 'isa' },
})

/** The machines that can have a model (qemu_validate.c, qemuValidateDomainChrTargetDef); others can be anywhere. */
export const serialModelMachines = table<{ readonly machines: string; readonly fits: (domain: Domain) => boolean }>({
  pl011: { machines: "ARM's virt machine", fits: ({ arch, machine }) => /^(?:arm|aarch64)/.test(arch) && machine.family === 'virt' },
  '16550a': {
    machines: "RISC-V's and LoongArch's virt machines",
    fits: ({ arch, machine }) => /^(?:riscv|loongarch)/.test(arch) && machine.family === 'virt',
  },
  'spapr-vty': { machines: 'pSeries machines', fits: ({ machine }) => machine.family === 'pseries' },
  sclpconsole: { machines: 's390 machines', fits: ({ arch }) => arch.startsWith('s390') },
  sclplmconsole: { machines: 's390 machines', fits: ({ arch }) => arch.startsWith('s390') },
})

/** The model that libvirt writes for a target type that names none (qemu_postparse.c); system-serial's depends on the machine. */
export const defaultSerialModels = table<string>({
  'isa-serial': 'isa-serial',
  'usb-serial': 'usb-serial',
  'pci-serial': 'pci-serial',
  'isa-debug': 'isa-debugcon',
  'spapr-vio-serial': 'spapr-vty',
  'sclp-serial': 'sclpconsole',
})

/** Serial ports of an ISA bus (domain_postparse.c, virDomainChrIsaSerialDefPostParse). */
export const isaSerialPorts = 4

/** A serial port as libvirt completes one that names no target type. */
export interface NativeSerial {
  readonly type: string
  readonly model: string
}

/** By kind of guest (libvirt 11.3.0, qemu_postparse.c, qemuDomainChrDefPostParse; asked of 12.8 for each). Other machines get no type. */
const nativeSerials: Readonly<Partial<Record<GuestKind, NativeSerial>>> = {
  x86: { type: 'isa-serial', model: 'isa-serial' },
  'arm-virt': { type: 'system-serial', model: 'pl011' },
  'riscv-virt': { type: 'system-serial', model: '16550a' },
  'loongarch-virt': { type: 'system-serial', model: '16550a' },
  pseries: { type: 'spapr-vio-serial', model: 'spapr-vty' },
  s390: { type: 'sclp-serial', model: 'sclpconsole' },
}

/**
 * What libvirt makes of a `<serial>` without a target type. Undefined where it leaves the type open, for other drivers than QEMU's, and
 * where the machine's name is missing on an architecture with several.
 */
export function nativeSerial(domain: Domain): NativeSerial | undefined {
  const kind = guestKind(domain)
  if (!domain.isQemu || (domain.machine.family === 'none' && kind !== 'x86' && kind !== 's390')) return undefined
  return nativeSerialOf(domain)
}

/** The same where the QEMU driver and the machine are certain. */
export function nativeSerialOf(guest: Pick<Domain, 'arch' | 'machine' | 'isX86'>): NativeSerial | undefined {
  return nativeSerials[guestKind(guest)]
}
