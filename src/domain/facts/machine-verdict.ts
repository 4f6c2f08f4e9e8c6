import { distributionVerdict, foreignMachine } from './distribution-machine-verdict.js'
import { byLife, isRelease, lifeOfVersion, newestOf, release, releasesUpTo, successorOf, versionFrom, versionOf } from './machine-age.js'
import {
  boards,
  boardsOf,
  boardsOfSomeBuilds,
  type MachineFamily,
  type MachineVerdict,
  machineFamilies,
  removedBoards,
} from './machine-types.js'
import { compareVersions, newestQemu, type Target, type Version } from './target.js'

/**
 * Whether a target's QEMU offers a machine type to guests of an architecture; libvirt refuses to define a guest of any other. A host is
 * asked for its own list, a distribution for its own names, else QEMU's releases count. `emulatorPath` chooses among a host's emulators.
 * Source: libvirt qemu_validate.c, qemuValidateDomainDef (virQEMUCapsIsMachineSupported); facts/machine-types.ts.
 */
export function machineVerdict(name: string, arch: string, target: Target, emulatorPath?: string): MachineVerdict {
  if (target.host) return hostVerdict(name, arch, target, emulatorPath)
  return distributionVerdict(name, arch, target) ?? upstreamVerdict(name, arch, target)
}

/** What QEMU's own releases say. */
function upstreamVerdict(name: string, arch: string, { qemu }: Target): MachineVerdict {
  return familyVerdict(name, arch, qemu) ?? boardVerdict(name, arch, qemu) ?? foreignMachine(name, arch, qemu) ?? absence(name, arch, qemu)
}

/** Where packages install QEMU, under several names for the same program; libvirt lists one of them. */
const packagedPath = /^\/usr\/(?:bin|libexec)\/(?:kvm|kvm-spice|qemu-kvm|qemu-system-\w+)$/

/** What a host's own list says; the tables only tell why a machine is not on it. */
function hostVerdict(name: string, arch: string, target: Target, emulatorPath: string | undefined): MachineVerdict {
  const ofArch = target.host?.emulators.filter((emulator) => emulator.arch === arch && emulator.machines.length > 0) ?? []
  const ofPath = ofArch.filter(({ path }) => path === emulatorPath)
  const emulators = ofPath.length === 0 && (emulatorPath === undefined || packagedPath.test(emulatorPath)) ? ofArch : ofPath
  if (emulators.length === 0) return { kind: 'unknown', isVerified: true }
  const machines = emulators.flatMap((emulator) => emulator.machines)
  const names = new Set(machines.flatMap(({ name, canonical }) => canonical ?? name).concat(machines.map(({ name }) => name)))
  const upstream = upstreamVerdict(name, arch, target)
  const successor = successorAmong(names, name, machines)
  const found = machines.find((machine) => machine.name === name || machine.canonical === name)
  if (found?.isDeprecated) {
    const told = upstream.kind === 'deprecated' ? upstream : { kind: 'deprecated' as const }
    return { ...told, ...(successor && { successor }), isVerified: true }
  }
  if (found) return { kind: 'present', isVerified: true }
  const { kind, since, origin } = upstream
  const reason = kind === 'removed' || kind === 'notYet' || kind === 'foreign' ? kind : 'absent'
  return { kind: reason, ...(since && { since }), ...(origin && { origin }), ...(successor && { successor }), isVerified: true }
}

/** The oldest machine of the same family on a host's list that is not deprecated. */
function successorAmong(names: ReadonlySet<string>, name: string, machines: readonly { name: string; isDeprecated?: true }[]) {
  const family = machineFamilies.find(({ prefix }) => name.startsWith(prefix))
  if (!family) return undefined
  const deprecated = new Set(machines.flatMap((machine) => (machine.isDeprecated ? machine.name : [])))
  const wanted = numberIn(name, family)
  const offered = [...names]
    .flatMap((one) => {
      const number = one.startsWith(family.prefix) && !deprecated.has(one) ? numberIn(one, family) : undefined
      return number ? [{ one, number }] : []
    })
    .sort((a, b) => compareVersions(a.number, b.number))
  return (offered.find(({ number }) => !wanted || compareVersions(number, wanted) >= 0) ?? offered.at(-1))?.one
}

/** The number in a name of the family; in RHEL's names, the release of RHEL. */
function numberIn(name: string, { prefix }: MachineFamily): Version | undefined {
  return versionOf(name.slice(prefix.length).replace(/^rhel/, ''))
}

