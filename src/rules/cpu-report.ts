import { type CpuVerdict, cpuVerdict } from '../domain/facts/cpu-verdict.js'
import { setText } from '../xml/change.js'
import type { TextEdit } from '../xml/edit.js'
import type { XmlElement } from '../xml/tree.js'
import { shownTarget } from './machine-report.js'
import type { RuleContext } from './rule.js'

/** What all rules about the target's CPU models say of a change of the model. */
export const cpuRisk =
  'The guest sees another processor at its next boot, which the host has to support; saved states and snapshots with memory cannot be restored.'

/** A definition's CPU model of which the target's verdict is the one that a rule is about. */
export interface CpuFinding {
  readonly model: string
  readonly verdict: CpuVerdict
  /** The target as a message says it. */
  readonly where: string
  /** What libvirt does about it when the guest starts. */
  readonly reaction: string
  /** `; QEMU names X in its place`, or nothing. */
  readonly replacement: string
  readonly fix: readonly TextEdit[]
}

/**
 * Looks at the `<model>` of a QEMU guest's `<cpu>` in mode custom; undefined unless the verdict is of that kind. libvirt defines a guest with any
 * model. As it starts, libvirt takes the nearest model that QEMU has, unless `fallback='forbid'`; of names that it does not know, and on other
 * architectures than x86, it takes none. Tried on libvirt 12.8.0 (domxml-to-native).
 */
export function cpuFinding(model: XmlElement, { domain, target }: RuleContext<unknown>, kind: CpuVerdict['kind']): CpuFinding | undefined {
  const name = model.text.trim()
  const mode = model.parentElement?.attr('mode') ?? 'custom'
  if (name === '' || mode !== 'custom' || !domain.isQemu || domain.element.path('cpu/model') !== model) return
  const verdict = cpuVerdict(name, domain.arch, target)
  if (verdict.kind !== kind) return
  const isReplaced = verdict.isKnownToLibvirt && model.attr('fallback') !== 'forbid'
  const reaction = isReplaced
    ? 'libvirt starts the guest with the nearest model that it has, without a word'
    : 'libvirt refuses to start the guest'
  return {
    model: name,
    verdict,
    where: shownTarget(target),
    reaction,
    replacement: verdict.replacement ? `; QEMU names ${verdict.replacement} in its place` : '',
    fix: verdict.replacement ? [setText(model, verdict.replacement)] : [],
  }
}
