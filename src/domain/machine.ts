/** Machine families that libvirt tells apart by the name (qemu_domain.c, virQEMU machine predicates; canonical order of tests as there). */
export type MachineFamily = 'i440fx' | 'q35' | 'microvm' | 'isapc' | 'xenfv' | 'virt' | 'pseries' | 's390-ccw' | 'malta' | 'other' | 'none'

export interface Machine {
  /** As written; '' when the definition has none. */
  readonly name: string
  readonly family: MachineFamily
  /** The QEMU version that the name pins, such as `9.2`; undefined for an alias or an unversioned machine. */
  readonly version: string | undefined
  /** Whether the name is one that each QEMU resolves anew: `q35`, `pc`, `virt`, `pseries`, `s390-ccw-virtio`. */
  readonly isAlias: boolean
}

const aliases = new Set(['pc', 'q35', 'virt', 'pseries', 's390-ccw-virtio', 's390-ccw', 'xenfv', 'ubuntu', 'ubuntu-q35'])

/** Takes a machine name apart. Which family a name belongs to is what libvirt decides by the same string tests. */
export function parseMachine(name: string | undefined, arch: string): Machine {
  if (!name) return { name: '', family: 'none', version: undefined, isAlias: false }
  const version =
    /-(\d+\.\d+(?:\.\d+)?)(?:$|-)/.exec(name)?.[1] ??
    /^(?:pc|pseries-rhel|pc-i440fx-rhel|pc-q35-rhel|virt-rhel)-?(\d+\.\d+(?:\.\d+)?)$/.exec(name)?.[1]
  return { name, family: familyOf(name, arch), version, isAlias: aliases.has(name) && !hasUnversionedVirt(name, arch) }
}

/** The virt board of RISC-V has no versions in QEMU; LoongArch's has them only since QEMU 11.1. */
function hasUnversionedVirt(name: string, arch: string): boolean {
  return name === 'virt' && /^(?:riscv|loongarch)/.test(arch)
}

function familyOf(name: string, arch: string): MachineFamily {
  const x86 = arch === 'x86_64' || arch === 'i686'
  if (x86) {
    if (name === 'q35' || name.startsWith('pc-q35-')) return 'q35'
    if (name === 'pc' || /^pc-(?:0\.|1\.|i440fx-)/.test(name) || name.startsWith('rhel')) return 'i440fx'
    if (name === 'microvm' || name === 'isapc') return name
    if (name === 'xenfv' || name.startsWith('xenfv-')) return 'xenfv'
    return 'other'
  }
  if (/^(?:arm|aarch64|riscv|loongarch)/.test(arch)) return name === 'virt' || name.startsWith('virt-') ? 'virt' : 'other'
  if (arch.startsWith('ppc64')) return name === 'pseries' || name.startsWith('pseries-') ? 'pseries' : 'other'
  if (arch.startsWith('s390')) return name.startsWith('s390-ccw') ? 's390-ccw' : 'other'
  if (arch.startsWith('mips')) return name === 'malta' ? 'malta' : 'other'
  return 'other'
}
