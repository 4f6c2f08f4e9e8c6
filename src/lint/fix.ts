import { rules as coreRules } from '../rules/index.js'
import type { AbiDifference } from '../snapshots/compare-abi.js'
import { applyEdits, editsConflict, type TextEdit } from '../xml/edit.js'
import { scan } from '../xml/scan.js'
import type { Checked, CheckSettings } from './engine.js'
import type { Failure, Finding } from './finding.js'
import { checkForTargets } from './several-targets.js'

/** Which fixes are applied. */
export interface FixPolicy {
  /** Unsafe ones too. */
  readonly unsafe: boolean
  /** Only those of these rules; for them unsafe fixes count as asked for. */
  readonly only?: ReadonlySet<string>
  /** A further condition; absent: all of these. */
  readonly accepts?: (finding: Finding) => boolean
  /**
   * What the guest would see change from one text to another: `guestChange`, which the program loads only when it fixes something. Where
   * only safe fixes are asked for, there must be no such thing.
   */
  readonly guard?: (before: string, after: string, settings: CheckSettings) => readonly AbiDifference[]
}

/** What one pass applied. */
export interface FixPass {
  /** The findings whose fixes were applied; their places are those in the text before the pass. */
  readonly findings: readonly Finding[]
  readonly edits: readonly TextEdit[]
  /** The text before the pass. */
  readonly text: string
}

export interface Fixed {
  /** The text after all passes; the text as given if something went wrong. */
  readonly text: string
  /** What is left to say about it. */
  readonly checked: Checked
  readonly failures: readonly Failure[]
  /** How many fixes were applied. */
  readonly applied: number
  /** The passes in order; none if something went wrong. */
  readonly passes: readonly FixPass[]
  /** What the guest sees change, where unsafe fixes were asked for and a guard looked. */
  readonly guestChange: readonly AbiDifference[]
}

/** More passes than any set of sound rules needs. */
const maxPasses = 100

/**
 * Applies fixes until none is left. Each pass takes the fixes that do not touch each other; the rest wait for the next
 * one. Rules whose fixes go round in a circle, never end, or break the XML are a failure that names them, and then the
 * text is left as it was.
 * @param check looks at the text before and between the passes
 */
export function fixText(
  filePath: string,
  text: string,
  settings: CheckSettings,
  policy: FixPolicy,
  check: typeof checkForTargets = checkForTargets,
): Fixed {
  const first = check(filePath, text, settings)
  const seen = new Set([text])
  const history: string[][] = []
  const passes: FixPass[] = []
  let current = text
  let checked = first
  let applied = 0
  const failed = (message: string): Fixed => ({
    text,
    checked: first,
    failures: [{ filePath, message }],
    applied: 0,
    passes: [],
    guestChange: [],
  })
  while (checked.wellFormed) {
    const chosen = chooseFixes(checked.findings, policy)
    if (chosen.length === 0) break
    const rules = [...new Set(chosen.map(({ ruleId }) => ruleId))].sort()
    history.push(rules)
    const edits = chosen.flatMap(({ fix }) => fix?.edits ?? [])
    const next = applyEdits(current, edits)
    if (seen.has(next)) {
      const circling = [...new Set(history.flat())].sort().join(', ')
      return failed(`fixing went round in a circle and the file was left as it was; the rules that changed it: ${circling}`)
    }
    if (history.length > maxPasses)
      return failed(
        `fixing did not come to an end in ${maxPasses} passes and the file was left as it was; the last rules: ${rules.join(', ')}`,
      )
    if (scan(next, settings).faults.length > 0) {
      return failed(`a fix would have broken the XML, so the file was left as it was; the rules of that pass: ${rules.join(', ')}`)
    }
    seen.add(next)
    applied += chosen.length
    passes.push({ findings: chosen, edits, text: current })
    current = next
    checked = check(filePath, current, settings)
  }
  const guestChange = applied > 0 ? (policy.guard?.(text, current, settings) ?? []) : []
  const [change] = guestChange
  const culprits = change && !policy.unsafe && !policy.only ? rulesBehindChange(passes, policy, settings) : []
  if (change && culprits.length > 0) {
    return failed(
      `a fix that is called safe would change what the guest sees, so the file was left as it was; the rule at fault: ${culprits.join(', ')}; ${change.message}`,
    )
  }
  return { text: current, checked, failures: [], applied, passes, guestChange }
}

/**
 * The rules whose fixes, taken alone, change what the guest sees; all of a pass where it takes several together. What libvirt refuses is no
 * guest's, so a fix that makes it accept a definition changes none.
 */
function rulesBehindChange(passes: readonly FixPass[], { guard }: FixPolicy, settings: CheckSettings): readonly string[] {
  const culprits = new Set<string>()
  for (const { text, findings, edits } of passes) {
    if (!guard || guard(text, applyEdits(text, edits), settings).length === 0) continue
    const rules = [...new Set(findings.map(({ ruleId }) => ruleId))]
    const alone = rules.filter((rule) => {
      if (isRefusal(rule, settings)) return false
      const own = findings.flatMap(({ ruleId, fix }) => (ruleId === rule ? (fix?.edits ?? []) : []))
      return guard(text, applyEdits(text, own), settings).length > 0
    })
    for (const rule of alone.length > 0 || rules.some((rule) => isRefusal(rule, settings)) ? alone : rules) culprits.add(rule)
  }
  return [...culprits].sort()
}

/** Whether what a rule finds is a definition that libvirt refuses. Of a rule of a plugin only its author says so. */
function isRefusal(ruleId: string, { ruleset }: CheckSettings): boolean {
  const rule = ruleset.active.get(ruleId)?.rule
  return rule?.category === 'libvirt' && rule.severity === 'error' && coreRules.includes(rule)
}

/** The fixes of one pass: in document order, each one that touches no earlier one. */
function chooseFixes(findings: readonly Finding[], policy: FixPolicy): Finding[] {
  const chosen: Finding[] = []
  const { only, unsafe, accepts } = policy
  const wanted = findings
    .filter(({ fix, ruleId }) => fix && (only ? only.has(ruleId) : fix.safety === 'safe' || unsafe))
    .filter((finding) => !accepts || accepts(finding))
    .map((finding) => ({ finding, extent: extentOf(finding.fix?.edits ?? []) }))
    .sort((a, b) => a.extent.start - b.extent.start)
  let latest: { finding: Finding; extent: TextEdit }[] = []
  for (const candidate of wanted) {
    latest = latest.filter(({ extent }) => extent.end >= candidate.extent.start)
    const edits = candidate.finding.fix?.edits ?? []
    if (latest.some(({ finding }) => editsConflict(finding.fix?.edits ?? [], edits))) continue
    latest.push(candidate)
    chosen.push(candidate.finding)
  }
  return chosen
}

function extentOf(edits: readonly TextEdit[]): TextEdit {
  let start = Number.POSITIVE_INFINITY
  let end = 0
  for (const edit of edits) {
    start = Math.min(start, edit.start)
    end = Math.max(end, edit.end)
  }
  return { start, end, text: '' }
}
