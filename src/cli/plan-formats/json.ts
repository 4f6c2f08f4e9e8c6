import { allTargets } from '../../lint/several-targets.js'
import type { Change, PlanStep } from '../../migrate/plan.js'
import { jsonText } from '../formats/json-text.js'
import { placeObject } from '../formats/place-object.js'
import { secretHider } from '../formats/without-secrets.js'
import type { FilePlan } from '../migrate-run.js'
import { readablePatch } from '../patch.js'
import { changeLines } from './change-lines.js'

/** Plans as JSON: an array with one object for each file, those without a step too. Passwords are hidden. */
export function planJson(plans: readonly FilePlan[], cwd: string): string {
  return `${jsonText(
    plans.map((file) => fileObject(file, cwd)),
    2,
  )}\n`
}

function fileObject(file: FilePlan, cwd: string) {
  const { filePath, plan, settings, written, change, beforeLayout } = file
  const { from } = settings
  const hide = secretHider(plan.text) ?? ((text: string) => text)
  const patch = (original: string, fixed: string) => readablePatch({ filePath, original, fixed, format: change.format }, cwd)
  return {
    filePath,
    targets: allTargets(settings).map(({ name }) => name),
    ...(from === undefined ? {} : { from: from.name }),
    steps: plan.steps.map((step) => stepObject(step, hide)),
    // Each patch is for the file as the one before it leaves it.
    patches: {
      neutral: patch(plan.text, plan.neutral),
      boot: patch(plan.neutral, plan.boot),
      // From the text with the steps that are applied.
      ...(beforeLayout === undefined ? {} : { layout: patch(beforeLayout, change.fixed) }),
    },
    written,
    suppressed: plan.suppressed,
  }
}

function stepObject(step: PlanStep, hide: (text: string) => string) {
  const { grade, ruleId, severity, title, reason, sources, risk, start, end, device, domain, docs, change, choices } = step
  return {
    grade,
    ruleId,
    severity,
    title: hide(title),
    reason: hide(reason),
    sources,
    ...(risk === undefined ? {} : { risk }),
    ...placeObject(start, end),
    device,
    domain,
    docs,
    ...(change === undefined ? {} : { change: shownChange(change, hide) }),
    choices: choices.map(({ title, risk, change }) => ({
      title: hide(title),
      ...(risk === undefined ? {} : { risk }),
      change: shownChange(change, hide),
    })),
  }
}

function shownChange(change: Change, hide: (text: string) => string): string[] {
  return changeLines(change).map(hide)
}
