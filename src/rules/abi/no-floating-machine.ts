import { machineVerdict } from '../../domain/facts/machine-verdict.js'
import { table } from '../../domain/table.js'
import { setAttribute } from '../../xml/change.js'
import { rule } from '../rule.js'

/** What QEMU calls the versions of a machine that an alias stands for. */
const versioned = table<string>({
  pc: 'pc-i440fx',
  q35: 'pc-q35',
  virt: 'virt',
  pseries: 'pseries',
  's390-ccw': 's390-ccw-virtio',
  's390-ccw-virtio': 's390-ccw-virtio',
})

export default rule({
  id: 'abi/no-floating-machine',
  summary: 'Pin the machine type to a version',
  why: `An alias such as \`q35\` or \`pc\` is resolved by the QEMU of the host that defines the guest: libvirt stores the newest versioned
machine that this QEMU has. The same file therefore gives other hardware on another host, or after an upgrade when it is defined anew:
Windows may ask for activation, network cards may get other names, and a migration or a saved image may be refused.
The right version is the one that the guest runs on today: \`virsh dumpxml\` shows it.`,
  sources: [
    'libvirt: qemu_postparse.c, qemuDomainDefMachinePostParse (alias to canonical name at define)',
    'QEMU: docs/about/build-platforms, versioned machine types',
  ],
  category: 'abi',
  severity: 'warning',
  since: '0.1.0',
  message: 'machine {machine} stands for another machine on every QEMU: libvirt stores the newest {versions} that the defining host has',
  on: {
    'domain/os/type[@machine]'(type, { domain, target }) {
      const machine = type.attribute('machine')
      if (!machine || !domain.isQemu || !domain.machine.isAlias) return
      // What the target does not have at all is the mistake there.
      if (['absent', 'foreign'].includes(machineVerdict(machine.value, domain.arch, target).kind)) return
      const family = versioned[machine.value]
      const [major, minor] = target.qemu
      const pinned = family && major >= 4 ? `${family}-${major}.${minor}` : undefined
      return {
        at: machine,
        data: { machine: machine.value, versions: family ? `${family}-VERSION` : 'version of it' },
        suggest: pinned
          ? [
              {
                title: `pin it to ${pinned}, the newest of QEMU ${major}.${minor}`,
                edits: [setAttribute(type, 'machine', pinned)],
                risk: 'A guest that runs already must keep the version that virsh dumpxml shows for it: another one is other hardware.',
              },
            ]
          : [],
      }
    },
  },
  examples: [
    {
      name: 'an alias',
      bad: `<os>
  <type arch='x86_64' machine='«q35»'>hvm</type>
</os>`,
      suggested: `<os>
  <type arch='x86_64' machine='pc-q35-10.2'>hvm</type>
</os>`,
      target: 'qemu=10.2.0',
      inside: 'domain',
      says: 'the newest pc-q35-VERSION',
    },
    {
      name: 'a version',
      good: `<os>
  <type arch='x86_64' machine='pc-q35-9.2'>hvm</type>
</os>`,
      inside: 'domain',
    },
    {
      name: 'a machine without versions',
      good: `<os>
  <type arch='riscv64' machine='virt'>hvm</type>
</os>`,
      inside: 'domain',
    },
  ],
})
