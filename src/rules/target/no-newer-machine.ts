import { machineFinding, machineRisk } from '../machine-report.js'
import { rule } from '../rule.js'

export default rule({
  id: 'target/no-newer-machine',
  summary: "Use a machine type that the target's QEMU already has",
  why: `A guest that was made on a newer QEMU has a machine type that an older one does not know: libvirt there refuses to define it
("Emulator ... does not support machine type ..."), and it cannot be migrated back. A guest that is to run on several hosts needs a machine type
that all of them have.`,
  sources: ['libvirt: qemu_validate.c, qemuValidateDomainDef', 'tried on libvirt 9.0.0 with QEMU 7.2'],
  category: 'target',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  risk: machineRisk,
  message: 'machine type {machine} comes with {since}: libvirt refuses to define the guest with {where}{newest}',
  on: {
    'domain/os/type[@machine]'(type, context) {
      const found = machineFinding(type, context, 'notYet')
      if (!found) return
      const { at, machine, verdict, where, severity, fix } = found
      const newest = verdict.successor ? `, which has ${verdict.successor}` : ''
      return { at, data: { machine, since: verdict.since ?? 'a newer QEMU', where, newest }, severity, fix }
    },
  },
  examples: [
    {
      name: 'a guest from a newer host',
      bad: `<os>
  <type arch='x86_64' machine='«pc-q35-9.2»'>hvm</type>
</os>`,
      fixed: `<os>
  <type arch='x86_64' machine='pc-q35-7.2'>hvm</type>
</os>`,
      inside: 'domain',
      target: 'qemu=7.2.0',
      says: 'pc-q35-9.2 comes with QEMU 9.2: libvirt refuses to define the guest with QEMU 7.2.0, which has pc-q35-7.2',
    },
    {
      name: 'the QEMU that brought it',
      good: `<os>
  <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
</os>`,
      inside: 'domain',
      target: 'qemu=9.2.0',
    },
  ],
})
