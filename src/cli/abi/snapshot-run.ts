import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Target, targetFrom } from '../../domain/facts/target.js'
import type { CheckSettings } from '../../lint/engine.js'
import type { Failure } from '../../lint/finding.js'
import { FileWriter, type ReadResult, readXmlFile, reasonOf, textOf } from '../../lint/host.js'
import type { AbiLevel } from '../../snapshots/abi-fact.js'
import { type AbiRecord, hostTarget, recordedTarget } from '../../snapshots/abi-record.js'
import { RecordError, readRecord } from '../../snapshots/read-record.js'
import { recordText } from '../../snapshots/write-record.js'
import { relativePath } from '../formats/path.js'
import { type Input, stdinName } from '../inputs.js'
import type { Io } from '../io.js'
import { problemOf } from '../lint-run.js'
import { pathKind } from '../path-kind.js'
import type { FileSettings, Project } from '../project.js'
import { UsageError } from '../usage-error.js'
import { version } from '../version.js'
import { type Comparison, compareGuests, located } from './compare.js'
import type { FilesOfRevision } from './git-revision.js'
import { type Guest, guestsOf, recordedGuests } from './guest.js'
import { lostRecords } from './lost-records.js'

/** What is done with records. */
export interface SnapshotMode {
  readonly level: AbiLevel
  /** Writes those that are missing, or all that are not as they should be, or none. */
  readonly does: 'check' | 'record' | 'update'
  /** With `check`: what has no record is compared with what it was in this commit. */
  readonly since?: FilesOfRevision
}

/** A record that is there: what it says, or why it cannot be read. */
interface Known {
  readonly text: string
  readonly record: AbiRecord | RecordError
}

/** Records what guests see beside their definitions, and compares it with what was recorded, one file after the other. */
export class SnapshotRun {
  readonly failures: Failure[] = []
  readonly notes: Failure[] = []
  readonly ignored: string[] = []
  readonly comparisons: Comparison[] = []
  /** Where a guest sees something else than its record says, or a text has other guests than its record. */
  readonly drifts: Comparison[] = []
  /** Something is not as it was recorded, and nobody accepted it. */
  hasUnaccepted = false
  /** The record of standard input, where it has no name that a record could be beside. */
  printed: string | undefined
  readonly #project: Project
  readonly #io: Io
  readonly #mode: SnapshotMode
  readonly #writer = new FileWriter()
  /** Which definition a record is of: two may have names that differ in their extension alone. */
  readonly #taken = new Map<string, string>()
  /** The folders of the files that were found, rather than named. */
  readonly #folders = new Set<string>()

  constructor(project: Project, io: Io, mode: SnapshotMode) {
    this.#project = project
    this.#io = io
    this.#mode = mode
  }

  input(input: Input): void {
    if (!input.isNamed) this.#folders.add(dirname(input.filePath))
    const problem = this.#file(input)
    if (problem !== undefined) this.#failed(input.filePath, problem)
  }

