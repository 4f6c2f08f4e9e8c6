import type { HostCapabilities } from './host-capabilities.js'
import { formatVersion, newestLibvirt, newestQemu, type Target } from './target.js'

/**
 * A host as a target. What its files do not tell is taken from the newest known libvirt and QEMU, or from the newest machine type, and
 * `guesses` says so.
 * @param written the target as it was given: `host:capabilities.xml`
 */
export function targetOfHost(written: string, host: HostCapabilities): Target {
  const libvirt = host.libvirt ?? newestLibvirt
  const qemu = host.qemu ?? newestQemu
  const guesses = [
    ...(host.libvirt ? [] : [`libvirt taken as ${formatVersion(libvirt)}`]),
    ...(host.isQemuInferred
      ? [`QEMU ${formatVersion(qemu)} by its newest machine type`]
      : host.qemu
        ? []
        : [`QEMU taken as ${formatVersion(qemu)}`]),
  ]
  return { libvirt, qemu, keepAliases: false, name: written, host, ...(guesses.length > 0 ? { guesses } : {}) }
}
