import { table } from '../table.js'

/** When QEMU deprecated and removed what it once offered; versions of QEMU as its documentation writes them. */
export interface Life {
  readonly deprecated?: string
  readonly removed?: string
}

/** What a target's QEMU makes of a machine type. */
export interface MachineVerdict {
  /**
   * `present`: offered. `deprecated`: offered, and going to be removed. `removed`: older QEMUs had it. `notYet`: newer ones have it.
   * `foreign`: only another distribution's QEMU has it. `absent`: no QEMU for this architecture has it. `unknown`: the facts do not tell.
   */
  readonly kind: 'present' | 'deprecated' | 'removed' | 'notYet' | 'foreign' | 'absent' | 'unknown'
  /** The release that brought, deprecated or removed it, as the kind says: `QEMU 9.1`, `RHEL 10`. */
  readonly since?: string
  /** When it is going to be removed, where that is known or follows from QEMU's rule: `QEMU 11.2`. */
  readonly until?: string
  /** Whose it is, if it is foreign: `Ubuntu`; absent if it is one of QEMU's own releases and the target has other names. */
  readonly origin?: string
  /** The machine of the same family that comes nearest and that the target offers without reservation. */
  readonly successor?: string
  /** Whether the facts that it rests on were read from a source. */
  readonly isVerified: boolean
}

/** The machine types of one board that QEMU makes anew with each release: `pc-q35-9.2`. */
export interface MachineFamily {
  /** `pc-q35-`; a version follows. */
  readonly prefix: string
  readonly archs: readonly string[]
  /** The name that stands for the newest of them. */
  readonly alias?: string
  /** The first version that there was. */
  readonly oldest: string
  /** Versions that are not a release of their own, and variants of one. */
  readonly extra?: readonly string[]
  /** What does not follow the rule of age: up to and with that version. */
  readonly early?: readonly (Life & { readonly upTo: string; readonly isDeprecationVerified?: false })[]
}

const x86 = ['x86_64', 'i686']

/**
 * Sources: libvirt's recorded capabilities of QEMU 2.6 to 10.0; QEMU docs/about/deprecated and removed-features, up to 11.1; the lists
 * that QEMU 7.2 (x86) and 11.1 (all architectures) print with `-M help`.
 */
export const machineFamilies: readonly MachineFamily[] = [
  {
    prefix: 'pc-i440fx-',
    archs: x86,
    alias: 'pc',
    oldest: '1.4',
    early: [
      { upTo: '1.7', deprecated: '7.0', removed: '8.2' },
      { upTo: '2.3', deprecated: '8.2', removed: '9.1' },
    ],
  },
  // The q35 types before 2.4 could not migrate, and went without a notice.
  { prefix: 'pc-q35-', archs: x86, alias: 'q35', oldest: '1.4', extra: ['4.0.1'], early: [{ upTo: '2.3', removed: '2.4' }] },
  { prefix: 'virt-', archs: ['aarch64', 'armv7l', 'armv6l'], alias: 'virt', oldest: '2.6' },
  { prefix: 'virt-', archs: ['m68k'], alias: 'virt', oldest: '6.0' },
  { prefix: 'virt-', archs: ['loongarch64'], alias: 'virt', oldest: '11.1' },
  {
    prefix: 'pseries-',
    archs: ['ppc64', 'ppc64le'],
    alias: 'pseries',
    oldest: '2.1',
    extra: ['2.12-sxxm'],
    early: [{ upTo: '2.12', deprecated: '9.0', removed: '9.2', isDeprecationVerified: false }],
  },
  {
    prefix: 's390-ccw-virtio-',
    archs: ['s390x'],
    alias: 's390-ccw-virtio',
    oldest: '2.4',
    early: [{ upTo: '2.8', deprecated: '9.1', removed: '10.0' }],
  },
]

/**
 * QEMU's rule of age for versioned machine types: deprecated after three years, which are nine releases, and removed after six. It has
 * been enforced since 9.1 and 10.1. What it says of versions after 11.1 is a projection. Source: QEMU 10.2 include/hw/boards.h (MACHINE_VER_*).
 */
export const ageRule = { deprecatedAfterMajors: 3, deprecatedFrom: '9.1', removedAfterMajors: 6, removedFrom: '10.1' } as const

/** Boards without versions that QEMU has removed, with what takes their place. */
export interface RemovedBoards extends Life {
  readonly archs: readonly string[]
  /** Separated by blanks. */
  readonly names: string
  readonly introduced?: string
  readonly removed: string
  readonly successor?: string
}

