import { Disk } from '../../domain/devices/disk.js'
import type { Domain } from '../../domain/domain.js'
import { compareVersions } from '../../domain/facts/target.js'
import { table } from '../../domain/table.js'
import { diskIndex } from '../../domain/values/drive-address.js'
import { appendChild, setAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

const messages = {
  target:
    "<disk> has no <target>: libvirt refuses the definition, it needs <target dev='{free}' bus='{bus}'/> or the like to name the disk",
  missing: "<target> has no 'dev', the disk's name: libvirt refuses the definition; the next free name for bus='{bus}' is {free}",
  empty: "the disk's name is empty: libvirt refuses the definition; the next free name for bus='{bus}' is {free}",
  partition: "'{name}' is the name of a partition: libvirt refuses it, a target is a whole disk",
  path: "'{name}' is a path: libvirt refuses it and expects the name alone, such as {example}",
  unknown: "'{name}' is no target name that libvirt knows: it refuses the definition and expects a name such as {example}",
  floppy: "a floppy drive is named fda, fdb ...: libvirt refuses '{name}'",
} as const

export default rule({
  id: 'libvirt/valid-target-dev',
  summary: 'Name the target of a disk as libvirt expects',
  why: `The target's name is one of the prefixes \`hd\`, \`sd\`, \`vd\`, \`xvd\`, \`ubd\` (and \`fd\` for floppy drives) and a letter: libvirt
derives the disk's place from it. A name without a known prefix, a path, or a partition such as \`vda1\` makes it refuse the definition.
\`nvme0n1\` is known since 11.5.0.`,
  sources: [
    'libvirt 11.3: domain_validate.c, virDomainDiskDefValidate; qemu_validate.c; domain_conf.c, virDomainDiskDefAssignAddress',
    'libvirt 12.8, tried name by name',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: messages,
  on: {
    'domain/devices/disk'(element, { domain, target }) {
      if (!domain.isQemu) return
      const disk = new Disk(element)
      const { name } = disk
      const at = disk.target?.attribute('dev')
      if (!at || name === '') return unnamed(disk, domain)
      const example = `${prefixes[disk.bus] ?? 'vd'}a`
      if (disk.device === 'floppy') return name.startsWith('fd') ? undefined : { message: 'floppy', at, data: { name } }
      if (name.startsWith('/')) return { message: 'path', at, data: { name, example } }
      if (/^nvme\d+n\d+$/.test(name) && compareVersions(target.libvirt, [11, 5, 0]) >= 0) return
      if (diskIndex(name) === undefined || name.startsWith('nvme') || (name.startsWith('fd') && disk.device !== 'cdrom'))
        return { message: 'unknown', at, data: { name, example } }
      return /\d$/.test(name) ? { message: 'partition', at, data: { name } } : undefined
    },
  },
  examples: [
    {
      name: 'a partition',
      bad: `<disk type='block' device='disk'>
  <source dev='/dev/vg/guest'/>
  <target dev='«vda1»' bus='virtio'/>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'a path',
      bad: `<disk type='block' device='disk'>
  <source dev='/dev/vg/guest'/>
  <target dev='«/dev/vda»' bus='virtio'/>
</disk>`,
      inside: 'q35',
      says: 'libvirt refuses it and expects the name alone, such as vda',
    },
    {
      name: 'an invented name',
      bad: `<disk type='block' device='disk'>
  <source dev='/dev/vg/guest'/>
  <target dev='«root»' bus='sata'/>
</disk>`,
      inside: 'q35',
      says: 'expects a name such as sda',
    },
    {
      name: 'no target',
      bad: `<«disk» type='block' device='disk'>
  <source dev='/dev/vg/guest'/>
</disk>`,
      suggested: `<disk type='block' device='disk'>
  <source dev='/dev/vg/guest'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'a name need not fit the bus',
      good: `<disk type='block' device='disk'>
  <source dev='/dev/vg/guest'/>
  <target dev='hdaa' bus='virtio'/>
</disk>
<disk type='block' device='disk'>
  <source dev='/dev/vg/other'/>
  <target dev='nvme0n1' bus='virtio'/>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'a mark of early Xen tools, which libvirt cuts off',
      good: `<disk type='block' device='disk'>
  <source dev='/dev/vg/guest'/>
  <target dev='ioemu:sda' bus='sata'/>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'an older libvirt',
      bad: `<disk type='block' device='disk'>
  <source dev='/dev/vg/other'/>
  <target dev='«nvme0n1»' bus='virtio'/>
</disk>`,
      inside: 'q35',
      target: 'libvirt=11.3.0',
    },
  ],
})

/** A disk without a name; the name that is free is only a proposal, since the bus is a choice. */
function unnamed({ element, target, bus: known }: Disk, domain: Domain) {
  const bus = target?.attr('bus') || (target ? known : 'virtio')
  const free = freeName(prefixes[bus] ?? 'vd', domain)
  const risk = 'The guest gets a disk that libvirt refused until now.'
  const data = { free, bus }
  if (!target) {
    const edits = [appendChild(element, { name: 'target', attributes: { dev: free, bus } })]
    return { message: 'target' as const, at: element, data, suggest: [{ title: `add <target dev='${free}' bus='${bus}'/>`, edits, risk }] }
  }
  const suggest = [{ title: `write dev='${free}'`, edits: [setAttribute(target, 'dev', free)], risk }]
  const dev = target.attribute('dev')
  return dev ? { message: 'empty' as const, at: dev, data, suggest } : { message: 'missing' as const, at: target, data, suggest }
}

/** The first name with this prefix that no disk has: vda, vdb ... */
function freeName(prefix: string, domain: Domain): string {
  const taken = domain.workedOut(diskNames)
  const letter = [...'abcdefghijklmnopqrstuvwxyz'].find((each) => !taken.has(prefix + each))
  return prefix + (letter ?? 'aa')
}

function diskNames({ disks }: Domain): ReadonlySet<string | undefined> {
  return new Set(disks.map(({ name }) => name))
}

const prefixes = table<string>({ ide: 'hd', sata: 'sd', scsi: 'sd', usb: 'sd', xen: 'xvd', virtio: 'vd' })
