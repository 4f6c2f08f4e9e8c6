import { grades, type PlanStep } from '../../migrate/plan.js'
import { escapedMarkdown, markdownCode } from '../formats/markdown-text.js'
import { relativePath } from '../formats/path.js'
import { secretHider } from '../formats/without-secrets.js'
import type { FilePlan } from '../migrate-run.js'
import { readablePatch } from '../patch.js'
import { visible } from '../terminal/escape.js'
import { counted } from '../wording.js'
import { changeLines } from './change-lines.js'
import { countsOf, fateOf, gradeTitles, targetNames } from './words.js'

/** Plans as Markdown, for a change request: for each file the steps by grade, and the change as a patch. Passwords are hidden. */
export function planMarkdown(plans: readonly FilePlan[], cwd: string): string {
  const isIdle = ({ plan, change, beforeLayout }: FilePlan): boolean =>
    plan.steps.length === 0 && (beforeLayout === undefined || change.fixed === change.original)
  const idle = plans.filter(isIdle)
  const blocks = plans.filter((file) => !isIdle(file)).map((file) => fileLines(file, cwd).join('\n'))
  if (idle.length > 0)
    blocks.push(`Nothing to do for ${idle.map(({ filePath }) => markdownCode(relativePath(filePath, cwd))).join(', ')}.\n`)
  return blocks.join('\n')
}

function fileLines(file: FilePlan, cwd: string): string[] {
  const { filePath, plan, settings, change } = file
  const hide = secretHider(plan.text) ?? ((text: string) => text)
  const name = markdownCode(relativePath(filePath, cwd))
  const lines = [`## ${name}`, '', `Target: ${escapedMarkdown(targetNames(settings))}. ${stepCounts(plan.steps)}.`, '']
  if (plan.suppressed > 0) lines.push(`${counted(plan.suppressed, 'finding')} held back by directives or the configuration.`, '')
  for (const grade of grades) {
    const steps = plan.steps.filter((step) => step.grade === grade)
    if (steps.length > 0)
      lines.push(`### ${gradeTitles[grade]} (${fateOf(grade, file)})`, '', ...steps.flatMap((step) => stepLines(step, hide)), '')
  }
  const shown = change.fixed === change.original ? { ...change, fixed: plan.neutral } : change
  const patch = readablePatch(shown, cwd)
  if (patch !== '') lines.push('### The change', '', ...fenced(patch.trimEnd().split('\n').map(visible), ''), '')
  return lines
}

function stepCounts(steps: readonly PlanStep[]): string {
  return steps.length === 0 ? 'No steps, only the layout of libvirt' : `${counted(steps.length, 'step')}: ${countsOf(steps)}`
}

function stepLines(step: PlanStep, hide: (text: string) => string): string[] {
  const { start, device, title, reason, risk, severity, ruleId, docs, sources, choices } = step
  const of = device === '' ? '' : `, ${escapedMarkdown(hide(device))}`
  const lines = [
    `- **${escapedMarkdown(hide(title))}** (line ${start.line}${of}; ${severity} [${ruleId}](${docs}))`,
    `  ${escapedMarkdown(hide(reason))}.`,
  ]
  if (risk !== undefined) lines.push(`  - Risk: ${escapedMarkdown(risk)}`)
  if (sources.length > 0) lines.push(`  - Source: ${escapedMarkdown(sources.join('; '))}.`)
  for (const choice of choices) {
    const cost = choice.risk === undefined ? '' : ` Risk: ${escapedMarkdown(choice.risk)}`
    lines.push(
      `  - Choice: ${escapedMarkdown(hide(choice.title))}.${cost}`,
      '',
      ...fenced(
        changeLines(choice.change).map((line) => visible(hide(line))),
        '    ',
      ),
      '',
    )
  }
  return lines
}

/** A block of a patch, closed by more backquotes than stand in it. */
function fenced(lines: readonly string[], indent: string): string[] {
  const longest = Math.max(2, ...lines.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)))
  const fence = '`'.repeat(longest + 1)
  return [`${fence}diff`, ...lines, fence].map((line) => indent + line)
}
