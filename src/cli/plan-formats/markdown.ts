import { grades, type PlanStep } from '../../migrate/plan.js'
import { relativePath } from '../formats/path.js'
import { secretHider } from '../formats/without-secrets.js'
import type { FilePlan } from '../migrate-run.js'
import { readablePatch } from '../patch.js'
import { visible } from '../terminal/escape.js'
import { changeLines } from './change-lines.js'
import { counted, countsOf, fateOf, gradeTitles, targetNames } from './words.js'

/** Plans as Markdown, for a change request: for each file the steps by grade, and the change as a patch. Passwords are hidden. */
export function planMarkdown(plans: readonly FilePlan[], cwd: string): string {
  const idle = plans.filter(({ plan }) => plan.steps.length === 0)
  const blocks = plans.filter(({ plan }) => plan.steps.length > 0).map((file) => fileLines(file, cwd).join('\n'))
  if (idle.length > 0) blocks.push(`Nothing to do for ${idle.map(({ filePath }) => code(relativePath(filePath, cwd))).join(', ')}.\n`)
  return blocks.join('\n')
}

function fileLines(file: FilePlan, cwd: string): string[] {
  const { filePath, plan, settings, change } = file
  const hide = secretHider(plan.text) ?? ((text: string) => text)
  const name = code(relativePath(filePath, cwd))
  const lines = [
    `## ${name}`,
    '',
    `Target: ${escaped(targetNames(settings))}. ${counted(plan.steps.length, 'step')}: ${countsOf(plan.steps)}.`,
    '',
  ]
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

function stepLines(step: PlanStep, hide: (text: string) => string): string[] {
  const { start, device, title, reason, risk, severity, ruleId, docs, sources, choices } = step
  const of = device === '' ? '' : `, ${escaped(hide(device))}`
  const lines = [`- **${escaped(hide(title))}** (line ${start.line}${of}; ${severity} [${ruleId}](${docs}))`, `  ${escaped(hide(reason))}.`]
  if (risk !== undefined) lines.push(`  - Risk: ${escaped(risk)}`)
  if (sources.length > 0) lines.push(`  - Source: ${escaped(sources.join('; '))}.`)
  for (const choice of choices) {
    const cost = choice.risk === undefined ? '' : ` Risk: ${escaped(choice.risk)}`
    lines.push(
      `  - Choice: ${escaped(hide(choice.title))}.${cost}`,
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

/** Text that Markdown and HTML leave as it is. */
function escaped(text: string): string {
  return visible(text).replace(/[\\`*_[\]<&]/g, (character) =>
    character === '<' ? '&lt;' : character === '&' ? '&amp;' : `\\${character}`,
  )
}

function code(text: string): string {
  return `\`${visible(text).replaceAll('`', "'")}\``
}