const arm = ['aarch64', 'armv7l', 'armv6l']

/** Source: QEMU docs/about/removed-features, up to 11.1; for the PCs, libvirt's recorded capabilities too. */
export const removedBoards: readonly RemovedBoards[] = [
  { archs: x86, names: 'pc-0.10', introduced: '0.10', deprecated: '3.0', removed: '4.0', successor: 'pc' },
  { archs: x86, names: 'pc-0.11', introduced: '0.11', deprecated: '3.0', removed: '4.0', successor: 'pc' },
  { archs: x86, names: 'pc-0.12', introduced: '0.12', deprecated: '4.0', removed: '5.0', successor: 'pc' },
  { archs: x86, names: 'pc-0.13', introduced: '0.13', deprecated: '4.0', removed: '5.0', successor: 'pc' },
  { archs: x86, names: 'pc-0.14', introduced: '0.14', deprecated: '4.0', removed: '5.0', successor: 'pc' },
  { archs: x86, names: 'pc-0.15', introduced: '0.15', deprecated: '4.0', removed: '5.0', successor: 'pc' },
  { archs: x86, names: 'pc-1.0', introduced: '1.0', deprecated: '5.0', removed: '6.0', successor: 'pc' },
  { archs: x86, names: 'pc-1.1', introduced: '1.1', deprecated: '5.0', removed: '6.0', successor: 'pc' },
  { archs: x86, names: 'pc-1.2', introduced: '1.2', deprecated: '5.0', removed: '6.0', successor: 'pc' },
  { archs: x86, names: 'pc-1.3', introduced: '1.3', deprecated: '5.0', removed: '6.0', successor: 'pc' },
  { archs: ['s390x'], names: 's390-virtio s390', introduced: '0.12', removed: '2.6', successor: 's390-ccw-virtio' },
  { archs: ['ppc', 'ppc64'], names: 'prep', removed: '5.0', successor: '40p' },
  { archs: ['ppc', 'ppc64'], names: 'taihu', deprecated: '7.0', removed: '7.2' },
  { archs: ['ppc', 'ppc64'], names: 'ref405ep', deprecated: '9.1', removed: '10.0' },
  { archs: arm, names: 'xlnx-ep108', deprecated: '2.11', removed: '3.0', successor: 'xlnx-zcu102' },
  { archs: arm, names: 'raspi2', deprecated: '5.2', removed: '6.2', successor: 'raspi2b' },
  { archs: arm, names: 'raspi3', deprecated: '5.2', removed: '6.2', successor: 'raspi3b' },
  { archs: arm, names: 'swift-bmc', deprecated: '6.1', removed: '7.0' },
  {
    archs: arm,
    names: 'akita borzoi cheetah connex mainstone n800 n810 spitz terrier tosa verdex z2',
    deprecated: '9.0',
    removed: '9.2',
  },
  { archs: arm, names: 'tacoma-bmc', deprecated: '9.1', removed: '10.0' },
  { archs: arm, names: 'highbank midway ast2700a0-evb', deprecated: '10.1', removed: '11.0' },
  { archs: arm, names: 'sonorapass-bmc qcom-dc-scm-v1-bmc qcom-firework-bmc fp5280g2-bmc fby35', deprecated: '10.2', removed: '11.1' },
  { archs: ['mips', 'mipsel', 'mips64', 'mips64el'], names: 'mips', deprecated: '5.0', removed: '5.2', successor: 'malta' },
  { archs: ['mips64el'], names: 'fulong2e', deprecated: '5.1', removed: '6.0', successor: 'fuloong2e' },
  { archs: ['mips', 'mipsel', 'mips64', 'mips64el'], names: 'mipssim', deprecated: '10.0', removed: '10.2', successor: 'malta' },
  { archs: ['m68k'], names: 'dummy', deprecated: '2.8', removed: '2.9' },
  { archs: ['sh4', 'sh4eb'], names: 'shix', deprecated: '9.0', removed: '9.2' },
  { archs: ['cris'], names: 'axis-dev88', deprecated: '9.0', removed: '9.2' },
  { archs: ['lm32'], names: 'lm32-evr lm32-uclinux milkymist', deprecated: '5.2', removed: '6.1' },
  { archs: ['unicore32'], names: 'puv3', deprecated: '5.2', removed: '6.1' },
  { archs: ['riscv32', 'riscv64'], names: 'spike_v1.9.1 spike_v1.10', deprecated: '4.1', removed: '5.1', successor: 'spike' },
]

