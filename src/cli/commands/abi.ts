import { resolve } from 'node:path'
import type { Failure } from '../../lint/finding.js'
import { allTargets } from '../../lint/several-targets.js'
import type { AbiLevel } from '../../snapshots/abi-fact.js'
import { type Comparison, compareGuests, type LocatedGuest, located } from '../abi/compare.js'
import { readGuests } from '../abi/guest.js'
import { levelOf } from '../abi/level.js'
import { type DefinitionText, findOperand, type Operand } from '../abi/operand.js'
import { abiFormats, renderedComparisons } from '../abi-formats/index.js'
import type { Arguments } from '../arguments.js'
import { chosenFormat } from '../chosen-format.js'
import type { Io } from '../io.js'
import { problemOf } from '../lint-run.js'
import { printFailures } from '../notes.js'
import { type FileSettings, openProject, type Project } from '../project.js'
import { UsageError } from '../usage-error.js'

/** `domlint abi BEFORE AFTER`: 0 when each guest sees the same, 1 when one does not, 2 when something could not be read. */
export async function abi(arguments_: Arguments, io: Io): Promise<number> {
  const format = chosenFormat(arguments_, abiFormats)
  const level = levelOf(arguments_)
  const [before, after, ...more] = arguments_.operands
  if (before === undefined || after === undefined || more.length > 0)
    throw new UsageError('name two definitions: the one before and the one after, each a file, a folder, git:REVISION:PATH, or -')
  if (before === '-' && after === '-') throw new UsageError('standard input can be one of the two only')
  const project = await openProject(arguments_, io)
  const stdin = arguments_.value('stdin-filename')
  const settings = {
    io,
    obeyIgnoreFiles: !arguments_.has('no-ignore'),
    ...(stdin === undefined ? {} : { stdinPath: resolve(io.cwd, stdin) }),
  }
  const sides = [await findOperand(before, settings), await findOperand(after, settings)] as const
  const comparing = new AbiRun(project, level)
  comparing.compare(...sides)
  const { comparisons, failures } = comparing
  io.stdout.write(renderedComparisons(comparisons, format, level, io))
  printFailures(failures, io)
  if (failures.length > 0) return 2
  return comparisons.some((one) => one.kind === 'both' && one.differences.length > 0) ? 1 : 0
}

/** Reads both sides and compares them, pair of files by pair of files. */
class AbiRun {
  readonly comparisons: Comparison[] = []
  readonly failures: Failure[] = []
  readonly #project: Project
  readonly #level: AbiLevel

  constructor(project: Project, level: AbiLevel) {
    this.#project = project
    this.#level = level
  }

  compare(before: Operand, after: Operand): void {
    for (const side of [before, after]) {
      if (side.kind === 'failure') this.failures.push(side.failure)
      if (side.kind === 'folder') this.failures.push(...side.failures)
    }
    if (before.kind === 'failure' || after.kind === 'failure') return
    if (before.kind === 'text' && after.kind === 'text') this.#texts(before.text, after.text)
    else if (before.kind === 'folder' && after.kind === 'folder') this.#folders(before.texts, after.texts)
    else this.#mixed(before, after)
  }

  #mixed(before: Operand, after: Operand): void {
    // Where one is not even there, that is what is wrong.
    for (const side of [before, after]) if (side.kind === 'text' && this.#guests(side.text, this.#settings(side.text)) === undefined) return
    throw new UsageError('one is a folder and the other is not: name two files or two folders')
  }

  #texts(before: DefinitionText, after: DefinitionText): void {
    // Both are read as on the target of the one after: else the targets would be compared.
    const settings = this.#settings(after)
    const [old, fresh] = [this.#guests(before, settings), this.#guests(after, settings)]
    if (settings && old && fresh) this.#add(old, fresh, settings)
  }

  #folders(before: ReadonlyMap<string, DefinitionText>, after: ReadonlyMap<string, DefinitionText>): void {
    const old: LocatedGuest[] = []
    const fresh: LocatedGuest[] = []
    let last: FileSettings | undefined
    for (const path of [...new Set([...before.keys(), ...after.keys()])].sort()) {
      const [from, to] = [before.get(path), after.get(path)]
      const settings = this.#project.settingsFor((to ?? from)?.filePath ?? '')
      if (!settings) continue
      const guests = [from, to].map((text) => (text ? this.#guests(text, settings, false) : []))
      const [one = [], other = []] = guests
      if (guests.includes(undefined)) continue
      if (from && to) this.#add(one, other, settings)
      else {
        last = settings
        old.push(...one)
        fresh.push(...other)
      }
    }
    // A file that has got another name holds the guest that it held.
    if (last) this.#add(old, fresh, last, true)
  }

  #add(before: readonly LocatedGuest[], after: readonly LocatedGuest[], settings: FileSettings, areStrangers = false): void {
    const targets = allTargets(settings.check).map(({ name }) => name)
    this.comparisons.push(...compareGuests(before, after, { level: this.#level, targets, areStrangers }))
  }

  #settings(text: DefinitionText): FileSettings | undefined {
    const settings = this.#project.settingsFor(text.filePath)
    if (!settings) this.failures.push({ filePath: text.name, message: 'is left out by the configuration' })
    return settings
  }

  /** The guests of a text; undefined where it could not be read, which is among the failures then. */
  #guests(text: DefinitionText, settings: FileSettings | undefined, isNamed = true): readonly LocatedGuest[] | undefined {
    if (!settings) return undefined
    const read = text.read(settings.maxSize)
    const guests = read.kind === 'text' ? readGuests(read.text, settings.check) : { message: problemOf(read), isOther: false }
    if (!('message' in guests)) return guests.map(located(text.name, text.filePath))
    // A folder may hold networks and pools as well.
    if (!isNamed && guests.isOther) return []
    this.failures.push({ filePath: text.name, message: guests.message })
    return undefined
  }
}
