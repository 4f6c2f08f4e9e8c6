import { removeElement } from '../xml/change.js'
import { namespaceOf } from '../xml/namespaces.js'
import type { Range } from '../xml/source.js'
import type { XmlComment, XmlDocument, XmlElement, XmlNode } from '../xml/tree.js'
import type { BuiltinId } from './builtin-levels.js'
import { type Area, DirectiveAreas } from './directive-areas.js'
import type { Finding, Fix } from './finding.js'
import { documentKind } from './roots.js'
import type { Ruleset } from './ruleset.js'

/** The namespace of directives in `<metadata>`: libvirt keeps what has a namespace and drops comments. */
export const directiveNamespace = 'urn:domlint:1'

type ReportBuiltin = (ruleId: BuiltinId, message: string, range: Range, fix?: Fix) => void

/** One request to hold back findings. */
interface Directive {
  /** Rules by id; empty means all, which is reported as too wide. */
  readonly rules: readonly { readonly id: string; readonly range: Range }[]
  readonly reason: string
  readonly range: Range
  /** How to take it out again. */
  readonly remove: Fix | undefined
  readonly areas: readonly Area[]
  readonly used: Set<string>
}

/**
 * Holds back the findings that directives name, and reports directives that name no rule that exists, give no reason,
 * name no rule at all, or hold nothing back.
 */
export function applyDirectives(
  findings: readonly Finding[],
  document: XmlDocument,
  ruleset: Ruleset,
  report: ReportBuiltin,
): { findings: Finding[]; suppressed: number } {
  const { text } = document.source
  if (!text.includes('domlint')) return { findings: [...findings], suppressed: 0 }
  const directives = [...commentDirectives(document, report), ...metadataDirectives(document)]
  const areas = new DirectiveAreas(directives)
  const kept: Finding[] = []
  for (const finding of findings) {
    const holding = finding.ruleId === 'xml/well-formed' ? undefined : areas.holding(finding)
    if (holding) holding.used.add(finding.ruleId)
    else kept.push(finding)
  }
  const before = findings.length
  for (const directive of directives) judge(directive, ruleset, report)
  // The engine's own reports were added to the same list while we looked through it.
  return { findings: [...kept, ...findings.slice(before)], suppressed: before - kept.length }
}

function judge({ rules, reason, range, remove, used }: Directive, ruleset: Ruleset, report: ReportBuiltin): void {
  if (reason === '') report('domlint/no-reason', "this directive gives no reason: write why behind a colon, as in 'RULE: reason'", range)
  if (rules.length === 0)
    report('domlint/wide-directive', 'this directive names no rule and so hides everything: name the rules it is for', range)
  for (const rule of rules) {
    if (!ruleset.known.has(rule.id)) {
      report('domlint/unknown-rule', `there is no rule '${rule.id}': this directive hides nothing (see 'domlint rules')`, rule.range)
    } else if (!used.has(rule.id) && ruleset.active.has(rule.id)) {
      report(
        'domlint/unused-directive',
        `${rule.id} finds nothing here any more: the directive can go`,
        rule.range,
        rules.length === 1 ? remove : undefined,
      )
    }
  }
  if (rules.length === 0 && used.size === 0) report('domlint/unused-directive', 'this directive hides nothing: it can go', range, remove)
}

/** The reason stands behind a colon: the double hyphen that other linters use may not stand in an XML comment. */
const commentPattern = /^domlint-(?<kind>disable-next-line|disable|enable)(?<rules>(?:\s+[a-z][\w/.-]*,?)*)(?:\s*:\s*(?<reason>[\s\S]*))?$/

/** The comments that look like directives, in document order, each with the element that follows it. */
function* comments(nodes: readonly XmlNode[]): Generator<{ comment: XmlComment; next: XmlElement | undefined }> {
  let ahead = 0
  for (const [index, node] of nodes.entries()) {
    if (node.type === 'element') yield* comments(node.children)
    if (node.type !== 'comment' || !node.value.includes('domlint-')) continue
    ahead = Math.max(ahead, index)
    while (ahead < nodes.length && nodes[ahead]?.type !== 'element') ahead++
    const next = nodes[ahead]
    yield { comment: node, next: next?.type === 'element' ? next : undefined }
  }
}

