/** A dotted version as libvirt and QEMU write it, padded to three numbers. */
export type Version = readonly [major: number, minor: number, micro: number]

/** What a definition is to run on. */
export interface Target {
  readonly libvirt: Version
  readonly qemu: Version
  /** `qemu=latest`: the newest known QEMU, with machine aliases left as they are. */
  readonly keepAliases: boolean
  /** The name that the user gave: `debian-13`, or the versions themselves. */
  readonly name: string
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
 * A target as `--target` takes it: `libvirt=11.3.0,qemu=10.0.0`, either part alone, or `qemu=latest`; nothing gives the
 * newest known. @throws RangeError with a sentence for people when it is none of these.
 */
export function targetFrom(text: string | undefined): Target {
  let libvirt = newestLibvirt
  let qemu = newestQemu
  let keepAliases = false
  for (const part of (text ?? '').split(',').filter(Boolean)) {
    const [, program, written = ''] = /^(libvirt|qemu)=(.+)$/.exec(part.trim()) ?? []
    const version = parseVersion(written)
    if (program === 'qemu' && written === 'latest') keepAliases = true
    else if (!program || !version) {
      throw new RangeError(`the target '${text}' is not known: write versions, as in libvirt=11.3.0,qemu=10.0.0`)
    } else if (program === 'libvirt') libvirt = version
    else qemu = version
  }
  return { libvirt, qemu, keepAliases, name: text ?? `libvirt=${formatVersion(libvirt)},qemu=${formatVersion(qemu)}` }
}
