import { nativeCpu } from '../../domain/facts/native-cpu-flags.js'
import { qemuArguments } from '../../domain/qemu-arguments.js'
import { rule } from '../rule.js'

export default rule({
  id: 'deprecated/no-cpu-argument',
  summary: 'Describe the CPU in <cpu>, not in an argument of QEMU',
  why: `A \`-cpu\` in \`<qemu:commandline>\` replaces the whole CPU that libvirt works out, flags for Hyper-V and clocks included: what \`<cpu>\`
and \`<features>\` say is without effect, libvirt no longer checks that the host can give it, and a migration compares the wrong CPU. Nearly
all flags have an element. The names of CPU features are those of QEMU here: libvirt calls a few of them otherwise. A flag without an element
can stay only as long as the argument does.`,
  sources: [
    'libvirt: drvqemu, Pass-through of arbitrary QEMU commands; qemu_command.c, qemuBuildCpuCommandLine',
    'tried on libvirt 12.8 with QEMU 11.1',
  ],
  category: 'deprecated',
  severity: 'info',
  since: '0.1.0',
  message: '-cpu replaces the whole CPU that libvirt works out: write {model}{features}{hyperv}{others}{unknown}',
  on: {
    'domain/qemu:commandline'(commandline) {
      return qemuArguments(commandline).flatMap(({ option, value, valueAt }) => {
        if (option !== '-cpu' || value === undefined || !valueAt) return []
        const { model, features, hyperv, others, unknown } = nativeCpu(value)
        const part = (before: string, words: readonly string[], after = '') => (words.length > 0 ? before + words.join(', ') + after : '')
        const data = {
          model,
          features: part(', a <feature> for ', features),
          hyperv: part(', ', hyperv, ' in <hyperv>'),
          others: part(', ', others),
          unknown: part('; libvirt has nothing for ', unknown),
        }
        return { at: valueAt, data }
      })
    },
  },
  examples: [
    {
      name: 'flags that libvirt has elements for',
      bad: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <qemu:commandline>
    <qemu:arg value='-cpu'/>
    <qemu:arg value='«host,kvm=off,hv_time,hv_spinlocks=0x1fff,+invtsc,-x2apic»'/>
  </qemu:commandline>
</domain>`,
      says: "write <cpu mode='host-passthrough'>, a <feature> for +invtsc, -x2apic, spinlocks in <hyperv>, <hidden> in <kvm>, <timer name='hypervclock'/>",
    },
    {
      name: 'flags that libvirt has nothing for',
      bad: `<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <qemu:commandline>
    <qemu:arg value='-cpu'/>
    <qemu:arg value='«Penryn,vendor=GenuineIntel,vmware-cpuid-freq=on,aes=on»'/>
  </qemu:commandline>
</domain>`,
      says: 'write <model>Penryn</model>, a <feature> for +aes; libvirt has nothing for vendor=GenuineIntel, vmware-cpuid-freq=on',
    },
    {
      name: 'the element',
      good: "<cpu mode='host-passthrough' check='none'/>",
      inside: 'domain',
    },
  ],
})
