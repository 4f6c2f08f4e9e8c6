import { setAttribute } from '../../xml/change.js'
import type { TextEdit } from '../../xml/edit.js'
import type { XmlElement } from '../../xml/tree.js'
import { Disk } from '../devices/disk.js'
import type { Domain } from '../domain.js'
import { compareVersions, type Target, type Version } from './target.js'

/** Something that libvirt or QEMU chooses where the definition is silent, and that has changed. */
export interface ChangedDefault {
  /** Element path, as rules write it. */
  readonly path: string
  /** Whether the definition leaves it open at that element. */
  readonly isOpen: (element: XmlElement, domain: Domain) => boolean
  /** What is left open, as a message calls it, with its article. */
  readonly what: string
  /** What is chosen, in words. */
  readonly chosen: (target: Target) => string
  /** Edits that write down what was chosen before; absent where that cannot be written. */
  readonly pin?: (element: XmlElement, chosen: string) => readonly TextEdit[]
  /** The first libvirt that reads what the pin writes. */
  readonly pinSince?: Version
}

/** What is chosen from some version of libvirt on; the first one has no beginning. */
function byLibvirt(...history: readonly (readonly [since: Version, chosen: string])[]): ChangedDefault['chosen'] {
  return ({ libvirt }) => history.findLast(([since]) => compareVersions(libvirt, since) >= 0)?.[1] ?? ''
}

const isBoard =
  (pattern: RegExp) =>
  (_: XmlElement, { arch, machine }: Domain) =>
    pattern.test(arch) && machine.family === 'virt'

/**
 * Sources: libvirt NEWS 5.10.0, 9.1.0, 9.2.0, 9.3.0, 11.5.0 and 11.6.0; Red Hat, Considerations in adopting RHEL 9 (cirrus). Machine aliases,
 * and all that follows from the version of the machine, are in machine-alias.ts.
 */
export const changedDefaults: readonly ChangedDefault[] = [
  {
    path: 'domain/devices/controller[@type=scsi]',
    isOpen: (controller, domain) => controller.attr('model') === undefined && isBoard(/^(?:aarch64|arm|riscv)/)(controller, domain),
    what: 'the model of this SCSI controller',
    chosen: byLibvirt([[0, 0, 0], 'lsilogic'], [[11, 6, 0], 'virtio-scsi']),
    pin: (controller, chosen) => [setAttribute(controller, 'model', chosen)],
  },
  {
    path: 'domain/devices/disk[@device=cdrom]',
    isOpen: (disk) => disk.attr('model') === undefined && new Disk(disk).bus === 'usb',
    what: 'the model of this USB CD-ROM drive',
    chosen: byLibvirt([[0, 0, 0], 'usb-storage'], [[11, 5, 0], 'usb-bot']),
    pin: (disk, chosen) => [setAttribute(disk, 'model', chosen)],
    pinSince: [11, 5, 0],
  },
  {
    path: 'domain/os/type',
    isOpen: (type, { arch }) => type.attr('machine') === undefined && /^(?:aarch64|arm)/.test(arch),
    what: 'the machine type',
    chosen: byLibvirt([[0, 0, 0], 'integratorcp'], [[9, 3, 0], 'virt']),
    pin: (type, chosen) => [setAttribute(type, 'machine', chosen)],
  },
  {
    path: 'domain/os/type',
    isOpen: (type, { arch }) => type.attr('machine') === undefined && arch.startsWith('riscv'),
    what: 'the machine type',
    chosen: byLibvirt([[0, 0, 0], 'spike'], [[9, 3, 0], 'virt']),
    pin: (type, chosen) => [setAttribute(type, 'machine', chosen)],
  },
  {
    path: 'domain/devices/video',
    isOpen: (video, { isX86 }) => isX86 && video.child('model')?.attr('type') === undefined,
    what: 'the model of this video card',
    chosen: ({ distribution }) => (distribution?.family === 'rhel' && distribution.release[0] >= 9 ? 'vga' : 'cirrus'),
  },
  {
    path: 'domain/os[@firmware]',
    isOpen: (os) => os.child('loader')?.text.trim() === undefined || os.child('loader')?.text.trim() === '',
    what: 'the firmware build',
    chosen: byLibvirt([[0, 0, 0], 'looked up at each start'], [[9, 2, 0], 'looked up once, when the guest is defined']),
  },
  {
    path: 'domain/cpu[@mode=host-model]',
    isOpen: (cpu, { arch }) => arch === 's390x' && cpu.attr('deprecated_features') === undefined,
    what: 'what becomes of CPU features that are on their way out',
    chosen: byLibvirt([[0, 0, 0], 'on'], [[11, 6, 0], 'off']),
    pin: (cpu, chosen) => [setAttribute(cpu, 'deprecated_features', chosen)],
    pinSince: [11, 0, 0],
  },
  {
    path: 'domain/devices',
    isOpen: (devices, { machine }) =>
      machine.family === 'q35' && !devices.elements('watchdog').some((watchdog) => watchdog.attr('model') === 'itco'),
    what: "the watchdog of the q35 chipset (<watchdog model='itco'/>)",
    chosen: byLibvirt([[0, 0, 0], 'without effect'], [[9, 1, 0], 'one that resets the guest']),
  },
]
