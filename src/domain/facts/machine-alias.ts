import { newestOf } from './machine-age.js'
import { machineFamilies } from './machine-types.js'
import type { Target } from './target.js'

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
  const family = machineFamilies.find((one) => one.alias === alias && one.archs.includes(arch))
  return family && newestOf(family, qemu)
}
