import { ageRule, type Life, type MachineFamily, type MachineVerdict } from './machine-types.js'
import { compareVersions, parseVersion, type Version } from './target.js'

/** The version of `9.2`, `4.0.1` and `2.12-sxxm`. */
export function versionOf(text: string): Version | undefined {
  return parseVersion(text.replace(/-sxxm$/, ''))
}

/** A version of the tables, which a test keeps well-formed. */
export function versionFrom(text: string): Version {
  return parseVersion(text) ?? [0, 0, 0]
}

/** A life, and whether the release that deprecated it was read from a source. */
export type DatedLife = Life & { readonly isDeprecationVerified?: boolean }

/** Machine types by QEMU release: the family's own early dates, then the rule of age. */
export function lifeOfVersion(family: MachineFamily, version: Version): DatedLife {
  for (const { upTo, ...life } of family.early ?? []) {
    const [major, minor] = versionFrom(upTo)
    if (compareVersions(version, [major, minor, Number.POSITIVE_INFINITY]) <= 0) return life
  }
  const [major, minor] = version
  const deprecated = later([major + ageRule.deprecatedAfterMajors, minor, 0], versionFrom(ageRule.deprecatedFrom))
  const removed = later([major + ageRule.removedAfterMajors, minor, 0], versionFrom(ageRule.removedFrom))
  return { deprecated: release(deprecated), removed: release(removed) }
}

/** The later of two versions. */
export function later(a: Version, b: Version): Version {
  return compareVersions(a, b) >= 0 ? a : b
}

/** As people write a release of QEMU: `9.1`, `4.0.1`. */
export function release([major, minor, micro]: Version): string {
  return micro > 0 ? `${major}.${minor}.${micro}` : `${major}.${minor}`
}

/** Whether QEMU has had, or by its schedule is going to have, a release of this number. */
export function isRelease([major, minor, micro]: Version): boolean {
  if (micro > 0) return false
  if (major === 1) return minor <= 7
  if (major === 2) return minor <= 12
  if (major === 3) return minor <= 1
  return major > 3 && minor <= 2
}

/** What a QEMU makes of something with this life, once it is there. */
export function byLife(
  { deprecated, removed, isDeprecationVerified: isVerified = true }: DatedLife,
  qemu: Version,
  successor: string | undefined,
): MachineVerdict {
  const next = successor === undefined ? {} : { successor }
  if (removed && compareVersions(qemu, versionFrom(removed)) >= 0)
    return { kind: 'removed', since: `QEMU ${removed}`, ...next, isVerified: true }
  if (deprecated && compareVersions(qemu, versionFrom(deprecated)) >= 0) {
    return { kind: 'deprecated', since: `QEMU ${deprecated}`, ...(removed && { until: `QEMU ${removed}` }), ...next, isVerified }
  }
  return { kind: 'present', isVerified: true }
}

/**
 * The oldest type of a family, not older than the one wanted, that a QEMU offers without having deprecated it: it is nearest to what the
 * guest had, and stays longest.
 */
export function successorOf(family: MachineFamily, wanted: Version, qemu: Version): string | undefined {
  for (const version of releasesUpTo(qemu, later(wanted, versionFrom(family.oldest)))) {
    if (byLife(lifeOfVersion(family, version), qemu, undefined).kind === 'present') return family.prefix + release(version)
  }
  return undefined
}

/** The newest type of a family that a QEMU has. */
export function newestOf(family: MachineFamily, qemu: Version): string | undefined {
  const newest = [...releasesUpTo(qemu, versionFrom(family.oldest))].at(-1)
  return newest && family.prefix + release(newest)
}

/** QEMU's releases from one to another, in order. */
export function* releasesUpTo([lastMajor, lastMinor]: Version, first: Version): Generator<Version> {
  for (let major = first[0]; major <= Math.min(lastMajor, 99); major++) {
    for (let minor = 0; minor <= 12; minor++) {
      const version: Version = [major, minor, 0]
      if (isRelease(version) && compareVersions(version, first) >= 0 && (major < lastMajor || minor <= lastMinor)) yield version
    }
  }
}
