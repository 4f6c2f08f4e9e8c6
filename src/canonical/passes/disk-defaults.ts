import { diskBus } from '../../domain/facts/disk-buses.js'
import { compareVersions } from '../../domain/facts/target.js'
import { CanonicalElement } from '../canonical-element.js'
import type { Pass } from '../pass.js'
import type { WorkingDomain } from '../working-domain.js'

/** What a disk is where it does not say: a raw file, on the bus that its name tells. */
export const diskDefaults: Pass = {
  name: 'complete disks',
  mirrors: 'domain_conf.c, virDomainDiskDefParseXML; qemu_postparse.c, qemuDomainDeviceDiskDefPostParse; canonical-form 2.7',
  run(domain) {
    for (const disk of domain.devices('disk')) completeDisk(disk, domain)
  },
}

function completeDisk(disk: CanonicalElement, domain: WorkingDomain): void {
  const source = sourceOf(disk)
  if (source) disk.setDefault('type', 'file')
  else disk.set('type', 'file')
  disk.setDefault('device', 'disk')
  const device = disk.get('device') ?? 'disk'
  const target = disk.ensure('target')
  const name = target.get('dev')
  if (name?.startsWith('ioemu:')) target.set('dev', name.slice('ioemu:'.length))
  target.setDefault('bus', diskBus(device, target.get('dev') ?? ''))
  if (device === 'cdrom') disk.ensure('readonly')
  if (target.get('bus') === 'usb') completeUsbModel(disk, device, domain)
  completeDriver(disk)
  if (disk.get('type') === 'vhostuser') disk.set('snapshot', 'no')
  if (source) {
    completeSource(disk.get('type') ?? '', source)
    nameUnit(source)
  }
  disk.child('encryption')?.setDefault('engine', 'qemu')
  completeBackingStore(disk)
}

/** The source of a disk. One that names nothing says no more than that there is none: the disk keeps its type. */
function sourceOf(disk: CanonicalElement): CanonicalElement | undefined {
  const source = disk.child('source')
  for (const name of ['file', 'dev', 'dir']) if (source?.get(name) === '') source.set(name, undefined)
  if (source && source.attributes.size === 0 && source.children.length === 0) disk.remove(source)
  return source
}

function completeDriver(disk: CanonicalElement): void {
  const driver = disk.child('driver') ?? disk.append(CanonicalElement.create('driver'))
  driver.setDefault('name', 'qemu')
  if (disk.get('type') !== 'volume') driver.setDefault('type', 'raw')
}

function completeSource(type: string, source: CanonicalElement): void {
  if (type === 'nvme') source.setDefault('managed', 'yes')
  source.child('encryption')?.setDefault('engine', 'qemu')
}

/** The unit of an iSCSI target is the first where none is named. */
function nameUnit(source: CanonicalElement): void {
  const name = source.get('name')
  if (source.get('protocol') === 'iscsi' && name && !name.includes('/')) source.set('name', `${name}/0`)
}

/** The images that an image is based on, one in another. One that does not say where it is stored ends the chain. */
function completeBackingStore(disk: CanonicalElement): void {
  for (let backing = disk.child('backingStore'); backing; backing = backing.child('backingStore')) {
    const source = backing.child('source')
    if (backing.get('type') === undefined) backing.replaceChildren([])
    else if (source) completeSource(backing.get('type') ?? '', source)
  }
}

/** Which of QEMU's devices for USB disks it is: libvirt has written it down since 11.5. A new CD-ROM drive gets the better one. */
function completeUsbModel(disk: CanonicalElement, device: string, { target, settings }: WorkingDomain): void {
  if (compareVersions(target.libvirt, [11, 5, 0]) < 0) return
  disk.setDefault('model', device === 'cdrom' && settings.abiUpdate ? 'usb-bot' : 'usb-storage')
}
