import { type ImpliedAttribute, impliedAttributes } from '../../domain/facts/implied-attributes.js'
import { compareVersions } from '../../domain/facts/target.js'
import { setAttribute } from '../../xml/change.js'
import type { XmlElement } from '../../xml/tree.js'
import { type RuleContext, rule } from '../rule.js'

const elements = [...new Set(impliedAttributes.map(({ element }) => element))]

export default rule({
  id: 'deprecated/prefer-explicit-default',
  summary: 'Write the attributes that libvirt fills in anyway',
  why: `Early definitions leave out much that libvirt now stores: that a disk is a file for QEMU's driver on the bus that its name stands for,
that a macvtap interface works in VEPA mode, that a serial port is a pty. Written down, these facts can be read without knowing libvirt's
defaults, and the file does not differ from what \`virsh dumpxml\` shows.`,
  sources: [
    'libvirt 11.3.0: domain_conf.c and domain_postparse.c',
    'tried on libvirt 12.8.0 for each attribute: the stored definition is the same',
  ],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  presets: ['strict'],
  fix: 'safe',
  message: "this {element} has no {attribute}: libvirt takes {attribute}='{value}'",
  on: Object.fromEntries(elements.map((path) => [path, check(impliedAttributes.filter(({ element }) => element === path))])),
  examples: [
    {
      name: 'the bus of a disk',
      inside: 'q35',
      bad: `<disk type='file' device='disk'>
  <source file='/images/guest.img'/>
  <«target» dev='sda'/>
</disk>`,
      fixed: `<disk type='file' device='disk'>
  <source file='/images/guest.img'/>
  <target dev='sda' bus='scsi'/>
</disk>`,
      says: "this target has no bus: libvirt takes bus='scsi'",
    },
    {
      name: 'the mode of a macvtap interface',
      inside: 'q35',
      bad: `<interface type='direct'>
  <«source» dev='eno1'/>
</interface>`,
      fixed: `<interface type='direct'>
  <source dev='eno1' mode='vepa'/>
</interface>`,
    },
    {
      name: 'what is written, and names with which QEMU does not start',
      inside: 'q35',
      good: `<disk type='file' device='disk'>
  <driver name='qemu' type='raw'/>
  <source file='/images/guest.img'/>
  <target dev='xvda'/>
</disk>
<disk type='network' device='disk'>
  <source protocol='nbd' name='export'>
    <host transport='unix' socket='/run/nbd.sock'/>
  </source>
  <target dev='vda' bus='virtio'/>
</disk>`,
    },
  ],
})

function check(rows: readonly ImpliedAttribute[]) {
  return (element: XmlElement, { domain, target }: RuleContext<unknown>) => {
    const reports = []
    for (const { attribute, value: implied, since } of rows) {
      if (element.attr(attribute) !== undefined || (since && compareVersions(target.libvirt, since) < 0)) continue
      const value = implied(element, domain)
      if (value === undefined) continue
      reports.push({ at: element, data: { element: element.name, attribute, value }, fix: setAttribute(element, attribute, value) })
    }
    return reports
  }
}
