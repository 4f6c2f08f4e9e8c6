import { CanonicalView } from '../canonical/canonical-view.js'
import type { HostDescriptors } from '../domain/descriptors/host-descriptors.js'
import { deviceName } from '../domain/device-name.js'
import { Domain } from '../domain/domain.js'
import type { Target } from '../domain/facts/target.js'
import { isGuest } from '../domain/identity.js'
import type { MessageTable, Place, ProjectFact, Report, Rule, RuleContext } from '../rules/rule.js'
import type { TextEdit } from '../xml/edit.js'
import { elementAt } from '../xml/element-at.js'
import { type ScanOptions, scan } from '../xml/scan.js'
import type { Range, SourceText } from '../xml/source.js'
import type { XmlDocument, XmlElement } from '../xml/tree.js'
import type { BuiltinId } from './builtin-levels.js'
import { elementsAt } from './canonical-walk.js'
import { applyDirectives } from './directives.js'
import { docsAddress } from './docs.js'
import { withoutEchoes } from './echoes.js'
import type { Failure, Finding, Fix, Severity } from './finding.js'
import { fillMessage } from './message.js'
import { documentKind } from './roots.js'
import { type ActiveCanonicalRule, type ActiveCheck, type ActiveRule, noOptions, type Ruleset } from './ruleset.js'
import { type Template, Unknowns } from './unknowns.js'
import { withoutUnread } from './unread.js'

/** All that decides what a check of one text finds. */
export interface CheckSettings extends ScanOptions {
  readonly ruleset: Ruleset
  readonly target: Target
  /** The others of several targets, on each of which it is to run as well: see several-targets.ts. */
  readonly otherTargets?: readonly Target[]
  /** What the definition runs on today. */
  readonly from?: Target
  readonly hostArch: string
  readonly abiUpdate: boolean
  /** Reads the descriptors of the host that was named; asked for only when a rule needs them. */
  readonly descriptors?: () => HostDescriptors | undefined
  /** Whether directives in comments and metadata are obeyed. */
  readonly directives: boolean
  /** Findings that the configuration holds back: they are neither reported nor fixed. */
  readonly isHeldBack?: (finding: Finding) => boolean
  /** What the text was before its expressions were masked, if it is a template: see check-template.ts. */
  readonly template?: Template
  /** Nanoseconds by rule, added up here when given. */
  readonly timing?: Map<string, bigint>
}

/** A value that must be unique over the run, with all that a finding about it needs, and without the tree. */
export interface LocatedFact extends Omit<ProjectFact, 'at'> {
  readonly active: ActiveRule
  readonly finding: Finding
  readonly domainName: string
  /** Facts of one guest never collide with each other: a snapshot holds the same domain twice. */
  readonly guest: string
}

/** What one text gave. */
export interface Checked {
  readonly findings: Finding[]
  readonly facts: LocatedFact[]
  readonly failures: Failure[]
  /** Findings that directives hold back. */
  readonly suppressed: number
  /** Whether it is XML that may be edited: no fix is ever made in a text that is not well-formed. */
  readonly wellFormed: boolean
  /** What the document is instead, if it holds no domain. */
  readonly notADomain?: string
}

/** Checks one text: reads it, walks it once for all rules, and applies its directives. Never throws. */
export function checkText(filePath: string, text: string, settings: CheckSettings): Checked {
  const { document, faults } = scan(text, settings)
  const run = new Run(filePath, document, settings)
  for (const fault of faults) run.builtin('xml/well-formed', fault.message, fault)
  const kind = documentKind(document)
  if (kind.kind === 'domains') {
    for (const element of kind.domains) run.domain(element, kind.oneGuest ? filePath : `${filePath}#${element.start}`)
  }
  if (kind.kind === 'unknown' && kind.meant !== undefined) {
    const message = `<${kind.element.name}> is the root of no document that libvirt knows, did you mean <${kind.meant}>? libvirt refuses it`
    run.builtin('xml/known-root', message, kind.element.nameRange)
  }
  run.dropEchoes()
  run.dropUnsure()
  const directed = settings.directives
    ? applyDirectives(run.findings, document, settings.ruleset, run.builtin.bind(run))
    : { findings: run.findings, suppressed: 0 }
  const findings = settings.isHeldBack ? directed.findings.filter((finding) => !settings.isHeldBack?.(finding)) : directed.findings
  findings.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end || (a.ruleId < b.ruleId ? -1 : 1))
  return {
    findings,
    facts: run.facts,
    failures: run.failures,
    suppressed: directed.suppressed + directed.findings.length - findings.length,
    wellFormed: faults.length === 0,
    // What is broken, or seems to have meant a domain, is no stranger's file that could be passed over.
    ...(kind.kind === 'other' || (kind.kind === 'unknown' && faults.length === 0 && kind.meant === undefined)
      ? { notADomain: kind.what }
      : {}),
  }
}

