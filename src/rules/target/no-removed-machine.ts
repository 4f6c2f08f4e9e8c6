import { machineFinding, machineRisk } from '../machine-report.js'
import { rule } from '../rule.js'

export default rule({
  id: 'target/no-removed-machine',
  summary: "Use a machine type that the target's QEMU still has",
  why: `QEMU removes versioned machine types when they are six years old, one or two with every release since 10.1, and removed the oldest
earlier. A guest whose machine is gone cannot be defined any more ("Emulator ... does not support machine type ..."), and one that was
defined before the upgrade does not start. It has to move to a newer machine of the same family, which is other hardware to it: do that
while it is shut down, and keep a copy. The nearest is the oldest type that is not deprecated either.`,
  sources: [
    'QEMU: docs/about/removed-features; include/hw/boards.h (MACHINE_VER_DELETION)',
    'libvirt: qemu_validate.c, qemuValidateDomainDef',
    'tried on libvirt 12.8.0 with QEMU 11.1.3, and on libvirt 9.0.0 with QEMU 7.2',
  ],
  category: 'target',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  risk: machineRisk,
  message: 'machine type {machine} is gone since {since}: libvirt refuses to define the guest with {where}{nearest}',
  on: {
    'domain/os/type[@machine]'(type, context) {
      const found = machineFinding(type, context, 'removed')
      if (!found) return
      const { at, machine, verdict, where, nearest, severity, fix } = found
      return { at, data: { machine, since: verdict.since ?? '', where, nearest }, severity, fix }
    },
  },
  examples: [
    {
      name: 'a machine that is older than six years',
      bad: `<os>
  <type arch='x86_64' machine='«pc-i440fx-2.8»'>hvm</type>
</os>`,
      fixed: `<os>
  <type arch='x86_64' machine='pc-i440fx-8.2'>hvm</type>
</os>`,
      inside: 'domain',
      target: 'qemu=11.1.3',
      says: 'pc-i440fx-2.8 is gone since QEMU 10.1: libvirt refuses to define the guest with QEMU 11.1.3',
    },
    {
      name: 'a machine from before the families had names',
      bad: `<os>
  <type arch='x86_64' machine='«pc-1.2»'>hvm</type>
</os>`,
      fixed: `<os>
  <type arch='x86_64' machine='pc-i440fx-2.4'>hvm</type>
</os>`,
      inside: 'domain',
      target: 'qemu=9.0.0',
    },
    {
      name: 'a board that has got another name',
      bad: `<os>
  <type arch='aarch64' machine='«raspi3»'>hvm</type>
</os>`,
      fixed: `<os>
  <type arch='aarch64' machine='raspi3b'>hvm</type>
</os>`,
      inside: 'domain',
      target: 'qemu=11.1.3',
    },
    {
      name: 'the same machine on a QEMU that has it',
      good: `<os>
  <type arch='x86_64' machine='pc-i440fx-2.8'>hvm</type>
</os>`,
      inside: 'domain',
      target: 'qemu=7.2.0',
    },
    {
      name: 'a Xen guest',
      good: `<domain type='xen'>
  <name>guest</name>
  <memory>1048576</memory>
  <os>
    <type arch='x86_64' machine='pc-1.2'>hvm</type>
  </os>
</domain>`,
    },
  ],
})
