/** A place where libvirt reads a size of memory. */
export interface MemorySize {
  /** The element that has the `unit`, as a rule's element path. */
  readonly element: string
  /** The attribute that holds the number; absent if it is the element's text. */
  readonly attribute?: string
  /** The unit of a number without one: KiB unless it says otherwise. */
  readonly unit?: 'KiB' | 'MiB' | 'bytes'
  /** libvirt keeps the bytes here; elsewhere it keeps KiB, rounded up. */
  readonly keepsBytes?: true
}

/**
 * Source: libvirt 11.3 domain_conf.c (virDomainParseMemory, virDomainParseScaledValue, virDomainCachetuneDefParseCache) and
 * numa_conf.c; each place was tried on libvirt 12.8 without a unit and with one that does not divide by 1024.
 */
export const memorySizes: readonly MemorySize[] = [
  { element: 'domain/memory' },
  { element: 'domain/currentMemory' },
  { element: 'domain/maxMemory' },
  { element: 'domain/memtune/hard_limit' },
  { element: 'domain/memtune/soft_limit' },
  { element: 'domain/memtune/swap_hard_limit' },
  { element: 'domain/memoryBacking/hugepages/page', attribute: 'size' },
  { element: 'domain/cpu/numa/cell', attribute: 'memory' },
  { element: 'domain/cputune/cachetune/cache', attribute: 'size', keepsBytes: true },
  { element: 'domain/devices/memory/source/pagesize' },
  { element: 'domain/devices/memory/source/alignsize' },
  { element: 'domain/devices/memory/target/size' },
  { element: 'domain/devices/memory/target/block' },
  { element: 'domain/devices/memory/target/requested' },
  { element: 'domain/devices/memory/target/label/size' },
  { element: 'domain/devices/controller/pcihole64' },
  { element: 'domain/features/smm/tseg', unit: 'MiB', keepsBytes: true },
  { element: 'domain/devices/shmem/size', unit: 'bytes', keepsBytes: true },
]
