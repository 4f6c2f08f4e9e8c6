import type { Version } from './target.js'

/** The namespace in which libvirt takes arguments, variables and overrides for QEMU (drvqemu). */
export const qemuNamespace = 'http://libvirt.org/schemas/domain/qemu/1.0'

/** An argument of QEMU's command line that QEMU has given up. */
export interface RemovedArgument {
  /** The option with one dash. */
  readonly option: string
  /** The values of the option that are meant; absent: all of it. */
  readonly value?: RegExp
  /** What was removed, as a message calls it. */
  readonly what: string
  readonly removed: Version
  /** What to write today: the domain's own element where there is one. */
  readonly instead: string
}

const user = "a <portForward> or the guest's own services on <interface type='user'>"

/** Source: QEMU 11.1 docs/about/removed-features. None of the whole options is in the list that QEMU 11.1 prints with -help. */
export const removedArguments: readonly RemovedArgument[] = [
  whole('-hdachs', [2, 12, 0], '<geometry> in the disk'),
  part('-net', /^dump(?:,|$)/, '-net dump', [2, 12, 0], '-object filter-dump'),
  whole('-no-kvm-pit', [2, 12, 0], 'nothing: it did nothing'),
  whole('-tdf', [2, 12, 0], "<timer name='pit' tickpolicy='delay'/>"),
  part('-net', /(?:^|,)vlan=/, '-net with vlan', [3, 0, 0], 'an <interface>'),
  whole('-no-kvm-irqchip', [3, 0, 0], "<ioapic driver='qemu'/> in <features>"),
  whole('-no-kvm-pit-reinjection', [3, 0, 0], "<timer name='pit' tickpolicy='discard'/>"),
  whole('-balloon', [3, 1, 0], '<memballoon>'),
  whole('-bootp', [3, 1, 0], user),
  whole('-redir', [3, 1, 0], user),
  whole('-smb', [3, 1, 0], user),
  whole('-tftp', [3, 1, 0], user),
  whole('-localtime', [3, 1, 0], "<clock offset='localtime'/>"),
  whole('-startdate', [3, 1, 0], "<clock offset='absolute'>"),
  whole('-nodefconfig', [3, 1, 0], 'nothing: libvirt passes -no-user-config'),
  whole('-rtc-td-hack', [3, 1, 0], "<timer name='rtc' tickpolicy='catchup'/>"),
  part('-device', /^ivshmem(?:,|$)/, 'the device ivshmem', [4, 0, 0], "<shmem> with <model type='ivshmem-plain'/>"),
  whole('-no-kvm', [5, 2, 0], "<domain type='qemu'>"),
  whole('-realtime', [6, 0, 0], '<locked/> in <memoryBacking>'),
  whole('-show-cursor', [6, 0, 0], '-display with show-cursor=on'),
  whole('-tb-size', [6, 0, 0], '<tcg><tb-cache> in <features>'),
  part('-usbdevice', /^audio/, '-usbdevice audio', [6, 0, 0], "<sound model='usb'>"),
  part('-usbdevice', /^ccid/, '-usbdevice ccid', [6, 0, 0], "<controller type='ccid'>"),
  part('-global', /^(?:isa|sysbus)-fdc\.drive[AB]=/, 'the drive properties of floppy controllers', [6, 0, 0], "<disk device='floppy'>"),
  part('-device', /^ide-drive(?:,|$)/, 'the device ide-drive', [6, 0, 0], 'ide-hd or ide-cd'),
  part('-device', /^scsi-disk(?:,|$)/, 'the device scsi-disk', [6, 0, 0], 'scsi-hd or scsi-cd'),
  whole('-no-quit', [7, 0, 0], '-display with window-close=off'),
  whole('-writeconfig', [7, 1, 0], 'nothing'),
  whole('-alt-grab', [7, 1, 0], '-display sdl with grab-mod=lshift-lctrl-lalt'),
  whole('-ctrl-grab', [7, 1, 0], '-display sdl with grab-mod=rctrl'),
  whole('-sdl', [7, 1, 0], "<graphics type='sdl'>"),
  whole('-curses', [7, 1, 0], '-display curses'),
  whole('-soundhw', [7, 1, 0], '<sound>'),
  whole('-watchdog', [7, 2, 0], '<watchdog>'),
  part('-chardev', /^tty,/, 'the name tty of serial character devices', [8, 0, 0], 'serial'),
  part('-chardev', /^parport,/, 'the name parport of parallel character devices', [8, 0, 0], 'parallel'),
  part('-spice', /(?:^|,)password=/, 'the plain password of -spice', [8, 0, 0], "passwd in <graphics type='spice'>"),
  part('-device', /^sga(?:,|$)/, 'the device sga', [8, 0, 0], "<bios useserial='yes'/>"),
  part('-accel', /^hax(?:,|$)/, 'the accelerator hax', [8, 2, 0], 'hvf'),
  whole('-no-hpet', [9, 0, 0], "<timer name='hpet' present='no'/>"),
  whole('-no-acpi', [9, 0, 0], 'nothing, and leave <acpi/> out of <features>'),
  whole('-async-teardown', [9, 0, 0], "<async-teardown enabled='yes'/> in <features>"),
  whole('-chroot', [9, 0, 0], '-run-with chroot='),
  whole('-singlestep', [9, 0, 0], '-accel tcg with one-insn-per-tb=on'),
  part('-device', /^pvrdma(?:,|$)/, 'the device pvrdma', [9, 1, 0], 'a virtual function of the RDMA card as <hostdev>'),
  part('-fsdev', /^proxy(?:,|$)/, 'the file system back end proxy', [9, 2, 0], '<filesystem>'),
  part('-virtfs', /^proxy(?:,|$)/, 'the file system back end proxy', [9, 2, 0], '<filesystem>'),
  whole('-portrait', [9, 2, 0], 'nothing'),
  whole('-rotate', [9, 2, 0], 'nothing'),
  whole('-runas', [10, 0, 0], '-run-with user=, or the user in qemu.conf'),
  whole('-old-param', [10, 2, 0], 'nothing'),
  part('-chardev', /(?:^|,)reconnect=/, 'reconnect in seconds', [10, 2, 0], 'reconnect-ms in milliseconds'),
  part('-netdev', /^stream,(?:.*,)?reconnect=/, 'reconnect in seconds', [10, 2, 0], 'reconnect-ms in milliseconds'),
  part('-device', /^vfio-(?:platform|calxeda-xgmac|amd-xgbe)(?:,|$)/, 'VFIO for platform devices', [10, 2, 0], 'a PCI device as <hostdev>'),
]

function whole(option: string, removed: Version, instead: string): RemovedArgument {
  return { option, what: option, removed, instead }
}

function part(option: string, value: RegExp, what: string, removed: Version, instead: string): RemovedArgument {
  return { option, value, what, removed, instead }
}
