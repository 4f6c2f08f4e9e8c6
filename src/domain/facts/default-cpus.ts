import type { Machine } from '../machine.js'
import { compareVersions, parseVersion, type Target, type Version } from './target.js'

interface Row {
  readonly arch: RegExp
  readonly machine?: RegExp
  /** The versions of the machine type, both included. */
  readonly from?: Version
  readonly upTo?: Version
  /** The last QEMU with this default. */
  readonly qemuUpTo?: Version
  /** The model, or `host` for that of the host, or `none`. */
  readonly model: string
  /** Only for guests that are emulated. */
  readonly emulated?: true
}

const x86 = /^(?:x86_64|i686)$/
const arm = /^(?:aarch64|armv[67]l)$/
const ppc64 = /^ppc64(?:le)?$/
const pseries = /^pseries(?:-|$)/
const virt = /^virt(?:-|$)/

/**
 * The CPU model of a guest that names none, by architecture and machine type (libvirt qemu_postparse.c, qemuDomainDefSetDefaultCPU; the
 * models are `default-cpu-type` of QEMU's machines: in libvirt's recorded capabilities, and asked of QEMU 11.1). The first row that fits
 * counts.
 */
const rows: readonly Row[] = [
  { arch: x86, machine: /^isapc$/, model: '486' },
  { arch: x86, model: 'qemu64' },
  { arch: /^s390x?$/, model: 'qemu', emulated: true },
  { arch: /^s390x?$/, model: 'host' },
  { arch: ppc64, machine: pseries, upTo: [2, 7, 0], model: 'POWER7', emulated: true },
  { arch: ppc64, machine: pseries, upTo: [3, 1, 0], model: 'POWER8', emulated: true },
  { arch: ppc64, machine: pseries, from: [11, 1, 0], model: 'POWER11' },
  { arch: ppc64, machine: pseries, from: [9, 0, 0], model: 'POWER10' },
  { arch: ppc64, machine: pseries, model: 'POWER9' },
  { arch: ppc64, machine: /^powernv8$/, model: 'POWER8' },
  { arch: ppc64, machine: /^powernv9$/, model: 'POWER9' },
  { arch: ppc64, machine: /^powernv10/, model: 'POWER10' },
  { arch: ppc64, machine: /^powernv11$/, model: 'POWER11' },
  { arch: ppc64, machine: /^powernv$/, qemuUpTo: [10, 2, 99], model: 'POWER10' },
  { arch: ppc64, machine: /^powernv$/, model: 'POWER11' },
  { arch: ppc64, machine: /^g3beige$/, model: 'g3' },
  { arch: ppc64, machine: /^mac99$/, model: 'ppc64' },
  // Between 10.0 and 11.1 QEMU dropped the default of virt.
  { arch: arm, machine: virt, qemuUpTo: [10, 2, 99], model: 'cortex-a15', emulated: true },
  { arch: arm, machine: virt, model: 'none', emulated: true },
  { arch: arm, machine: /^versatile(?:pb|ab)$/, model: 'arm926', emulated: true },
  { arch: arm, machine: /^vexpress-a9$/, model: 'cortex-a9', emulated: true },
  { arch: arm, machine: /^vexpress-a15$/, model: 'cortex-a15', emulated: true },
  { arch: arm, machine: /^cubieboard$/, model: 'cortex-a8', emulated: true },
  { arch: arm, machine: /^ast2600-evb$/, model: 'cortex-a7', emulated: true },
  { arch: arm, machine: /^(?:raspi\w+|imx25-pdk|sabrelite)$/, model: 'none', emulated: true },
  { arch: /^riscv64$/, machine: virt, model: 'rv64', emulated: true },
  { arch: /^riscv64$/, machine: /^sifive_u$/, model: 'sifive-u54', emulated: true },
  { arch: /^riscv64$/, machine: /^spike$/, model: 'max', emulated: true },
  { arch: /^loongarch64$/, machine: virt, model: 'la464', emulated: true },
]

/** The architectures whose CPUs libvirt knows (cpu.c, drivers), and those of them where QEMU's default serves guests that are not emulated, too. */
const knownArchs = /^(?:x86_64|i686|s390x?|ppc64(?:le)?|aarch64|armv[67]l|riscv64|loongarch64)$/
const archsWithKvmModel = /^(?:x86_64|i686|s390x?|ppc64(?:le)?)$/

/** The newest QEMU whose capabilities libvirt has recorded with machine types that have no versions. */
const recorded: Version = [10, 0, 0]

export interface CpuGuest {
  readonly arch: string
  readonly machine: Machine
  /** The domain's type: `qemu` means emulated. */
  readonly type: string
  readonly target: Target
}

/** The default CPU model, `host` for the host's own, `unknown` where it is not known, undefined where there is none. */
export function defaultCpu(guest: CpuGuest): string | undefined {
  const isEmulated = guest.type === 'qemu'
  if (!knownArchs.test(guest.arch) || (!isEmulated && !archsWithKvmModel.test(guest.arch))) return undefined
  const model = rows.find((row) => (isEmulated || !row.emulated) && fits(row, guest))?.model
  return model === 'none' ? undefined : (model ?? 'unknown')
}

function fits(row: Row, { arch, machine, target }: CpuGuest): boolean {
  if (!row.arch.test(arch) || !(row.machine?.test(machine.name) ?? true)) return false
  const qemu = target.keepAliases ? recorded : target.qemu
  if (row.qemuUpTo && compareVersions(qemu, row.qemuUpTo) > 0) return false
  const version = parseVersion(machine.version ?? '')
  if (row.from && !(version && compareVersions(version, row.from) >= 0)) return false
  return !row.upTo || (version !== undefined && compareVersions(version, row.upTo) <= 0)
}
