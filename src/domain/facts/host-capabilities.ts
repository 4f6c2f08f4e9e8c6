import type { Version } from './target.js'

/** A machine type as a host's QEMU offers it. */
export interface HostMachine {
  readonly name: string
  /** What the alias stands for there: `pc-q35-11.1` of `q35`. */
  readonly canonical?: string
  /** QEMU is going to drop it. */
  readonly isDeprecated?: true
}

/** What one emulator of a host can do, for one architecture. */
export interface HostEmulator {
  /** `x86_64` */
  readonly arch: string
  readonly path: string
  /** `kvm`, `qemu` */
  readonly domainTypes: readonly string[]
  readonly machines: readonly HostMachine[]
}

/** Whether a host can run a CPU model, as libvirt says it. */
export type Usability = 'yes' | 'no' | 'unknown'

/** What `virsh domcapabilities` says of one emulator, machine and domain type. */
export interface HostDomainCapabilities {
  readonly path: string
  readonly arch: string
  readonly domainType: string
  readonly machine: string
  /** The values by place, such as `video/modelType` or `os/loader/type`: a set that is not there was not told. */
  readonly enums: ReadonlyMap<string, ReadonlySet<string>>
  /** The devices and features of which it says that they are not supported at all: `tpm`, `features/sev`, `cpu/host-passthrough`. */
  readonly unsupported: ReadonlySet<string>
  /** CPU models of mode custom: name and whether this host can run it. */
  readonly cpuModels: ReadonlyMap<string, Usability>
  readonly deprecatedCpuModels: ReadonlySet<string>
  /** Firmware images that the host offers as a loader. */
  readonly loaders: readonly string[]
}

/** What a host said of itself: the output of `virsh capabilities`, `virsh domcapabilities` and `virsh version`, read. */
export interface HostCapabilities {
  /** The host's architecture. */
  readonly arch: string
  readonly libvirt?: Version
  readonly qemu?: Version
  /** The version of QEMU was not told: it is that of the newest machine type. */
  readonly isQemuInferred?: true
  readonly emulators: readonly HostEmulator[]
  readonly domains: readonly HostDomainCapabilities[]
}

/** What a guest asks of its host: as its definition says it. */
export interface GuestOnHost {
  readonly arch: string
  /** `kvm`, `qemu` */
  readonly type: string
  /** The path in `<emulator>`; undefined where libvirt finds it. */
  readonly emulator: string | undefined
}

/** The domain capabilities that speak of a guest: of its architecture, and as far as they were asked for, its emulator and its type. */
export function capabilitiesFor(host: HostCapabilities, guest: GuestOnHost): HostDomainCapabilities | undefined {
  const ofArch = host.domains.filter(({ arch }) => arch === guest.arch)
  const ofEmulator = ofArch.filter(({ path }) => path === guest.emulator)
  const fitting = ofEmulator.length > 0 ? ofEmulator : ofArch
  return fitting.find(({ domainType }) => domainType === guest.type) ?? fitting[0]
}