function commentDirectives(document: XmlDocument, report: ReportBuiltin): Directive[] {
  const directives: Directive[] = []
  const all = [...comments(document.children)].map(({ comment, next }) => ({ comment, next, match: parseComment(comment) }))
  const ends = endsOf(all)
  for (const [order, { comment, next, match }] of all.entries()) {
    const range = { start: comment.start, end: comment.end }
    if (!match) {
      report(
        'domlint/unknown-directive',
        "this comment looks like a directive, but is none: write 'domlint-disable-next-line RULE: reason', 'domlint-disable RULE: reason' or 'domlint-enable'",
        range,
      )
      continue
    }
    if (match.kind === 'enable') continue
    directives.push({
      rules: match.rules,
      reason: match.reason,
      range,
      remove: { title: 'Remove the directive', safety: 'safe', edits: [removalOf(document, range)] },
      areas:
        match.kind === 'disable'
          ? [{ kind: 'until enabled', start: comment.end, end: ends[order] ?? Number.POSITIVE_INFINITY }]
          : areasOfNext(document, comment, next),
      used: new Set(),
    })
  }
  return directives
}

/** A comment that is a directive, taken apart. */
interface ParsedComment {
  readonly kind: string
  readonly rules: Directive['rules']
  readonly reason: string
}

function parseComment({ value, start }: XmlComment): ParsedComment | undefined {
  const match = commentPattern.exec(value.trim())?.groups
  if (!match) return undefined
  const { kind = '', rules = '', reason = '' } = match
  const from = start + '<!--'.length + value.length - value.trimStart().length + 'domlint-'.length + kind.length
  return {
    kind,
    reason,
    rules: [...rules.matchAll(/[\w/.-]+/g)].map(({ 0: id, index }) => ({
      id,
      range: { start: from + index, end: from + index + id.length },
    })),
  }
}

/** The line behind the comment, and the open tag that follows it however many lines that has. */
function areasOfNext(document: XmlDocument, comment: XmlComment, next: XmlElement | undefined): Area[] {
  const line = document.source.point(comment.end).line + 1
  const nextLine: Area = { kind: 'next line', start: line, end: line + 1 }
  return next ? [nextLine, { kind: 'next tag', ...next.openTagRange }] : [nextLine]
}

/** Where each comment's directive ends: at the next `domlint-enable` for one of its rules or for all. */
function endsOf(all: readonly { readonly comment: XmlComment; readonly match: ParsedComment | undefined }[]): number[] {
  const ends: number[] = []
  const enabled = new Map<string, number>()
  let allEnabled = Number.POSITIVE_INFINITY
  for (let order = all.length - 1; order >= 0; order--) {
    const { comment, match } = all[order] ?? {}
    if (!comment || !match) continue
    if (match.kind !== 'enable') ends[order] = match.rules.reduce((end, { id }) => Math.min(end, enabled.get(id) ?? end), allEnabled)
    else if (match.rules.length === 0) allEnabled = comment.start
    else for (const { id } of match.rules) enabled.set(id, comment.start)
  }
  return ends
}

/** `<domlint:config><domlint:ignore rule='…' device='disk vda' reason='…'/></domlint:config>` in a domain's metadata. */
function metadataDirectives(document: XmlDocument): Directive[] {
  const kind = documentKind(document)
  if (kind.kind !== 'domains') return []
  return kind.domains.flatMap((domain) =>
    domain.elements('metadata').flatMap((metadata) =>
      metadata.elements().flatMap((config) => {
        if (namespaceOf(config) !== directiveNamespace) return []
        const ignores = config.elements().filter(({ name }) => /(^|:)ignore$/.test(name))
        return (ignores.length > 0 ? ignores : [config].filter(({ name }) => /(^|:)ignore$/.test(name))).map((ignore) =>
          fromMetadata(ignore, domain),
        )
      }),
    ),
  )
}

function fromMetadata(ignore: XmlElement, domain: XmlElement): Directive {
  const attribute = ignore.attribute('rule')
  const ids = (attribute?.value ?? '').split(/[\s,]+/).filter(Boolean)
  const device = ignore.attr('device')
  return {
    rules: ids.map((id) => ({ id, range: attribute?.valueRange ?? ignore.nameRange })),
    reason: ignore.attr('reason')?.trim() ?? '',
    range: ignore.nameRange,
    remove: { title: 'Remove the directive', safety: 'safe', edits: [removeElement(ignore)] },
    areas: [{ kind: 'domain', start: domain.start, end: domain.end, ...(device === undefined ? {} : { device }) }],
    used: new Set(),
  }
}

/** Takes a comment out, with its line if it has one to itself. */
function removalOf(document: XmlDocument, { start, end }: Range): { start: number; end: number; text: string } {
  const { text } = document.source
  let from = start
  while (text[from - 1] === ' ' || text[from - 1] === '\t') from--
  const rest = /^[ \t]*(?:\r\n|\n|\r)/.exec(text.slice(end, end + 1024))
  const ownLine = (from === 0 || text[from - 1] === '\n' || text[from - 1] === '\r') && rest !== null
  return ownLine ? { start: from, end: end + rest[0].length, text: '' } : { start, end, text: '' }
}
