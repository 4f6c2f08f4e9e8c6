import { table } from '../table.js'

/**
 * CPU features of x86 guests by the name that QEMU has for them and libvirt does not. libvirt translates its own names for QEMU and
 * refuses to start a guest with another one.
 * Source: libvirt qemu_capabilities.c (virQEMUCapsCPUFeaturesX86) and cpu_map; each row was asked of libvirt 12.8 with QEMU 11.1, where
 * only the second name gives a command line.
 */
export const libvirtFeatureOf = table<string>({
  'cmp-legacy': 'cmp_legacy',
  'ds-cpl': 'ds_cpl',
  ffxsr: 'fxsr_opt',
  'fxsr-opt': 'fxsr_opt',
  i64: 'lm',
  'lahf-lm': 'lahf_lm',
  'nodeid-msr': 'nodeid_msr',
  pclmulqdq: 'pclmuldq',
  'perfctr-core': 'perfctr_core',
  'perfctr-nb': 'perfctr_nb',
  sse3: 'pni',
  'sse4-1': 'sse4.1',
  sse4_1: 'sse4.1',
  'sse4-2': 'sse4.2',
  sse4_2: 'sse4.2',
  'tsc-adjust': 'tsc_adjust',
  xd: 'nx',
})

/** A word in an argument of QEMU's command line that QEMU still takes, and warns about or has another name for. */
export interface RenamedArgument {
  /** The options with one dash. */
  readonly options: readonly string[]
  /** What the argument's first word must be. */
  readonly within?: RegExp
  /** The word, or the name before `=`. */
  readonly old: string
  /** What stands for it today. */
  readonly today: string
  /** Only the first word of the argument: the kind of object. */
  readonly kind?: true
  /** The QEMU version that deprecated the old one; it knows the new one. */
  readonly deprecated: readonly [number, number, number]
}

/** Source: QEMU 11.1 docs/about/deprecated. With QEMU 11.1 both forms start, and the guest's device tree is the same. */
export const renamedArguments: readonly RenamedArgument[] = [
  { options: ['-object'], within: /^memory-backend-/, old: 'share', today: 'share=on', deprecated: [6, 0, 0] },
  { options: ['-chardev'], within: /^socket$/, old: 'server', today: 'server=on', deprecated: [6, 0, 0] },
  { options: ['-chardev'], within: /^socket$/, old: 'nowait', today: 'wait=off', deprecated: [6, 0, 0] },
  { options: ['-machine', '-M'], old: 'dtb-kaslr-seed', today: 'dtb-randomness', deprecated: [7, 1, 0] },
  { options: ['-chardev'], old: 'memory', today: 'ringbuf', kind: true, deprecated: [9, 0, 0] },
]
