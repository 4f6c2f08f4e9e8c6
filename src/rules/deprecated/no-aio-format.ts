import { setAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/no-aio-format',
  summary: 'Write raw for the format of a disk, not aio',
  why: `\`aio\` is no image format: with \`name='tap'\` it was how early Xen definitions asked for asynchronous access to a raw image. libvirt
reads the word in \`<driver type>\` as \`raw\` and stores \`raw\`; in \`<format>\` of a backing file it refuses it.`,
  sources: ['libvirt 11.3.0: domain_conf.c, virDomainDiskDefDriverParseXML', 'tried on libvirt 12.8.0: the stored definition is the same'],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  fix: 'safe',
  message: "'aio' is Xen's old word for raw images: libvirt reads it as raw",
  on: {
    'domain/devices/disk/driver[@type=aio]'(driver, { domain }) {
      if (!domain.isQemu) return
      return { at: driver.attributeOrSelf('type'), fix: setAttribute(driver, 'type', 'raw') }
    },
  },
  examples: [
    {
      name: 'a file',
      inside: 'q35',
      bad: `<disk type='file' device='disk'>
  <driver name='qemu' type='«aio»'/>
  <source file='/images/guest.img'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      fixed: `<disk type='file' device='disk'>
  <driver name='qemu' type='raw'/>
  <source file='/images/guest.img'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
    },
    {
      name: 'a guest of Xen, whose tap driver has this format',
      good: `<domain type='xen'>
  <name>guest</name>
  <devices>
    <disk type='file' device='disk'>
      <driver name='tap' type='aio'/>
      <source file='/images/guest.img'/>
      <target dev='xvda' bus='xen'/>
    </disk>
  </devices>
</domain>`,
    },
  ],
})
