/** CPU, memory and the resources that the host gives: counts, sizes, pinning, limits, NUMA. */
export const cpu = `
group cpu
  @ ?mode=custom|host-model|host-passthrough|maximum(7.1.0) -- Whose CPU the guest sees: a named model, the host's nearest one, or the host's own
  @ ?match=minimum|exact|strict                  -- How strictly the host's CPU must fit the one described
  @ ?check(3.2.0)=none|partial|full              -- Who checks that the guest really got the CPU it was promised
  @ ?deprecated_features(11.0.0)=on|off          -- Whether features that are on their way out stay on (s390)
  @ ?migratable(6.5.0)=on|off                    -- Whether features that a migration cannot carry are left out
  ?model :?<text>                                -- The name of the CPU model
    @ ?fallback=allow|forbid                     -- Whether a nearby model will do where QEMU lacks this one
    @ ?vendor_id=<cpuVendorId>                   -- Twelve letters that the guest reads as its CPU's vendor
  ?vendor :<text>                                -- Which vendor the host's CPU must be of
  ?topology                                      -- How the vCPUs are arranged; the product must be their number
    @ sockets=<positiveInteger>                  -- How many CPU packages the guest sees
    @ ?dies(6.1.0)=<positiveInteger>             -- How many dies a package has
    @ ?clusters(10.1.0)=<positiveInteger>        -- How many clusters of cores a die has
    @ cores=<positiveInteger>                    -- How many cores a die or cluster has
    @ threads=<positiveInteger>                  -- How many threads a core has
  *feature                                       -- Adds a CPU feature to the model, or takes it away
    @ policy=force|require|optional|disable|forbid -- Whether the guest has the feature, and what if the host lacks it
    @ name=<featureName>                         -- The feature as libvirt calls it, such as vmx or aes
  ?numa                                          -- The NUMA nodes that the guest sees
    +cell &numaCell                             -- One NUMA node of the guest: its vCPUs and its memory
    ?interconnects(6.6.0)                        -- How fast nodes reach each other's memory
      *latency initiator=<unsignedInt> target=<unsignedInt> ?cache=<unsignedInt> type=access|read|write value=<unsignedInt> -- Delay in nanoseconds
      *bandwidth initiator=<unsignedInt> target=<unsignedInt> ?cache=<unsignedInt> type=access|read|write value=<unsignedInt> unit=<unit> -- Throughput
  ?cache(3.3.0)                                  -- Which CPU caches the guest is told of
    @ ?level=1|2|3                               -- The level of the cache that is emulated
    @ mode=emulate|passthrough|disable           -- Whether the guest sees a made-up cache, the host's, or none
  ?maxphysaddr(8.7.0)                            -- How many address bits the guest sees
    @ mode=emulate|passthrough                   -- Whether the number is given here or the host's own
    @ ?bits=<unsignedInt>                        -- The number of bits
    @ ?limit(9.3.0)=<unsignedInt>                -- The most bits that are passed on from the host

group numaCell
  @ ?id(1.2.7)=<unsignedInt>                     -- The number of the node, from 0
  @ ?cpus=<cpuset>                               -- The vCPUs of the node
  @ memory=<memoryKB>                            -- The memory of the node
  @ ?unit(1.2.11)=<unit>                         -- What the memory is counted in; KiB where nothing is said
  @ ?memAccess(1.2.9)=shared|private             -- Whether other processes may share the node's memory
  @ ?discard(4.4.0)=yes|no                       -- Whether the memory's contents may be thrown away when the guest ends
  ?distances(3.10.0)                             -- How far it is to other nodes
    +sibling id=<unsignedInt> value=<numaDistanceValue> -- One distance: 10 is the node itself
  *cache(6.6.0) level=<unsignedInt> associativity=none|direct|full policy=none|writeback|writethrough -- A cache in front of the memory
    size value=<unsignedInt> unit=<unit>         -- Size of the cache
    line value=<unsignedInt> unit=<unit>         -- Size of a cache line

group resources
  ?memory &scaledInteger                         -- The guest's memory at boot
    @ ?dumpCore=on|off                           -- Whether a core dump of QEMU has the guest's memory
  ?maxMemory(1.2.14) &scaledInteger              -- How far memory can grow by plugging in modules
    @ ?slots=<unsignedInt>                       -- How many modules can be plugged in
  ?currentMemory &scaledInteger                 -- What the balloon leaves to the guest
  ?memoryBacking &memoryBacking                  -- What the guest's memory is made of on the host
  ?vcpu :<countCPU>                              -- How many virtual CPUs the guest may have
    @ ?placement=static|auto                     -- Who chooses the host CPUs: cpuset, or the numad daemon
    @ ?cpuset=<cpuset>                           -- The host CPUs that the guest may run on
    @ ?current=<countCPU>                        -- How many of the virtual CPUs are there at boot
  ?vcpus(2.2.0)                                  -- The state of each single vCPU
    *vcpu id=<unsignedInt>                       -- One vCPU
      @ enabled=yes|no                           -- Whether the vCPU is there at boot
      @ ?hotpluggable=yes|no                     -- Whether it can be taken away again
      @ ?order=<unsignedInt>                     -- When it was plugged in, among the others
  ?iothreads(1.2.8) :<unsignedInt>               -- How many threads serve disks and controllers
  ?iothreadids(1.2.15)                           -- The numbers of those threads
    *iothread id=<unsignedInt> ?thread_pool_min(8.5.0)=<unsignedInt> ?thread_pool_max(8.5.0)=<unsignedInt> -- One thread
      ?poll(9.4.0) ?max=<unsignedLong> ?grow=<unsignedLong> ?shrink=<unsignedLong> ?weight(12.7.0)=<unsignedInt> -- How long it polls before it sleeps
  ?defaultiothread(8.5.0) ?thread_pool_min=<unsignedInt> ?thread_pool_max=<unsignedInt> -- The worker threads of QEMU's main loop
  ?blkiotune &blkiotune                          -- Shares and limits of disk traffic
  ?memtune                                       -- Limits of the host memory that the guest's process may take
    ?hard_limit &scaledInteger                  -- The most memory; above it the host kills the guest
    ?soft_limit &scaledInteger                  -- The memory it is pushed back to when the host runs short
    ?min_guarantee &scaledInteger               -- Memory that is kept for it (ESX)
    ?swap_hard_limit &scaledInteger             -- The most memory and swap together
  ?cputune &cputune                              -- Pinning, scheduling and limits of the CPU time
  ?numatune &numatune                            -- Which host nodes the memory comes from
  ?iommufd(12.2.0) enabled=yes|no ?fdgroup=<text> -- Hands devices to the guest through IOMMUFD
  ?resource                                      -- Where the guest's process is accounted
    ?partition(1.0.5) :<absFilePath>             -- The control group
    ?fibrechannel(7.7.0) appid=<fibreChannelAppId> -- A name for the guest's Fibre Channel traffic

group memoryBacking
  ?hugepages                                     -- Huge pages of the host
    *page(1.2.5)                                 -- Which size of page, for which nodes of the guest
      @ size=<unsignedLong>                      -- The size of a page, which the host must have reserved
      @ ?unit=<unit>                             -- What the size is counted in; KiB where nothing is said
      @ ?nodeset=<cpuset>                        -- The guest's NUMA nodes that have these pages
  ?nosharepages(1.0.6)                           -- Keeps the host from merging equal pages
  ?locked(1.0.6)                                 -- Keeps the memory from being swapped out
  ?source(3.1.0) type=file|anonymous|memfd(4.10.0) -- What kind of host memory
  ?access(3.1.0) mode=shared|private             -- Whether other processes, such as vhost-user backends, may share it
  ?allocation(3.1.0) ?mode=immediate|ondemand ?threads(8.2.0)=<unsignedInt> -- When the memory is taken from the host
  ?discard(4.4.0)                                -- Throws the memory's contents away when the guest ends

group blkiotune
  ?weight :<weight>                              -- The guest's share of disk time
  *device                                        -- Limits for one device of the host
    path :<absFilePath>|*(12.3.0)
    ?weight :<weight>
    ?read_iops_sec(1.2.2) :<xsd:unsignedInt>
    ?write_iops_sec(1.2.2) :<xsd:unsignedInt>
    ?read_bytes_sec(1.2.2) :<xsd:unsignedLong>
    ?write_bytes_sec(1.2.2) :<xsd:unsignedLong>

group cputune
  ?shares :<cpushares>                           -- The guest's share of CPU time, against other guests
  ?global_period(1.3.3) :<cpuperiod>             -- The interval for the whole guest, in microseconds
  ?global_quota(1.3.3) :<cpuquota>               -- The CPU time of the whole guest in each interval
  ?period :<cpuperiod>                           -- The interval for each vCPU, in microseconds
  ?quota :<cpuquota>                             -- The CPU time of each vCPU in each interval
  ?emulator_period :<cpuperiod>
  ?emulator_quota :<cpuquota>
  ?iothread_period(2.1.0) :<cpuperiod>
  ?iothread_quota(2.1.0) :<cpuquota>
  *vcpupin                                       -- Binds a vCPU to CPUs of the host
    @ vcpu=<vcpuid>                              -- The number of the vCPU, from 0
    @ cpuset=<cpuset>                            -- The host CPUs that it may run on
  ?emulatorpin cpuset=<cpuset>                   -- Binds QEMU's own threads to CPUs of the host
  *iothreadpin(1.2.9) iothread=<unsignedInt> cpuset=<cpuset> -- Binds an I/O thread to CPUs of the host
  *vcpusched(1.2.13) ?vcpus=<cpuset> &schedule   -- How the host schedules vCPUs
  *iothreadsched(1.2.13) ?iothreads=<cpuset> &schedule -- How the host schedules I/O threads
  ?emulatorsched(5.3.0) &schedule                -- How the host schedules QEMU's own threads
  *cachetune(4.1.0) ?vcpus=<cpuset> ?id=<text>   -- Shares of the host's CPU caches
    case
      +cache id=<unsignedInt> level=<unsignedInt> type=both|code|data size=<unsignedLong> ?unit=<unit> -- One share
      *monitor(4.10.0) level=<unsignedInt> ?vcpus=<cpuset> -- Watches the cache's use
    case
      +monitor(4.10.0) level=<unsignedInt> ?vcpus=<cpuset> -- Watches the cache's use
  *memorytune(4.7.0) ?vcpus=<cpuset>             -- Limits of the memory bandwidth
    case
      +node id=<unsignedInt> bandwidth=<unsignedInt> -- The limit for one node, in percent
      *monitor ?vcpus=<cpuset>                   -- Watches the bandwidth
    case
      +monitor ?vcpus=<cpuset>                   -- Watches the bandwidth
  *energytune(12.4.0) ?vcpus=<cpuset> ?id=<text>
    +monitor ?vcpus=<cpuset>

group schedule
  case scheduler=batch|idle                      -- A scheduler for work that may wait
  case scheduler=fifo|rr                         -- A real-time scheduler
    @ priority=<unsignedShort>                   -- The real-time priority, 1 to 99

group numatune
  ?memory                                        -- How the guest's memory is spread over host nodes
    @ ?mode=strict|preferred|interleave|restrictive(7.9.0) -- Whether other nodes may help out, or all take turns
    case ?placement=static                       -- The nodes are given here
      @ ?nodeset=<cpuset>                        -- The host's NUMA nodes
    case placement=auto                          -- The numad daemon chooses the nodes
  *memnode(1.2.7) cellid=<unsignedInt> mode=strict|preferred|interleave|restrictive(7.9.0) nodeset=<cpuset> -- The same for one node of the guest
`
