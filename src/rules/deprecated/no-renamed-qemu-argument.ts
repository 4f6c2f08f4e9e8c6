import { qemuNamespace } from '../../domain/facts/removed-qemu-arguments.js'
import { compareVersions, formatVersion } from '../../domain/facts/target.js'
import { withPresentNames } from '../../domain/qemu-arguments.js'
import { setAttribute } from '../../xml/change.js'
import { localName, namespaceOf } from '../../xml/namespaces.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/no-renamed-qemu-argument',
  summary: "Write QEMU's arguments in their present form",
  why: `libvirt hands \`<qemu:arg>\` to QEMU as it stands. QEMU keeps old names and short forms such as \`server,nowait\` for some versions,
warns about them in the guest's log, where nobody looks, and then removes them: the guest does not start after an upgrade of the host.`,
  sources: ['QEMU 11.1: docs/about/deprecated', 'tried on QEMU 11.1.3: both forms start, the device tree of the guest is the same'],
  category: 'deprecated',
  severity: 'warning',
  since: '0.1.0',
  fix: 'safe',
  message: 'QEMU {version} deprecated {old} in {option}: write {today}',
  on: {
    'domain/qemu:commandline'(commandline, { target }) {
      if (namespaceOf(commandline) !== qemuNamespace) return
      const values = commandline.elements().flatMap((child) => (localName(child) === 'arg' ? (child.attribute('value') ?? []) : []))
      const reports = []
      for (const [order, { value: written }] of values.entries()) {
        const at = values[order + 1]
        const present = at && withPresentNames(written, at.value, ({ deprecated }) => compareVersions(target.qemu, deprecated) >= 0)
        if (!present) continue
        const { deprecated, old, today } = present.first
        const data = { version: formatVersion(deprecated), old, option: written.replace(/^--/, '-'), today }
        reports.push({ at, data, fix: setAttribute(at.element, 'value', present.value) })
      }
      return reports
    },
  },
  examples: [
    {
      name: 'short forms',
      bad: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <qemu:commandline>
    <qemu:arg value='-chardev'/>
    <qemu:arg value='«socket,id=extra,path=/run/extra,server,nowait»'/>
  </qemu:commandline>
</domain>`,
      fixed: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <qemu:commandline>
    <qemu:arg value='-chardev'/>
    <qemu:arg value='socket,id=extra,path=/run/extra,server=on,wait=off'/>
  </qemu:commandline>
</domain>`,
      says: 'QEMU 6.0.0 deprecated server in -chardev: write server=on',
    },
    {
      name: 'an old name',
      bad: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <qemu:commandline>
    <qemu:arg value='-machine'/>
    <qemu:arg value='«dtb-kaslr-seed=off»'/>
  </qemu:commandline>
</domain>`,
      fixed: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <qemu:commandline>
    <qemu:arg value='-machine'/>
    <qemu:arg value='dtb-randomness=off'/>
  </qemu:commandline>
</domain>`,
    },
    {
      name: 'the present form, and a QEMU that only knows the old one',
      target: 'qemu=5.2.0',
      good: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <qemu:commandline>
    <qemu:arg value='-chardev'/>
    <qemu:arg value='socket,id=extra,path=/run/server,server,nowait'/>
    <qemu:arg value='-object'/>
    <qemu:arg value='memory-backend-memfd,id=extra,size=1M,share=on'/>
  </qemu:commandline>
</domain>`,
    },
  ],
})
