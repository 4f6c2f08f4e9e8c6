import type { Domain } from '../domain.js'
import { table } from '../table.js'

/** A way for a guest to tell that it has crashed. */
export interface PanicModel {
  /** The guests that have it, for people. */
  readonly guests: string
  readonly fits: (domain: Domain) => boolean
  /** The type of `<address>` that it takes; undefined if none. */
  readonly address: string | undefined
}

/** Panic devices by model (libvirt 11.3.0, qemu_validate.c, qemuValidateDomainDefPanic). */
export const panicModels = table<PanicModel>({
  isa: { guests: 'x86 guests', fits: ({ isX86 }) => isX86, address: 'isa' },
  hyperv: { guests: 'x86 guests', fits: ({ isX86 }) => isX86, address: undefined },
  pseries: { guests: 'pSeries guests', fits: ({ machine }) => machine.family === 'pseries', address: undefined },
  s390: { guests: 's390 guests', fits: ({ arch }) => arch.startsWith('s390'), address: undefined },
  pvpanic: { guests: 'guests with PCI other than s390', fits: ({ arch }) => !arch.startsWith('s390'), address: 'pci' },
})

/** What libvirt takes where no model is written (qemu_postparse.c, qemuDomainDefaultPanicModel). */
export function defaultPanicModel(domain: Pick<Domain, 'arch' | 'machine' | 'isX86'>): string | undefined {
  if (domain.isX86) return 'isa'
  if (domain.arch.startsWith('s390')) return 's390'
  if (domain.machine.family === 'pseries') return 'pseries'
  return /^(?:arm|aarch64)/.test(domain.arch) && domain.machine.family === 'virt' ? 'pvpanic' : undefined
}
