import type { DistributionFamily } from './distributions.js'

/** A device or a backend that a distribution's build of QEMU does not have, while QEMU itself does. */
export interface AbsentDevice {
  /** Element path, as rules write it. */
  readonly path: string
  /** The attribute to point at; without it the element's name. */
  readonly attribute?: string
  /** What it is, as a message calls it. */
  readonly what: string
  readonly family: DistributionFamily
  /** The first release without it; `[0, 0]` if it was never built in. */
  readonly since: readonly [major: number, minor: number]
  /** What to use there. */
  readonly instead: string
  /** Whether the vendor says so on a page that was read. */
  readonly isVerified: boolean
}

/**
 * Sources of the verified rows: Red Hat, "Considerations in adopting RHEL 9", changes to QEMU (cirrus, ac97, TPM passthrough). The other
 * rows are known from experience. libvirt refuses the definition where QEMU lacks a device, and storage only when the guest starts.
 */
export const absentDevices: readonly AbsentDevice[] = [
  rhel('domain/devices/video/model[@type=cirrus]', 'type', 'the video card cirrus', [9, 0], 'use vga, or bochs with UEFI', 'verified'),
  rhel('domain/devices/sound[@model=ac97]', 'model', 'the sound card ac97', [9, 0], 'use ich9', 'verified'),
  rhel(
    'domain/devices/tpm/backend[@type=passthrough]',
    'type',
    "the host's TPM for guests",
    [9, 0],
    'use the emulator backend',
    'verified',
  ),
  rhel('domain/devices/video/model[@type=vmvga]', 'type', 'the video card vmvga', [0, 0], 'use virtio or vga'),
  rhel('domain/devices/sound[@model=es1370]', 'model', 'the sound card es1370', [0, 0], 'use ich9'),
  rhel('domain/devices/sound[@model=sb16]', 'model', 'the sound card sb16', [0, 0], 'use ich9'),
  rhel('domain/devices/watchdog[@model=ib700]', 'model', 'the watchdog ib700', [0, 0], 'use i6300esb, or itco on q35'),
  rhel('domain/devices/interface/model[@type=ne2k_pci]', 'type', 'the network card ne2k_pci', [0, 0], 'use virtio or e1000e'),
  rhel('domain/devices/interface/model[@type=pcnet]', 'type', 'the network card pcnet', [0, 0], 'use virtio or e1000e'),
  rhel('domain/devices/interface/model[@type=vmxnet3]', 'type', 'the network card vmxnet3', [0, 0], 'use virtio or e1000e'),
  rhel('domain/devices/controller[@model=lsilogic]', 'model', 'the SCSI controller lsilogic', [0, 0], 'use virtio-scsi'),
  rhel('domain/devices/controller[@model=vmpvscsi]', 'model', 'the SCSI controller vmpvscsi', [0, 0], 'use virtio-scsi'),
  rhel('domain/devices/filesystem[@accessmode]', 'accessmode', '9p file systems', [0, 0], 'use virtiofs'),
  rhel('domain/devices/disk/source[@protocol=gluster]', 'protocol', 'Gluster storage', [9, 0], 'mount the volume on the host'),
  rhel('domain/devices/disk/source[@protocol=ssh]', 'protocol', 'storage over SSH', [9, 0], 'serve the image with nbdkit'),
]

function rhel(
  path: string,
  attribute: string,
  what: string,
  since: AbsentDevice['since'],
  instead: string,
  isVerified?: 'verified',
): AbsentDevice {
  return { path, attribute, what, family: 'rhel', since, instead, isVerified: isVerified === 'verified' }
}

/** A value of the definition that `virsh domcapabilities` tells whether a host has it. */
export interface EnumeratedDevice {
  /** Element path, as rules write it. */
  readonly path: string
  readonly attribute: string
  /** The enumeration, as host-capabilities.ts names it. */
  readonly enumeration: string
  /** The values of which it speaks: libvirt lists them exactly where QEMU has them. */
  readonly values: readonly string[]
  /** What the values are, as a message calls them. */
  readonly what: string
}

/**
 * The enumerations that libvirt fills from what QEMU has, with the values that it looks for (libvirt 11.3: qemu_capabilities.c,
 * virQEMUCapsFillDomainDeviceVideoCaps and kin). SPICE and QXL are not here: they belong together. Buses are not either, which follow from
 * the machine that was asked about.
 */
export const enumeratedDevices: readonly EnumeratedDevice[] = [
  {
    path: 'domain/devices/video/model',
    attribute: 'type',
    enumeration: 'video/modelType',
    values: ['vga', 'cirrus', 'vmvga', 'virtio', 'bochs', 'ramfb'],
    what: 'video card',
  },
  {
    path: 'domain/devices/graphics',
    attribute: 'type',
    enumeration: 'graphics/type',
    values: ['sdl', 'vnc', 'egl-headless'],
    what: 'display',
  },
  {
    path: 'domain/devices/rng/backend',
    attribute: 'model',
    enumeration: 'rng/backendModel',
    values: ['random', 'egd', 'builtin'],
    what: 'source',
  },
  {
    path: 'domain/devices/filesystem/driver',
    attribute: 'type',
    enumeration: 'filesystem/driverType',
    values: ['path', 'handle', 'virtiofs'],
    what: 'file system driver',
  },
  { path: 'domain/devices/tpm', attribute: 'model', enumeration: 'tpm/model', values: ['tpm-tis', 'tpm-crb', 'tpm-spapr'], what: 'TPM' },
  {
    path: 'domain/devices/tpm/backend',
    attribute: 'type',
    enumeration: 'tpm/backendModel',
    values: ['passthrough', 'emulator'],
    what: 'TPM backend',
  },
  {
    path: 'domain/memoryBacking/source',
    attribute: 'type',
    enumeration: 'memoryBacking/sourceType',
    values: ['file', 'anonymous', 'memfd'],
    what: 'source of memory',
  },
]
