import { type Distribution, distributionFrom } from './distributions.js'
import type { HostCapabilities } from './host-capabilities.js'

/** A dotted version as libvirt and QEMU write it, padded to three numbers. */
export type Version = readonly [major: number, minor: number, micro: number]

/** What a definition is to run on. */
export interface Target {
  readonly libvirt: Version
  /** The version of QEMU that it counts as: a distribution's own build may hold less, or other machine types. */
  readonly qemu: Version
  /** `qemu=latest`: the newest known QEMU, with machine aliases left as they are. */
  readonly keepAliases: boolean
  /** The name that the user gave: `debian-13`, or the versions themselves. */
  readonly name: string
  /** Nobody named one: it is the newest libvirt and QEMU, on which the guest may not run for years. */
  readonly isAssumed?: boolean
  /** The distribution whose builds it means; absent when only versions were given. */
  readonly distribution?: Distribution
  /** What one host said of itself; where it speaks, it overrules every table. */
  readonly host?: HostCapabilities
  /** What the files of a host did not tell and was taken instead, each in a few words. */
  readonly guesses?: readonly string[]
}

/** The newest versions that the facts here know of (knowledge read in November 2026). */
export const newestLibvirt: Version = [12, 8, 0]
export const newestQemu: Version = [11, 1, 3]

/** A version written with one to three numbers; undefined if it is none. */
export function parseVersion(text: string): Version | undefined {
  const numbers = /^(\d{1,6})(?:\.(\d{1,6}))?(?:\.(\d{1,6}))?$/.exec(text)
  return numbers ? [Number(numbers[1]), Number(numbers[2] ?? 0), Number(numbers[3] ?? 0)] : undefined
}

/** Negative if `a` is older than `b`, zero if they are the same. */
export function compareVersions(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
}

export function formatVersion(version: Version): string {
  return version.join('.')
}

/**
 * A target as `--target` takes it: a distribution (`debian-13`), versions (`libvirt=11.3.0,qemu=10.0.0`, either part alone, or
 * `qemu=latest`), or a distribution with a version overruled (`debian-13,qemu=latest`). Nothing gives the newest known.
 * @throws RangeError with a sentence for people when it is none of these
 */
export function targetFrom(text: string | undefined): Target {
  const parts = (text ?? '').split(',').flatMap((part) => part.trim() || [])
  if (text?.startsWith(hostPrefix)) {
    throw new RangeError(`the target '${text}' names files of a host, which can be read on the command line and in its configuration only`)
  }
  const [first = ''] = parts
  const distribution = first === '' || first.includes('=') ? undefined : distributionFrom(first)
  let libvirt = distribution?.libvirt ?? newestLibvirt
  let qemu = distribution?.qemu ?? newestQemu
  let keepAliases = false
  for (const part of distribution ? parts.slice(1) : parts) {
    const [, program, written = ''] = /^(libvirt|qemu)=(.+)$/.exec(part) ?? []
    const version = parseVersion(written)
    if (program === 'qemu' && written === 'latest') {
      keepAliases = true
      qemu = newestQemu
    } else if (!program || !version) {
      const example = distribution ? `${distribution.id},qemu=10.0.0` : 'libvirt=11.3.0,qemu=10.0.0'
      throw new RangeError(`the target '${text}' is not known: '${part}' is no version of libvirt or QEMU; write it as in ${example}`)
    } else if (program === 'libvirt') libvirt = version
    else qemu = version
  }
  const name = text || `libvirt=${formatVersion(libvirt)},qemu=${formatVersion(qemu)}`
  return { libvirt, qemu, keepAliases, name, ...(distribution ? { distribution } : {}), ...(parts.length === 0 ? { isAssumed: true } : {}) }
}

/** What a target begins with that is read from files of a host: `host:capabilities.xml,domcapabilities.xml`. */
export const hostPrefix = 'host:'