/** The findings of one text as they come up. */
class Run {
  findings: Finding[] = []
  readonly facts: LocatedFact[] = []
  readonly failures: Failure[] = []
  readonly #explained = new Map<Finding, readonly Range[]>()
  readonly #unread = new Map<Finding, Range>()
  readonly #filePath: string
  readonly #document: XmlDocument
  readonly #source: SourceText
  readonly #settings: CheckSettings
  readonly #unknowns: Unknowns | undefined

  constructor(filePath: string, document: XmlDocument, settings: CheckSettings) {
    this.#unknowns = settings.template && new Unknowns(document, settings.template)
    this.#filePath = filePath
    this.#document = document
    this.#source = document.source
    this.#settings = settings
  }

  domain(element: XmlElement, guest: string): void {
    const { ruleset, target, from, hostArch, abiUpdate, descriptors = noDescriptors, timing } = this.#settings
    const domain = new Domain(element, hostArch)
    const shared: Context = { domain, document: this.#document, target, from, hostArch, abiUpdate, descriptors, options: noOptions }
    const visit = ({ active, check }: ActiveCheck, at: XmlElement) => {
      try {
        const context = contextFor(active, shared)
        const given = check(at, context)
        if (given === undefined) return
        this.#take(
          active,
          this.#sure(active.rule, element, given, (anew) => check(at, { ...context, domain: anew })),
          domain,
        )
      } catch (error) {
        this.#crashed(active, at, error)
      }
    }
    ruleset.table.walk(element, timing ? timed(visit, timing) : visit)
    // What is unknown in a template may decide on all addresses.
    if (domain.isQemu && !this.#unknowns) this.#canonical(ruleset.canonical, shared)
    for (const active of isGuest(domain) ? ruleset.unique : []) {
      try {
        const given = active.rule.unique?.(domain) ?? []
        for (const { key, identity, at, label } of this.#sure(active.rule, element, given, (anew) => active.rule.unique?.(anew)) ?? []) {
          const finding = this.#finding(active, { at }, domain)
          const fact = { key, label, active, finding, domainName: domain.name, guest }
          this.facts.push(identity === undefined ? fact : { ...fact, identity })
        }
      } catch (error) {
        this.#crashed(active, element, error)
      }
    }
  }

  /** Runs the rules on the canonical form, which is worked out when the first of them wants it. */
  #canonical(rules: readonly ActiveCanonicalRule[], shared: Context): void {
    const { timing } = this.#settings
    const { domain } = shared
    let canonical: CanonicalView | undefined
    for (const { active, when, checks } of rules) {
      const started = timing ? now() : 0n
      try {
        const context = contextFor(active, shared)
        if (!when(context)) continue
        canonical ??= new CanonicalView(domain.element, shared)
        const inView = { ...context, canonical }
        for (const { paths, check } of checks) {
          const elements = paths.flatMap((path) => elementsAt(path, inView.canonical.element))
          for (const element of elements) this.#take(active, check(element, inView), domain)
        }
      } catch (error) {
        this.#crashed(active, domain.element, error)
      } finally {
        if (timing) addTime(timing, active, started)
      }
    }
  }