function familyVerdict(name: string, arch: string, qemu: Version): MachineVerdict | undefined {
  for (const family of machineFamilies) {
    if (!family.archs.includes(arch)) continue
    if (name === family.alias) return aliasVerdict(name, arch, family, qemu)
    if (!name.startsWith(family.prefix)) continue
    const text = name.slice(family.prefix.length)
    const version = versionOf(text)
    const isKnown = family.extra?.includes(text) || (version && isRelease(version) && release(version) === text)
    if (!version || !isKnown || compareVersions(version, versionFrom(family.oldest)) < 0) return undefined
    if (compareVersions(version, qemu) > 0) {
      const successor = newestOf(family, qemu)
      return { kind: 'notYet', since: `QEMU ${release(version)}`, ...(successor && { successor }), isVerified: true }
    }
    return byLife(lifeOfVersion(family, version), qemu, successorOf(family, version, qemu))
  }
  return undefined
}

function aliasVerdict(name: string, arch: string, family: MachineFamily, qemu: Version): MachineVerdict | undefined {
  // LoongArch's virt was a board of its own before it had versions.
  if (compareVersions(qemu, versionFrom(family.oldest)) >= 0) return { kind: 'present', isVerified: true }
  return boardVerdict(name, arch, qemu) ?? { kind: 'unknown', isVerified: true }
}

function boardVerdict(name: string, arch: string, qemu: Version): MachineVerdict | undefined {
  const row = removedBoards.find(({ archs, names }) => archs.includes(arch) && names.split(' ').includes(name))
  if (row) {
    if (row.introduced && compareVersions(qemu, versionFrom(row.introduced)) < 0) {
      return { kind: 'notYet', since: `QEMU ${row.introduced}`, isVerified: true }
    }
    return byLife(row, qemu, boardSuccessor(row.successor, arch, qemu))
  }
  for (const entry of boards[arch]?.split(' ') ?? []) {
    const [, word, introduced, deprecated] = /^([^:!]+)(?::([\d.]+))?(?:!([\d.]+))?$/.exec(entry) ?? []
    if (word !== name) continue
    if (introduced && compareVersions(qemu, versionFrom(introduced)) < 0) {
      return { kind: 'notYet', since: `QEMU ${introduced}`, isVerified: true }
    }
    if (!introduced && compareVersions(qemu, versionFrom(boardsOf)) < 0) return { kind: 'unknown', isVerified: true }
    return byLife(deprecated ? { deprecated } : {}, qemu, undefined)
  }
  return undefined
}

/** An alias is answered with the version that is to be written: an alias would be another machine on every host. */
function boardSuccessor(successor: string | undefined, arch: string, qemu: Version): string | undefined {
  const family = machineFamilies.find(({ alias, archs }) => alias === successor && archs.includes(arch))
  return family ? successorOf(family, [0, 0, 0], qemu) : successor
}

/** What is on no list: surely refused where the list of the target's release is known, or where a family has no such version. */
function absence(name: string, arch: string, qemu: Version): MachineVerdict {
  if (boardsOfSomeBuilds.has(name) || !boards[arch]) return { kind: 'unknown', isVerified: true }
  const isListed = release([qemu[0], qemu[1], 0]) === boardsOf
  // A QEMU for 64-bit ARM runs 32-bit guests too, on its own boards.
  if (arch.startsWith('armv') && boards.aarch64?.split(' ').includes(name)) return { kind: 'unknown', isVerified: true }
  const isOfFamily = machineFamilies.some(({ prefix, archs }) => archs.includes(arch) && name.startsWith(prefix))
  const isKnownRelease = compareVersions(qemu, newestQemu) <= 0
  return { kind: isListed || (isOfFamily && isKnownRelease) ? 'absent' : 'unknown', isVerified: true }
}

/** All names that the tables hold for an architecture, as far as a QEMU offers them: for finding the word that was meant. */
export function machinesOf(arch: string, qemu: Version): readonly string[] {
  const ofFamilies = machineFamilies
    .filter(({ archs }) => archs.includes(arch))
    .flatMap((family) => [
      ...(family.alias ? [family.alias] : []),
      ...[...releasesUpTo(qemu, versionFrom(family.oldest))].map((version) => family.prefix + release(version)),
    ])
  const ofBoards = (boards[arch] ?? '').split(' ').flatMap((entry) => /^[^:!]+/.exec(entry)?.[0] ?? [])
  return [...ofFamilies, ...ofBoards].filter((name) => name !== 'none' && familyOrBoardIsPresent(name, arch, qemu))
}

function familyOrBoardIsPresent(name: string, arch: string, qemu: Version): boolean {
  return (familyVerdict(name, arch, qemu) ?? boardVerdict(name, arch, qemu))?.kind === 'present'
}
