import { boards } from '../../domain/facts/machine-types.js'
import { machinesOf } from '../../domain/facts/machine-verdict.js'
import { didYouMean } from '../../domain/values/nearest.js'
import { machineFinding } from '../machine-report.js'
import { rule } from '../rule.js'

export default rule({
  id: 'target/no-unknown-machine',
  summary: "Name a machine type that QEMU has for the guest's architecture",
  why: `libvirt asks QEMU for the machine types that it has, and refuses to define a guest of any other. The name is compared to the
letter, it belongs to one architecture, and nothing may stand behind it: options that QEMU's \`-machine\` takes after a comma have
elements of their own in a definition.`,
  sources: ['QEMU 11.1.3: -M help of every architecture', 'libvirt: qemu_validate.c, qemuValidateDomainDef', 'tried on libvirt 12.8.0'],
  category: 'target',
  severity: 'error',
  since: '0.1.0',
  message: {
    absent: '{where} has no machine type {machine} for {arch} guests: libvirt refuses to define the guest{guess}',
    options: 'a machine type takes no options behind a comma: libvirt refuses to define the guest, {machine} alone is the name',
  },
  on: {
    'domain/os/type[@machine]'(type, context) {
      const found = machineFinding(type, context, 'absent')
      if (!found) return
      const { at, machine, where } = found
      const { arch } = context.domain
      const [name = '', options] = machine.split(/,(.*)/s)
      if (options !== undefined) return { message: 'options', at, data: { machine: name } }
      const { qemu } = context.target
      const home = Object.keys(boards).find((other) => machinesOf(other, qemu).includes(machine))
      const guess = home ? `; it is a machine of ${home}` : didYouMean(machine, machinesOf(arch, qemu))
      return { message: 'absent', at, data: { where, machine, arch, guess } }
    },
  },
  examples: [
    {
      name: 'the case of the letters',
      bad: `<os>
  <type arch='x86_64' machine='«Q35»'>hvm</type>
</os>`,
      inside: 'domain',
      target: 'qemu=11.1.3',
      says: 'QEMU 11.1.3 has no machine type Q35 for x86_64 guests: libvirt refuses to define the guest; did you mean q35?',
    },
    {
      name: "another architecture's machine",
      bad: `<os>
  <type arch='aarch64' machine='«pc-q35-9.2»'>hvm</type>
</os>`,
      inside: 'domain',
      target: 'qemu=11.1.3',
      says: 'for aarch64 guests: libvirt refuses to define the guest; it is a machine of x86_64',
    },
    {
      name: 'options of -machine',
      bad: `<os>
  <type arch='x86_64' machine='«pc-q35-9.2,kernel_irqchip=on»'>hvm</type>
</os>`,
      inside: 'domain',
      target: 'qemu=11.1.3',
      says: 'pc-q35-9.2 alone is the name',
    },
    {
      name: 'a board without versions',
      good: `<os>
  <type arch='riscv64' machine='sifive_u'>hvm</type>
</os>`,
      inside: 'domain',
      target: 'qemu=11.1.3',
    },
    {
      name: 'no machine at all',
      good: `<os>
  <type arch='x86_64'>hvm</type>
</os>`,
      inside: 'domain',
    },
  ],
})
