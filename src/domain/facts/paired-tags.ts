import { compareVersions, type Version } from './target.js'

/**
 * Elements that libvirt writes with two tags even if nothing stands between them, and the first version that no longer does so. Tried with
 * 11.3.0, which writes `<hyperv>` so, and 12.8.0, which does not; 11.9.0 reworked the modes of hyperv (NEWS), the very version was not tried.
 */
const pairedTags: ReadonlyMap<string, Version | undefined> = new Map([
  ['devices', undefined],
  ['os', undefined],
  ['hyperv', [11, 9, 0]],
  ['kvm', undefined],
  ['xen', undefined],
  ['filesystem', undefined],
  ['hostdev', undefined],
])

/** Whether a libvirt writes `<name>` and `</name>` where others would be `<name/>`. */
export function hasPairedTags(name: string, libvirt: Version): boolean {
  const until = pairedTags.get(name)
  return until ? compareVersions(libvirt, until) < 0 : pairedTags.has(name)
}
