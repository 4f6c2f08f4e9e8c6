import type { Domain } from '../domain.js'
import { table } from '../table.js'

/** A clock source that `<timer name=>` sets up. */
export interface Timer {
  /** Attributes besides name and present that libvirt takes on it. */
  readonly attributes: readonly string[]
  /** Tick policies that QEMU has for it; absent: libvirt does not look. */
  readonly policies?: readonly string[]
  /** The guests that can have it, for people; absent: all. */
  readonly guests?: string
  readonly fits?: (domain: Domain) => boolean
  /** libvirt looks at the guest only where the timer is written with present='yes'. */
  readonly onlyPresent?: true
}

const isX86 = (domain: Domain) => domain.isX86

/**
 * Timers of the QEMU driver (libvirt 11.3.0: domain_postparse.c, virDomainDefPostParseTimer; qemu_validate.c,
 * qemuValidateDomainDefClockTimers; tried on 12.8.0). `platform` is Xen's and missing here.
 */
export const timers = table<Timer>({
  pit: { attributes: ['tickpolicy'], policies: ['delay', 'discard', 'catchup'] },
  rtc: { attributes: ['tickpolicy', 'track'], policies: ['delay', 'catchup'] },
  hpet: { attributes: ['tickpolicy'], guests: 'x86 guests', fits: isX86, onlyPresent: true },
  tsc: { attributes: ['tickpolicy', 'frequency', 'mode'], guests: 'x86 guests', fits: isX86, onlyPresent: true },
  kvmclock: { attributes: [], guests: 'x86 guests', fits: isX86, onlyPresent: true },
  hypervclock: { attributes: [], guests: 'x86 guests', fits: isX86, onlyPresent: true },
  armvtimer: {
    attributes: ['tickpolicy'],
    policies: ['delay', 'discard'],
    guests: "KVM guests on ARM's virt machine",
    fits: ({ type, arch, machine }) => type === 'kvm' && /^(?:arm|aarch64)/.test(arch) && machine.family === 'virt',
  },
})
