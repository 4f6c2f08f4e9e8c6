import { byElement, rangeAt, type ValuePlace, valueAt } from '../../domain/facts/place-notation.js'
import { switches } from '../../domain/facts/switches.js'
import { compareVersions } from '../../domain/facts/target.js'
import { setAttribute } from '../../xml/change.js'
import type { XmlElement } from '../../xml/tree.js'
import { type Report, rule } from '../rule.js'

const message = "{attribute} is '{value}': libvirt takes only '{yes}' or '{no}' there and refuses the definition"

export default rule({
  id: 'libvirt/valid-yes-no',
  summary: 'Write yes and no, or on and off, where libvirt expects them',
  why: `Some switches of the format are \`yes\` and \`no\`, others \`on\` and \`off\`, and libvirt never takes one for the other: \`true\`, \`1\`,
\`Yes\` or the other pair make it refuse the whole definition.`,
  sources: [
    'libvirt 11.3: virXMLPropTristateBool and virXMLPropTristateSwitch in domain_conf.c and cpu_conf.c',
    'libvirt 12.8, tried attribute by attribute',
  ],
  category: 'libvirt',
  severity: 'error',
  since: '0.1.0',
  message,
  on: checks(),
  examples: [
    {
      name: 'the words of the other pair',
      bad: `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2' copy_on_read='«yes»'/>
  <source file='/var/lib/libvirt/images/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      suggested: `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2' copy_on_read='on'/>
  <source file='/var/lib/libvirt/images/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      inside: 'q35',
      says: "copy_on_read is 'yes': libvirt takes only 'on' or 'off'",
    },
    {
      name: 'a number',
      bad: `<clock offset='utc'>
  <timer name='hpet' present='«0»'/>
</clock>`,
      suggested: `<clock offset='utc'>
  <timer name='hpet' present='no'/>
</clock>`,
      inside: 'domain',
    },
    {
      name: 'each its own pair',
      good: `<disk type='file' device='lun' rawio='yes'>
  <driver name='qemu' type='raw' copy_on_read='on'/>
  <source file='/var/lib/libvirt/images/guest.img'/>
  <target dev='sda' bus='scsi'/>
</disk>`,
      inside: 'q35',
    },
    {
      name: 'a libvirt that does not read the attribute',
      good: "<graphics type='dbus' p2p='true'/>",
      inside: 'q35',
      target: 'libvirt=8.3.0',
    },
  ],
})

/** What people write when they mean the first or the second word. */
const meansYes = new Set(['yes', 'on', 'true', '1', 'y', 'enable', 'enabled'])
const meansNo = new Set(['no', 'off', 'false', '0', 'n', 'disable', 'disabled'])

function checks() {
  const keys = Object.entries(switches).flatMap(([pair, all]) => all.map((key) => [key, pair] as const))
  return byElement(keys, (place, pair, since) => {
    const [yes = '', no = ''] = pair.split(' ')
    return (element, target) => (since && compareVersions(since, target.libvirt) > 0 ? undefined : judge(element, place, yes, no))
  })
}

function judge(element: XmlElement, place: ValuePlace, yes: string, no: string): Report<typeof message> | undefined {
  const value = valueAt(element, place)
  const { attribute } = place
  if (value === undefined || attribute === undefined || value === yes || value === no) return undefined
  const lower = value.trim().toLowerCase()
  const meant = meansYes.has(lower) ? yes : meansNo.has(lower) ? no : undefined
  const suggest =
    meant === undefined
      ? []
      : [{ title: `write ${meant}`, edits: [setAttribute(element, attribute, meant)], risk: 'Check that this is what was meant.' }]
  return { at: rangeAt(element, place), unread: element.openTagRange, data: { attribute, value, yes, no }, suggest }
}
