import { compareVersions, type Target, type Version } from './target.js'

/** A construct that libvirt's XML still has a name for, and that QEMU or libvirt has given up. */
export interface RemovedConstruct {
  /** Element path, as rules write it. */
  readonly path: string
  /** The attribute to point at; without it the element's name. */
  readonly attribute?: string
  /** What it is, as a message calls it. */
  readonly what: string
  /** Who gave it up, and in which version. */
  readonly by: 'QEMU' | 'libvirt'
  readonly removed: Version
  /** The version that first warned. */
  readonly deprecated?: Version
  /** Since which libvirt the definition itself is refused; before that, or without it, the start of the guest fails. */
  readonly refusedSince?: Version
  /** What to use today. */
  readonly instead: string
}

/**
 * Sources: QEMU docs/about/removed-features (11.1) and docs/about/deprecated (9.2), libvirt NEWS, and libvirt 12.8 with QEMU 11.1,
 * which was asked about each row but the start of gluster's. Where NEWS does not tell `refusedSince`, it is the oldest version that
 * is known to refuse.
 */
export const removedConstructs: readonly RemovedConstruct[] = [
  {
    // libvirt: domain_validate.c, virDomainDiskDefValidateSourceChainOne, for every driver.
    path: 'domain/devices/disk/source[@protocol=sheepdog]',
    attribute: 'protocol',
    what: 'Sheepdog storage',
    by: 'QEMU',
    removed: [6, 0, 0],
    deprecated: [5, 2, 0],
    refusedSince: [8, 8, 0],
    instead: 'copy the image to rbd, nbd or a file',
  },
  {
    // libvirt: qemu_process.c, qemuProcessStartValidateDisks; 12.8 refuses the definition.
    path: 'domain/devices/disk/source[@protocol=vxhs]',
    attribute: 'protocol',
    what: 'Veritas HyperScale (vxhs) storage',
    by: 'QEMU',
    removed: [5, 1, 0],
    refusedSince: [12, 8, 0],
    instead: 'copy the image to rbd, nbd or a file',
  },
  {
    path: 'domain/devices/disk/source[@protocol=gluster]',
    attribute: 'protocol',
    what: 'Gluster storage',
    by: 'QEMU',
    removed: [11, 1, 0],
    deprecated: [9, 2, 0],
    instead: 'mount the volume on the host and use a disk of type file, or move the image to rbd or nbd',
  },
  {
    // Block driver deleted by QEMU commit 550830f9351291c585c963204ad9127998b1c1ce (September 2014).
    path: 'domain/devices/disk/driver[@type=cow]',
    attribute: 'type',
    what: 'the image format cow',
    by: 'QEMU',
    removed: [2, 2, 0],
    refusedSince: [11, 3, 0],
    instead: 'convert the image to qcow2',
  },
  {
    // libvirt: qemu_domain.c, qemuDomainValidateStorageSource.
    path:
      'domain/devices/disk/encryption[@format=qcow]|domain/devices/disk/source/encryption[@format=qcow]' +
      '|domain/devices/disk/encryption[@format=default]|domain/devices/disk/source/encryption[@format=default]',
    attribute: 'format',
    what: "qcow2's own encryption",
    by: 'libvirt',
    removed: [4, 5, 0],
    refusedSince: [4, 5, 0],
    instead: 'decrypt the image with qemu-img and encrypt it with luks',
  },
  {
    // libvirt: qemu_validate.c, qemuValidateDomainDeviceDefShmem.
    path: 'domain/devices/shmem/model[@type=ivshmem]',
    attribute: 'type',
    what: 'the shared memory device ivshmem',
    by: 'QEMU',
    removed: [4, 0, 0],
    deprecated: [2, 6, 0],
    refusedSince: [11, 3, 0],
    instead: 'use ivshmem-plain, or ivshmem-doorbell where there is a <server>',
  },
  {
    path: 'domain/devices/filesystem/driver[@type=handle]',
    attribute: 'type',
    what: 'the file system driver handle',
    by: 'QEMU',
    removed: [4, 0, 0],
    deprecated: [2, 12, 0],
    refusedSince: [12, 2, 0],
    instead: "use type='path', or virtiofs",
  },
]

/**
 * What becomes of a definition with a removed construct on a target: libvirt refuses it, QEMU refuses to start it, it is on its way out,
 * or undefined where it is still alive.
 */
export function removalOn(
  { by, removed, deprecated, refusedSince }: RemovedConstruct,
  target: Target,
): 'refused' | 'start' | 'soon' | undefined {
  const version = by === 'QEMU' ? target.qemu : target.libvirt
  if (compareVersions(version, removed) < 0) return deprecated && compareVersions(version, deprecated) >= 0 ? 'soon' : undefined
  return refusedSince && compareVersions(target.libvirt, refusedSince) >= 0 ? 'refused' : 'start'
}
