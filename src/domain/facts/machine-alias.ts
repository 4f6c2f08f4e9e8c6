import { newestOf } from './machine-age.js'
import { machineFamilies } from './machine-types.js'
import type { Target, Version } from './target.js'

/**
 * The machine type that an alias such as `q35` stands for on a target: what the host says, or the newest of its QEMU. Undefined where that is
 * not known: RHEL and Ubuntu have names of their own.
 */
export function machineBehind(alias: string, arch: string, { host, distribution, qemu }: Target): string | undefined {
  if (host) {
    const machines = host.emulators.filter((emulator) => emulator.arch === arch).flatMap((emulator) => emulator.machines)
    return machines.find(({ name }) => name === alias)?.canonical
  }
  if (distribution?.family === 'rhel' || distribution?.family === 'ubuntu') return undefined
  return newestBehind(alias, arch, qemu)
}

/** The machine type that an alias stands for on a target's own QEMU; any other name as it is. Firmware descriptors know no aliases. */
export function withoutAlias(machine: string, arch: string, { qemu, keepAliases }: Pick<Target, 'qemu' | 'keepAliases'>): string {
  return keepAliases ? machine : (newestBehind(machine, arch, qemu) ?? machine)
}

function newestBehind(alias: string, arch: string, qemu: Version): string | undefined {
  const family = machineFamilies.find((one) => one.alias === alias && one.archs.includes(arch))
  return family && newestOf(family, qemu)
}
