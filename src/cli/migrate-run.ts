import { basename, join } from 'node:path'
import { guestChange } from '../lint/abi-guard.js'
import type { CheckSettings } from '../lint/engine.js'
import type { Failure } from '../lint/finding.js'
import { FileWriter, readXmlFile, reasonOf, textOf } from '../lint/host.js'
import { type Pin, type Pinned, pinText } from '../migrate/pin.js'
import type { PinScope } from '../migrate/pin-scope.js'
import { type Grade, type Plan, planText } from '../migrate/plan.js'
import { migrationRuleset } from '../migrate/ruleset.js'
import { canonicalText } from '../migrate/write-canonical.js'
import { encodeXml } from '../xml/encoding.js'
import type { Input } from './inputs.js'
import type { Io } from './io.js'
import { type FixedFile, type GuestChanges, notWellFormed, ownedByLibvirt, problemOf } from './lint-run.js'
import type { Project } from './project.js'

/** What is done with plans. */
export interface MigrateMode {
  /** Where results are written: over the files, into a folder, or nowhere. */
  readonly to: 'files' | 'nowhere' | { readonly folder: string }
  /** The grades that are applied, in the text that is written or shown. */
  readonly applies: readonly Grade[]
  readonly layout: 'keep' | 'libvirt'
  /** What libvirt would fill in is written down; no step of the plan is applied then. */
  readonly pin?: PinScope
}

/** The plan of one file, and what became of it. */
export interface FilePlan {
  /** Absolute, or the name of standard input. */
  readonly filePath: string
  readonly plan: Plan
  readonly settings: CheckSettings
  /** The grades that were written, or printed where the text came from standard input. */
  readonly written: readonly Grade[]
  /** Whether the changed text was written, or printed where it came from standard input. */
  readonly isStored: boolean
  /** The change that the asked-for grades or pins make, written or not. */
  readonly change: FixedFile
  /** The text with its steps applied, before it was laid out as libvirt writes it; absent where the layout is kept. */
  readonly beforeLayout?: string
  /** What was pinned; absent where nothing was to be. */
  readonly pins?: readonly Pin[]
}

/** A step without which libvirt refuses a file, of a grade that is not applied. */
function refusedStep({ steps }: Plan, applied: readonly Grade[]): Plan['steps'][number] | undefined {
  return steps.find(({ ruleId, severity, grade }) => ruleId.startsWith('libvirt/') && severity === 'error' && !applied.includes(grade))
}

/** Plans one file after the other, and writes what it is asked to. */
export class MigrateRun {
  readonly failures: Failure[] = []
  /** What only the host knows, and stays as it was written. */
  readonly unknowns: Failure[] = []
  readonly skipped: { readonly input: Input; readonly what: string }[] = []
  readonly ignored: string[] = []
  /** What guests see change through steps of the next boot that are written. */
  readonly guestChanges: GuestChanges[] = []
  /** What standard output gets when standard input is to be rewritten. */
  stdinText: Uint8Array | undefined
  readonly #project: Project
  readonly #io: Io
  readonly #mode: MigrateMode
  readonly #writer = new FileWriter()
  readonly #settings = new Map<unknown, CheckSettings>()
  /** Who wrote a file into the folder: two files of one name would be one there. */
  readonly #taken = new Map<string, string>()

  constructor(project: Project, io: Io, mode: MigrateMode) {
    this.#project = project
    this.#io = io
    this.#mode = mode
  }

