import { table } from '../table.js'

/** A CPU model of another architecture than x86 of which more is known than that it exists. */
export interface DatedCpuModel {
  readonly archs: readonly string[]
  /** Separated by blanks. */
  readonly names: string
  readonly deprecated?: string
  readonly removed?: string
  readonly isVerified: boolean
}

/** Models for x86 guests that QEMU has no more, with what its documentation names in their place. */
export interface RemovedX86Models {
  /** Separated by blanks. */
  readonly names: string
  readonly introduced: string
  readonly deprecated: string
  readonly removed: string
  readonly replacement: string
}

/**
 * The CPU models of QEMU for x86 guests: the QEMU that brought the name, then its versions. `v2:4.1=Nehalem-IBRS` is Nehalem-v2, with QEMU 4.1,
 * which has another name too; `?` means that the number is the earliest possible and was not read anywhere.
 * Sources: libvirt's recorded capabilities of QEMU 2.6 to 10.0; QEMU 7.2, 10.0 and 10.2 target/i386/cpu.c; `-cpu help` of QEMU 7.2 and
 * 11.1. What only the last of them has is 11.0 at the earliest.
 */
export const x86CpuModels = table<string>({
  qemu64: '0.10? v1:4.1?',
  phenom: '0.10? v1:4.1?',
  core2duo: '0.10? v1:4.1?',
  kvm64: '0.11? v1:4.1?',
  qemu32: '0.10? v1:4.1?',
  kvm32: '0.11? v1:4.1?',
  coreduo: '0.10? v1:4.1?',
  '486': '0.10? v1:4.1?',
  pentium: '0.10? v1:4.1?',
  pentium2: '0.10? v1:4.1?',
  pentium3: '0.10? v1:4.1?',
  athlon: '0.10? v1:4.1?',
  n270: '0.10? v1:4.1?',
  Conroe: '0.13? v1:4.1?',
  Penryn: '0.13? v1:4.1?',
  Nehalem: '0.13? v1:4.1? v2:4.1?=Nehalem-IBRS',
  Westmere: '1.0? v1:4.1? v2:4.1?=Westmere-IBRS',
  SandyBridge: '1.0? v1:4.1? v2:4.1?=SandyBridge-IBRS',
  IvyBridge: '2.3? v1:4.1? v2:4.1?=IvyBridge-IBRS',
  Haswell: '1.3? v1:4.1? v2:4.1?=Haswell-noTSX v3:4.1?=Haswell-IBRS v4:4.1?=Haswell-noTSX-IBRS',
  Broadwell: '2.2? v1:4.1? v2:4.1?=Broadwell-noTSX v3:4.1?=Broadwell-IBRS v4:4.1?=Broadwell-noTSX-IBRS',
  'Skylake-Client': '2.7? v1:4.1? v2:4.1?=Skylake-Client-IBRS v3:4.1?=Skylake-Client-noTSX-IBRS v4:6.1',
  'Skylake-Server': '2.11? v1:4.1? v2:4.1?=Skylake-Server-IBRS v3:4.1?=Skylake-Server-noTSX-IBRS v4:5.1 v5:6.1 v6:11.0?',
  'Cascadelake-Server': '3.1? v1:4.1? v2:4.1? v3:4.1?=Cascadelake-Server-noTSX v4:5.1 v5:6.1 v6:11.0? v7:11.0?',
  Cooperlake: '5.0 v1:5.0 v2:6.1',
  'Icelake-Server': '3.1? v1:4.1? v2:4.1?=Icelake-Server-noTSX v3:5.0 v4:5.1 v5:6.1 v6:7.0 v7:9.1 v8:11.0? v9:11.0?',
  SapphireRapids: '8.0 v1:8.0 v2:8.1 v3:9.1 v4:10.1? v5:11.0? v6:11.0? v7:11.0? v8:11.0?',
  GraniteRapids: '8.1 v1:8.1 v2:9.2 v3:10.1? v4:11.0? v5:11.0? v6:11.0? v7:11.0?',
  SierraForest: '9.1 v1:9.1 v2:10.0 v3:10.1? v4:11.0? v5:11.0? v6:11.0?',
  ClearwaterForest: '10.0 v1:10.0 v2:11.0? v3:11.0? v4:11.0?',
  DiamondRapids: '11.0? v1:11.0? v2:11.0?',
  Denverton: '4.2? v1:4.1? v2:5.0 v3:6.1',
  Snowridge: '4.1? v1:4.1? v2:4.1? v3:6.1 v4:6.2',
  KnightsMill: '2.12? v1:4.1?',
  Opteron_G1: '0.13? v1:4.1?',
  Opteron_G2: '0.13? v1:4.1?',
  Opteron_G3: '0.13? v1:4.1?',
  Opteron_G4: '1.0? v1:4.1?',
  Opteron_G5: '1.3? v1:4.1?',
  EPYC: '2.11? v1:4.1? v2:4.1?=EPYC-IBPB v3:5.0 v4:8.1 v5:10.1?',
  Dhyana: '4.1? v1:4.1? v2:6.1',
  'EPYC-Rome': '5.0 v1:5.0 v2:6.0 v3:8.1 v4:8.1 v5:10.1?',
  'EPYC-Milan': '6.0 v1:6.0 v2:8.1 v3:10.1? v4:11.0?',
  'EPYC-Genoa': '8.1 v1:8.1 v2:10.1? v3:11.0?',
  YongFeng: '10.0 v1:10.0 v2:10.0? v3:10.1?',
  'EPYC-Turin': '10.1? v1:10.1? v2:11.0?',
  host: '0.12?',
  max: '2.9',
  base: '2.10',
})

