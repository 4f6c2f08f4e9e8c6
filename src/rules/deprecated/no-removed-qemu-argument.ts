import { qemuNamespace, type RemovedArgument, removedArguments } from '../../domain/facts/removed-qemu-arguments.js'
import { compareVersions, formatVersion, type Target } from '../../domain/facts/target.js'
import { localName, namespaceOf } from '../../xml/namespaces.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/no-removed-qemu-argument',
  summary: 'Pass no arguments that QEMU has given up',
  why: `libvirt hands \`<qemu:arg>\` to QEMU as it stands and checks nothing: an option that QEMU removed shows when the guest is next started,
often right after an upgrade of the host. Most have an element of their own in the domain XML by now. \`-set device.ID\` is a case of
libvirt's doing: since 7.9.0 it passes devices to QEMU 6.2 and newer as JSON, where \`-set\` does not find them; \`<qemu:override>\`, since
8.2.0, changes a device's properties instead.`,
  sources: ['QEMU 11.1: docs/about/removed-features', 'libvirt: NEWS 7.9.0 and 8.2.0; drvqemu, overriding properties of QEMU devices'],
  category: 'deprecated',
  severity: 'warning',
  since: '0.1.0',
  message: {
    removed: 'QEMU {version} removed {what}, so the guest does not start: use {instead}',
    set: '-set finds no device that libvirt made, so the guest does not start: change the property of {device} with <qemu:override>',
  },
  on: {
    'domain/qemu:commandline'(commandline, { target }) {
      if (namespaceOf(commandline) !== qemuNamespace) return
      const values = commandline.elements().flatMap((child) => (localName(child) === 'arg' ? (child.attribute('value') ?? []) : []))
      const reports = []
      for (const [order, at] of values.entries()) {
        const option = at.value.replace(/^--/, '-')
        const next = values[order + 1]
        const removed = byOption.get(option)?.find(({ value }) => !value || (next && value.test(next.value)))
        if (removed && compareVersions(target.qemu, removed.removed) >= 0) {
          const { what, instead } = removed
          const place = removed.value && next ? next : at
          reports.push({ message: 'removed' as const, at: place, data: { what, instead, version: formatVersion(removed.removed) } })
        }
        const device = option === '-set' ? /^device\.([\w-]+)\./.exec(next?.value ?? '')?.[1] : undefined
        if (!device || !next || !passesJson(target)) continue
        const own = values.some(({ value }) => value.split(',').includes(`id=${device}`))
        if (!own) reports.push({ message: 'set' as const, at: next, data: { device } })
      }
      return reports
    },
  },
  examples: [
    {
      name: 'an option that is gone',
      bad: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <qemu:commandline>
    <qemu:arg value='«-no-hpet»'/>
  </qemu:commandline>
</domain>`,
      says: "QEMU 9.0.0 removed -no-hpet, so the guest does not start: use <timer name='hpet' present='no'/>",
    },
    {
      name: 'a value that is gone',
      bad: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <qemu:commandline>
    <qemu:arg value='-device'/>
    <qemu:arg value='«ide-drive,drive=extra»'/>
  </qemu:commandline>
</domain>`,
      says: 'ide-hd or ide-cd',
    },
    {
      name: "a property of one of libvirt's devices",
      bad: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <qemu:commandline>
    <qemu:arg value='-set'/>
    <qemu:arg value='«device.video0.vgamem_mb=32»'/>
  </qemu:commandline>
</domain>`,
      says: 'of video0 with <qemu:override>',
    },
    {
      name: 'on a host that is old enough',
      good: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <qemu:commandline>
    <qemu:arg value='-no-hpet'/>
    <qemu:arg value='-set'/>
    <qemu:arg value='device.video0.vgamem_mb=32'/>
  </qemu:commandline>
</domain>`,
      target: 'libvirt=7.0.0,qemu=5.2.0',
    },
    {
      name: "a property of one's own device",
      good: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <qemu:commandline>
    <qemu:arg value='-device'/>
    <qemu:arg value='edu,id=mine'/>
    <qemu:arg value='-set'/>
    <qemu:arg value='device.mine.dma_mask=1'/>
  </qemu:commandline>
</domain>`,
    },
  ],
})

const byOption = new Map<string, RemovedArgument[]>()
for (const row of removedArguments) byOption.set(row.option, [...(byOption.get(row.option) ?? []), row])

/** Whether libvirt passes its devices to QEMU as JSON (NEWS 7.9.0; QEMU 6.2). */
function passesJson({ libvirt, qemu }: Target): boolean {
  return compareVersions(libvirt, [7, 9, 0]) >= 0 && compareVersions(qemu, [6, 2, 0]) >= 0
}
