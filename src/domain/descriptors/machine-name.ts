import { machineFamilies } from '../facts/machine-types.js'
import { compareVersions, parseVersion, type Target } from '../facts/target.js'

/** The machine type that an alias such as `q35` stands for on a target; any other name as it is. Descriptors know no aliases. */
export function withoutAlias(machine: string, arch: string, { qemu, keepAliases }: Pick<Target, 'qemu' | 'keepAliases'>): string {
  if (keepAliases) return machine
  const family = machineFamilies.find(({ alias, archs, oldest }) => {
    const first = parseVersion(oldest)
    return alias === machine && archs.includes(arch) && first !== undefined && compareVersions(first, qemu) <= 0
  })
  return family ? `${family.prefix}${qemu[0]}.${qemu[1]}` : machine
}
