import { type QemuConstruct, qemuConstructs } from '../../domain/facts/qemu-since.js'
import { compareVersions, formatVersion } from '../../domain/facts/target.js'
import type { XmlElement } from '../../xml/tree.js'
import { type Report, type RuleContext, rule } from '../rule.js'

const message = '{what} needs QEMU {since} or newer: {target} has {qemu}, so libvirt refuses the guest there or cannot start it'

export default rule({
  id: 'target/no-newer-construct',
  summary: "Ask for nothing that the target's QEMU is too old for",
  why: `Much of libvirt's XML needs a QEMU of some version too: libvirt knows the words, asks QEMU, and refuses the definition, or QEMU refuses to
start. So a definition made on a new host may not run on an older one, whatever its libvirt. What libvirt itself is too old for is reported by
\`schema/no-newer-libvirt\`.`,
  sources: ['libvirt docs: formatdomain, where it names versions of QEMU', 'libvirt NEWS 10.5.0 and 11.6.0 (sev-snp, tdx)'],
  category: 'target',
  severity: 'error',
  since: '0.1.0',
  message,
  on: checks(),
  examples: [
    {
      name: 'a thread pool for one disk',
      inside: 'q35',
      target: 'libvirt=10.10.0,qemu=8.2.0',
      bad: `<disk type='file' device='disk'>
  <driver name='qemu' type='qcow2'>
    <«iothreads»>
      <iothread id='1'/>
    </iothreads>
  </driver>
  <source file='/srv/guest.qcow2'/>
  <target dev='vda' bus='virtio'/>
</disk>`,
      says: '<iothreads> in <driver> needs QEMU 9.0.0 or newer: libvirt=10.10.0,qemu=8.2.0 has 8.2.0',
    },
    {
      name: 'a network card of a later QEMU',
      inside: 'q35',
      target: 'debian-12,libvirt=9.3.0',
      bad: "<interface type='user'>\n  <model type='«igb»'/>\n</interface>",
      says: "type='igb' of <model>",
    },
    {
      name: 'the QEMU that brought it',
      inside: 'q35',
      target: 'debian-13',
      good: "<interface type='user'>\n  <model type='igb'/>\n</interface>",
    },
    {
      name: "a libvirt that does not read it, which is another rule's",
      inside: 'q35',
      target: 'debian-12',
      good: "<interface type='user'>\n  <model type='igb'/>\n</interface>",
    },
    {
      name: 'what is switched off',
      inside: 'domain',
      target: 'qemu=6.1.0',
      good: "<features>\n  <hyperv mode='custom'>\n    <avic state='off'/>\n  </hyperv>\n</features>",
    },
  ],
})

type Checks = Record<string, (element: XmlElement, context: RuleContext<unknown>) => Report<typeof message>[]>

function checks(): Checks {
  const byPath = new Map<string, QemuConstruct[]>()
  for (const construct of qemuConstructs()) {
    const known = byPath.get(construct.path)
    if (known) known.push(construct)
    else byPath.set(construct.path, [construct])
  }
  return Object.fromEntries(
    [...byPath].map(([path, constructs]) => [
      path,
      (element, { domain, target }) => {
        if (!domain.isQemu) return []
        return constructs.flatMap(({ attribute: name, value, since, libvirt }) => {
          // A libvirt that does not know the words never asks QEMU: schema/no-newer-libvirt says so.
          if (compareVersions(target.qemu, since) >= 0 || compareVersions(target.libvirt, libvirt) < 0) return []
          const attribute = name === undefined ? undefined : element.attribute(name)
          if (name !== undefined && (!attribute || (value !== undefined && attribute.value !== value))) return []
          if (name === undefined && isOff(element)) return []
          const data = { since: formatVersion(since), target: target.name, qemu: formatVersion(target.qemu) }
          return [
            {
              at: attribute && value === undefined ? attribute.nameRange : (attribute ?? element),
              data: { ...data, what: whatIs(element, name, value) },
            },
          ]
        })
      },
    ]),
  )
}

/** A feature that is written down to be off needs nothing. */
function isOff(element: XmlElement): boolean {
  return element.attr('state') === 'off' || element.attr('enabled') === 'no'
}

function whatIs(element: XmlElement, attribute: string | undefined, value: string | undefined): string {
  if (attribute === undefined) return `<${element.name}> in <${element.parentElement?.name ?? ''}>`
  return value === undefined ? `${attribute}= of <${element.name}>` : `${attribute}='${value}' of <${element.name}>`
}
