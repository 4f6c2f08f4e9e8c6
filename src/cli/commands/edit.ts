import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { guestChange } from '../../lint/abi-guard.js'
import { type BaselineEntry, baselineEntries, newFindings } from '../../lint/baseline.js'
import type { FileReport, Finding } from '../../lint/finding.js'
import { fixText } from '../../lint/fix.js'
import { FileWriter, type ReadResult, readXmlFile, reasonOf } from '../../lint/host.js'
import { documentKind } from '../../lint/roots.js'
import { checkForTargets } from '../../lint/several-targets.js'
import { type DecodedText, encodeXml, type TextFormat } from '../../xml/encoding.js'
import { scan } from '../../xml/scan.js'
import { type AbiChanges, abiChanges } from '../abi-changes.js'
import type { Arguments } from '../arguments.js'
import { render } from '../formats/index.js'
import type { Io } from '../io.js'
import { problemOf } from '../lint-run.js'
import { readablePatch } from '../patch.js'
import { pathKind } from '../path-kind.js'
import { type FileSettings, openProject } from '../project.js'
import { rescueText } from '../rescued-text.js'
import { wantsColour } from '../terminal/colour.js'
import { visible } from '../terminal/escape.js'
import { wantsHyperlinks } from '../terminal/hyperlink.js'
import { editorCommand, openEditor } from '../text-editor.js'
import { UsageError } from '../usage-error.js'
import { version } from '../version.js'
import { counted } from '../wording.js'

/**
 * `domlint edit FILE`, for `VISUAL='domlint edit' virsh edit GUEST`: opens the user's editor, says what is wrong with what was written and
 * what the guest would notice, and asks what to do about it. Any other text passes through. 0 when the file is as the user wants it, 1
 * when the editor failed or nobody answered, 2 for wrong usage and failures.
 */
export async function edit(arguments_: Arguments, io: Io): Promise<number> {
  const [operand, ...more] = arguments_.operands
  if (operand === undefined || more.length > 0) throw new UsageError('name the one file to edit')
  // Ctrl-C is for the editor, and for the question, which then has no answer. It must not end the program in between and lose the text.
  const ignore = () => undefined
  process.on('SIGINT', ignore)
  try {
    return await editFile(resolve(io.cwd, operand), arguments_, io)
  } finally {
    process.off('SIGINT', ignore)
  }
}

async function editFile(filePath: string, arguments_: Arguments, io: Io): Promise<number> {
  const project = await openProject(arguments_, io)
  const settings = project.settingsFor(filePath)
  const before = settings ? readXmlFile(filePath, settings.maxSize) : undefined
  if (settings && before?.kind === 'text') {
    const { kind } = documentKind(scan(before.text, settings.check).document)
    if (kind === 'domains') return new Session(filePath, before, settings, io).run()
  }
  const edited = openEditor(editorCommand(io.env), filePath, undefined, io.env)
  if (edited.kind === 'done') return 0
  io.stderr.write(`domlint: ${visible(edited.message)}\n`)
  return 1
}

/** What there is to say about what was written. */
interface Verdict {
  /** Why it cannot be checked at all. */
  readonly problem?: string
  readonly report: FileReport
  /** Findings that were there before and still are. */
  readonly known: number
  readonly abi: AbiChanges
  readonly format: TextFormat
}

const answers = ['e', 'f', 's', 'd', 'a'] as const
type Answer = (typeof answers)[number]

/** Each with the letter that chooses it. */
const offers: Readonly<Record<Answer, string>> = {
  e: '[e]dit again',
  f: '[f]ix what is safe to fix',
  s: '[s]ave it anyway',
  d: 'show the [d]ifference',
  a: '[a]bort',
}

class Session {
  readonly #filePath: string
  readonly #before: DecodedText
  readonly #known: ReadonlyMap<string, BaselineEntry>
  readonly #settings: FileSettings
  readonly #io: Io
  readonly #writer = new FileWriter()

  constructor(filePath: string, before: DecodedText, settings: FileSettings, io: Io) {
    this.#filePath = filePath
    this.#before = before
    const { findings } = checkForTargets(filePath, before.text, settings.check)
    this.#known = new Map(baselineEntries({ text: before.text, findings }, '').map((entry) => [entry.fingerprint, entry]))
    this.#settings = settings
    this.#io = io
  }

  /** Edits and asks until the user is content. Whatever goes wrong, the file is as it was then. */
  async run(): Promise<number> {
    try {
      return await this.#converse()
    } catch (error) {
      this.#restore('domlint failed', 2)
      throw error
    }
  }

