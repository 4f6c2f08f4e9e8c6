import { machineFinding, machineRisk } from '../machine-report.js'
import { rule } from '../rule.js'

export default rule({
  id: 'target/no-deprecated-machine',
  summary: "Move from a machine type before the target's QEMU drops it",
  why: `QEMU deprecates versioned machine types that are three years old and removes them after three more. Until then the guest runs;
QEMU prints a warning when it starts, and libvirt marks the guest as tainted. Plan the change to a newer machine of the same family for
a time when the guest can be shut down: afterwards it cannot go back to its saved states.`,
  sources: ['QEMU: docs/about/deprecated; include/hw/boards.h (MACHINE_VER_DEPRECATION)', 'QEMU 11.1.3: -M help marks them'],
  category: 'target',
  severity: 'warning',
  since: '0.1.0',
  fix: 'unsafe',
  // The guest runs as it is: when it changes is for its owner to say.
  grade: 'work',
  risk: machineRisk,
  message: 'machine type {machine} is deprecated since {since}{until}: with {where} the guest still runs, tainted{nearest}',
  on: {
    'domain/os/type[@machine]'(type, context) {
      const found = machineFinding(type, context, 'deprecated')
      if (!found) return
      const { at, machine, verdict, where, nearest, fix } = found
      const until = verdict.until ? ` and to be removed in ${verdict.until}` : ''
      return { at, data: { machine, since: verdict.since ?? 'that QEMU', until, where, nearest }, fix }
    },
  },
  examples: [
    {
      name: 'three years old',
      bad: `<os>
  <type arch='x86_64' machine='«pc-q35-6.2»'>hvm</type>
</os>`,
      fixed: `<os>
  <type arch='x86_64' machine='pc-q35-7.0'>hvm</type>
</os>`,
      inside: 'domain',
      target: 'qemu=9.2.0',
      says: 'pc-q35-6.2 is deprecated since QEMU 9.2 and to be removed in QEMU 12.2',
    },
    {
      name: 'a board without versions',
      bad: `<os>
  <type arch='riscv64' machine='«shakti_c»'>hvm</type>
</os>`,
      inside: 'domain',
      target: 'qemu=11.1.3',
    },
    {
      name: 'not yet three years old',
      good: `<os>
  <type arch='x86_64' machine='pc-q35-6.2'>hvm</type>
</os>`,
      inside: 'domain',
      target: 'qemu=9.1.0',
    },
  ],
})
