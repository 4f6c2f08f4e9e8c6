import { rule } from '../rule.js'

export default rule({
  id: 'abi/no-floating-machine',
  summary: 'Pin the machine type to a version',
  why: `An alias such as \`q35\` or \`pc\` is resolved by the QEMU of the host that defines the guest: libvirt stores the newest versioned
machine that this QEMU has. The same file therefore gives other hardware on another host, or after an upgrade when it is defined anew:
Windows may ask for activation, network cards may get other names, and a migration or a saved image may be refused.`,
  sources: ['libvirt: qemu_postparse.c, qemuDomainDefMachinePostParse (alias to canonical name at define)', 'QEMU: docs/about/build-platforms, versioned machine types'],
  category: 'abi',
  severity: 'warning',
  since: '0.1.0',
  message: 'machine {machine} stands for another machine on every QEMU: libvirt stores the newest version that the defining host has',
  on: {
    'domain/os/type[@machine]'(type, { domain }) {
      const machine = type.attribute('machine')
      if (!machine || !domain.isQemu || !domain.machine.isAlias) return
      return { at: machine, data: { machine: machine.value } }
    },
  },
  examples: [
    {
      name: 'an alias',
      bad: `<os>
  <type arch='x86_64' machine='«q35»'>hvm</type>
</os>`,
      inside: 'domain',
      says: 'machine q35',
    },
    {
      name: 'a version',
      good: `<os>
  <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
</os>`,
      inside: 'domain',
    },
  ],
})
