import type { Domain } from '../domain.js'
import { table } from '../table.js'

export interface WatchdogModel {
  /** The machines that have it, for people. */
  readonly machines: string
  readonly fits: (domain: Domain) => boolean
  /** The type of `<address>` that it takes; undefined if none. */
  readonly address: string | undefined
  /** There may be several. */
  readonly several?: true
}

/** Watchdogs by model (libvirt 11.3.0, qemu_validate.c, qemuValidateDomainWatchdogDef and qemuValidateDomainDefWatchdogs). */
export const watchdogModels = table<WatchdogModel>({
  i6300esb: { machines: 'machines with PCI', fits: () => true, address: 'pci', several: true },
  ib700: { machines: 'i440fx machines, which have ISA slots,', fits: ({ machine }) => machine.family === 'i440fx', address: undefined },
  diag288: { machines: 's390 machines', fits: ({ arch }) => arch.startsWith('s390'), address: undefined },
  itco: { machines: 'q35 machines', fits: ({ machine }) => machine.family === 'q35', address: undefined },
})
