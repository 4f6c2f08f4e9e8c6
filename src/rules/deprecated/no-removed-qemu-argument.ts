import { qemuNamespace, type RemovedArgument, removedArguments } from '../../domain/facts/removed-qemu-arguments.js'
import { compareVersions, formatVersion } from '../../domain/facts/target.js'
import { localName, namespaceOf } from '../../xml/namespaces.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/no-removed-qemu-argument',
  summary: 'Pass no arguments that QEMU has given up',
  why: `libvirt hands \`<qemu:arg>\` to QEMU as it stands and checks nothing: an option that QEMU removed shows when the guest is next started,
often right after an upgrade of the host. Most have an element of their own in the domain XML by now.`,
  sources: ['QEMU 11.1: docs/about/removed-features'],
  category: 'deprecated',
  severity: 'warning',
  since: '0.1.0',
  message: 'QEMU {version} removed {what}, so the guest does not start: use {instead}',
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
          reports.push({ at: place, data: { what, instead, version: formatVersion(removed.removed) } })
        }
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
      name: 'on a host that is old enough',
      good: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <qemu:commandline>
    <qemu:arg value='-no-hpet'/>
  </qemu:commandline>
</domain>`,
      target: 'libvirt=7.0.0,qemu=5.2.0',
    },
  ],
})

const byOption = new Map<string, RemovedArgument[]>()
for (const row of removedArguments) byOption.set(row.option, [...(byOption.get(row.option) ?? []), row])
