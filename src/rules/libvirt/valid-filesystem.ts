import type { Domain } from '../../domain/domain.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

/** Settings that virtiofs does not have, with where they stand (qemu_validate.c, qemuValidateDomainDeviceDefFS). */
const notForVirtiofs: readonly (readonly [attribute: string, child: string | undefined])[] = [
  ['model', undefined],
  ['multidevs', undefined],
  ['fmode', undefined],
  ['dmode', undefined],
  ['wrpolicy', 'driver'],
  ['format', 'driver'],
]

/** Drivers of containers. */
const foreignDrivers = new Set(['loop', 'nbd', 'ploop'])

export default rule({
  id: 'libvirt/valid-filesystem',
  summary: 'Share host folders with the settings that their driver has',
  why: `QEMU shares folders of the host, which is type \`mount\`; the other types and the usage limits are for containers. 9p, the default driver, can
store modes and owners aside (\`mapped\`), and only then says which mode new files get. virtiofs is a process of its own that passes everything through,
so almost none of 9p's settings exist for it. A virtiofs tag must be unique, as the guest mounts by it, and only virtiofs can be booted from.`,
  sources: [
    'libvirt 11.3.0: qemu_validate.c, qemuValidateDomainDeviceDefFS; domain_validate.c, virDomainFSDefValidate; domain_conf.c, virDomainFSDefParseXML',
    'tried on libvirt 12.8.0',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message: {
    type: "QEMU shares folders only, which is type='mount': libvirt refuses type='{type}'",
    driver: 'the {driver} driver is not for QEMU guests: libvirt refuses it; path (9p) and virtiofs are',
    source: 'a shared folder needs its <source>: libvirt refuses it without',
    target: 'a shared folder needs <target dir=...>, the tag that the guest mounts: libvirt refuses it without',
    virtiofs: 'virtiofs has no {attribute}: libvirt refuses it',
    mapped: "fmode and dmode belong to accessmode='mapped': libvirt refuses them with {accessmode}",
    octal: '{attribute} is a mode of at most 777: libvirt refuses {value}',
    passthrough: '{driver} passes access modes through: libvirt refuses {accessmode}',
    limits: 'QEMU cannot limit the use of a shared folder: libvirt refuses <{limit}>',
    boot: 'a guest can boot from virtiofs only: libvirt refuses the boot order of this driver',
    bus: 'a guest boots from virtiofs over PCI only: libvirt refuses the boot order here',
    duplicate: "tag '{tag}' is used twice, and virtiofs tags must be unique: libvirt refuses it",
  },
  on: {
    'domain/devices/filesystem'(filesystem, { domain }) {
      const type = filesystem.attribute('type')
      const driver = filesystem.child('driver')
      const name = driver?.attr('type') ?? 'path'
      const source = filesystem.child('source')
      const isVirtiofs = name === 'virtiofs'
      const tag = filesystem.child('target')
      for (const attribute of [filesystem.attribute('fmode'), filesystem.attribute('dmode')]) {
        if (attribute && /^[0-7]+$/.test(attribute.value) && Number.parseInt(attribute.value, 8) > 0o777) {
          return { message: 'octal', at: attribute, data: { attribute: attribute.name, value: attribute.value } }
        }
      }
      if (tag && tag.attr('dir') === undefined) return { message: 'target', at: tag }
      if (domain.isQemu && type && type.value !== 'mount') return { message: 'type', at: type, data: { type: type.value } }
      const isMount = !type || type.value === 'mount'
      if (isMount && source?.attr('dir') === undefined && source?.attr('socket') === undefined)
        return { message: 'source', at: source ?? filesystem }
      if (!domain.isQemu) return
      const limit = filesystem.child('space_hard_limit') ?? filesystem.child('space_soft_limit')
      if (limit) return { message: 'limits', at: limit, data: { limit: limit.name } }
      const accessmode = filesystem.attribute('accessmode')
      const hasSocket = isVirtiofs && source?.attr('socket') !== undefined
      if (accessmode && accessmode.value !== 'passthrough' && !hasSocket && (isVirtiofs || name === 'mtp')) {
        return { message: 'passthrough', at: accessmode, data: { driver: name, accessmode: accessmode.value } }
      }
      if (foreignDrivers.has(name)) return { message: 'driver', at: driver?.attribute('type') ?? filesystem, data: { driver: name } }
      if (isVirtiofs && !hasSocket) {
        for (const [attribute, child] of notForVirtiofs) {
          const found = (child ? driver : filesystem)?.attribute(attribute)
          if (found && found.value !== 'default') return { message: 'virtiofs', at: found.nameRange, data: { attribute } }
        }
      }
      const mode = filesystem.attribute('fmode') ?? filesystem.attribute('dmode')
      if (mode && accessmode?.value !== 'mapped')
        return { message: 'mapped', at: mode.nameRange, data: { accessmode: accessmode?.value ?? 'passthrough, the default' } }
      const boot = filesystem.child('boot')
      if (boot && !isVirtiofs) return { message: 'boot', at: boot }
      const address = filesystem.child('address')?.attr('type') ?? (domain.arch.startsWith('s390') ? 'ccw' : 'pci')
      if (boot && address !== 'pci') return { message: 'bus', at: boot }
      const first = domain.workedOut(sameTags).get(filesystem)
      if (!first) return
      return {
        message: 'duplicate',
        at: tag?.attribute('dir') ?? filesystem,
        data: { tag: tag?.attr('dir') ?? '' },
        related: [{ at: first, message: 'the first one' }],
      }
    },
  },
  examples: [
    {
      name: "a container's file system",
      inside: 'q35',
      bad: `<filesystem type='«ram»'>
  <source usage='1024'/>
  <target dir='scratch'/>
</filesystem>`,
    },
    {
      name: 'no tag',
      inside: 'q35',
      bad: `<filesystem type='mount'>
  <source dir='/srv/share'/>
  <«target»/>
</filesystem>`,
    },
    {
      name: 'no folder',
      inside: 'q35',
      bad: `<«filesystem» type='mount'>
  <target dir='share'/>
</filesystem>`,
    },
    {
      name: 'virtiofs with mapped modes',
      inside: 'q35',
      bad: `<filesystem type='mount' accessmode='«mapped»'>
  <driver type='virtiofs'/>
  <source dir='/srv/share'/>
  <target dir='share'/>
</filesystem>`,
    },
    {
      name: 'virtiofs with a write policy',
      inside: 'q35',
      bad: `<filesystem type='mount' accessmode='passthrough'>
  <driver type='virtiofs' «wrpolicy»='immediate'/>
  <source dir='/srv/share'/>
  <target dir='share'/>
</filesystem>`,
    },
    {
      name: 'file modes that are passed through',
      inside: 'q35',
      bad: `<filesystem type='mount' accessmode='passthrough' «fmode»='0644'>
  <source dir='/srv/share'/>
  <target dir='share'/>
</filesystem>`,
    },
    {
      name: 'a mode with a sticky bit',
      inside: 'q35',
      bad: `<filesystem type='mount' accessmode='mapped' dmode='«1777»'>
  <source dir='/srv/share'/>
  <target dir='share'/>
</filesystem>`,
    },
    {
      name: 'a driver of containers',
      inside: 'q35',
      bad: `<filesystem type='mount' accessmode='passthrough'>
  <driver type='«loop»'/>
  <source dir='/srv/share'/>
  <target dir='share'/>
</filesystem>`,
    },
    {
      name: 'a limit',
      inside: 'q35',
      bad: `<filesystem type='mount'>
  <source dir='/srv/share'/>
  <target dir='share'/>
  <«space_hard_limit» unit='GiB'>1</space_hard_limit>
</filesystem>`,
    },
    {
      name: 'booting from 9p',
      inside: 'q35',
      bad: `<filesystem type='mount'>
  <source dir='/srv/share'/>
  <target dir='share'/>
  <«boot» order='1'/>
</filesystem>`,
    },
    {
      name: 'booting without PCI',
      bad: `<domain type='qemu'>
  <name>guest</name>
  <memory>1048576</memory>
  <memoryBacking>
    <access mode='shared'/>
  </memoryBacking>
  <os>
    <type arch='s390x' machine='s390-ccw-virtio'>hvm</type>
  </os>
  <devices>
    <filesystem type='mount'>
      <driver type='virtiofs'/>
      <source dir='/srv/share'/>
      <target dir='share'/>
      <«boot» order='1'/>
    </filesystem>
  </devices>
</domain>`,
    },
    {
      name: 'one tag for two folders',
      bad: `<domain type='kvm'>
  <name>guest</name>
  <memory>1048576</memory>
  <memoryBacking>
    <access mode='shared'/>
  </memoryBacking>
  <os>
    <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
  </os>
  <devices>
    <filesystem type='mount'>
      <driver type='virtiofs'/>
      <source dir='/srv/one'/>
      <target dir='share'/>
    </filesystem>
    <filesystem type='mount'>
      <source dir='/srv/two'/>
      <target dir='«share»'/>
    </filesystem>
  </devices>
</domain>`,
    },
    {
      name: 'a folder by each driver',
      inside: 'q35',
      good: `<filesystem type='mount' accessmode='mapped' fmode='0600' dmode='0700'>
  <driver type='path' wrpolicy='immediate'/>
  <source dir='/srv/share'/>
  <target dir='share'/>
</filesystem>
<filesystem type='mount'>
  <driver type='mtp'/>
  <source dir='/srv/photos'/>
  <target dir='photos'/>
</filesystem>`,
    },
  ],
})

/** For each file system the first one before it that has the same tag, if one of the two is virtiofs. */
function sameTags(domain: Domain): ReadonlyMap<XmlElement, XmlElement> {
  const all = new Map<string | undefined, XmlElement>()
  const virtiofs = new Map<string | undefined, XmlElement>()
  const found = new Map<XmlElement, XmlElement>()
  for (const filesystem of domain.devices('filesystem')) {
    const tag = filesystem.child('target')?.attr('dir')
    const isVirtiofs = filesystem.child('driver')?.attr('type') === 'virtiofs'
    const first = (isVirtiofs ? all : virtiofs).get(tag)
    if (first) found.set(filesystem, first)
    if (!all.has(tag)) all.set(tag, filesystem)
    if (isVirtiofs && !virtiofs.has(tag)) virtiofs.set(tag, filesystem)
  }
  return found
}
