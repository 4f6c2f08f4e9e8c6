import { type AbiRow, guarded, seen } from '../abi-fact.js'

const one = { reading: 'number', absent: '1' } as const

/** The processor, below `<cpu>` (cpu_conf.c, virCPUDefIsEqual). */
export const cpuFacts: readonly AbiRow[] = [
  guarded('@mode', 'the CPU mode', { absent: 'custom' }),
  guarded('@check', 'the check of the CPU', { absent: 'none', unseen: true }),
  guarded('model', 'the CPU model'),
  guarded('vendor', 'the CPU vendor'),
  guarded('model@vendor_id', 'the CPU vendor id'),
  guarded('topology@sockets', 'the number of sockets', { reading: 'number', absent: '0' }),
  guarded('topology@dies', 'the number of dies', one),
  guarded('topology@clusters', 'the number of clusters', one),
  guarded('topology@cores', 'the number of cores', { reading: 'number', absent: '0' }),
  guarded('topology@threads', 'the number of threads', { reading: 'number', absent: '0' }),
  guarded('maxphysaddr@mode', 'the mode of physical address bits'),
  guarded('maxphysaddr@bits', 'the number of physical address bits'),
  guarded('feature*@name', 'the CPU feature'),
  guarded('feature*@policy', 'the policy of the CPU feature'),
  guarded('cache@level', 'the level of the CPU cache'),
  guarded('cache@mode', 'the mode of the CPU cache'),
  seen('@migratable', 'whether the CPU is migratable'),
  // A strict match only decides where the guest may start.
  seen('@match', 'what becomes of what the host has besides', { absent: 'exact', means: { strict: 'exact' } }),
  seen('@deprecated_features', 'deprecated CPU features'),
  seen('maxphysaddr@limit', 'the limit of physical address bits'),
  ...['latency', 'bandwidth'].flatMap((name) =>
    ['initiator', 'target', 'cache', 'type', 'value'].map((part) =>
      seen(`numa/interconnects/${name}*@${part}`, `${part === 'value' ? '' : `the ${part} of `}the ${name} between NUMA cells`),
    ),
  ),
]

/** A guest NUMA cell, below `<cell>` (numa_conf.c, virDomainNumaCheckABIStability). */
export const cellFacts: readonly AbiRow[] = [
  guarded('@memory', 'the memory of the NUMA cell in KiB'),
  guarded('@cpus', 'the CPUs of the NUMA cell', { reading: 'cpus' }),
  seen('cache*@level', 'the level of the NUMA cache'),
  ...['associativity', 'policy'].map((name) => seen(`cache*@${name}`, `the ${name} of the NUMA cache`)),
  ...['size', 'line'].flatMap((name) => [
    seen(`cache*/${name}@value`, `the ${name} of the NUMA cache`),
    seen(`cache*/${name}@unit`, `the unit of the ${name} of the NUMA cache`),
  ]),
]
