/** How disks without an address fill the controllers of a bus, in the order of their names. */
export interface DriveLayout {
  /** Places at each bus of a controller. */
  readonly units: number
  /** Buses at each controller. */
  readonly buses: number
}

/**
 * By the bus of the disks. A SCSI bus is a narrow one to libvirt, whatever the controller's model: seven places beside the controller itself
 * (domain_conf.c, virDomainDiskDefAssignAddress; 12.8, tried with lsilogic, lsisas1068 and virtio-scsi).
 */
export const driveLayouts: ReadonlyMap<string, DriveLayout> = new Map([
  ['ide', { units: 2, buses: 2 }],
  ['sata', { units: 6, buses: 1 }],
  ['fdc', { units: 2, buses: 1 }],
  ['scsi', { units: 7, buses: 1 }],
])

/** What libvirt finds place for on a SCSI controller, where it chooses. */
export const scsiUnits = driveLayouts.get('scsi')?.units ?? 0
