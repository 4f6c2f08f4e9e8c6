/** The root element, what the guest boots from, its features, clock, events, and the drivers' own namespaces. */
export const root = `
group domain
  @ type=qemu|kqemu|kvm|xen|lxc|uml|openvz|test|vmware|hyperv|vbox|phyp|vz|bhyve|hvf(8.1.0) -- What runs the guest: kvm with the host CPU's help, qemu without it
  @ ?id=<unsignedInt>                            -- The number of the running guest; output only
  @ ?xsi:schemaLocation=<text>                   -- Where the schema of the document is; libvirt reads past it
  name :<objectNameWithSlash>                    -- The name of the domain, unique on its host; libvirt uses it in file names and logs
  ?uuid :<UUID>                                  -- The identity of the domain, which the guest sees as its system UUID
  ?hwuuid(11.7.0) :<UUID>                        -- The UUID that the guest sees where it is to differ from the domain's own
  ?genid(4.4.0) :?<UUID>                         -- A number that changes when the guest's state is rolled back or cloned (VM generation ID)
  ?title :<objectNameWithSlash>                  -- A short title for people, in one line
  ?description :<text>                           -- A description for people; libvirt keeps it and makes no use of it
  ?metadata any                                  -- Data of other programs: each child in a namespace of its own
  ?cpu &cpu                                      -- The CPU that the guest sees
  *sysinfo &sysinfo                              -- SMBIOS tables or firmware settings that the guest sees
  &boot
  ?clock &clock                                  -- What the guest's clock starts from, and its timers
  ?throttlegroups(11.2.0)                        -- Named limits that several disks share
    *throttlegroup &iotune                       -- One named limit
  &resources
  ?features &features                            -- Switches of the machine: ACPI, Hyper-V enlightenments, SMM and others
  ?on_reboot :destroy|restart|preserve|rename-restart      -- What libvirt does when the guest reboots
  ?on_poweroff :destroy|restart|preserve|rename-restart    -- What libvirt does when the guest powers off
  ?on_crash :destroy|restart|preserve|rename-restart|coredump-destroy|coredump-restart|preserve-running(12.6.0) -- What libvirt does when the guest crashes
  ?on_lockfailure(1.0.0) :poweroff|restart|pause|ignore    -- What libvirt does when a lock on a disk is lost
  ?pm                                            -- Which sleep states the firmware offers
    ?suspend-to-mem ?enabled=yes|no              -- Sleep to memory (S3)
    ?suspend-to-disk ?enabled=yes|no             -- Sleep to disk (S4)
  ?perf(2.0.0)                                   -- Performance counters of the host for this guest
    +event enabled=yes|no name=cmt|mbmt|mbml|cpu_cycles|instructions|cache_references|cache_misses|branch_instructions|branch_misses|bus_cycles|stalled_cycles_frontend|stalled_cycles_backend|ref_cpu_cycles|cpu_clock|task_clock|page_faults|context_switches|cpu_migrations|page_faults_min|page_faults_maj|alignment_faults|emulation_faults -- One counter
  ?idmap &idMap                                  -- User and group numbers of a container on the host
  ?devices &devices                              -- Everything that the guest has besides CPU and memory
  *seclabel &seclabel                            -- How a security driver confines the guest on the host
  ?keywrap(1.2.13)                               -- Key wrapping of s390 guests
    +cipher name=aes|dea state=on|off            -- One cipher
  ?launchSecurity(4.4.0) &launchSecurity         -- Memory encryption and attestation of the guest
  &driverNamespaces

group boot
  case
    os                                           -- What the guest is and what it boots from
      @ ?firmware(5.2.0)=bios|efi                -- Lets libvirt choose the firmware image by itself
      type :hvm                                  -- hvm: a full machine, with or without help of the host's CPU
        @ ?arch=i686|x86_64|ia64|aarch64|alpha|armv6l|armv7l|cris|lm32|loongarch64(10.1.0)|m68k|microblaze|microblazeel|mips|mipsel|mips64|mips64el|openrisc|parisc|parisc64|ppc|ppc64|ppc64le|ppcemb|riscv32|riscv64|s390|s390x|sh4|sh4eb|sparc|sparc64|unicore32|xtensa|xtensaeb -- The architecture of the guest's CPU
        @ ?machine=<machineName>                 -- The mainboard that the guest sees, best with its version
      &directBoot
      ?firmware(7.2.0)                           -- What the automatically chosen firmware must have
        +feature enabled=yes|no name=enrolled-keys|secure-boot -- One property of the firmware
      ?loader &loader                            -- The firmware image
      case
        ?nvram(1.2.8) &nvram                     -- The guest's own copy of the firmware's variables
      case
        varstore(12.1.0) ?template=<absFilePath> ?path=<absFilePath> -- Where the firmware keeps its variables, as JSON
      *boot                                      -- What to boot from, in this order
        @ dev=hd|fd|cdrom|network                -- The kind of device: the first disk, floppy, CD-ROM or network card
      ?bootmenu                                  -- The boot menu of the firmware
        @ enable=yes|no                          -- Whether the firmware shows a boot menu
        @ ?timeout(1.2.8)=<unsignedShort>        -- For how many milliseconds
      ?smbios                                    -- Where the SMBIOS tables come from
        @ mode=emulate|host|sysinfo              -- Made up by QEMU, copied from the host, or written in sysinfo
      ?bios                                      -- Settings of a BIOS
        @ ?useserial=yes|no                      -- Whether it shows its screen on the serial port
        @ ?rebootTimeout=<rebootTimeoutDelay>    -- How many milliseconds until a failed boot is tried anew; -1 for never
      ?acpi                                      -- ACPI tables of your own
        *table :<absFilePath> type=raw(11.2.0)|rawset(11.2.0)|slic(1.3.5)|msdm(11.2.0) -- A file with an ACPI table
    ?bootloader :?<text>                         -- A program on the host that chooses the kernel (Xen)
    ?bootloader_args :<text>                     -- Arguments of the boot loader program
  case
    os
      type :exe                                  -- exe: a container
        @ ?arch=i686|x86_64|ia64|aarch64|alpha|armv6l|armv7l|cris|lm32|loongarch64(10.1.0)|m68k|microblaze|microblazeel|mips|mipsel|mips64|mips64el|openrisc|parisc|parisc64|ppc|ppc64|ppc64le|ppcemb|riscv32|riscv64|s390|s390x|sh4|sh4eb|sparc|sparc64|unicore32|xtensa|xtensaeb -- The architecture of the container's programs
      ?init :<absFilePath>                       -- The first program of a container
      *initarg :<text>                           -- One argument of the first program
      *initenv :<text> name=<environmentName>    -- One environment variable of the first program
      ?initdir :<absFilePath>                    -- The folder that the first program starts in
      case
      case
        inituser :<genericName>                  -- The user that the first program runs as
        initgroup :<genericName>                 -- The group that the first program runs as
  case
    ?os &osXen
    ?bootloader :?<text>
    ?bootloader_args :<text>

group osXen
  type :xen|linux|xenpvh(4.10.0)                 -- xen: a paravirtual guest
    @ ?arch=i686|x86_64|ia64                     -- The architecture of the guest's CPU
    @ ?machine=xenpv|xenfv|xenpvh(5.2.0)         -- The kind of Xen machine
  &directBoot

group directBoot
  ?kernel :<absFilePath>                         -- A kernel on the host to boot directly
  ?initrd :<absFilePath>                         -- The initial RAM disk of that kernel
  ?root :<absFilePath>                           -- The root file system of that kernel, as old Xen versions wrote it
  ?cmdline :<text>                               -- The command line of that kernel
  ?shim(11.2.0) :<text>                          -- A shim for secure boot of that kernel
  ?dtb(1.0.4) :<absFilePath>                     -- A device tree for that kernel

group loader :?<absFilePath>
  @ ?readonly(1.2.8)=yes|no                      -- Whether the guest may write to the image
  @ ?secure(2.1.0)=yes|no                        -- Whether the firmware needs SMM to protect secure boot
  @ ?type(1.2.8)=rom|pflash                      -- How the image is mapped: as read-only memory, or as flash with variables
  @ ?stateless(8.6.0)=yes|no                     -- Whether the firmware keeps no variables
  @ ?format(9.2.0)=raw|qcow2                     -- The format of the image file

group nvram
  @ ?template=<absFilePath>                      -- The file that a new guest's variables are copied from
  @ ?templateFormat(10.10.0)=raw|qcow2           -- The format of the template
  @ ?format(9.2.0)=raw|qcow2                     -- The format of the guest's own file
  case :?<absFilePath>|<vmwarePath>
  case &diskSource

group sysinfo
  case type=smbios                               -- SMBIOS tables, as dmidecode shows them
    ?bios                                        -- SMBIOS block 0
      +entry :<sysinfo-value> name=vendor|version|date|release
    ?system                                      -- SMBIOS block 1
      +entry :<sysinfo-value> name=manufacturer|product|version|serial|uuid|sku|family
    *baseBoard                                   -- SMBIOS block 2
      +entry :<sysinfo-value> name=manufacturer|product|version|serial|asset|location
    ?chassis(4.1.0)                              -- SMBIOS block 3
      +entry :<sysinfo-value> name=manufacturer|version|serial|asset|sku
    ?oemStrings(4.1.0)                           -- SMBIOS block 11
      +entry :<sysinfo-value>
  case type=fwcfg(6.5.0)                         -- Files that the firmware hands to the guest (fw_cfg)
    *entry &fwcfgEntry

group fwcfgEntry name=<text>
  case :<sysinfo-value>
  case file=<text>

group clock
  case offset=localtime|utc                      -- The clock starts with the host's time: in UTC, or as the host's wall clocks show it
    @ ?adjustment=<timeDelta>|reset              -- How many seconds the clock is ahead; reset forgets what the guest set
  case offset=timezone                           -- The clock starts with the time in a time zone
    @ ?timezone=<timeZone>                       -- The name of the time zone
  case offset=variable                           -- The clock starts a number of seconds from the host's, and the guest may change that
    @ ?adjustment=<timeDelta>                    -- How many seconds the clock is ahead of its basis
    @ ?basis=utc|localtime                       -- What the seconds are counted from
  case offset=absolute(8.4.0)                    -- The clock starts at the same moment every time
    @ start(8.4.0)=<unsignedLong>                -- That moment, in seconds since 1970
  *timer &timer                                  -- One clock source of the guest

group timer
  @ ?present=yes|no                              -- Whether the guest sees this timer
  case name=platform|rtc &tickpolicy             -- The real-time clock with its battery
    @ ?track=boot|guest|wall|realtime            -- What the timer follows: the guest's own time or the host's clock
  case name=tsc &tickpolicy                      -- The CPU's time stamp counter
    @ ?frequency=<unsignedLong>                  -- Ticks per second, which must stay the same over a migration
    @ ?mode=auto|native|emulate|paravirt|smpsafe -- Whether reads of the counter are emulated (Xen)
  case name=hpet|pit|armvtimer(6.1.0) &tickpolicy -- A timer chip: HPET, the old PIT, or ARM's virtual timer
  case name=kvmclock|hypervclock(1.2.2)          -- A clock that guest and hypervisor share: for Linux, for Windows

group tickpolicy
  case
  case tickpolicy=delay|merge|discard            -- What happens to ticks that came while the guest did not run
  case tickpolicy=catchup                        -- Missed ticks come faster until the guest has caught up
    ?catchup ?threshold=<unsignedInt> ?slew=<unsignedInt> ?limit=<unsignedInt> -- How fast missed ticks are made up for

group features
  ?pae                                           -- Physical address extension of 32-bit guests
  ?apic ?eoi=on|off                              -- The interrupt controller of x86
  ?acpi                                          -- ACPI tables: power management and device discovery
  ?hap ?state=on|off                             -- Paging in hardware (Xen)
  ?hyperv &hyperv                                -- Hyper-V enlightenments, which Windows guests make use of
  ?viridian                                      -- Hyper-V enlightenments on Xen
  ?kvm                                           -- Features of KVM
    ?hidden(1.2.8) state=on|off                  -- Hides KVM from the guest's CPUID
    ?hint-dedicated(5.7.0) state=on|off          -- Tells the guest that its vCPUs have host CPUs to themselves
    ?poll-control(6.10.0) state=on|off           -- Lets the guest control the host's polling for idle vCPUs
    ?pv-ipi(7.10.0) state=on|off                 -- Paravirtual interrupts between vCPUs
    ?dirty-ring(8.0.0) state=on|off ?size=<unsignedInt> -- Tracks changed memory in a ring instead of a bitmap
  ?xen(6.3.0)
    ?e820_host state=on|off
    ?passthrough state=on|off ?mode=sync_pt|share_pt
  ?privnet                                       -- A network namespace of its own for a container
  ?pvspinlock ?state=on|off                      -- Paravirtual spin locks
  ?capabilities policy=default|allow|deny &capabilityList
  ?pmu(1.2.12) ?state=on|off                     -- Performance counters in the guest
  ?vmport(1.2.16) ?state=on|off                  -- The VMware port, which lets a guest find out where it runs
  ?gic(1.2.16) ?version=host|2|3                 -- The interrupt controller of ARM
  ?smm(2.1.0)                                    -- System management mode, which secure boot needs
    case
    case state=on|off
      ?tseg(4.5.0) &scaledInteger               -- The size of SMM's memory
  ?ioapic(3.4.0) driver=qemu|kvm                 -- Where the I/O interrupt controller is emulated
  ?hpt(3.10.0) ?resizing=enabled|disabled|required -- The page table of pSeries guests
    ?maxpagesize(4.5.0) &scaledInteger
  ?vmcoreinfo(4.4.0) ?state=on|off               -- Lets the guest give the host what a crash dump needs
  ?htm(4.6.0) state=on|off                       -- Transactional memory (pSeries)
  ?nested-hv(4.10.0) state=on|off                -- Nested virtualization (pSeries)
  ?msrs(5.1.0) unknown=ignore|fault              -- What happens when the guest touches a register that KVM does not know
  ?ccf-assist(5.9.0) state=on|off
  ?cfpc(6.3.0) value=broken|workaround|fixed
  ?sbbc(6.3.0) value=broken|workaround|fixed
  ?ibs(6.3.0) value=broken|workaround|fixed-ibs|fixed-ccd|fixed-na
  ?tcg(8.0.0)                                   -- Features of QEMU's own emulation
    ?tb-cache &scaledInteger                    -- How much memory translated code may take
  ?async-teardown(9.6.0) ?enabled=yes|no         -- Frees the guest's memory in the background after it ended
  ?ras(10.4.0) state=on|off                      -- Memory errors reported to the guest (ARM)
  ?ps2(10.7.0) state=on|off                      -- The PS/2 controller with keyboard and mouse
  ?aia(11.1.0) value=none|aplic|aplic-imsic      -- Interrupts of RISC-V
  ?virtualization(12.1.0)                       -- Whether the guest may run guests of its own (ARM)

group hyperv
  case mode=passthrough(8.0.0)                   -- All enlightenments that the host has
  case ?mode(8.0.0)=custom|host-model(11.9.0)    -- The enlightenments below, by themselves or on top of the host's
    ?relaxed state=on|off                        -- Tells Windows not to trust its watchdog timers
    ?vapic(1.1.0) state=on|off                   -- A faster interrupt controller
    ?spinlocks(1.1.0) state=on|off ?retries=<unsignedInt> -- How often a spin lock is tried before the host is told
    ?vpindex(1.3.3) state=on|off                 -- Virtual processor numbers
    ?runtime(1.3.3) state=on|off                 -- How long each vCPU ran
    ?synic(1.3.3) state=on|off                   -- The synthetic interrupt controller
    ?stimer(1.3.3) ?state=on|off                 -- Synthetic timers
      ?direct(5.7.0) state=on|off
    ?reset(1.3.3) state=on|off                   -- Resets the machine through the hypervisor
    ?vendor_id(1.3.3) state=on|off ?value=<hypervVendorId> -- The name of the hypervisor that the guest reads
    ?frequencies(4.7.0) state=on|off             -- Clock rates in registers
    ?reenlightenment(4.7.0) state=on|off         -- Notices of migration
    ?tlbflush(4.7.0) ?state=on|off               -- Paravirtual flush of address caches
      ?direct(11.0.0) state=on|off
      ?extended(11.0.0) state=on|off
    ?ipi(4.10.0) state=on|off                    -- Paravirtual interrupts between vCPUs
    ?evmcs(4.10.0) state=on|off                  -- Faster nested virtualization on Intel
    ?avic(8.10.0) state=on|off                   -- Hardware help for interrupts
    ?emsr_bitmap(10.7.0) state=on|off
    ?xmm_input(10.7.0) state=on|off

group seclabel
  @ ?model=<text>                                -- The security driver: selinux, apparmor or dac
  case ?type=dynamic ?relabel=yes                -- A label that libvirt makes anew for each start
    ?label :<text>                               -- The label of the process; output only here
    ?imagelabel :<text>                          -- The label of the images; output only
    ?baselabel :<text>                           -- What the generated label is based on
  case type=static ?relabel=yes|no               -- The label is given here
    label :<text>
    ?imagelabel :<text>
  case type=none ?relabel=no                     -- The guest is not confined

group devSeclabel ?model=<text>
  case relabel=no
  case labelskip(1.1.2)=yes
  case ?relabel=yes
    +label :<text>

group launchSecurity
  case type=sev                                  -- AMD Secure Encrypted Virtualization
    @ ?kernelHashes(8.0.0)=yes|no                -- Whether the direct kernel is part of what is measured
    &sevNumbers
    policy :<hexuint>                            -- The guest policy of AMD SEV
    ?handle :<unsignedInt>
    ?dhCert :<text>                              -- The owner's Diffie-Hellman certificate
    ?session :<text>
  case type=sev-snp(10.5.0)                      -- AMD SEV with integrity of memory
    @ ?kernelHashes=yes|no                       -- Whether the direct kernel is part of what is measured
    @ ?authorKey=yes|no                          -- Whether the identity block has an author's key
    @ ?vcek=yes|no                               -- Whether the guest may use the chip's own endorsement key
    &sevNumbers
    policy :<hexuint>
    ?guestVisibleWorkarounds :<text>
    ?idBlock :<text>
    ?idAuth :<text>
    ?hostData :<text>
  case type=s390-pv(7.6.0)                       -- Protected virtualization of s390
  case type=tdx(11.6.0)                          -- Intel Trust Domain Extensions
    ?policy :<hexuint>
    ?mrConfigId :<text>
    ?mrOwner :<text>
    ?mrOwnerConfig :<text>
    ?quoteGenerationService ?path=<absFilePath>

group sevNumbers
  ?cbitpos :<xsd:unsignedInt>                    -- The bit that marks a page as encrypted
  ?reducedPhysBits :<xsd:unsignedInt>            -- How many address bits encryption takes

group scaledInteger :<unsignedLong>
  @ ?unit=<unit>                                 -- What the number counts: bytes, KiB, MiB, GiB and so on; KiB where nothing is said

# What a process in a container may do: Linux capabilities by their names.
group capabilityList
  ?audit_control state=on|off
  ?audit_write state=on|off
  ?block_suspend state=on|off
  ?chown state=on|off
  ?dac_override state=on|off
  ?dac_read_search state=on|off
  ?fowner state=on|off
  ?fsetid state=on|off
  ?ipc_lock state=on|off
  ?ipc_owner state=on|off
  ?kill state=on|off
  ?lease state=on|off
  ?linux_immutable state=on|off
  ?mac_admin state=on|off
  ?mac_override state=on|off
  ?mknod state=on|off
  ?net_admin state=on|off
  ?net_bind_service state=on|off
  ?net_broadcast state=on|off
  ?net_raw state=on|off
  ?setgid state=on|off
  ?setfcap state=on|off
  ?setpcap state=on|off
  ?setuid state=on|off
  ?sys_admin state=on|off
  ?sys_boot state=on|off
  ?sys_chroot state=on|off
  ?sys_module state=on|off
  ?sys_nice state=on|off
  ?sys_pacct state=on|off
  ?sys_ptrace state=on|off
  ?sys_rawio state=on|off
  ?sys_resource state=on|off
  ?sys_time state=on|off
  ?sys_tty_config state=on|off
  ?syslog state=on|off
  ?wake_alarm state=on|off

group driverNamespaces
  ?qemu:commandline                              -- Arguments that libvirt hands to QEMU as they are, at your own risk
    *qemu:arg value=<text>                       -- One argument
    *qemu:env name=<environmentName> ?value=<text> -- One environment variable
  ?qemu:capabilities(5.5.0)                      -- Overrides what libvirt found out about QEMU, for tests
    *qemu:add capability=<text>
    *qemu:del capability=<text>
  ?qemu:deprecation(7.3.0) behavior=none|omit|reject|crash -- What QEMU does when something deprecated is used
  ?qemu:override(8.2.0)                          -- Changes properties of devices that libvirt does not know
    *qemu:device alias=<text>                    -- The device, by its alias
      ?qemu:frontend
        *qemu:property name=<text> type=string|signed|unsigned|bool|remove ?value=<text> -- One property
  ?lxc:namespace                                 -- Namespaces that a container shares with others
    ?lxc:sharenet type=netns|name|pid value=<text>
    ?lxc:shareipc type=name|pid value=<text>
    ?lxc:shareuts type=name|pid value=<text>
  ?bhyve:commandline(5.1.0)                      -- Arguments that libvirt hands to bhyve as they are, at your own risk
    *bhyve:arg value=<text>                      -- One argument
  ?xen:commandline(6.7.0)                        -- Arguments that libvirt hands to Xen's device model as they are
    *xen:arg value=<text>                        -- One argument
  ?vmware:datacenterpath :<text>                 -- The data centre of a guest on VMware; output only
`
