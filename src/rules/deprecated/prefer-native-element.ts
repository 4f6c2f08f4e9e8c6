import { type NativeArgument, nativeArguments } from '../../domain/facts/native-qemu-arguments.js'
import { removedArguments } from '../../domain/facts/removed-qemu-arguments.js'
import { compareVersions } from '../../domain/facts/target.js'
import { type QemuArgument, qemuArguments } from '../../domain/qemu-arguments.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/prefer-native-element',
  summary: "Use libvirt's own elements instead of QEMU's arguments",
  why: `What is passed to QEMU in \`<qemu:commandline>\` is outside of all that libvirt does for a guest: it gets no stable address and no
security label, is not checked, not migrated, and not translated when QEMU renames or removes it; the guest is marked as tainted.
To move a device into an element of its own is seen by the guest: it may find it at another address, so nothing is rewritten here.`,
  sources: [
    'libvirt: drvqemu, Pass-through of arbitrary QEMU commands; formatdomain, since versions',
    'tried on libvirt 12.8 with QEMU 11.1',
  ],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  message: 'libvirt has an element of its own for {argument}: {native}',
  on: {
    'domain/qemu:commandline'(commandline, { target }) {
      return qemuArguments(commandline).flatMap((argument) => {
        const { option, value } = argument
        const fact = nativeArguments.find((row) => fits(row, argument) && compareVersions(row.since, target.libvirt) <= 0)
        if (!fact) return []
        const isGone = removedArguments.some(
          (row) => row.option === option && (!row.value || row.value.test(value ?? '')) && compareVersions(row.removed, target.qemu) <= 0,
        )
        // That it is gone is said elsewhere, with what to write instead.
        if (isGone) return []
        const name = nameOf(value ?? '')
        const shown = option === '-device' || option === '-object' ? `${option} ${name}` : option
        return { at: argument.valueAt ?? argument.optionAt, data: { argument: shown, native: fact.native } }
      })
    },
  },
  examples: [
    {
      name: 'a device',
      bad: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <qemu:commandline>
    <qemu:arg value='-device'/>
    <qemu:arg value='«intel-iommu,caching-mode=on»'/>
  </qemu:commandline>
</domain>`,
      says: "-device intel-iommu: <iommu model='intel'>",
    },
    {
      name: 'a device as JSON',
      bad: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <qemu:commandline>
    <qemu:arg value='-device'/>
    <qemu:arg value='«{&quot;driver&quot;:&quot;vfio-pci&quot;,&quot;host&quot;:&quot;0000:01:00.0&quot;}»'/>
  </qemu:commandline>
</domain>`,
      says: "-device vfio-pci: <hostdev type='pci'>",
    },
    {
      name: 'what libvirt has no element for, and a libvirt that has none yet',
      target: 'libvirt=2.0.0',
      good: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <qemu:commandline>
    <qemu:arg value='-device'/>
    <qemu:arg value='isa-applesmc,osk=example'/>
    <qemu:arg value='-device'/>
    <qemu:arg value='intel-iommu'/>
  </qemu:commandline>
</domain>`,
    },
  ],
})

function fits(row: NativeArgument, { option, value = '' }: QemuArgument): boolean {
  if (row.option !== option) return false
  return !row.value || row.value.test(option === '-device' ? nameOf(value) : value)
}

/** The driver of a device or the type of an object, however its value is written. */
function nameOf(value: string): string {
  return (
    /^\s*\{.*?"(?:driver|qom-type)"\s*:\s*"([^"]*)"/s.exec(value)?.[1] ?? value.replace(/,.*$/s, '').replace(/^(?:driver|qom-type)=/, '')
  )
}
