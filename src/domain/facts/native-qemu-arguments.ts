import type { Version } from './target.js'

/** An argument of QEMU's command line for which libvirt has an element. */
export interface NativeArgument {
  /** With one dash. */
  readonly option: string
  /** The values that are meant; absent: all. */
  readonly value?: RegExp
  /** What to write instead, as a message calls it. */
  readonly native: string
  /** The libvirt that first has it. */
  readonly since: Version
}

/**
 * What libvirt's formatdomain describes, with its since versions; where the element is as old as what domlint knows of, 0.10.0 stands. None
 * of them gives the guest the same device at the same place by itself, so they are for people: tried on libvirt 12.8, the element of
 * each brings its own PCI address, identifier, or a count that libvirt's ABI check compares. What can be rewritten has rules of its own.
 */
export const nativeArguments: readonly NativeArgument[] = [
  device(/^vfio-pci$/, "<hostdev type='pci'>", [0, 10, 0]),
  device(/^intel-iommu$/, "<iommu model='intel'>", [2, 1, 0]),
  device(/^amd-iommu$/, "<iommu model='amd'>", [11, 5, 0]),
  device(/^i6300esb$/, "<watchdog model='i6300esb'>", [0, 10, 0]),
  device(/^usb-tablet$/, "<input type='tablet' bus='usb'>", [0, 10, 0]),
  device(/^usb-mouse$/, "<input type='mouse' bus='usb'>", [0, 10, 0]),
  device(/^usb-kbd$/, "<input type='keyboard' bus='usb'>", [1, 2, 2]),
  device(/^(?:tpm-crb|tpm-tis)$/, '<tpm>', [4, 5, 0]),
  device(/^(?:ich9-)?intel-hda$|^hda-/, '<sound>', [0, 10, 0]),
  device(/^virtio-balloon/, '<memballoon>', [0, 10, 0]),
  device(/^virtio-rng/, '<rng>', [1, 0, 3]),
  device(/^pvpanic$/, "<panic model='isa'>", [1, 3, 0]),
  device(/^vhost-vsock-pci$/, '<vsock>', [4, 4, 0]),
  device(/^vhost-user-fs/, "<filesystem> with <driver type='virtiofs'/>", [6, 2, 0]),
  device(/^(?:ide-hd|ide-cd|scsi-hd|scsi-cd|virtio-blk)/, '<disk>', [0, 10, 0]),
  device(/^(?:e1000e?|rtl8139|virtio-net|vmxnet3)/, '<interface>', [0, 10, 0]),
  { option: '-drive', native: '<disk>, or <loader> and <nvram> for firmware', since: [1, 2, 9] },
  { option: '-bios', native: '<loader> in <os>', since: [0, 10, 0] },
  { option: '-tpmdev', native: '<backend> in <tpm>', since: [4, 5, 0] },
  { option: '-netdev', native: '<interface>', since: [0, 10, 0] },
  { option: '-smbios', native: "<sysinfo type='smbios'> and <smbios mode='sysinfo'/> in <os>", since: [0, 10, 0] },
  { option: '-usbdevice', value: /^tablet/, native: "<input type='tablet' bus='usb'>", since: [0, 10, 0] },
  { option: '-vga', native: '<video>', since: [0, 10, 0] },
  { option: '-spice', native: "<graphics type='spice'>", since: [0, 10, 0] },
  { option: '-vnc', native: "<graphics type='vnc'>", since: [0, 10, 0] },
  {
    option: '-object',
    value: /^(?:qom-type=)?memory-backend-memfd(?:,|$)/,
    native: "<source type='memfd'/> and <access mode='shared'/> in <memoryBacking>",
    since: [4, 10, 0],
  },
  { option: '-object', value: /^(?:qom-type=)?rng-(?:random|egd|builtin)(?:,|$)/, native: '<rng>', since: [1, 0, 3] },
  { option: '-balloon', native: '<memballoon>', since: [0, 10, 0] },
]

function device(name: RegExp, native: string, since: Version): NativeArgument {
  return { option: '-device', value: name, native, since }
}
