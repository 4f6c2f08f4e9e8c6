import { guestChange } from '../lint/abi-guard.js'
import type { CheckSettings } from '../lint/engine.js'
import type { Failure, Finding, Fix, Severity } from '../lint/finding.js'
import { type FixPass, type FixPolicy, fixText } from '../lint/fix.js'
import { offsetBefore, type TextEdit } from '../xml/edit.js'
import { type Point, SourceText } from '../xml/source.js'

/**
 * What a step costs. `neutral`: the guest sees the same hardware, and libvirt accepts what it accepted. `boot`: the guest sees it when it
 * next boots. `work`: something in the guest or on the host has to be done, or a person has to choose; nothing of it is ever applied.
 */
export type Grade = 'neutral' | 'boot' | 'work'

/** The grades, from the cheapest on. */
export const grades: readonly Grade[] = ['neutral', 'boot', 'work']

/** A change of a text. */
export interface Change {
  /** The text that the edits are of: with the steps before this one applied. */
  readonly text: string
  readonly edits: readonly TextEdit[]
}

/** A way to go that a person has to decide on. */
export interface Choice {
  readonly title: string
  readonly risk?: string
  readonly change: Change
}

/** One thing to do on the way to the target. */
export interface PlanStep {
  readonly grade: Grade
  readonly ruleId: string
  readonly severity: Severity
  /** What to do, as an imperative. */
  readonly title: string
  /** What is the matter today. */
  readonly reason: string
  /** Where the reason's facts come from; empty in the built program, which keeps such texts apart. */
  readonly sources: readonly string[]
  readonly risk?: string
  /** The place in the text as it was given. */
  readonly start: Point
  readonly end: Point
  /** As people name it: `disk vda`. */
  readonly device: string
  readonly domain: string
  /** The address of the rule's page. */
  readonly docs: string
  /** What is applied; absent for work. */
  readonly change?: Change
  readonly choices: readonly Choice[]
}

/** The way of one text to its targets. */
export interface Plan {
  /** Neutral steps first, then those of the next boot, then work; each in the order of the text. */
  readonly steps: readonly PlanStep[]
  readonly text: string
  /** The text with the neutral steps applied. */
  readonly neutral: string
  /** The text with the steps of the next boot applied as well. */
  readonly boot: string
  readonly failures: readonly Failure[]
  /** Findings that directives or the configuration hold back, so that no step is made of them. */
  readonly suppressed: number
  readonly wellFormed: boolean
  /** What the document is instead, if it holds no domain. */
  readonly notADomain?: string
}

/**
 * Plans the way of a text to the targets of the settings, from what the rules of the settings find: see `migrationRuleset`. Applying
 * a grade and planning again gives no step of that grade. Never throws.
 */
export function planText(filePath: string, text: string, settings: CheckSettings): Plan {
  const source = new SourceText(text)
  const rules = settings.ruleset.active
  const isBoot = ({ ruleId }: Finding) => rules.get(ruleId)?.rule.grade !== 'work'
  const apply = (current: string, policy: FixPolicy) =>
    fixText(filePath, current, settings, {
      ...policy,
      accepts: (finding) => rules.has(finding.ruleId) && (policy.accepts?.(finding) ?? true),
    })
  const neutral = apply(text, { unsafe: false, guard: guestChange })
  const boot = apply(neutral.text, { unsafe: true, accepts: (finding) => finding.fix?.safety === 'safe' || isBoot(finding) })

  const steps: PlanStep[] = []
  const earlier: FixPass[] = []
  const original = (offset: number): Point => source.point(earlier.reduceRight((at, { edits }) => offsetBefore(edits, at), offset))
  const step = (finding: Finding, grade: Grade): Omit<PlanStep, 'choices' | 'title'> => {
    const { ruleId, severity, message, range, device, domain, docs } = finding
    const sources = rules.get(ruleId)?.rule.sources ?? []
    return {
      grade,
      ruleId,
      severity,
      reason: message,
      sources,
      start: original(range.start),
      end: original(range.end),
      device,
      domain,
      docs,
    }
  }
  const applied = (passes: readonly FixPass[]): void => {
    for (const pass of passes) {
      for (const finding of pass.findings) {
        const { title = '', risk, edits = [], safety } = finding.fix ?? {}
        const grade = safety === 'safe' && passes === neutral.passes ? 'neutral' : 'boot'
        const change = { text: pass.text, edits }
        steps.push({ ...step(finding, grade), title, ...(risk === undefined ? {} : { risk }), change, choices: [] })
      }
      earlier.push(pass)
    }
  }
  applied(neutral.passes)
  applied(boot.passes)
  for (const finding of boot.checked.findings) {
    const active = rules.get(finding.ruleId)
    if (!active && !finding.ruleId.startsWith('xml/')) continue
    const title = active?.rule.summary ?? 'Mend the XML'
    const offers = finding.fix ? [finding.fix, ...finding.suggestions] : finding.suggestions
    steps.push({ ...step(finding, 'work'), title, choices: offers.map((fix) => choice(fix, boot.text)) })
  }
  steps.sort((a, b) => grades.indexOf(a.grade) - grades.indexOf(b.grade) || a.start.offset - b.start.offset)
  const { suppressed, wellFormed, notADomain } = boot.checked
  return {
    steps,
    text,
    neutral: neutral.text,
    boot: boot.text,
    failures: distinct([...neutral.failures, ...boot.failures, ...boot.checked.failures]),
    suppressed,
    wellFormed,
    ...(notADomain === undefined ? {} : { notADomain }),
  }
}

function choice({ title, risk, edits }: Fix, text: string): Choice {
  return { title, ...(risk === undefined ? {} : { risk }), change: { text, edits } }
}

function distinct(failures: readonly Failure[]): Failure[] {
  return [...new Map(failures.map((failure) => [failure.message, failure])).values()]
}
