import { machineFinding, machineRisk } from '../machine-report.js'
import { rule } from '../rule.js'

export default rule({
  id: 'target/no-foreign-machine',
  summary: 'Use machine types that the target has, not those of another distribution',
  why: `Distributions give their own names to machine types: Ubuntu \`pc-q35-noble\`, RHEL \`pc-q35-rhel9.4.0\`. Only their own builds
of QEMU know them, and RHEL's knows no others. On another distribution libvirt refuses to define the guest. The machine that is offered
instead is of the same family and near in age; the two are not the same in every detail.`,
  sources: [
    'QEMU packages of Ubuntu and of CentOS Stream (the names)',
    'tried on libvirt 12.8.0 with QEMU 11.1.3: pc-i440fx-focal and pc-i440fx-rhel7.0.0 are refused',
  ],
  category: 'target',
  severity: 'error',
  since: '0.1.0',
  fix: 'unsafe',
  risk: machineRisk,
  message: {
    foreign: "machine type {machine} is known to {origin}'s QEMU only: libvirt refuses to define the guest with {where}{nearest}",
    upstream: "{where} has none of the machine types of QEMU's own releases: libvirt refuses to define the guest with {machine}{nearest}",
  },
  on: {
    'domain/os/type[@machine]'(type, context) {
      const found = machineFinding(type, context, 'foreign')
      if (!found) return
      const { at, machine, verdict, where, nearest, severity, fix } = found
      const { origin } = verdict
      if (!origin) return { message: 'upstream', at, data: { machine, where, nearest }, severity, fix }
      return { message: 'foreign', at, data: { machine, origin, where, nearest }, severity, fix }
    },
  },
  examples: [
    {
      name: "Ubuntu's name on QEMU as it is",
      bad: `<os>
  <type arch='x86_64' machine='«pc-q35-noble»'>hvm</type>
</os>`,
      fixed: `<os>
  <type arch='x86_64' machine='pc-q35-8.2'>hvm</type>
</os>`,
      inside: 'domain',
      target: 'qemu=10.0.0',
      says: "pc-q35-noble is known to Ubuntu's QEMU only",
    },
    {
      name: "RHEL's name on QEMU as it is",
      bad: `<os>
  <type arch='x86_64' machine='«pc-i440fx-rhel7.6.0»'>hvm</type>
</os>`,
      fixed: `<os>
  <type arch='x86_64' machine='pc-i440fx-2.12'>hvm</type>
</os>`,
      inside: 'domain',
      target: 'qemu=7.2.0',
    },
    {
      name: "QEMU's own name on RHEL",
      bad: `<os>
  <type arch='x86_64' machine='«pc-q35-8.2»'>hvm</type>
</os>`,
      fixed: `<os>
  <type arch='x86_64' machine='pc-q35-rhel9.0.0'>hvm</type>
</os>`,
      inside: 'domain',
      target: 'rhel-9.4',
      says: "RHEL 9.4 has none of the machine types of QEMU's own releases",
    },
    {
      name: 'names at home',
      good: `<os>
  <type arch='x86_64' machine='pc-q35-noble'>hvm</type>
</os>`,
      inside: 'domain',
      target: 'ubuntu-24.04',
    },
  ],
})
