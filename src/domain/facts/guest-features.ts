import type { Domain } from '../domain.js'
import { table } from '../table.js'

/** Guests that have a feature. */
export interface GuestFeature {
  /** For people. */
  readonly guests: string
  readonly fits: (domain: Domain) => boolean
  /** Switched off it may stand anywhere. */
  readonly onlyOn?: true
}

const isArmVirt = ({ arch, machine }: Domain) => /^(?:arm|aarch64)/.test(arch) && machine.family === 'virt'
const isPseries = ({ machine }: Domain) => machine.family === 'pseries' || machine.family === 'none'
const isX86 = ({ isX86: x86 }: Domain) => x86
const hasPs2 = ({ isX86: x86, machine }: Domain) => x86 && machine.family !== 'other' && machine.family !== 'microvm'

const pseries: GuestFeature = { guests: 'pSeries guests', fits: (domain) => domain.arch.startsWith('ppc64') && isPseries(domain) }

/** `<features>` by guest (libvirt 11.3.0, qemu_validate.c, qemuValidateDomainDefFeatures; tried on 12.8.0). */
export const guestFeatures = table<GuestFeature>({
  hpt: pseries,
  htm: pseries,
  'nested-hv': pseries,
  'ccf-assist': pseries,
  cfpc: pseries,
  sbbc: pseries,
  ibs: pseries,
  ioapic: { guests: 'x86 guests', fits: isX86 },
  pvspinlock: { guests: 'x86 guests', fits: isX86 },
  gic: { guests: "guests on ARM's virt machine", fits: (domain) => isArmVirt(domain) },
  ras: { guests: "guests on ARM's virt machine", fits: isArmVirt },
  aia: { guests: "guests on RISC-V's virt machine", fits: ({ arch, machine }) => arch.startsWith('riscv') && machine.family === 'virt' },
  hyperv: { guests: "x86 guests and guests on ARM's virt machine", fits: (domain) => domain.isX86 || isArmVirt(domain) },
  vmport: { guests: 'i440fx, q35 and isapc guests', fits: hasPs2 },
  ps2: { guests: 'i440fx, q35, xenfv and isapc guests', fits: hasPs2 },
  vmcoreinfo: { guests: 'x86, ARM, RISC-V and LoongArch guests', fits: ({ arch }) => !/^(?:ppc|s390|sparc)/.test(arch), onlyOn: true },
})