/** When QEMU brought the names that its versions have besides. Source: as above. */
export const x86AliasesSince = table<string>({
  'Nehalem-IBRS': '2.11.1?',
  'Westmere-IBRS': '2.11.1?',
  'SandyBridge-IBRS': '2.11.1?',
  'IvyBridge-IBRS': '2.11.1?',
  'Haswell-noTSX': '2.3?',
  'Haswell-IBRS': '2.11.1?',
  'Haswell-noTSX-IBRS': '2.11.1?',
  'Broadwell-noTSX': '2.3?',
  'Broadwell-IBRS': '2.11.1?',
  'Broadwell-noTSX-IBRS': '2.11.1?',
  'Skylake-Client-IBRS': '2.11.1?',
  'Skylake-Client-noTSX-IBRS': '4.2?',
  'Skylake-Server-IBRS': '2.11.1?',
  'Skylake-Server-noTSX-IBRS': '4.2?',
  'Cascadelake-Server-noTSX': '4.2?',
  'Icelake-Server-noTSX': '4.2?',
  'EPYC-IBPB': '2.11.1?',
})

/** The x86 models that QEMU has removed. Source: QEMU docs/about/removed-features; libvirt's recorded capabilities of QEMU 3.1 to 7.1. */
export const removedX86Models: readonly RemovedX86Models[] = [
  {
    names: 'Icelake-Client Icelake-Client-v1 Icelake-Client-v2 Icelake-Client-v3 Icelake-Client-noTSX',
    introduced: '3.1',
    deprecated: '5.2',
    removed: '7.1',
    replacement: 'Icelake-Server',
  },
]

/** Models that libvirt knows for x86 and QEMU never had: libvirt takes the nearest that QEMU has. Source: libvirt 12.8 cpu_map. */
export const modelsOfLibvirtOnly: ReadonlySet<string> = new Set(['pentiumpro', 'cpu64-rhel5', 'cpu64-rhel6'])

/** QEMU's names for what libvirt calls modes: in mode custom libvirt knows none of them. */
export const modesOfLibvirt = table<string>({ host: 'host-passthrough', max: 'maximum' })

/**
 * libvirt knows a versioned x86 model from its own list only, which has them since 10.10.0, and some `-v1` since 11.0.0. Source: libvirt NEWS;
 * cpu_map of libvirt 9.0, which has none.
 */
export const versionedModelsSince = { any: [10, 10, 0], all: [11, 0, 0] } as const

/** The models of QEMU 11.1 and older that libvirt 12.8 does not know. Source: its cpu_map. */
export const notInLibvirt: ReadonlySet<string> = new Set([
  'Skylake-Server-v6',
  'Cascadelake-Server-v6',
  'Cascadelake-Server-v7',
  'Icelake-Server-v8',
  'Icelake-Server-v9',
  'SapphireRapids-v7',
  'SapphireRapids-v8',
  'GraniteRapids-v6',
  'GraniteRapids-v7',
  'SierraForest-v6',
  'ClearwaterForest-v4',
  'DiamondRapids-v2',
  'EPYC-Milan-v4',
  'EPYC-Genoa-v3',
  'EPYC-Turin-v2',
  'Icelake-Client-v1',
  'Icelake-Client-v2',
  'Icelake-Client-v3',
  'host',
  'max',
  'base',
])

const power = ['ppc64', 'ppc64le']

/** Source: QEMU docs/about/deprecated and removed-features, up to 11.1. */
export const datedModels: readonly DatedCpuModel[] = [
  { archs: power, names: 'POWER8E POWER8NVL power8e power8nvl', deprecated: '10.1', removed: '11.1', isVerified: true },
  { archs: power, names: 'power5+ power7+ power5+_v2.1 power7+_v2.1', deprecated: '9.0', isVerified: true },
  { archs: ['ppc', ...power], names: '405', deprecated: '10.0', isVerified: true },
  { archs: ['riscv32', 'riscv64'], names: 'any', deprecated: '8.2', removed: '9.2', isVerified: true },
  {
    archs: ['riscv64'],
    names: 'rv64gcsu-v1.9.1 rv64gcsu-v1.10.0 rv64imacu-nommu',
    removed: '5.1',
    isVerified: true,
  },
  {
    archs: ['riscv32'],
    names: 'rv32gcsu-v1.9.1 rv32gcsu-v1.10.0 rv32imacu-nommu',
    removed: '5.1',
    isVerified: true,
  },
  {
    archs: ['armv7l', 'armv6l', 'aarch64'],
    names: 'pxa250 pxa255 pxa260 pxa261 pxa262 pxa270',
    removed: '10.2',
    isVerified: false,
  },
]