  async #converse(): Promise<number> {
    const command = editorCommand(this.#io.env)
    let line: number | undefined
    for (;;) {
      const edited = openEditor(command, this.#filePath, line, this.#io.env)
      if (edited.kind === 'failed') return this.#restore(edited.message, 1)
      let verdict = this.#judge()
      if (isUnremarkable(verdict)) return 0
      await this.#show(verdict)
      let answer: Answer | undefined
      while (answer !== 'e') {
        answer = await this.#ask(verdict)
        if (answer === undefined) return this.#restore('nobody answered', 1)
        if (answer === 'a') return this.#restore('given up', 0)
        if (answer === 's') return 0
        if (answer === 'd') this.#showDifference()
        if (answer === 'f') {
          if (!this.#fix(verdict)) return 2
          verdict = this.#judge()
          if (isUnremarkable(verdict)) return 0
          await this.#show(verdict)
        }
      }
      line = verdict.report.findings[0]?.start.line
    }
  }

  #judge(): Verdict {
    const read = readXmlFile(this.#filePath, this.#settings.maxSize)
    if (read.kind !== 'text') return this.#unreadable(read)
    const { text } = read
    const checked = text === this.#before.text ? undefined : checkForTargets(this.#filePath, text, this.#settings.check)
    const findings = checked ? newFindings({ text, findings: checked.findings }, this.#known) : []
    return {
      ...(checked?.notADomain === undefined ? {} : { problem: `it is ${checked.notADomain} now, and no domain` }),
      report: { filePath: this.#filePath, text, findings, suppressed: 0 },
      known: (checked?.findings.length ?? 0) - findings.length,
      abi: checked?.wellFormed ? abiChanges(this.#filePath, this.#before.text, text, this.#settings.check) : { text: '', count: 0 },
      format: read,
    }
  }

  #unreadable(read: Exclude<ReadResult, { kind: 'text' }>): Verdict {
    const report = { filePath: this.#filePath, text: '', findings: [], suppressed: 0 }
    return { problem: problemOf(read), report, known: 0, abi: { text: '', count: 0 }, format: this.#before }
  }

  async #show({ problem, report, known, abi }: Verdict): Promise<void> {
    const { stdout, env, cwd } = this.#io
    if (problem !== undefined) this.#say(problem)
    if (report.findings.length > 0) {
      const { isTerminal, columns } = stdout
      const context = {
        cwd,
        toolVersion: version,
        rules: new Map(),
        quiet: true,
        failures: [],
        ...(columns === undefined ? {} : { width: columns }),
      }
      const looks = { colour: wantsColour(env, isTerminal), hyperlinks: wantsHyperlinks(env, isTerminal) }
      stdout.write(await render(isTerminal ? 'pretty' : 'compact', [report], { ...context, ...looks }))
    }
    if (abi.count > 0) stdout.write(`What the guest would notice:\n${abi.text}`)
    if (known > 0) this.#say(`${counted(known, 'finding was', 'findings were')} there before`)
  }

  /** What the user wants; `undefined` when there is nobody to answer. */
  async #ask({ report }: Verdict): Promise<Answer | undefined> {
    const offered = answers.filter((key) => key !== 'f' || report.findings.some(isSafelyFixed))
    for (;;) {
      this.#io.stderr.write(`${offered.map((key) => offers[key]).join(', ')}? (e) `)
      const line = await this.#io.readLine()
      if (line === undefined) return undefined
      const word = line.trim().toLowerCase()
      const answer = word === '' ? 'e' : offered.find((key) => key === word[0])
      if (answer) return answer
    }
  }

  /** Applies the safe fixes of what is new. */
  #fix({ report: { text, findings }, format }: Verdict): boolean {
    const fresh = new Set(findings.filter(isSafelyFixed).map(({ ruleId }) => ruleId))
    const accepts = ({ ruleId }: Finding): boolean => fresh.has(ruleId)
    const fixed = fixText(this.#filePath, text, this.#settings.check, { unsafe: false, accepts, guard: guestChange })
    for (const { message } of fixed.failures) this.#say(message)
    if (fixed.failures.length > 0) return true
    this.#say(`${counted(fixed.applied, 'fix', 'fixes')} applied`)
    return this.#write(fixed.text, format)
  }

  #showDifference(): void {
    const read = readXmlFile(this.#filePath, this.#settings.maxSize)
    if (read.kind !== 'text') return
    const file = { filePath: this.#filePath, original: this.#before.text, fixed: read.text, format: read }
    this.#io.stdout.write(readablePatch(file, this.#io.cwd).split('\n').map(visible).join('\n'))
  }

  /**
   * Puts back what was there, and keeps what the user wrote where it can be found. Gives the exit status: another one than was asked for
   * where it could not be done, and then the text stays where it is.
   */
  #restore(why: string, status: number): number {
    const before = encodeXml(this.#before.text, this.#before)
    const written = bytesOf(this.#filePath)
    if (written && Buffer.compare(written, before) === 0) {
      this.#say(`${why}; the file is as it was`)
      return status
    }
    const rescued = written && rescueText(this.#filePath, written, this.#io.env)
    if (rescued && 'problem' in rescued) {
      this.#say(`${why}; your text is left in ${this.#filePath}, since it could not be kept elsewhere: ${rescued.problem}`)
      return status || 1
    }
    if (!this.#write(this.#before.text, this.#before)) return 2
    this.#say(`${why}; the file is as it was${rescued ? `; your text is kept in ${rescued.path}` : ''}`)
    return status
  }

  #write(text: string, format: TextFormat): boolean {
    try {
      if (pathKind(this.#filePath) === 'missing') this.#writer.writeNew(this.#filePath, undefined, text, format)
      else this.#writer.write(this.#filePath, text, format)
      this.#writer.finish()
      return true
    } catch (error) {
      this.#say(`${this.#filePath} cannot be written: ${reasonOf(error)}`)
      return false
    }
  }

  #say(message: string): void {
    this.#io.stderr.write(`domlint: ${visible(message)}\n`)
  }
}

/** What stands in a file, whatever it is; undefined where there is none to be read. */
function bytesOf(filePath: string): Uint8Array | undefined {
  try {
    return readFileSync(filePath)
  } catch {
    return undefined
  }
}

/** Whether nothing needs a word: hints alone are no reason to keep anybody from saving. */
function isUnremarkable({ problem, report, abi }: Verdict): boolean {
  return problem === undefined && abi.count === 0 && report.findings.every(({ severity }) => severity === 'info')
}

function isSafelyFixed({ fix }: Finding): boolean {
  return fix?.safety === 'safe'
}
