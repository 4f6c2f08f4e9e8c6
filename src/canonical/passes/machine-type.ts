import { defaultMachine } from '../../domain/facts/default-machines.js'
import { machineBehind } from '../../domain/facts/machine-alias.js'
import { parseMachine } from '../../domain/machine.js'
import type { Pass } from '../pass.js'

/** The architecture is the host's, the machine type the one that libvirt prefers, and an alias becomes what QEMU means by it. */
export const machineType: Pass = {
  name: 'settle architecture and machine type',
  mirrors: 'domain_conf.c, virDomainDefOSParse; qemu_postparse.c, qemuDomainDefMachinePostParse; canonical-form 2.2',
  run(domain) {
    const { settings, target, os } = domain
    const type = os.ensure('type')
    type.setDefault('arch', settings.hostArch)
    const machine = type.get('machine') ?? defaultMachine(domain.arch, target.libvirt)
    if (machine === undefined) {
      domain.unknown('the machine type: it is the first that QEMU lists', type)
      return
    }
    type.set('machine', machine)
    if (target.keepAliases) return
    const versioned = machineBehind(machine, domain.arch, target)
    if (versioned !== undefined) type.set('machine', versioned)
    else if (parseMachine(machine, domain.arch).isAlias) domain.unknown(`the machine type that the alias '${machine}' stands for`, type)
  },
}
