import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { reasonOf } from '../../lint/host.js'
import type { PinScope } from '../../migrate/pin-scope.js'
import { type Grade, grades } from '../../migrate/plan.js'
import type { Arguments } from '../arguments.js'
import { chosenFormat } from '../chosen-format.js'
import { relativePath } from '../formats/path.js'
import { findInputs, type Input, manyFiles } from '../inputs.js'
import type { Io } from '../io.js'
import { type FilePlan, type MigrateMode, MigrateRun } from '../migrate-run.js'
import { printFailures, printGuestChanges } from '../notes.js'
import { openProject } from '../project.js'
import { wantsColour } from '../terminal/colour.js'
import { visible } from '../terminal/escape.js'
import { UsageError } from '../usage-error.js'

const formats = ['text', 'json', 'markdown'] as const
type PlanFormat = (typeof formats)[number]

/**
 * `domlint migrate`, and `domlint migrate --pin`: 0 when there is nothing to do, or what was asked for is written; 1 when there is a plan, or
 * another layout, and nothing was to be written; 2 when something could not be done.
 */
export async function migrate(arguments_: Arguments, io: Io): Promise<number> {
  const format = chosenFormat(arguments_, formats)
  const mode = modeOf(arguments_, io)
  const project = await openProject(arguments_, io)
  const { inputs, failures, ignored } = await findInputs(arguments_, io)
  if (typeof mode.to === 'object') makeFolder(mode.to.folder)
  const run = new MigrateRun(project, io, mode)
  run.failures.push(...failures)
  const plans: FilePlan[] = []
  const add = (input: Input): void => {
    const plan = run.plan(input)
    if (plan) plans.push(plan)
  }
  if (inputs.length > manyFiles) (await import('../many-files.js')).prepareForManyFiles(inputs.length)
  if (inputs.length > 1 && io.stderr.isTerminal) await (await import('../progress.js')).checkWithProgress(inputs, add)
  else for (const input of inputs) add(input)
  run.finish()

  if (arguments_.has('diff')) {
    const fixedFiles = plans.map(({ change }) => change).filter(({ original, fixed }) => original !== fixed)
    io.stdout.write((await import('../patch.js')).patchOf({ fixedFiles, failures: run.failures }, io))
    if (!mode.pin) printRest(plans, mode, io)
  } else {
    // Standard output is for the text then, and for nothing else.
    const output = run.stdinText === undefined ? io.stdout : io.stderr
    output.write(mode.pin ? await renderedPins(plans, format, io) : await rendered(plans, format, io))
    if (run.stdinText) io.stdout.write(run.stdinText)
  }
  for (const { input, what } of run.skipped)
    io.stderr.write(`domlint: ${shownPath(input.filePath, io)}: skipped, since it is ${visible(what)} and no domain\n`)
  for (const filePath of [...ignored, ...run.ignored]) io.stderr.write(`domlint: ${shownPath(filePath, io)}: ignored\n`)
  for (const { filePath, message } of run.unknowns)
    io.stderr.write(`domlint: ${shownPath(filePath, io)}: left as it is: ${visible(message)}\n`)
  printGuestChanges(run.guestChanges, io)
  printFailures(run.failures, io)
  if (run.failures.length > 0) return 2
  if (mode.to !== 'nowhere') return 0
  return plans.some(({ plan, pins, change }) => (pins ?? plan.steps).length > 0 || change.fixed !== change.original) ? 1 : 0
}

/** With --diff the plan itself is not shown; what the patch leaves to be done is counted. */
function printRest(plans: readonly FilePlan[], { applies }: MigrateMode, io: Io): void {
  const left = plans.flatMap(({ plan }) => plan.steps).filter(({ grade }) => !applies.includes(grade))
  for (const grade of grades) {
    const count = left.filter((step) => step.grade === grade).length
    if (count > 0) io.stderr.write(`domlint: not in the patch: ${count} ${leftWords[grade]}\n`)
  }
}

const leftWords: Readonly<Record<Grade, string>> = {
  neutral: 'neutral',
  boot: 'that the guest sees at its next boot (--unsafe)',
  work: 'that need work (see the plan, without --diff)',
}

async function rendered(plans: readonly FilePlan[], format: PlanFormat, io: Io): Promise<string> {
  const { documentation } = await import('../rule-documentation.js')
  const withSources = plans.map((file) => ({
    ...file,
    plan: {
      ...file.plan,
      steps: file.plan.steps.map((step) => ({ ...step, sources: documentation[step.ruleId]?.sources ?? step.sources })),
    },
  }))
  switch (format) {
    case 'json':
      return (await import('../plan-formats/json.js')).planJson(withSources, io.cwd)
    case 'markdown':
      return (await import('../plan-formats/markdown.js')).planMarkdown(withSources, io.cwd)
    case 'text': {
      const colour = wantsColour(io.env, io.stdout.isTerminal)
      return (await import('../plan-formats/text.js')).planForPeople(withSources, { cwd: io.cwd, colour })
    }
  }
}

async function renderedPins(plans: readonly FilePlan[], format: PlanFormat, io: Io): Promise<string> {
  const { pinsForPeople, pinsJson } = await import('../plan-formats/pins.js')
  if (format === 'json') return pinsJson(plans, io.cwd)
  return pinsForPeople(plans, { cwd: io.cwd, colour: wantsColour(io.env, io.stdout.isTerminal) })
}

function modeOf(arguments_: Arguments, io: Io): MigrateMode {
  const folder = arguments_.value('out-dir')
  const writes = arguments_.has('write')
  const unsafe = arguments_.has('unsafe')
  const layout = arguments_.value('layout') ?? 'keep'
  if (layout !== 'keep' && layout !== 'libvirt') throw new UsageError(`there is no layout '${layout}': choose from keep, libvirt`)
  if (arguments_.has('diff') && (writes || folder !== undefined))
    throw new UsageError('--diff writes nothing, and --write and --out-dir do: take one of them')
  if (writes && folder !== undefined) throw new UsageError('--write changes the files and --out-dir leaves them: take one of them')
  // In a folder it is the form of each file as it is, so that it can be compared with what libvirt says of it.
  const pin = pinOf(arguments_, layout, unsafe)
  const applies: readonly Grade[] = pin
    ? []
    : unsafe
      ? ['neutral', 'boot']
      : layout === 'libvirt' && folder !== undefined
        ? []
        : ['neutral']
  const to = folder !== undefined ? { folder: resolve(io.cwd, folder) } : writes ? 'files' : 'nowhere'
  return { to, applies, layout, ...(pin ? { pin } : {}) }
}

function pinOf(arguments_: Arguments, layout: 'keep' | 'libvirt', unsafe: boolean): PinScope | undefined {
  const written = arguments_.value('pin')
  if (written === undefined) return undefined
  const scope = written === '' ? 'all' : written
  if (scope !== 'all' && scope !== 'abi') throw new UsageError(`there is nothing to pin called '${written}': choose from all, abi`)
  if (layout === 'libvirt') throw new UsageError('--layout libvirt writes all that --pin would: take one of them')
  if (unsafe) throw new UsageError('--pin applies no steps of the plan, and --unsafe does: take one of them, and then the other')
  if (chosenFormat(arguments_, formats) === 'markdown')
    throw new UsageError('there is no format markdown with --pin: choose from text, json')
  return scope
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw new UsageError(`the folder ${folder} cannot be made: ${reasonOf(error)}`)
  }
}

function shownPath(filePath: string, io: Io): string {
  return visible(relativePath(filePath, io.cwd))
}
