/** What stands directly below `<domain>`, and the definition's own names, sizes and events. */
export const domain = `
group domain
  domain type
    name :
    uuid :uuid
    hwuuid(11.7.0) :uuid
    genid! :uuid
    title :
    description :
    metadata verbatim
    maxMemory slots=uint!0 unit :KiB
    memory dumpCore unit :KiB
    currentMemory unit :KiB
    &blkiotune
    +memtune
      hard_limit unit :KiB
      soft_limit unit :KiB
      min_guarantee unit :KiB
      swap_hard_limit unit :KiB
    +memoryBacking
      hugepages!
        *page size=KiB unit nodeset=cpuset
      nosharepages
      locked
      source type!none
      access mode!default
      allocation mode threads=uint!0
      discard
    &vcpus
    +throttlegroups(11.2.0)
      *throttlegroup &limits
        &limitLengths
        group_name :
    &cputune
    +numatune
      memory mode placement nodeset=cpuset
      *memnode cellid=uint mode nodeset=cpuset
    iommufd(12.2.0) enabled fdgroup
    resource
      partition :
      fibrechannel appid
    *sysinfo &sysinfo
    bootloader :
    bootloader_args :
    +os &os
    +idmap &idmap
    +features &features
    cpu &cpu
    +clock! &clock
    on_poweroff :
    on_reboot :
    on_crash :
    on_lockfailure :
    +pm
      suspend-to-mem enabled
      suspend-to-disk enabled
    +perf
      *event name enabled
      sort event by name cmt mbmt mbml cpu_cycles instructions cache_references cache_misses branch_instructions branch_misses bus_cycles stalled_cycles_frontend stalled_cycles_backend ref_cpu_cycles cpu_clock task_clock page_faults context_switches cpu_migrations page_faults_min page_faults_maj alignment_faults emulation_faults
    +devices! &devices
    *seclabel type model
      when type!=none
        @ relabel
        when type=static
          label :
        when type=dynamic|-
          baselabel :
    +keywrap
      *cipher name state
      sort cipher by name aes dea
    launchSecurity &launchSecurity
    &driverNamespaces

group idmap
  *uid start=uint target=uint count=uint
  *gid start=uint target=uint count=uint

group blkiotune
  +blkiotune
    weight :number!0
    *device
      path :
      weight :uint!0
      read_iops_sec :uint!0
      write_iops_sec :uint!0
      read_bytes_sec :uint!0
      write_bytes_sec :uint!0

group vcpus
  vcpu placement cpuset=cpuset current=uint :uint
  +vcpus
    *vcpu id=uint enabled hotpluggable order=uint
    sort vcpu by id
  iothreads :uint!0
  +iothreadids
    *iothread id=uint thread_pool_min=int thread_pool_max=int
      poll max=uint grow=uint shrink=uint weight(12.7.0)=uint
  defaultiothread thread_pool_min=int thread_pool_max=int

group cputune
  +cputune
    shares :uint
    period :uint!0
    quota :int!0
    global_period :uint!0
    global_quota :int!0
    emulator_period :uint!0
    emulator_quota :int!0
    iothread_period :uint!0
    iothread_quota :int!0
    *vcpupin vcpu=uint cpuset=cpuset
    sort vcpupin by vcpu
    emulatorpin cpuset=cpuset
    *iothreadpin iothread=uint cpuset=cpuset
    sort iothreadpin by iothread
    emulatorsched scheduler
      when scheduler=rr|fifo
        @ priority=int
    *vcpusched vcpus=cpuset scheduler
      when scheduler=rr|fifo
        @ priority=int
    sort vcpusched by vcpus
    *iothreadsched iothreads=cpuset scheduler
      when scheduler=rr|fifo
        @ priority=int
    sort iothreadsched by iothreads
    *cachetune vcpus=cpuset
      *cache id=uint level=uint type size=prettyKiB unit
      *monitor level=uint vcpus=cpuset
      sort cache by id
    *memorytune vcpus=cpuset
      *node id=uint bandwidth=uint
      *monitor vcpus=cpuset
      sort node by id
    *energytune(12.4.0) vcpus=cpuset
      *monitor vcpus=cpuset

group sysinfo
  @ type
  when type=smbios
    bios
      *entry name :
      sort entry by name vendor version date release
    system
      *entry name :
      sort entry by name manufacturer product version serial uuid sku family
    *baseBoard
      *entry name :
      sort entry by name manufacturer product version serial asset location
    chassis
      *entry name :
      sort entry by name manufacturer version serial asset sku
    oemStrings
      *entry :
  when type=fwcfg
    *entry name file :

group os
  @ firmware
  type arch machine :
  +firmware!
    *feature enabled name
    sort feature by name enrolled-keys secure-boot
  init :
  *initarg :
  *initenv name :
  initdir :
  inituser :
  initgroup :
  loader readonly secure type stateless format :
  nvram template templateFormat type format :
    when type
      source &storage
  varstore(12.1.0) template path
  kernel :
  initrd :
  cmdline :
  shim(11.2.0) :
  dtb :
  root :
  +acpi
    *table type :
  when !../bootloader/
    *boot dev
    bootmenu enable
      when enable=yes
        @ timeout=uint
    bios useserial rebootTimeout=int
  smbios mode

group clock
  @ offset
  when offset=variable
    @ adjustment=int basis
  when offset=utc|localtime|-
    @ adjustment
  when offset=timezone
    @ timezone
  when offset=absolute
    @ start=uint
  *timer name present tickpolicy track
    when name=tsc
      @ frequency=uint!0 mode
    catchup threshold=uint!0 slew=uint!0 limit=uint!0

group launchSecurity
  @ type
  when type=sev
    @ kernelHashes
    cbitpos :uint
    reducedPhysBits :uint
    policy :hex4
    dhCert :
    session :
  when type=sev-snp
    @ kernelHashes authorKey vcek
    cbitpos :uint
    reducedPhysBits :uint
    policy :hex8
    guestVisibleWorkarounds :
    idBlock :
    idAuth :
    hostData :
  when type=tdx
    policy :hex
    mrConfigId :
    mrOwner :
    mrOwnerConfig :
    quoteGenerationService! path

# What a driver adds to the format; libvirt reads it where that driver runs the guest.
group driverNamespaces
  when type=kvm|qemu|kqemu|hvf
    @ xmlns:qemu
    +qemu:commandline
      *qemu:arg value
      *qemu:env name value
    +qemu:capabilities
      *qemu:add capability
      *qemu:del capability
    qemu:deprecation behavior
    +qemu:override
      *qemu:device alias
        qemu:frontend
          *qemu:property name type value
  when type=lxc
    @ xmlns:lxc
    lxc:namespace
      lxc:sharenet type value
      lxc:shareipc type value
      lxc:shareuts type value
  when type=xen
    @ xmlns:xen
    +xen:commandline
      *xen:arg value
  when type=bhyve
    @ xmlns:bhyve
    +bhyve:commandline
      *bhyve:arg value
      *bhyve:env name value
  when type=vmware
    @ xmlns:vmware
    vmware:datacenterpath :
`