  /** Makes what was written last, and looks for records that nothing belongs to. To be called when all are read. */
  finish(): void {
    this.#writer.finish()
    for (const filePath of lostRecords(this.#folders)) this.notes.push({ filePath, message: 'the definition that it was made of is gone' })
  }

  /** Does all that is to be done about a file; gives why it could not be, in a sentence without subject. */
  #file({ filePath, isStdin, isNamed }: Input): string | undefined {
    const settings = this.#project.settingsFor(filePath)
    if (!settings) {
      this.ignored.push(filePath)
      return undefined
    }
    const isNameless = isStdin && filePath === stdinName
    if (isNameless && this.#mode.does !== 'record')
      throw new UsageError('standard input has no record: --stdin-filename says beside which file it is')
    const read = isStdin ? textOf(this.#io.readStdin()) : readXmlFile(filePath, settings.maxSize)
    if (read.kind !== 'text') return problemOf(read)
    const recordPath = recordPathOf(filePath)
    const other = this.#taken.get(recordPath)
    if (other !== undefined) return `has no record of its own: ${other} has the same one`
    const known = isNameless ? undefined : this.#known(recordPath, settings)
    if (known === 'failed') return undefined
    const record = known && !(known.record instanceof RecordError) ? known.record : undefined
    const check = this.#settings(filePath, settings, record)
    const guests = guestsOf(read.text, check)
    if ('message' in guests) {
      if (!guests.isOther) return guests.message
      if (isNamed) this.notes.push({ filePath, message: `skipped, since it ${guests.message}` })
      return undefined
    }
    this.#taken.set(recordPath, filePath)
    const text = recordText({
      domlint: version,
      target: check.target,
      guests: guests.map(({ name, abi, unknown }) => ({ name, facts: abi[0]?.facts ?? [], unknown: unknown('guest') })),
    })
    if (isNameless) this.printed = text
    else if (!known && this.#mode.since) this.#compareSince({ filePath, recordPath, guests, check }, this.#mode.since)
    else if (!known) this.#missing(filePath, recordPath, text)
    else if (known.record instanceof RecordError) this.#damaged(recordPath, known.record, text, filePath)
    else this.#compare({ filePath, recordPath, guests, check }, known.record, known.text, text)
    return undefined
  }

  #known(recordPath: string, { maxSize }: FileSettings): Known | undefined | 'failed' {
    const read = isPipe(recordPath) ? notAFile : readXmlFile(recordPath, maxSize)
    if (read.kind === 'missing') return undefined
    if (read.kind !== 'text') {
      this.#failed(recordPath, problemOf(read))
      return 'failed'
    }
    try {
      return { text: read.text, record: readRecord(read.text) }
    } catch (error) {
      if (error instanceof RecordError) return { text: read.text, record: error }
      throw error
    }
  }

  /** Where nobody names a target, a record is compared on the one that it was made for. */
  #settings(filePath: string, { check }: FileSettings, record: AbiRecord | undefined): CheckSettings {
    const { otherTargets, ...settings } = check
    if (otherTargets) this.notes.push({ filePath, message: `a record is made for one target: this is ${check.target.name}` })
    const target = record && check.target.isAssumed ? targetOfRecord(record) : undefined
    if (target) return { ...settings, target }
    const isOther = record !== undefined && record.target !== recordedTarget(check.target)
    if (isOther)
      this.notes.push({
        filePath: recordPathOf(filePath),
        message: `was made for ${record.target === hostTarget ? 'a host' : record.target}, and is compared on ${check.target.name}`,
      })
    return settings
  }

  #missing(filePath: string, recordPath: string, text: string): void {
    if (this.#mode.does === 'check') {
      this.hasUnaccepted = true
      this.notes.push({ filePath, message: 'has no record yet: domlint snapshot writes one' })
    } else this.#write(recordPath, filePath, text, 'recorded')
  }

  /** A definition that the commit does not have is new, and a text that held no domain then had no guests. */
  #compareSince({ filePath, guests, check }: Definition, since: FilesOfRevision): void {
    const found = since.at(filePath)
    if (found?.kind !== 'file') return
    const bytes = since.contents([found.object]).get(found.object)
    const read = textOf(bytes ?? Buffer.alloc(0))
    const before = read.kind === 'text' ? guestsOf(read.text, check) : []
    if ('message' in before) return
    const name = `git:${since.name}:${relativePath(filePath, this.#io.cwd)}`
    const comparisons = compareGuests(before.map(located(name, filePath)), guests.map(located(filePath, filePath)), {
      level: this.#mode.level,
      targets: [check.target.name],
    })
    const drifts = comparisons.filter((one) => one.kind === 'both' && one.differences.length > 0)
    this.comparisons.push(...comparisons)
    this.drifts.push(...drifts)
    if (drifts.length === 0) return
    this.hasUnaccepted = true
    this.notes.push({ filePath, message: 'has no record that accepts the change: domlint snapshot writes one, to be committed with it' })
  }

  #damaged(recordPath: string, { isRecord, message }: RecordError, text: string, filePath: string): void {
    if (isRecord && this.#mode.does === 'update') this.#write(recordPath, filePath, text, 'written anew, since it could not be read')
    else this.#failed(recordPath, message)
  }

  #compare({ filePath, recordPath, guests, check }: Definition, record: AbiRecord, old: string, text: string): void {
    const comparisons = compareGuests(recordedGuests(record).map(located(recordPath, filePath)), guests.map(located(filePath, filePath)), {
      level: this.#mode.level,
      targets: [check.target.name],
    })
    const drifts = comparisons.filter((one) => one.kind !== 'both' || one.differences.length > 0)
    this.comparisons.push(...comparisons)
    this.drifts.push(...drifts)
    if (this.#mode.does === 'update') {
      if (contentOf(old) !== contentOf(text))
        this.#write(recordPath, filePath, text, drifts.length > 0 ? 'updated' : 'written anew, with the same facts')
      return
    }
    if (drifts.length === 0) return
    this.hasUnaccepted = true
    if (record.domlint !== version)
      this.notes.push({ filePath: recordPath, message: `was written by domlint ${record.domlint}, which may have looked at other facts` })
    if (this.#mode.does === 'record') this.notes.push({ filePath: recordPath, message: 'left as it was: --update accepts the change' })
  }

  #write(recordPath: string, filePath: string, text: string, what: string): void {
    const format = { encoding: 'utf-8', byteOrderMark: false } as const
    try {
      const like = pathKind(filePath) === 'missing' ? undefined : filePath
      this.#writer.writeNew(recordPath, like, text, format)
      this.notes.push({ filePath: recordPath, message: what })
    } catch (error) {
      this.#failed(recordPath, `cannot be written: ${reasonOf(error)}`)
    }
  }

  #failed(filePath: string, message: string): void {
    this.failures.push({ filePath, message })
  }
}

const notAFile: ReadResult = { kind: 'failure', message: 'is no file' }

/** Whether reading would wait for somebody who writes: records are files. */
function isPipe(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFIFO() ?? false
  } catch {
    return false
  }
}

interface Definition {
  readonly filePath: string
  readonly recordPath: string
  readonly guests: readonly Guest[]
  readonly check: CheckSettings
}

/** A record without the version of domlint that wrote it: a newer one that says the same is no reason to change a file. */
function contentOf(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(/^domlint .*$/m, '')
}

/** `vms/mail.xml` has its record in `vms/mail.abi`. */
export function recordPathOf(filePath: string): string {
  return `${filePath.replace(/\.xml$/i, '')}.abi`
}

/** The target that a record names; undefined where it is known no more, or was a host. */
export function targetOfRecord({ target }: AbiRecord): Target | undefined {
  if (target === hostTarget) return undefined
  try {
    return targetFrom(target)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
