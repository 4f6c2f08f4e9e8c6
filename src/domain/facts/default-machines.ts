import { table } from '../table.js'
import { compareVersions, type Version } from './target.js'

/** Since this libvirt virt is the default of ARM and RISC-V. */
const virtSince: Version = [9, 3, 0]

interface DefaultMachine {
  readonly machine: string
  /** What libvirt preferred before 9.3. */
  readonly before?: string
}

const arm: DefaultMachine = { machine: 'virt', before: 'integratorcp' }
const riscv: DefaultMachine = { machine: 'virt', before: 'spike' }
const malta: DefaultMachine = { machine: 'malta' }

/** Machine types for guests that name none, all as in libvirt qemu_capabilities.c, preferredMachines; those of ARM and RISC-V as in NEWS of 9.3.0. */
const machines = table<DefaultMachine>({
  x86_64: { machine: 'pc' },
  i686: { machine: 'pc' },
  aarch64: arm,
  armv7l: arm,
  // The processors of virt are newer ones.
  armv6l: { machine: 'integratorcp' },
  riscv64: riscv,
  riscv32: riscv,
  ppc64: { machine: 'pseries' },
  ppc64le: { machine: 'pseries' },
  ppc: { machine: 'g3beige' },
  s390x: { machine: 's390-ccw-virtio' },
  loongarch64: { machine: 'virt' },
  mips: malta,
  mipsel: malta,
  mips64: malta,
  mips64el: malta,
  sparc: { machine: 'SS-5' },
  sparc64: { machine: 'sun4u' },
  alpha: { machine: 'clipper' },
  m68k: { machine: 'mcf5208evb' },
})

/** The machine type, perhaps an alias, of a guest that names none; undefined where that is not known. */
export function defaultMachine(arch: string, libvirt: Version): string | undefined {
  const row = machines[arch]
  return (compareVersions(libvirt, virtSince) < 0 ? row?.before : undefined) ?? row?.machine
}
