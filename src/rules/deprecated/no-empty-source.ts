import { removeElement } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/no-empty-source',
  summary: 'Leave the source of an empty drive out',
  why: `A CD-ROM or floppy drive without a medium has no \`<source>\`. libvirt still takes an empty one for old programs that write
\`file=''\`, reads it as no source at all, and its own schema refuses it. A source that says more, such as a start-up policy, is left alone.`,
  sources: [
    'libvirt: domain_conf.c, virDomainDiskDefParseXML (empty source of removable media)',
    'tried on libvirt 12.8 and QEMU 11.1: same stored definition (file) and same command line (block)',
  ],
  category: 'deprecated',
  severity: 'warning',
  since: '0.1.0',
  message: 'an empty source is no medium: libvirt reads it as an empty {device} drive and its schema refuses it',
  fix: 'safe',
  on: {
    'domain/devices/disk[@device=cdrom]/source|domain/devices/disk[@device=floppy]/source'(source, { domain }) {
      const disk = source.parentElement
      if (!disk || !domain.isQemu || !/^(?:file|block)$/.test(disk.attr('type') ?? 'file')) return
      if (source.children.some((node) => node.type !== 'text' || node.value.trim() !== '')) return
      const path = source.attribute('file') ?? source.attribute('dev')
      if (!path || source.attributeList.some(({ name, value }) => !/^(?:file|dev|index)$/.test(name) || (name !== 'index' && value !== '')))
        return
      return { at: path, data: { device: disk.attr('device') ?? '' }, fix: removeElement(source) }
    },
  },
  examples: [
    {
      name: 'an empty drive',
      bad: `<disk type='file' device='cdrom'>
  <source «file=''»/>
  <target dev='sda' bus='sata'/>
  <readonly/>
</disk>`,
      fixed: `<disk type='file' device='cdrom'>
  <target dev='sda' bus='sata'/>
  <readonly/>
</disk>`,
      inside: 'q35',
      says: 'empty cdrom drive',
    },
    {
      name: 'a start-up policy is more than nothing',
      good: `<disk type='file' device='cdrom'>
  <source file='' startupPolicy='optional'/>
  <target dev='sda' bus='sata'/>
</disk>`,
      inside: 'q35',
    },
  ],
})
