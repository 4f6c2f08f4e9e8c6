import { rule } from '../rule.js'

/** libvirt's own choice; elsewhere it takes what QEMU calls its default (qemu_capabilities.c, preferredMachines). */
function defaultMachine(arch: string): string {
  if (arch === 'x86_64' || arch === 'i686') return 'pc, the old i440fx board,'
  if (/^(?:arm|aarch64|riscv)/.test(arch)) return 'virt (integratorcp or spike before libvirt 9.3.0)'
  return "QEMU's default machine"
}

export default rule({
  id: 'abi/require-machine',
  summary: 'Name the machine type',
  why: `Without a machine type libvirt takes a default and resolves it to the newest version that the defining host's QEMU has. On x86 that
is the i440fx board \`pc\`, not q35; on Arm and RISC-V the default has changed between libvirt versions. The board decides which buses,
controllers and slots the guest has, so the file alone does not say what hardware it describes.`,
  sources: [
    'libvirt 11.3: qemu_postparse.c, qemuDomainDefMachinePostParse',
    'libvirt: qemu_capabilities.c, preferredMachines; NEWS 4.7.0 and 9.3.0',
  ],
  category: 'abi',
  severity: 'warning',
  since: '0.1.0',
  message: 'no machine type is named: libvirt takes {machine} in the newest version that the defining host has{here}',
  view: 'canonical',
  when: ({ domain: { osType } }) => osType?.attr('machine') === undefined && osType?.text.trim() === 'hvm',
  on: {
    'domain/os/type'(type, { domain, target, canonical }) {
      const { name, isAlias } = canonical.machine
      const here = target.isAssumed || isAlias || name === '' ? '' : `, on ${target.name} ${name}`
      return { at: canonical.placeOf(type), data: { machine: defaultMachine(domain.arch), here } }
    },
  },
  examples: [
    {
      name: 'an architecture alone',
      bad: `<os>
  <«type» arch='x86_64'>hvm</type>
</os>`,
      inside: 'domain',
      says: 'libvirt takes pc',
    },
    {
      name: 'a host that is known',
      bad: `<os>
  <«type» arch='x86_64'>hvm</type>
</os>`,
      inside: 'domain',
      target: 'libvirt=11.3.0,qemu=9.2.0',
      says: 'pc-i440fx-9.2',
    },
    {
      name: 'a machine',
      good: `<os>
  <type arch='x86_64' machine='pc-i440fx-9.2'>hvm</type>
</os>`,
      inside: 'domain',
    },
    {
      name: 'a container has no machine',
      good: `<domain type='lxc'>
  <name>guest</name>
  <os>
    <type>exe</type>
  </os>
</domain>`,
    },
  ],
})
