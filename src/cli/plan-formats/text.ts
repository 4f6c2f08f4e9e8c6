import { grades, type PlanStep } from '../../migrate/plan.js'
import { relativePath } from '../formats/path.js'
import { secretHider } from '../formats/without-secrets.js'
import type { FilePlan } from '../migrate-run.js'
import { type Paint, painter, type Style } from '../terminal/colour.js'
import { visible } from '../terminal/escape.js'
import { counted } from '../wording.js'
import { changeLines } from './change-lines.js'
import { countsOf, fateOf, gradeTitles, layoutSentence, targetNames } from './words.js'

/** More lines of a choice than these are left out: the JSON and Markdown forms have them all. */
const mostLines = 12

/** Plans for people: a heading for each grade with what becomes of it, and each step with its place, reason and risk. */
export function planForPeople(plans: readonly FilePlan[], { cwd, colour }: { readonly cwd: string; readonly colour: boolean }): string {
  const paint = painter(colour)
  const blocks = plans.flatMap((file) => (file.plan.steps.length === 0 ? [] : `${fileLines(file, cwd, paint).join('\n')}\n`))
  return [...blocks, `${summary(plans)}\n`].join('\n')
}

function summary(plans: readonly FilePlan[]): string {
  const steps = plans.flatMap(({ plan }) => plan.steps)
  const layout = layoutSentence(plans)
  const held = plans.reduce((sum, { plan }) => sum + plan.suppressed, 0)
  const heldBack = held === 0 ? '' : `; ${counted(held, 'finding')} held back by directives or the configuration`
  if (steps.length === 0 && layout !== undefined) return `${layout}${heldBack}`
  if (steps.length === 0) return `${counted(plans.length, 'file')}: nothing to do${heldBack}`
  const planned = `${counted(plans.length, 'file')}, ${counted(steps.length, 'step')}: ${countsOf(steps)}${heldBack}`
  return layout === undefined ? planned : `${planned}\n${layout}`
}

function fileLines(file: FilePlan, cwd: string, paint: Paint): string[] {
  const { plan, settings, filePath } = file
  const names = [...new Set(plan.steps.map(({ domain }) => domain))].filter(Boolean)
  const name = names.length === 1 ? ` (${visible(names[0] ?? '')})` : ''
  const lines = [`${paint(visible(relativePath(filePath, cwd)), 'bold')}${name} on ${visible(targetNames(settings))}`]
  const hide = secretHider(plan.text) ?? ((text: string) => text)
  for (const grade of grades) {
    const steps = plan.steps.filter((step) => step.grade === grade)
    if (steps.length === 0) continue
    lines.push('', `  ${paint(gradeTitles[grade], gradeStyles[grade], 'bold')} (${fateOf(grade, file)})`)
    for (const step of steps) lines.push(...stepLines(step, paint, (text) => visible(hide(text))))
  }
  return lines
}

const gradeStyles = { neutral: 'green', boot: 'yellow', work: 'red' } as const satisfies Readonly<Record<PlanStep['grade'], Style>>

function stepLines(step: PlanStep, paint: Paint, shown: (text: string) => string): string[] {
  const { start, device, ruleId, severity, title, reason, risk, choices } = step
  const place = `${start.line}:${start.column}`.padEnd(7)
  const margin = ' '.repeat(12)
  const of = device === '' ? '' : ` (${shown(device)})`
  const lines = [
    `    ${paint(place, 'cyan')} ${paint(shown(title), 'bold')}${of}  ${paint(`${severity}[${ruleId}]`, 'dim')}`,
    `${margin}${shown(reason)}`,
  ]
  if (risk !== undefined) lines.push(`${margin}${paint('risk:', 'yellow')} ${shown(risk)}`)
  for (const choice of choices) {
    lines.push(`${margin}${paint('choice:', 'green')} ${shown(choice.title)}`)
    if (choice.risk !== undefined) lines.push(`${margin}  ${paint('risk:', 'yellow')} ${shown(choice.risk)}`)
    const changed = changeLines(choice.change)
    for (const line of changed.slice(0, mostLines)) lines.push(`${margin}  ${paint(shown(line), line.startsWith('+') ? 'green' : 'red')}`)
    if (changed.length > mostLines) lines.push(`${margin}  ... ${counted(changed.length - mostLines, 'more line')}`)
  }
  return lines
}
