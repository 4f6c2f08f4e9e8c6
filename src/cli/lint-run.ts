import { checkSource, fixSource } from '../lint/check-source.js'
import { docsAddress } from '../lint/docs.js'
import type { Checked, CheckSettings } from '../lint/engine.js'
import type { Failure, FileReport, Finding } from '../lint/finding.js'
import type { FixPolicy } from '../lint/fix.js'
import { FileWriter, type ReadResult, readXmlFile, reasonOf, textOf } from '../lint/host.js'
import { ProjectJudge } from '../lint/project.js'
import type { AbiDifference } from '../snapshots/compare-abi.js'
import { type EncodingFault, encodeXml, type TextFormat } from '../xml/encoding.js'
import { SourceText } from '../xml/source.js'
import type { Input } from './inputs.js'
import type { Io } from './io.js'
import type { FileSettings, Project } from './project.js'
import type { ResultCache } from './result-cache.js'

/** What is done with fixes: nothing, writing them, or showing them. */
export type FixMode = { readonly kind: 'none' } | ({ readonly kind: 'write' | 'show' } & FixPolicy)

/** A file whose fixes are shown instead of written. */
export interface FixedFile {
  readonly filePath: string
  readonly original: string
  readonly fixed: string
  readonly format: TextFormat
}

/** What the guests of a file see change. */
export interface GuestChanges {
  readonly filePath: string
  readonly differences: readonly AbiDifference[]
}

/** Checks one file after the other. It keeps what is said at the end of a run, and what all files must not share; no file itself. */
export class LintRun {
  readonly failures: Failure[] = []
  readonly fixedFiles: FixedFile[] = []
  /** What standard output gets when standard input is to be fixed: its text, changed or not. */
  fixedStdin: Uint8Array | undefined
  /** What was fixed and written, by file. */
  readonly written = new Map<string, number>()
  /** What guests see change through unsafe fixes. */
  readonly guestChanges: GuestChanges[] = []
  /** Files that hold no domain, and what they hold. */
  readonly skipped: { readonly input: Input; readonly what: string }[] = []
  /** Named files that the configuration leaves out. */
  readonly ignored: string[] = []
  readonly #project: Project
  readonly #io: Io
  readonly #mode: FixMode
  readonly #cache: ResultCache | undefined
  readonly #judge = new ProjectJudge()
  readonly #writer = new FileWriter()

  constructor(project: Project, io: Io, mode: FixMode, cache?: ResultCache) {
    this.#project = project
    this.#io = io
    this.#mode = mode
    this.#cache = cache
  }

  /** The report of a file; `undefined` when it could not be checked, which is among the failures then, or was to be left out. */
  check(input: Input): FileReport | undefined {
    const { filePath, isStdin } = input
    const settings = this.#project.settingsFor(filePath)
    if (!settings) {
      this.ignored.push(filePath)
      return undefined
    }
    const read = isStdin ? textOf(this.#io.readStdin()) : readXmlFile(filePath, settings.maxSize)
    switch (read.kind) {
      case 'text':
        return this.#checkText(input, read.text, read, settings)
      case 'fault':
        return this.#encodingFault(filePath, read.fault)
      default:
        this.failures.push({ filePath, message: problemOf(read) })
        return undefined
    }
  }

  /** Makes what was written last, and keeps what the cache is for. To be called when all are checked. */
  finish(): void {
    this.#writer.finish()
    this.#cache?.save()
  }

  #checkText(input: Input, text: string, format: TextFormat, settings: FileSettings): FileReport {
    const { filePath } = input
    const checked = this.#mode.kind === 'none' ? undefined : this.#fix(input, text, format, settings.check, this.#mode)
    const result = checked ?? { text, ...this.#checked(input, text, settings.check) }
    if (input.isStdin && this.#mode.kind === 'write') this.fixedStdin = encodeXml(result.text, format)
    if (result.notADomain !== undefined) {
      this.skipped.push({ input, what: result.notADomain })
      return { filePath, text: '', findings: [], suppressed: 0 }
    }
    this.failures.push(...result.failures)
    const shared = result.facts.length > 0 ? this.#judge.add(filePath, result.facts) : []
    const findings =
      shared.length > 0
        ? [...result.findings, ...shared].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end)
        : result.findings
    return { filePath, text: result.text, findings, suppressed: result.suppressed }
  }

  #checked({ filePath, isStdin }: Input, text: string, settings: CheckSettings): Checked {
    const cache = isStdin || this.#mode.kind !== 'none' ? undefined : this.#cache
    return cache ? cache.check(filePath, text, settings) : checkSource(filePath, text, settings)
  }

  /** The fixed text and what is left in it; `undefined` when there is nothing to fix, or no way to write it. */
  #fix(
    { filePath, isStdin }: Input,
    text: string,
    format: TextFormat,
    settings: CheckSettings,
    mode: FixPolicy & FixMode,
  ): (Checked & { text: string }) | undefined {
    const fixed = fixSource(filePath, text, settings, mode)
    this.failures.push(...fixed.failures)
    if (fixed.text === text) return { ...fixed.checked, text }
    if (fixed.guestChange.length > 0) this.guestChanges.push({ filePath, differences: fixed.guestChange })
    if (mode.kind === 'show') this.fixedFiles.push({ filePath, original: text, fixed: fixed.text, format })
    else if (!isStdin) {
      const problem = ownedByLibvirt(filePath, text) ?? this.#writer.refusal(filePath) ?? this.#write(filePath, fixed.text, format)
      if (problem !== undefined) {
        this.failures.push({ filePath, message: problem })
        return undefined
      }
      this.written.set(filePath, fixed.applied)
    }
    return { ...fixed.checked, text: fixed.text }
  }

  #write(filePath: string, text: string, format: TextFormat): string | undefined {
    try {
      this.#writer.write(filePath, text, format)
      return undefined
    } catch (error) {
      return `cannot be written: ${reasonOf(error)}`
    }
  }

  #encodingFault(filePath: string, fault: EncodingFault): FileReport | undefined {
    if (fault.kind !== 'invalid') {
      this.failures.push({ filePath, message: fault.message })
      return undefined
    }
    const source = new SourceText(fault.text)
    const range = { start: fault.offset, end: Math.min(fault.offset + 1, fault.text.length) }
    const finding: Finding = {
      ruleId: 'xml/well-formed',
      severity: 'error',
      message: `the file ${fault.message}`,
      range,
      start: source.point(range.start),
      end: source.point(range.end),
      device: '',
      domain: '',
      suggestions: [],
      related: [],
      docs: docsAddress('xml/well-formed'),
    }
    return { filePath, text: fault.text, findings: [finding], suppressed: 0 }
  }
}

/** libvirt writes the definitions below its folders anew at each change, and says so in their first comment. */
export function ownedByLibvirt(filePath: string, text: string): string | undefined {
  const isOwned = /\/libvirt\/[a-z]+\//.test(filePath) && text.slice(0, 1000).includes('THIS IS AN AUTO-GENERATED FILE')
  return isOwned ? "is libvirt's own copy, in which changes get lost: make them with virsh edit" : undefined
}

/** Why nothing can be made of a text that holds a fault of XML, as a sentence without subject. */
export const notWellFormed = 'is not well-formed XML, so libvirt reads nothing of it: mend that first'

/** Why a file could not be read, as a sentence without subject. */
export function problemOf(read: Exclude<ReadResult, { kind: 'text' }>): string {
  if (read.kind === 'fault') return read.fault.message
  if (read.kind === 'missing') return 'no such file'
  return read.kind === 'folder' ? 'is a folder' : read.message
}
