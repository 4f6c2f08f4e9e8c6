import { qemuNamespace } from '../../domain/facts/removed-qemu-arguments.js'
import { compareVersions, type Target } from '../../domain/facts/target.js'
import { type QemuArgument, qemuArguments, removeArguments } from '../../domain/qemu-arguments.js'
import { appendChild, insertAfter, type NewElement, replaceElement } from '../../xml/change.js'
import type { TextEdit } from '../../xml/edit.js'
import { namespaceOfPrefix } from '../../xml/namespaces.js'
import type { XmlElement } from '../../xml/tree.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/no-set-argument',
  summary: 'Change the properties of devices with <qemu:override>',
  why: `Since 7.9.0 libvirt passes devices to QEMU 6.2 and newer as JSON, where \`-set device.ALIAS.PROPERTY=VALUE\` does not find them: the
guest does not start. \`<qemu:override>\`, since 8.2.0, changes a property of a device that libvirt makes, by the same alias. Unlike
\`-set\` it wants the type of the value; numbers, and \`on\` and \`off\`, are taken for what they look like. An alias that no device has is passed
over without a word.`,
  sources: [
    'libvirt: NEWS 7.9.0 and 8.2.0; drvqemu, overriding properties of QEMU devices',
    'tried on libvirt 12.8 with QEMU 11.1: true, false and decimal numbers are taken, on and 0x10de are refused; QEMU does not start with -set',
  ],
  category: 'deprecated',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  risk: 'The guest gets the property at its next boot; the alias must be the one that libvirt gives the device, and the type the one QEMU wants.',
  message: '-set finds no device that libvirt made, so the guest does not start: change the property of {device} with <qemu:override>',
  on: {
    'domain/qemu:commandline'(commandline, { domain, target }) {
      if (!passesJson(target)) return
      const all = qemuArguments(commandline)
      return all.flatMap((argument) => {
        const [, device, name, value] = /^device\.([\w-]+)\.([\w.-]+)=(.*)$/s.exec(argument.value ?? '') ?? []
        if (argument.option !== '-set' || !device || !argument.valueAt) return []
        if (all.some(({ value: other = '' }) => other.split(',').includes(`id=${device}`) || other.includes(`"id":"${device}"`))) return []
        const report = { at: argument.valueAt, data: { device } }
        const property = name && value ? propertyOf(name, value) : undefined
        const canOverride = compareVersions(target.libvirt, [8, 2, 0]) >= 0 && namespaceOfPrefix('qemu', domain.element) === qemuNamespace
        return property && canOverride ? { ...report, fix: override(domain.element, commandline, argument, device, property) } : report
      })
    },
  },
  examples: [
    {
      name: 'a number',
      bad: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>guest</name>
  <qemu:commandline>
    <qemu:arg value='-set'/>
    <qemu:arg value='«device.video0.vgamem_mb=32»'/>
  </qemu:commandline>
</domain>`,
      fixed: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>guest</name>
  <qemu:override>
    <qemu:device alias='video0'>
      <qemu:frontend>
        <qemu:property name='vgamem_mb' type='unsigned' value='32'/>
      </qemu:frontend>
    </qemu:device>
  </qemu:override>
</domain>`,
      says: 'of video0 with <qemu:override>',
    },
    {
      name: 'a switch, beside other arguments and overrides',
      bad: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>guest</name>
  <qemu:commandline>
    <qemu:arg value='-set'/>
    <qemu:arg value='«device.hostdev0.ramfb=on»'/>
    <qemu:arg value='-no-user-config'/>
  </qemu:commandline>
  <qemu:override>
    <qemu:device alias='hostdev0'>
      <qemu:frontend>
        <qemu:property name='x-pci-vendor-id' type='unsigned' value='4318'/>
      </qemu:frontend>
    </qemu:device>
  </qemu:override>
</domain>`,
      fixed: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>guest</name>
  <qemu:commandline>
    <qemu:arg value='-no-user-config'/>
  </qemu:commandline>
  <qemu:override>
    <qemu:device alias='hostdev0'>
      <qemu:frontend>
        <qemu:property name='x-pci-vendor-id' type='unsigned' value='4318'/>
        <qemu:property name='ramfb' type='bool' value='true'/>
      </qemu:frontend>
    </qemu:device>
  </qemu:override>
</domain>`,
    },
    {
      name: 'a libvirt without overrides',
      target: 'libvirt=8.0.0,qemu=6.2.0',
      bad: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <qemu:commandline>
    <qemu:arg value='-set'/>
    <qemu:arg value='«device.video0.vgamem_mb=32»'/>
  </qemu:commandline>
</domain>`,
    },
    {
      name: "one's own device, and a host that is old enough",
      target: 'libvirt=7.0.0,qemu=5.2.0',
      good: [
        `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <qemu:commandline>
    <qemu:arg value='-set'/>
    <qemu:arg value='device.video0.vgamem_mb=32'/>
  </qemu:commandline>
</domain>`,
        `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <qemu:commandline>
    <qemu:arg value='-device'/>
    <qemu:arg value='edu,id=mine'/>
    <qemu:arg value='-set'/>
    <qemu:arg value='device.mine.dma_mask=1'/>
  </qemu:commandline>
</domain>`,
      ],
    },
  ],
})

/** Whether libvirt passes its devices to QEMU as JSON (NEWS 7.9.0; QEMU 6.2). */
function passesJson({ libvirt, qemu }: Target): boolean {
  return compareVersions(libvirt, [7, 9, 0]) >= 0 && compareVersions(qemu, [6, 2, 0]) >= 0
}

/** Properties whose on and off are words among others (QEMU's OnOffAuto), as QEMU 7.2 lists them for its devices. */
const withAuto =
  /^(?:disable-legacy|write-cache|backend_defaults|account-(?:invalid|failed)|msix?|seqpacket|unplugged-inaccessible|master|intremap|display|eim|x-pre-copy-dirty-page-tracking)$/

/** Properties that are texts, even where they look like a number. */
const texts = /^(?:driver|romfile|serial|vendor|product|model|ver|label)$/

/** What libvirt places itself. */
const ofLibvirt = /^(?:id|bus|addr)$/

/** The property as `<qemu:override>` writes it; `undefined` where that is not known. */
function propertyOf(name: string, value: string): NewElement | undefined {
  if (ofLibvirt.test(name)) return undefined
  const [type, written] = typedValue(name, value)
  return { name: 'qemu:property', attributes: { name, type, value: written } }
}

function typedValue(name: string, value: string): readonly [type: 'bool' | 'unsigned' | 'signed' | 'string', value: string] {
  if (texts.test(name)) return ['string', value]
  if (/^(?:on|off|yes|no|true|false)$/.test(value) && !withAuto.test(name))
    return ['bool', /^(?:on|yes|true)$/.test(value) ? 'true' : 'false']
  if (/^(?:\d{1,15}|0x[\da-f]{1,12})$/i.test(value)) return ['unsigned', String(Number(value))]
  if (/^-\d{1,15}$/.test(value)) return ['signed', value]
  return ['string', value]
}

function override(
  domain: XmlElement,
  commandline: XmlElement,
  argument: QemuArgument,
  alias: string,
  property: NewElement,
): TextEdit | readonly TextEdit[] {
  const removals = removeArguments(commandline, [argument])
  const frontend: NewElement = { name: 'qemu:frontend', children: [property] }
  const device: NewElement = { name: 'qemu:device', attributes: { alias }, children: [frontend] }
  const existing = domain.child('qemu:override')
  if (existing) {
    const known = existing.elements('qemu:device').find((element) => element.attr('alias') === alias)
    const knownFrontend = known?.child('qemu:frontend')
    if (knownFrontend) return [...removals, appendChild(knownFrontend, property)]
    return [...removals, known ? appendChild(known, frontend) : appendChild(existing, device)]
  }
  const added: NewElement = { name: 'qemu:override', children: [device] }
  const isEmptied = removals.length === 1 && argument.elements.length > 1
  return isEmptied ? replaceElement(commandline, added) : [...removals, insertAfter(commandline, added)]
}
