import type { MachineVerdict } from '../domain/facts/machine-types.js'
import { machineVerdict } from '../domain/facts/machine-verdict.js'
import { formatVersion, type Target } from '../domain/facts/target.js'
import { setAttribute } from '../xml/change.js'
import type { TextEdit } from '../xml/edit.js'
import type { XmlAttribute, XmlElement } from '../xml/tree.js'
import type { RuleContext, Severity } from './rule.js'

/** What all rules about the target's machine types say of a change of the machine. */
export const machineRisk =
  'The guest sees another board at its next boot: Windows may ask for activation, devices may get other names, and saved states and snapshots with memory cannot be restored.'

/** A definition's machine type of which the target's verdict is the one that a rule is about. */
export interface MachineFinding {
  readonly at: XmlAttribute
  readonly machine: string
  readonly verdict: MachineVerdict
  /** The target as a message says it. */
  readonly where: string
  /** `; the nearest that stays is X`, or nothing. */
  readonly nearest: string
  readonly severity: Severity
  readonly fix: readonly TextEdit[]
}

/** Looks at `<os><type machine>` of a QEMU guest; undefined unless the verdict is of that kind. */
export function machineFinding(type: XmlElement, context: RuleContext<unknown>, kind: MachineVerdict['kind']): MachineFinding | undefined {
  const { domain, target } = context
  const at = type.attribute('machine')
  if (!at?.value || !domain.isQemu || domain.osType !== type) return
  const emulator = domain.devices('emulator')[0]?.text.trim() || undefined
  const verdict = machineVerdict(at.value, domain.arch, target, emulator)
  if (verdict.kind !== kind) return
  const { successor } = verdict
  return {
    at,
    machine: at.value,
    verdict,
    where: shownTarget(target),
    nearest: successor ? `; the nearest that stays is ${successor}` : '',
    severity: verdict.isVerified ? 'error' : 'warning',
    fix: successor ? [setAttribute(type, 'machine', successor)] : [],
  }
}

/** The target as a message says it: `QEMU 11.1.3`, `Debian 13 trixie`, `the target host's QEMU`. */
export function shownTarget({ host, distribution, qemu }: Target): string {
  if (host) return "the target host's QEMU"
  return distribution ? distribution.name : `QEMU ${formatVersion(qemu)}`
}
