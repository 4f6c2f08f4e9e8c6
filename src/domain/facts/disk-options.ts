/** An option of a disk that libvirt takes only in some places. */
export interface DiskOption {
  /** The child element, then perhaps `@attribute`, perhaps with `=value` for the value that is meant. */
  readonly option: string
  /** The buses on which libvirt takes it; absent: on all. */
  readonly buses?: readonly string[]
  /** The kinds of disk (`device`) that can have it; absent: all. */
  readonly devices?: readonly string[]
  /** The image formats that can have it; absent: all. */
  readonly formats?: readonly string[]
  /** The network protocols that can have it; absent: all. */
  readonly protocols?: readonly string[]
  /** The libvirt that refuses it elsewhere first; older ones ignore or do not know it. */
  readonly since?: string
}

/**
 * Options of disks and where QEMU's driver takes them; elsewhere it refuses the definition.
 * Source: libvirt 11.3 domain_validate.c (virDomainDiskDefValidate) and qemu_validate.c (qemuValidateDomainDeviceDefDisk); each line was
 * tried on libvirt 12.8 on every bus.
 */
export const diskOptions: readonly DiskOption[] = [
  { option: 'driver@queues', buses: ['virtio'], since: '9.1.0' },
  { option: 'driver@queue_size', buses: ['virtio'], since: '9.1.0' },
  { option: 'driver@ioeventfd', buses: ['virtio'] },
  { option: 'driver@event_idx', buses: ['virtio'] },
  { option: 'driver@discard_no_unref=on', formats: ['qcow2'], since: '9.5.0' },
  { option: 'driver/metadata_cache', formats: ['qcow2'] },
  { option: 'target@rotation_rate', buses: ['scsi', 'ide', 'sata'], devices: ['disk'] },
  { option: 'target@removable', buses: ['usb', 'scsi'] },
  { option: 'target@tray', devices: ['cdrom', 'floppy'] },
  { option: 'wwn', buses: ['ide', 'scsi'] },
  { option: 'vendor', buses: ['scsi'] },
  { option: 'product', buses: ['ide', 'sata', 'scsi'] },
  { option: 'geometry@cyls', buses: ['ide', 'sata', 'scsi', 'virtio', 'fdc', 'xen', 'uml'] },
  { option: 'geometry@trans=auto', buses: ['ide'] },
  { option: 'geometry@trans=lba', buses: ['ide'] },
  { option: 'geometry@trans=none', buses: ['ide'] },
  { option: 'serial', buses: ['ide', 'sata', 'scsi', 'virtio', 'usb', 'fdc', 'xen', 'uml', 'nvme'] },
  { option: 'transient@shareBacking=yes', buses: ['virtio', 'usb', 'scsi'] },
  { option: '@rawio', devices: ['lun'] },
  { option: '@sgio', devices: ['lun'] },
  { option: 'source/reservations', devices: ['lun'] },
  { option: 'source@startupPolicy=requisite', devices: ['cdrom', 'floppy'] },
  { option: '@model=virtio', buses: ['virtio'] },
  { option: '@model=virtio-transitional', buses: ['virtio'] },
  { option: '@model=virtio-non-transitional', buses: ['virtio'] },
  { option: 'source/cookies', protocols: ['http', 'https'] },
  { option: 'source@query', protocols: ['http', 'https'] },
  { option: 'source@tlsHostname', protocols: ['nbd'], since: '8.2.0' },
  { option: 'source/reconnect', protocols: ['nbd'], since: '9.2.0' },
]

/** What a vhost-user disk cannot have: its backend does all that (domain_validate.c, virDomainDiskVhostUserValidate). */
export const notWithVhostUser: readonly string[] = [
  'driver@cache',
  'driver@error_policy',
  'driver@rerror_policy',
  'driver@io',
  'driver@ioeventfd',
  'driver@copy_on_read',
  'driver@discard',
  'driver@iothread',
  'driver@detect_zeroes',
  'iotune',
  'encryption',
  'readonly',
  'shareable',
  'transient',
  'serial',
  'wwn',
  'vendor',
  'product',
  'auth',
  'geometry',
  'blockio',
]
