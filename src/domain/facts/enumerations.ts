import { table } from '../table.js'

/**
 * The words that libvirt takes where a definition offers a choice; any other word makes it refuse the definition.
 * A key is the path of the element with `@attribute`, or the path alone where the element's text is meant; `!` behind it: it must be there; `?`: an empty one counts as absent.
 * `word:9.8.0` is known from that libvirt on. Source: the virXMLPropEnum calls and enumerations of libvirt 11.3 (domain_conf.c,
 * cpu_conf.c, numa_conf.c, storage_source_conf.c and kin), later words by the documentation, all of it tried on libvirt 12.8.
 */
export const enumerations = table<string>({
  'domain@type!': 'qemu kqemu kvm xen lxc uml openvz test vmware hyperv vbox phyp parallels bhyve vz hvf:8.1.0 none',
  'domain/{on_poweroff,on_reboot}?': 'destroy restart rename-restart preserve',
  'domain/on_crash?': 'destroy restart rename-restart preserve coredump-destroy coredump-restart preserve-running:12.6.0',
  'domain/on_lockfailure?': 'poweroff restart pause ignore default',

  'domain/os@firmware?': 'bios efi',
  'domain/os/type!': 'hvm xen linux exe uml xenpvh',
  'domain/os/type@arch?':
    'alpha armv6l armv7l armv7b aarch64 cris i686 ia64 lm32 loongarch64:9.7.0 m68k microblaze microblazeel mips mipsel mips64 mips64el openrisc parisc parisc64 ppc ppcle ppc64 ppc64le ppcemb riscv32 riscv64 s390 s390x sh4 sh4eb sparc sparc64 unicore32 x86_64 xtensa xtensaeb',
  'domain/os/boot@dev!': 'fd cdrom hd network',
  'domain/os/smbios@mode?': 'emulate host sysinfo none',
  'domain/os/loader@type': 'rom pflash',
  'domain/os/{loader,nvram}@format': 'raw qcow2 none',
  'domain/os/nvram@templateFormat': 'raw qcow2 none',
  'domain/os/nvram@type': 'file block dir network volume nvme vhostuser vhostvdpa:9.8.0 none ctl:12.0.0',
  'domain/os/firmware/feature@name!': 'enrolled-keys secure-boot',
  'domain/os/acpi/table@type!': 'raw:11.2.0 rawset:11.2.0 slic msdm:11.2.0',

  'domain/vcpu@placement': 'static auto',
  'domain/cputune/{vcpusched,iothreadsched,emulatorsched}@scheduler!': 'batch idle fifo rr',
  'domain/cputune/cachetune/cache@type!': 'both code data',
  'domain/numatune/{memory,memnode}@mode': 'strict preferred interleave restrictive',
  'domain/numatune/memory@placement': 'static auto default',
  'domain/memoryBacking/source@type?': 'file anonymous memfd',
  'domain/memoryBacking/access@mode?': 'shared private',
  'domain/memoryBacking/allocation@mode?': 'immediate ondemand',

  'domain/cpu@mode': 'custom host-model host-passthrough maximum',
  'domain/cpu@match': 'exact minimum strict',
  'domain/cpu@check': 'none partial full default',
  'domain/cpu/model@fallback?': 'allow forbid',
  'domain/cpu/feature@policy': 'force require optional disable forbid',
  'domain/cpu/cache@mode!': 'emulate passthrough disable',
  'domain/cpu/maxphysaddr@mode!': 'emulate passthrough',
  'domain/cpu/numa/cell@memAccess': 'shared private',
  'domain/cpu/numa/cell/cache@associativity!': 'none direct full',
  'domain/cpu/numa/cell/cache@policy!': 'none writeback writethrough',
  'domain/cpu/numa/interconnects/{latency,bandwidth}@type!': 'access read write',

  'domain/features/hyperv@mode': 'custom passthrough host-model:11.9.0',
  'domain/features/xen/passthrough@mode': 'sync_pt share_pt',
  'domain/features/capabilities@policy': 'default allow deny',
  'domain/features/msrs@unknown!': 'ignore fault',
  'domain/features/gic@version': 'host 2 3',
  'domain/features/ioapic@driver': 'qemu kvm',
  'domain/features/hpt@resizing': 'enabled disabled required',
  'domain/features/{cfpc,sbbc}@value': 'broken workaround fixed',
  'domain/features/ibs@value': 'broken workaround fixed-ibs fixed-ccd fixed-na',
  'domain/features/aia@value': 'none aplic aplic-imsic',

  'domain/clock@offset?': 'utc localtime variable timezone absolute:8.4.0',
  'domain/clock[@offset=variable]@basis?': 'utc localtime',
  'domain/clock/timer@name!': 'platform pit rtc hpet tsc kvmclock hypervclock armvtimer',
  'domain/clock/timer@tickpolicy': 'delay catchup merge discard',
  'domain/clock/timer@track': 'boot guest wall realtime',
  'domain/clock/timer@mode': 'auto native emulate paravirt smpsafe',

  'domain/keywrap/cipher@name!': 'aes dea',
  'domain/launchSecurity@type!': 'sev sev-snp:10.5.0 s390-pv tdx:11.6.0',
  'domain/seclabel@type': 'none dynamic static',
  'domain/sysinfo@type!': 'smbios fwcfg',
  'domain/perf/event@name!':
    'cmt mbmt mbml cpu_cycles instructions cache_references cache_misses branch_instructions branch_misses bus_cycles stalled_cycles_frontend stalled_cycles_backend ref_cpu_cycles cpu_clock task_clock page_faults context_switches cpu_migrations page_faults_min page_faults_maj alignment_faults emulation_faults',

  'domain/devices/<device>/address@type!': 'pci drive virtio-serial ccid usb spapr-vio virtio-s390 ccw virtio-mmio isa dimm unassigned',

  'domain/devices/disk@type': 'file block dir network volume nvme vhostuser vhostvdpa:9.8.0 ctl:12.0.0',
  'domain/devices/disk@device': 'disk cdrom floppy lun',
  'domain/devices/disk@model': 'virtio virtio-transitional virtio-non-transitional usb-storage:11.5.0 usb-bot:11.5.0 default',
  'domain/devices/disk@snapshot': 'no internal external manual:8.2.0',
  'domain/devices/disk@sgio': 'filtered unfiltered',
  'domain/devices/disk/driver@type': 'raw dir bochs cloop dmg iso vpc vdi fat vhd ploop cow qcow qcow2 qed vmdk aio',
  'domain/devices/disk/driver@cache': 'default none writethrough writeback directsync unsafe',
  'domain/devices/disk/driver@error_policy': 'stop report ignore enospace',
  'domain/devices/disk/driver@rerror_policy': 'stop report ignore enospace',
  'domain/devices/disk/driver@io': 'native threads io_uring',
  'domain/devices/disk/driver@discard': 'unmap ignore',
  'domain/devices/disk/driver@detect_zeroes': 'off on unmap',
  'domain/devices/disk[@type=network]/source@protocol!': 'nbd rbd sheepdog gluster iscsi http https ftp ftps tftp ssh vxhs nfs',
  'domain/devices/disk[@type=network]/source/host@transport': 'tcp unix rdma fd:10.3.0',
  'domain/devices/disk[@type=volume]/source@mode': 'host direct',
  'domain/devices/disk/source@startupPolicy': 'mandatory requisite optional',
  'domain/devices/disk/geometry@trans': 'auto lba none',
  'domain/devices/disk/target@bus': 'ide fdc scsi virtio xen usb uml sata sd nvme:11.5.0',
  'domain/devices/disk/target@tray': 'closed open',
  'domain/devices/disk/backingStore@type': 'file block dir network volume nvme vhostuser vhostvdpa:9.8.0 ctl:12.0.0',
  'domain/devices/disk/source/dataStore@type!': 'file block dir network volume nvme vhostuser vhostvdpa ctl:12.0.0',
  'domain/devices/disk/backingStore/format@type!': 'raw dir bochs cloop dmg iso vpc vdi fat vhd ploop cow qcow qcow2 qed vmdk',
  'domain/devices/disk/{auth,source/auth,backingStore/source/auth}@type?': 'none chap ceph',
  'domain/devices/disk/{encryption,source/encryption,backingStore/source/encryption}@format!':
    'default qcow luks luks2:8.6.0 luks-any:9.3.0',
  'domain/devices/disk/{encryption,source/encryption,backingStore/source/encryption}@engine': 'qemu librbd',
  'domain/devices/disk/{encryption,source/encryption,backingStore/source/encryption}/secret@type!': 'passphrase',

  'domain/devices/controller@type': 'ide fdc scsi sata virtio-serial ccid usb pci xenbus isa nvme:11.5.0',
  'domain/devices/controller[@type=pci]@model':
    'pci-root pcie-root pci-bridge dmi-to-pci-bridge pcie-to-pci-bridge pcie-root-port pcie-switch-upstream-port pcie-switch-downstream-port pci-expander-bus pcie-expander-bus',
  'domain/devices/controller[@type=usb]@model':
    'piix3-uhci piix4-uhci ehci ich9-ehci1 ich9-uhci1 ich9-uhci2 ich9-uhci3 vt82c686b-uhci pci-ohci nec-xhci qusb1 qusb2 qemu-xhci none',
  'domain/devices/controller[@type=scsi]@model':
    'auto buslogic lsilogic lsisas1068 vmpvscsi ibmvscsi virtio-scsi lsisas1078 virtio-transitional virtio-non-transitional ncr53c90 dc390 am53c974',
  'domain/devices/controller[@type=virtio-serial]@model': 'virtio virtio-transitional virtio-non-transitional',
  'domain/devices/controller[@type=ide]@model': 'piix3 piix4 ich6',
  'domain/devices/controller[@type={sata,fdc,ccid,isa,xenbus,nvme}]@model': '',
  'domain/devices/controller[@type=pci]/model@name':
    'pci-bridge i82801b11-bridge ioh3420 x3130-upstream xio3130-downstream pxb pxb-pcie pcie-root-port spapr-pci-host-bridge pcie-pci-bridge none',

  'domain/devices/filesystem@type': 'mount block file template ram bind volume',
  'domain/devices/filesystem@accessmode?': 'passthrough mapped squash',
  'domain/devices/filesystem@model': 'virtio virtio-transitional virtio-non-transitional',
  'domain/devices/filesystem@multidevs': 'default remap forbid warn',
  'domain/devices/filesystem/driver@type': 'path handle loop nbd ploop virtiofs mtp:10.2.0 default',
  'domain/devices/filesystem/driver@format': 'raw dir bochs cloop dmg iso vpc vdi fat vhd ploop cow qcow qcow2 qed vmdk',
  'domain/devices/filesystem/driver@wrpolicy': 'immediate default',
  'domain/devices/filesystem/binary/cache@mode': 'none always',
  'domain/devices/filesystem/binary/sandbox@mode': 'namespace chroot',

  'domain/devices/interface@type':
    'user ethernet vhostuser server client mcast network bridge internal direct hostdev udp vdpa null:8.7.0 vds:8.7.0',
  'domain/devices/interface/mac@type': 'generated static',
  'domain/devices/interface/driver@name': 'qemu vhost',
  'domain/devices/interface/driver@txmode': 'iothread timer',
  'domain/devices/interface/backend@type': 'default passt:9.0.0',
  'domain/devices/interface/portForward@proto!': 'tcp udp',
  'domain/devices/interface[@type=direct]/source@mode': 'vepa private bridge passthrough',
  'domain/devices/interface[@type=vhostuser]/source@mode': 'client server',
  'domain/devices/interface/teaming@type?': 'persistent transient',
  'domain/devices/interface/link@state?': 'up down',
  'domain/devices/interface/virtualport@type': '802.1Qbg 802.1Qbh openvswitch midonet',
  'domain/devices/interface/vlan/tag@nativeMode': 'tagged untagged',

  'domain/devices/{serial,parallel,console,channel}@type':
    'null vc pty dev file pipe stdio udp tcp unix spicevmc spiceport nmdm qemu-vdagent:8.4.0 dbus:8.4.0',
  'domain/devices/redirdev@type!': 'null vc pty dev file pipe stdio udp tcp unix spicevmc spiceport nmdm qemu-vdagent:8.4.0 dbus:8.4.0',
  'domain/devices/smartcard[@mode=passthrough]@type!':
    'null vc pty dev file pipe stdio udp tcp unix spicevmc spiceport nmdm qemu-vdagent:8.4.0 dbus:8.4.0',
  'domain/devices/rng/backend[@model=egd]@type':
    'null vc pty dev file pipe stdio udp tcp unix spicevmc spiceport nmdm qemu-vdagent:8.4.0 dbus:8.4.0',
  'domain/devices/serial/target/model@name?':
    'isa-serial usb-serial pci-serial spapr-vty pl011 sclpconsole sclplmconsole 16550a isa-debugcon:8.1.0 none',
  'domain/devices/channel[@type=qemu-vdagent]/source/mouse@mode!': 'server client',
  'domain/devices/{serial,parallel,console,channel}[@type={tcp,unix,udp}]/source@mode': 'connect bind',
  'domain/devices/{serial,parallel,console,channel,smartcard,redirdev}[@type=tcp]/protocol@type': 'raw telnet telnets tls',

  'domain/devices/input@type!': 'mouse tablet keyboard passthrough evdev',
  'domain/devices/input@model': 'virtio virtio-transitional virtio-non-transitional',
  'domain/devices/input@bus': 'ps2 usb xen parallels virtio none',
  'domain/devices/input[@type=evdev]/source@grab': 'all',
  'domain/devices/input[@type=evdev]/source@grabToggle': 'ctrl-ctrl alt-alt shift-shift meta-meta scrolllock ctrl-scrolllock',
  'domain/devices/hub@type!': 'usb',
  'domain/devices/redirdev@bus': 'usb',
  'domain/devices/smartcard@mode!': 'host host-certificates passthrough',

  'domain/devices/graphics@type!': 'sdl vnc rdp desktop spice egl-headless dbus:8.4.0',
  'domain/devices/graphics/listen@type!': 'none address network socket',
  'domain/devices/graphics[@type=vnc]@sharePolicy': 'allow-exclusive force-shared ignore default',
  'domain/devices/graphics[@type={vnc,spice}][@passwd]@connected': 'fail disconnect keep',
  'domain/devices/graphics[@type=spice]@defaultMode': 'any secure insecure',
  'domain/devices/graphics[@type=spice]/channel@name!': 'main display inputs cursor playback record smartcard usbredir',
  'domain/devices/graphics[@type=spice]/channel@mode!': 'any secure insecure',
  'domain/devices/graphics[@type=spice]/image@compression!': 'auto_glz auto_lz quic glz lz off',
  'domain/devices/graphics[@type=spice]/{jpeg,zlib}@compression!': 'auto never always',
  'domain/devices/graphics[@type=spice]/streaming@mode!': 'filter all off',
  'domain/devices/graphics[@type=spice]/mouse@mode!': 'server client',

  'domain/devices/sound@model!': 'sb16 es1370 pcspk ac97 ich6 ich9 usb ich7 virtio:10.4.0',
  'domain/devices/sound/codec@type!': 'duplex micro output',
  'domain/devices/audio@type!': 'none alsa coreaudio jack oss pulseaudio sdl spice file dbus:8.4.0 pipewire:9.10.0',
  'domain/devices/audio[@type=sdl]@driver': 'esd alsa arts pulseaudio',
  'domain/devices/audio/{input,output}/settings@format': 'u8 s8 u16 s16 u32 s32 f32',

  'domain/devices/video/model@type': 'vga cirrus vmvga xen vbox qxl parallels virtio gop none bochs ramfb default',
  'domain/devices/video/driver@name': 'qemu vhostuser',

  'domain/devices/watchdog@model!': 'i6300esb ib700 diag288 itco:9.1.0',
  'domain/devices/watchdog@action': 'reset shutdown poweroff pause dump none inject-nmi',
  'domain/devices/memballoon@model!': 'virtio xen none virtio-transitional virtio-non-transitional',
  'domain/devices/rng@model!': 'virtio virtio-transitional virtio-non-transitional',
  'domain/devices/rng/backend@model!': 'random egd builtin',
  'domain/devices/panic@model': 'isa pseries hyperv s390 pvpanic:9.1.0 default',
  'domain/devices/shmem/model@type': 'ivshmem ivshmem-plain ivshmem-doorbell',
  'domain/devices/shmem@role': 'master peer',
  'domain/devices/memory@model!': 'dimm nvdimm virtio-pmem virtio-mem sgx-epc:8.10.0',
  'domain/devices/memory@access': 'shared private',
  'domain/devices/iommu@model!': 'intel smmuv3 virtio:8.3.0 amd:11.5.0',
  'domain/devices/vsock@model': 'virtio virtio-transitional virtio-non-transitional default',
  'domain/devices/crypto@model!': 'virtio',
  'domain/devices/crypto@type!': 'qemu',
  'domain/devices/crypto/backend@model!': 'builtin lkcf',
  'domain/devices/pstore@backend!': 'acpi-erst',

  'domain/devices/tpm@model': 'tpm-tis tpm-crb tpm-spapr spapr-tpm-proxy',
  'domain/devices/tpm/backend@type!': 'passthrough emulator external:9.0.0',
  'domain/devices/tpm/backend[@type=emulator]@version': '1.2 2.0',
  'domain/devices/tpm/backend[@type=emulator]/source@type': 'file dir',
  'domain/devices/tpm/backend[@type=emulator]/profile@removeDisabled': 'check fips-host',

  'domain/devices/hostdev@mode': 'subsystem capabilities',
  'domain/devices/hostdev[@mode=subsystem]@type!': 'usb pci scsi scsi_host mdev',
  'domain/devices/hostdev[@mode=capabilities]@type!': 'storage misc net',
  'domain/devices/hostdev[@type=scsi]@sgio': 'filtered unfiltered',
  'domain/devices/hostdev[@type=usb]/source@startupPolicy': 'mandatory requisite optional',
  'domain/devices/hostdev[@type=usb]/source@guestReset': 'off:8.6.0 uninitialized:8.6.0 on:8.6.0',
  'domain/devices/hostdev[@type=scsi]/source@protocol': 'adapter iscsi',
  'domain/devices/hostdev[@type=scsi_host]/source@protocol!': 'vhost',
  'domain/devices/hostdev[@type=scsi_host]@model': 'virtio virtio-transitional virtio-non-transitional default',
  'domain/devices/hostdev[@type=mdev]@model!': 'vfio-pci vfio-ccw vfio-ap',
  'domain/devices/hostdev[@type=pci]/driver@name': 'kvm vfio xen',
})

/** Whether a word is one of those of a key, whatever the libvirt that knows it first. */
export function isWordOf(key: string, word: string | undefined): boolean {
  const words = enumerations[key]
  return word !== undefined && words !== undefined && ` ${words.replace(/:[\d.]+/g, '')} `.includes(` ${word} `)
}
