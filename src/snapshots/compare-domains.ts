import type { AbiLevel } from './abi-fact.js'
import { type AbiDifference, compareAbi } from './compare-abi.js'
import type { GuestAbi } from './guest-abi.js'

/** What changes from one definition to another, and what libvirt would say. */
export interface AbiComparison {
  readonly differences: readonly AbiDifference[]
  /** Whether libvirt takes the second definition in place of the first one. */
  readonly accepted: {
    /** As `virsh migrate --xml` and `virsh save --xml` compare. */
    readonly migration: boolean
    /** As `virsh restore --xml` and `virsh save-image-edit` compare, which is what level `libvirt` is about. */
    readonly restore: boolean
  }
}

/**
 * Compares two definitions. At level `libvirt` there are differences exactly where libvirt's own check refuses a restore; at level
 * `guest` all is told that the guest sees, and what libvirt would refuse besides.
 *
 * libvirt compares a copy of both that is made for migration. When it restores a guest and the copy fails it tries again with the
 * definition as it read it (qemu_saveimage.c, qemuSaveImageUpdateDef; guest-abi, section 1).
 */
export function compareDomains(before: GuestAbi, after: GuestAbi, level: AbiLevel): AbiComparison {
  const [running, copy] = [before.facts, after.facts]
  const refusals = compareAbi(running, copy, 'libvirt')
  const restore = refusals.length === 0 || compareAbi(running, after.asRead?.() ?? copy, 'libvirt').length === 0
  const accepted = { migration: compareAbi(running, copy, 'libvirt', { operation: 'migration' }).length === 0, restore }
  if (level === 'libvirt') return { differences: restore ? [] : refusals, accepted }
  return { differences: compareAbi(running, copy, 'guest', { isAccepted: restore }), accepted }
}