const pcBoards = 'isapc:0.9 microvm:4.2 none x-remote'
const armBoards =
  'anacapa-bmc ast1030-evb ast1040-evb ast1060-evb ast2500-evb ast2600-evb b-l475e-iot01a bletchley-bmc bpim2u canon-a1100 catalina-bmc collie cubieboard emcraft-sf2 fby35-bmc fuji-bmc g220a-bmc gb200nvl-bmc imx25-pdk integratorcp kudo-bmc kzm lm3s6965evb lm3s811evb max78000fthr mcimx6ul-evk mcimx7d-sabre microbit mori-bmc mps2-an385 mps2-an386 mps2-an500 mps2-an505 mps2-an511 mps2-an521 mps3-an524 mps3-an536 mps3-an547 musca-a musca-b1 musicpal netduino2 netduinoplus2 none npcm750-evb nuri olimex-stm32-h405 orangepi-pc palmetto-bmc quanta-gbs-bmc quanta-gsj quanta-q71l-bmc rainier-bmc raspi0 raspi1ap raspi2b realview-eb realview-eb-mpcore realview-pb-a8 realview-pbx-a9 romulus-bmc sabrelite smdkc210 stm32vldiscovery supermicro-x11spi-bmc supermicrox11-bmc sx1 sx1-v1 tiogapass-bmc versatileab versatilepb vexpress-a15 vexpress-a9 witherspoon-bmc xilinx-zynq-a9 yosemitev2-bmc'
const arm64Boards =
  'amd-versal-virt amd-versal2-virt ast2700-evb ast2700a1-evb ast2700a2-evb ast2700fc imx8mm-evk imx8mp-evk npcm845-evb raspi3ap raspi3b raspi4b sbsa-ref xlnx-versal-virt xlnx-zcu102'
const ppcBoards = '40p amigaone bamboo g3beige mac99 mpc8544ds none pegasos1 pegasos2 ppce500 ppe42_machine sam460ex virtex-ml507'
const ppc64Boards = `${ppcBoards} powernv powernv8 powernv9 powernv10 powernv10-rainier powernv11`
const mips64Boards = 'magnum malta none pica61'
const xtensaBoards = 'kc705 kc705-nommu lx200 lx200-nommu lx60 lx60-nommu ml605 ml605-nommu none sim virt'

/** The QEMU of which `boards` is the whole list. */
export const boardsOf = '11.1'

/**
 * The machine types without versions that QEMU 11.1 offers, by architecture as libvirt calls it; together with the families, they are
 * all of them. `name:4.2` has come with that QEMU, `!11.1` behind it means deprecated since then. Where no version stands, it is not known
 * since when. Source: `-M help` of QEMU 11.1; introduction by libvirt's recorded capabilities.
 */
export const boards = table<string>({
  x86_64: `${pcBoards} nitro`,
  i686: pcBoards,
  aarch64: `${armBoards} ${arm64Boards}`,
  armv7l: armBoards,
  armv6l: armBoards,
  riscv64:
    'amd-microblaze-v-generic boston-aia k230 microchip-icicle-kit none shakti_c:6.1!11.1 sifive_e sifive_u spike:2.12 tt-atlantis virt:2.12 xiangshan-kunminghu',
  riscv32: 'amd-microblaze-v-generic none opentitan sifive_e sifive_u spike:2.12 virt:2.12',
  ppc: ppcBoards,
  ppc64: ppc64Boards,
  ppc64le: ppc64Boards,
  s390x: 'none',
  loongarch64: 'none virt:7.1',
  m68k: 'an5206 mcf5208evb next-cube none q800',
  mips: 'malta none',
  mipsel: 'malta none',
  mips64: mips64Boards,
  mips64el: `boston fuloong2e loongson3-virt ${mips64Boards}`,
  sparc: 'LX SPARCClassic SPARCbook SS-10 SS-20 SS-4 SS-5 SS-600MP Voyager leon3_generic none',
  sparc64: 'niagara none sun4u sun4v',
  alpha: 'clipper none',
  sh4: 'none r2d',
  sh4eb: 'none r2d',
  xtensa: xtensaBoards,
  xtensaeb: xtensaBoards,
})

/** Machine types that QEMU has only when it was built with Xen or with the libraries for Nitro enclaves: nobody can tell by the version. */
export const boardsOfSomeBuilds: ReadonlySet<string> = new Set([
  'xenpv',
  'xenfv',
  'xenfv-3.1',
  'xenfv-4.2',
  'xenpvh',
  'nitro',
  'nitro-enclave',
])
