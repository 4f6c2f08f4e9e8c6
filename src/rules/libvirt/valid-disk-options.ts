import { Disk } from '../../domain/devices/disk.js'
import { type DiskOption, diskOptions, notWithVhostUser } from '../../domain/facts/disk-options.js'
import { compareVersions, parseVersion } from '../../domain/facts/target.js'
import type { XmlAttribute, XmlElement } from '../../xml/tree.js'
import { type Report, rule } from '../rule.js'

const messages = {
  bus: "'{option}' is for disks on {expected}, this one is on {actual}: libvirt refuses the definition",
  device: "'{option}' is for {expected}, this is a {actual}: libvirt refuses the definition",
  format: "'{option}' is for {expected} images, this one is {actual}: libvirt refuses the definition",
  protocol: "'{option}' is for {expected}, this disk comes by {actual}: libvirt refuses the definition",
  vhostUserBus: 'a vhost-user disk is a virtio disk: libvirt refuses bus {bus}',
  vhostUser: "a vhost-user disk cannot have '{option}', its backend does that: libvirt refuses the definition",
} as const

export default rule({
  id: 'libvirt/valid-disk-options',
  summary: 'Give a disk only options that its bus, device, format and protocol have',
  why: `Many options of a disk belong to one bus, one kind of disk, one image format or one network protocol: queues to virtio, a vendor to SCSI,
a tray to removable media. When the bus of a disk is changed and they stay, libvirt refuses the whole definition.`,
  sources: [
    'libvirt 11.3: domain_validate.c, virDomainDiskDefValidate; qemu_validate.c, qemuValidateDomainDeviceDefDisk',
    'libvirt 12.8, tried on every bus',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: {
    'domain/devices/disk'(element, { domain, target }) {
      if (!domain.isQemu) return
      const disk = new Disk(element)
      if (disk.type === 'vhostuser') {
        if (disk.bus !== 'virtio')
          return { message: 'vhostUserBus', at: disk.target?.attributeOrSelf('bus') ?? element, data: { bus: disk.bus } }
        return written(element, vhostUserPlaces).map(({ option, at }) => ({ message: 'vhostUser', at, data: { option: nameOf(option) } }))
      }
      const found = written(element, places)
      if (found.length === 0) return
      return found.flatMap(({ option, at, limits: { buses, devices, formats, protocols, since } }): Report<typeof messages>[] => {
        if (since && compareVersions(parseVersion(since) ?? [0, 0, 0], target.libvirt) > 0) return []
        const data = (expected: readonly string[], actual: string) => ({ option: nameOf(option), expected: listed(expected), actual })
        const format = disk.driver?.attr('type') ?? 'raw'
        const protocol = disk.type === 'network' ? (disk.source?.attr('protocol') ?? '') : undefined
        if (devices && !devices.includes(disk.device)) return [{ message: 'device', at, data: data(devices, disk.device) }]
        if (buses && !buses.includes(disk.bus)) return [{ message: 'bus', at, data: data(buses, disk.bus) }]
        if (formats && !formats.includes(format)) return [{ message: 'format', at, data: data(formats, format) }]
        if (protocols && protocol && !protocols.includes(protocol)) return [{ message: 'protocol', at, data: data(protocols, protocol) }]
        return []
      })
    },
  },
  examples: [
    {
      name: 'queues of the virtio disk that it was',
      bad: `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2' queues='«4»'/>
  <source file='/var/lib/libvirt/images/guest.qcow2'/>
  <target dev='sda' bus='sata'/>
</disk>`,
      inside: 'q35',
      says: "'queues' is for disks on virtio, this one is on sata",
    },
    {
      name: 'a WWN on virtio',
      bad: `<disk type='file' device='disk'>
  <source file='/var/lib/libvirt/images/guest.img'/>
  <target dev='vda' bus='virtio'/>
  <«wwn»>5000c50015ea71aa</wwn>
</disk>`,
      inside: 'q35',
      says: "'wwn' is for disks on ide or scsi",
    },
    {
      name: 'a vhost-user disk with a cache',
      bad: `<disk type='vhostuser' device='disk'>
  <driver name='qemu' type='raw' cache='«none»'/>
  <source type='unix' path='/run/vhost.sock'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'options in their places',
      good: `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2' queues='4' discard_no_unref='off'/>
  <source file='/var/lib/libvirt/images/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
  <serial>A1</serial>
</disk>
<disk type='file' device='cdrom'>
  <source file='/var/lib/libvirt/images/boot.iso' startupPolicy='requisite'/>
  <target dev='sda' bus='sata' tray='open'/>
</disk>`,
      inside: 'q35',
    },
  ],
})

/** Where an option such as `driver@io`, `geometry@trans=lba`, `source/cookies` or `@rawio` stands. */
interface OptionPlace {
  readonly option: string
  readonly limits: Omit<DiskOption, 'option'>
  /** Of the child element; absent: the child itself is the option. */
  readonly attribute: string | undefined
  readonly value: string | undefined
  /** The child's own child that is the option. */
  readonly grandchild: string | undefined
}

/** The places by the child element that they are in, '' being the disk itself: a disk has few of them. */
type Places = ReadonlyMap<string, readonly OptionPlace[]>

const places = placesOf(diskOptions)
const vhostUserPlaces = placesOf(notWithVhostUser.map((option) => ({ option })))

function placesOf(options: readonly DiskOption[]): Places {
  const found = new Map<string, OptionPlace[]>()
  for (const { option, ...limits } of options) {
    const [path = '', rest] = option.split('@')
    const [child = '', grandchild] = path.split('/')
    const [attribute, value] = rest?.split('=') ?? []
    const place = { option, limits, attribute, value, grandchild }
    const known = found.get(child)
    if (known) known.push(place)
    else found.set(child, [place])
  }
  return found
}

interface WrittenOption {
  readonly option: string
  readonly limits: OptionPlace['limits']
  readonly at: XmlElement | XmlAttribute
}

/** The options that a disk has. */
function written(disk: XmlElement, among: Places): readonly WrittenOption[] {
  let found: WrittenOption[] = none
  const look = (holder: XmlElement, inHolder: readonly OptionPlace[]) => {
    for (const { option, limits, attribute, value, grandchild } of inHolder) {
      const actual = attribute === undefined ? undefined : holder.attr(attribute)
      if (attribute !== undefined && (actual === undefined || (value !== undefined && actual !== value))) continue
      const at = attribute !== undefined ? holder.attribute(attribute) : grandchild !== undefined ? holder.child(grandchild) : holder
      if (!at) continue
      if (found === none) found = []
      found.push({ option, limits, at })
    }
  }
  look(disk, among.get('') ?? [])
  for (const child of disk.children) {
    if (child.type !== 'element') continue
    const inChild = among.get(child.name)
    // Of several elements of one name libvirt reads the first.
    if (inChild && disk.child(child.name) === child) look(child, inChild)
  }
  return found
}

const none: WrittenOption[] = []

function nameOf(option: string): string {
  return option
    .replace(/^.*[/@]/, '')
    .replace(/=(.*)/, "='$1'")
    .replace(/'$/, '')
}

function listed(words: readonly string[]): string {
  return words.join(', ').replace(/, ([^,]*)$/, ' or $1')
}
