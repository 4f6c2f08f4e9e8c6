import { scsiUnits } from '../../domain/facts/drive-layouts.js'
import { type DriveAddress, drivePlace } from '../../domain/values/drive-address.js'
import type { CanonicalElement } from '../canonical-element.js'
import { addressNumber, addressType, setAddress } from '../device-address.js'
import type { Pass } from '../pass.js'
import type { WorkingDomain } from '../working-domain.js'

/** A disk sits where its name says; a SCSI device of the host gets the first place that is free. */
export const driveAddresses: Pass = {
  name: 'place disks on their controllers',
  mirrors: 'domain_conf.c, virDomainDiskDefAssignAddress and virDomainHostdevAssignAddress; canonical-form 4.1',
  run(domain) {
    for (const disk of domain.devices('disk')) if (!disk.has('address')) placeByName(disk)
    placeHostdevs(domain)
  },
}

function placeByName(disk: CanonicalElement): void {
  const target = disk.child('target')
  const address = drivePlace(target?.get('bus') ?? '', target?.get('dev') ?? '')
  if (address) place(disk, address)
}

function placeHostdevs(domain: WorkingDomain): void {
  const hostdevs = domain.devices('hostdev').filter((hostdev) => hostdev.get('type') === 'scsi')
  if (hostdevs.every((hostdev) => hostdev.has('address'))) return
  const disks = domain.devices('disk').filter((disk) => disk.child('target')?.get('bus') === 'scsi')
  const used = new Set([...disks, ...hostdevs].flatMap(unitOf))
  let next = 0
  for (const hostdev of hostdevs) {
    if (hostdev.has('address')) continue
    while (used.has(next)) next++
    place(hostdev, { controller: Math.floor(next / scsiUnits), bus: 0, target: 0, unit: next % scsiUnits })
    used.add(next)
  }
}

/** A number for the place of a device on the first bus and target of a SCSI controller: they count on from one controller to the next. */
function unitOf(device: CanonicalElement): number[] {
  const [controller = 0, bus, target, unit = 0] = ['controller', 'bus', 'target', 'unit'].map((part) => addressNumber(device, part))
  return addressType(device) === 'drive' && bus === 0 && target === 0 && unit < scsiUnits ? [controller * scsiUnits + unit] : []
}

function place(device: CanonicalElement, { controller, bus, target, unit }: DriveAddress): void {
  setAddress(device, 'drive', { controller: `${controller}`, bus: `${bus}`, target: `${target}`, unit: `${unit}` })
}