  #take(active: ActiveRule, reports: ReturnType<ActiveCheck['check']>, domain: Domain): void {
    if (reports === undefined) return
    // A rule gives one report or a list of them; reports themselves are never arrays.
    const list = (Array.isArray(reports) ? reports : [reports]) as readonly Report<MessageTable>[]
    for (const report of list) {
      const finding = this.#finding(active, report, domain)
      this.findings.push(finding)
      if (report.explains) this.#explained.set(finding, report.explains.map(rangeOf))
      if (report.unread) this.#unread.set(finding, report.unread)
    }
  }

  /** One mistake, one finding: see echoes.ts and unread.ts. */
  dropEchoes(): void {
    this.findings = withoutEchoes(withoutUnread(this.findings, this.#unread), this.#explained)
  }

  /** Of a template only what rests on nothing unknown is said. */
  dropUnsure(): void {
    const unknowns = this.#unknowns
    if (unknowns) this.findings = this.findings.filter((finding) => unknowns.isSure(finding)).map((finding) => unknowns.named(finding))
  }

  /** What a rule gives; of a template only what it gives again without a look at anything unknown. The vocabulary knows wildcards itself. */
  #sure<Given>(rule: Rule, element: XmlElement, given: Given, again: (domain: Domain) => Given | undefined): Given | undefined {
    if (!this.#unknowns || rule.category === 'schema') return given
    return this.#unknowns.sure(() => again(new Domain(element, this.#settings.hostArch)))
  }

  /** A finding of the engine itself, unless its level is off. */
  builtin(ruleId: BuiltinId, message: string, range: Range, fix?: Fix): void {
    const severity = this.#settings.ruleset.builtinLevels[ruleId]
    // What a directive in a template hides may be there when the template is rendered.
    if (severity === 'off' || (this.#unknowns && ruleId === 'domlint/unused-directive')) return
    const { start, end } = range
    this.findings.push({
      ruleId,
      severity,
      message,
      range: { start, end },
      start: this.#source.point(start),
      end: this.#source.point(end),
      device: '',
      domain: '',
      ...(fix ? { fix } : {}),
      suggestions: [],
      related: [],
      docs: docsAddress(ruleId),
    })
  }

  #finding(active: ActiveRule, report: Report<MessageTable>, domain: Domain): Finding {
    const { rule, severity } = active
    const range = rangeOf(report.at)
    const fix = this.#fix(active, report)
    return {
      ruleId: rule.id,
      severity: active.severity === rule.severity ? this.#weigh(rule, report.severity ?? severity) : severity,
      message: fillMessage(rule, report.message, report.data),
      range,
      start: this.#source.point(range.start),
      end: this.#source.point(range.end),
      device: deviceName(elementOf(report.at, this.#document, domain), domain.element),
      domain: domain.name,
      ...(fix ? { fix } : {}),
      suggestions: (report.suggest ?? []).map(({ title, edits, risk }) => ({ title, edits, risk, safety: 'unsafe' })),
      related: (report.related ?? []).map(({ at, message }) => {
        const place = rangeOf(at)
        return { filePath: this.#filePath, message, start: this.#source.point(place.start), end: this.#source.point(place.end) }
      }),
      docs: docsAddress(rule.id),
    }
  }

  /** What only a target refuses is no error today where nobody named one, nor a host. */
  #weigh({ category }: Rule, severity: Severity): Severity {
    const { target, descriptors } = this.#settings
    return category === 'target' && severity === 'error' && target.isAssumed && !descriptors ? 'warning' : severity
  }

  #fix({ rule }: ActiveRule, report: Report<MessageTable>): Fix | undefined {
    if (report.fix === undefined) return undefined
    // A fix is one edit or a list of them; an edit itself is never an array.
    const edits = (Array.isArray(report.fix) ? report.fix : [report.fix]) as readonly TextEdit[]
    if (edits.length === 0) return undefined
    const safety = report.safety ?? rule.fix
    if (!safety) throw new Error(`it gives a fix, but declares none`)
    const risk = report.risk ?? rule.risk
    if (safety === 'safe') return { edits, safety, title: rule.summary }
    if (!risk) throw new Error(`it gives an unsafe fix, but no risk`)
    return { edits, safety, title: rule.summary, risk }
  }

  /** A rule that throws is named, with the place it was looking at; the others go on. */
  #crashed({ rule }: ActiveRule, at: XmlElement, error: unknown): void {
    if (this.#unknowns?.hasLooked) return
    const { line, column } = this.#source.point(at.start)
    const reason = error instanceof Error ? error.message : String(error)
    this.failures.push({
      filePath: this.#filePath,
      message: `the rule ${rule.id} failed at line ${line}, column ${column} (<${at.name}>): ${reason}; the other rules went on`,
    })
  }
}

/** The range that a place stands for. */
export function rangeOf(place: Place): Range {
  if ('valueRange' in place) return place.valueRange.end > place.valueRange.start ? place.valueRange : place.range
  if ('nameRange' in place) return place.nameRange
  return { start: place.start, end: place.end }
}

/** The element that a place is in. */
function elementOf(place: Place, document: XmlDocument, domain: Domain): XmlElement {
  if ('element' in place) return place.element
  if ('children' in place) return place
  return elementAt(document.element ?? domain.element, place.start)
}

type Context = RuleContext<Readonly<Record<string, unknown>>>

/** Nearly all rules have no options: they share one context. */
function contextFor({ options }: ActiveRule, shared: Context): Context {
  return options === noOptions ? shared : { ...shared, options }
}

function noDescriptors(): undefined {}

/** The same visit, with its time added up by rule. */
function timed(visit: (check: ActiveCheck, at: XmlElement) => void, timing: Map<string, bigint>): typeof visit {
  return (check, at) => {
    const started = now()
    visit(check, at)
    addTime(timing, check.active, started)
  }
}

function addTime(timing: Map<string, bigint>, { rule: { id } }: ActiveRule, started: bigint): void {
  timing.set(id, (timing.get(id) ?? 0n) + now() - started)
}

function now(): bigint {
  return BigInt(Math.round(performance.now() * 1e6))
}
