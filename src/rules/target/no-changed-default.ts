import { type ChangedDefault, changedDefaults } from '../../domain/facts/changed-defaults.js'
import { machineBehind } from '../../domain/facts/machine-alias.js'
import { machineVerdict } from '../../domain/facts/machine-verdict.js'
import { compareVersions, type Target } from '../../domain/facts/target.js'
import { setAttribute } from '../../xml/change.js'
import type { XmlElement } from '../../xml/tree.js'
import { type Report, type RuleContext, rule } from '../rule.js'

const messages = {
  changed: '{what} is not written down: {from} takes {before}, and {target} {after}',
  machine:
    '{name} means {before} on {from} and {after} on {target}: the guest sees another machine, with all that follows from its version',
} as const

export default rule({
  id: 'target/no-changed-default',
  summary: 'Write down what the target would choose otherwise',
  why: `What a definition leaves open is chosen by libvirt and QEMU, and some of these choices have changed over the years. A definition that is
copied to the target then gives the guest other hardware without a word. With \`--from\`, which says what the guest runs on today, each
choice that differs between the two is shown, with a change that writes down today's. The weightiest is the machine type: an alias such as
\`q35\` stands for the newest version, and most of what QEMU changes rides on it.`,
  sources: [
    'libvirt NEWS 5.10.0, 9.1.0, 9.2.0, 9.3.0, 11.5.0, 11.6.0',
    'QEMU: docs/system/target-i386 and hw/core/machine.c (machine types and their compatibility properties)',
    'Red Hat: Considerations in adopting RHEL 9, changes to QEMU',
  ],
  category: 'target',
  severity: 'warning',
  since: '0.1.0',
  message: messages,
  on: checks(),
  examples: [
    {
      name: 'a machine alias',
      inside: 'domain',
      from: 'debian-12',
      target: 'debian-13',
      bad: "<os>\n  <type arch='x86_64' machine='«q35»'>hvm</type>\n</os>",
      says: 'q35 means pc-q35-7.2 on debian-12 and pc-q35-10.0 on debian-13',
      suggested: "<os>\n  <type arch='x86_64' machine='pc-q35-7.2'>hvm</type>\n</os>",
    },
    {
      name: 'a SCSI controller of ARM',
      inside: 'virt',
      from: 'libvirt=11.3.0',
      target: 'libvirt=11.6.0',
      bad: "<«controller» type='scsi' index='0'/>",
      says: 'libvirt=11.3.0 takes lsilogic, and libvirt=11.6.0 virtio-scsi',
      suggested: "<controller type='scsi' index='0' model='lsilogic'/>",
    },
    {
      name: 'a USB CD-ROM drive',
      inside: 'i440fx',
      from: 'debian-13',
      target: 'ubuntu-25.10',
      bad: "<«disk» type='file' device='cdrom'>\n  <target dev='sda' bus='usb'/>\n  <readonly/>\n</disk>",
      suggested: "<disk type='file' device='cdrom' model='usb-storage'>\n  <target dev='sda' bus='usb'/>\n  <readonly/>\n</disk>",
    },
    {
      name: 'a model that is written down',
      inside: 'virt',
      from: 'libvirt=11.3.0',
      target: 'libvirt=11.6.0',
      good: "<controller type='scsi' index='0' model='virtio-scsi'/>",
    },
    {
      name: 'where nothing has changed between the two',
      inside: 'virt',
      from: 'libvirt=11.6.0',
      target: 'libvirt=12.0.0',
      good: "<controller type='scsi' index='0'/>",
    },
    {
      name: 'where nobody says what it runs on',
      inside: 'virt',
      target: 'libvirt=11.6.0',
      good: "<controller type='scsi' index='0'/>",
    },
  ],
})

type Found = Report<typeof messages>
type Check = (element: XmlElement, context: RuleContext<unknown>) => Found[]

function checks(): Record<string, Check> {
  const byPath = new Map<string, Check[]>([['domain/os/type', [machineAlias]]])
  for (const row of changedDefaults) byPath.set(row.path, [...(byPath.get(row.path) ?? []), changed(row)])
  return Object.fromEntries(
    [...byPath].map(([path, all]) => [path, (element, context) => (context.from ? all.flatMap((look) => look(element, context)) : [])]),
  )
}

function changed({ isOpen, what, chosen, pin, pinSince }: ChangedDefault): Check {
  return (element, { domain, target, from }) => {
    if (!from || !domain.isQemu || !isOpen(element, domain)) return []
    const before = chosen(from)
    const after = chosen(target)
    if (before === after) return []
    const isReadable = pinSince === undefined || compareVersions(target.libvirt, pinSince) >= 0
    const risk = 'A guest that was started long ago may have got another one: virsh dumpxml shows what it runs with.'
    return [
      {
        message: 'changed',
        at: element,
        data: { what, from: from.name, before, target: target.name, after },
        ...(pin && isReadable ? { suggest: [{ title: `write down ${before}`, edits: pin(element, before), risk }] } : {}),
      },
    ]
  }
}

function machineAlias(type: XmlElement, { domain, target, from }: RuleContext<unknown>): Found[] {
  const machine = type.attribute('machine')
  const name = machine?.value ?? (domain.isX86 ? 'pc' : undefined)
  if (!from || !domain.isQemu || name === undefined) return []
  const before = machineBehind(name, domain.arch, from)
  const after = machineBehind(name, domain.arch, target)
  if (before === undefined || after === undefined || before === after) return []
  const suggest = isOn(before, domain.arch, target)
    ? [
        {
          title: `write ${before}`,
          edits: [setAttribute(type, 'machine', before)],
          risk: 'A guest that was started on an older host may run with an older one: virsh dumpxml shows it.',
        },
      ]
    : []
  return [{ message: 'machine', at: machine ?? type, data: { name, from: from.name, before, target: target.name, after }, suggest }]
}

function isOn(machine: string, arch: string, target: Target): boolean {
  const { kind } = machineVerdict(machine, arch, target)
  return kind === 'present' || kind === 'deprecated'
}
