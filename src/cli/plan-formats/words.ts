import type { CheckSettings } from '../../lint/engine.js'
import { allTargets } from '../../lint/several-targets.js'
import type { Grade, PlanStep } from '../../migrate/plan.js'
import type { FilePlan } from '../migrate-run.js'
import { counted, listed } from '../wording.js'

/** What a grade is called above its steps. */
export const gradeTitles: Readonly<Record<Grade, string>> = {
  neutral: 'Neutral: the guest sees the same hardware',
  boot: 'At the next boot: the guest sees the change then',
  work: 'Work: to be done by a person',
}

/** How the steps of a grade are applied, or what became of them. */
export function fateOf(grade: Grade, { written }: FilePlan): string {
  if (grade === 'work') return 'nothing of it is applied'
  if (written.includes(grade)) return 'applied'
  return grade === 'neutral' ? 'not applied: --write does it' : 'not applied: --write --unsafe does it'
}

/** `debian-12 and debian-13`. */
export function targetNames(settings: CheckSettings): string {
  return listed(allTargets(settings).map(({ name }) => name))
}

/** `2 neutral, 1 at the next boot, 3 need work`. */
export function countsOf(steps: readonly PlanStep[]): string {
  const words: Readonly<Record<Grade, (count: number) => string>> = {
    neutral: (count) => `${count} neutral`,
    boot: (count) => `${count} at the next boot`,
    work: (count) => `${count} ${count === 1 ? 'needs' : 'need'} work`,
  }
  return (['neutral', 'boot', 'work'] as const)
    .map((grade) => ({ grade, count: steps.filter((step) => step.grade === grade).length }))
    .flatMap(({ grade, count }) => (count === 0 ? [] : words[grade](count)))
    .join(', ')
}

/** What became of libvirt's own layout; undefined where the files keep theirs. */
export function layoutSentence(plans: readonly FilePlan[]): string | undefined {
  if (plans.every(({ beforeLayout }) => beforeLayout === undefined)) return undefined
  const changed = plans.filter(({ change: { original, fixed } }) => original !== fixed)
  if (plans.some(({ isStored }) => isStored)) return `${counted(plans.length, 'file')} written as libvirt would`
  if (changed.length === 0) return `${counted(plans.length, 'file')} as libvirt would write ${plans.length === 1 ? 'it' : 'them'}`
  return `${changed.length} of ${counted(plans.length, 'file')} not as libvirt would write it: --diff shows how, --write does it`
}