  /** The plan of a file; `undefined` when there is none, and then it is said elsewhere why. */
  plan(input: Input): FilePlan | undefined {
    const { filePath, isStdin } = input
    const configured = this.#project.settingsFor(filePath)
    if (!configured) {
      this.ignored.push(filePath)
      return undefined
    }
    const read = isStdin ? textOf(this.#io.readStdin()) : readXmlFile(filePath, configured.maxSize)
    if (read.kind !== 'text') return this.#failed(filePath, problemOf(read))
    const known = this.#settings.get(configured.merged)
    // Where no step is applied none is planned: the form that libvirt would write is that of the file as it is.
    const rules = this.#mode.applies.length > 0 || this.#mode.pin ? this.#project.rules : []
    const compiled = known ?? { ...configured.check, ruleset: migrationRuleset(rules, rules.length > 0 ? configured.merged.rules : {}) }
    if (!known) this.#settings.set(configured.merged, compiled)
    const settings: CheckSettings = configured.check.isHeldBack ? { ...compiled, isHeldBack: configured.check.isHeldBack } : compiled
    const plan = planText(filePath, read.text, settings)
    this.failures.push(...plan.failures)
    if (plan.notADomain !== undefined) {
      this.skipped.push({ input, what: plan.notADomain })
      return undefined
    }
    const { applies, pin } = this.#mode
    if (pin) {
      const pinned = this.#pinned(filePath, plan, settings, pin)
      if (!pinned) return undefined
      const change = { filePath, original: read.text, fixed: pinned.text, format: read }
      return { filePath, plan, settings, written: [], isStored: this.#write(input, change), change, pins: pinned.pins }
    }
    if (applies.includes('boot')) this.#tellGuestChange(filePath, read.text, plan.boot, settings)
    const kept = applies.includes('boot') ? plan.boot : applies.includes('neutral') ? plan.neutral : plan.text
    const isLaidOut = this.#mode.layout === 'libvirt'
    const fixed = isLaidOut ? this.#canonical(filePath, kept, plan, settings) : kept
    if (fixed === undefined) return undefined
    const change = { filePath, original: read.text, fixed, format: read }
    const isStored = this.#write(input, change)
    return { filePath, plan, settings, written: isStored ? applies : [], isStored, change, ...(isLaidOut ? { beforeLayout: kept } : {}) }
  }

  /** What was asked for is not refused, but said. */
  #tellGuestChange(filePath: string, before: string, after: string, settings: CheckSettings): void {
    const differences = before === after || this.#mode.to === 'nowhere' ? [] : guestChange(before, after, settings)
    if (differences.length > 0) this.guestChanges.push({ filePath, differences })
  }

  /**
   * libvirt's own form; what of it cannot be known here is told. What libvirt refuses even with its steps applied has none: it fails where
   * it was to be written, and else it stays in the form that it has.
   */
  #canonical(filePath: string, kept: string, plan: Plan, settings: CheckSettings): string | undefined {
    const refused = refusedStep(plan, this.#mode.applies)
    const why = refused && `libvirt refuses it: line ${refused.start.line}: ${refused.reason}`
    if (why !== undefined && this.#mode.to !== 'nowhere') return this.#failed(filePath, `is not written as libvirt would, since ${why}`)
    if (why !== undefined) {
      this.unknowns.push({ filePath, message: why })
      return kept
    }
    const canonical = canonicalText(kept, settings)
    if (!canonical) return this.#failed(filePath, notWellFormed)
    for (const what of canonical.unknowns) this.unknowns.push({ filePath, message: what })
    return canonical.text
  }

  /** What libvirt refuses is not pinned: what it would make of it is not known. */
  #pinned(filePath: string, plan: Plan, settings: CheckSettings, scope: PinScope): Pinned | undefined {
    const refused = refusedStep(plan, [])
    if (refused) return this.#failed(filePath, `is not pinned, since libvirt refuses it: line ${refused.start.line}: ${refused.reason}`)
    const pinned = pinText(plan.text, settings, scope)
    if (!pinned) return this.#failed(filePath, notWellFormed)
    for (const what of pinned.unknowns) this.unknowns.push({ filePath, message: what })
    return pinned
  }

  /** Makes what was written last. */
  finish(): void {
    this.#writer.finish()
  }

  #write({ filePath, isStdin }: Input, change: FixedFile): boolean {
    const { to } = this.#mode
    if (to === 'nowhere') return false
    if (isStdin && to === 'files') {
      this.stdinText = encodeXml(change.fixed, change.format)
      return true
    }
    const problem = to === 'files' ? this.#overwrite(filePath, change) : this.#writeInto(to.folder, filePath, isStdin, change)
    if (problem !== undefined) this.#failed(filePath, problem)
    return problem === undefined
  }

  #overwrite(filePath: string, { original, fixed, format }: FixedFile): string | undefined {
    if (fixed === original) return undefined
    const refusal = ownedByLibvirt(filePath, original) ?? this.#writer.refusal(filePath)
    return refusal ?? this.#attempt(() => this.#writer.write(filePath, fixed, format))
  }

  #writeInto(folder: string, filePath: string, isStdin: boolean, { fixed, format }: FixedFile): string | undefined {
    const name = isStdin ? 'stdin.xml' : basename(filePath)
    const other = this.#taken.get(name)
    if (other !== undefined) return `is not written: ${other} has the same name`
    this.#taken.set(name, filePath)
    return this.#attempt(() => this.#writer.writeNew(join(folder, name), isStdin ? undefined : filePath, fixed, format))
  }

  #attempt(write: () => void): string | undefined {
    try {
      write()
      return undefined
    } catch (error) {
      return `cannot be written: ${reasonOf(error)}`
    }
  }

  #failed(filePath: string, message: string): undefined {
    this.failures.push({ filePath, message })
    return undefined
  }
}
