import { removeElement } from '../xml/change.js'
import { namespaceOf } from '../xml/namespaces.js'
import type { Range } from '../xml/source.js'
import type { XmlComment, XmlDocument, XmlElement, XmlNode } from '../xml/tree.js'
import type { BuiltinId } from './builtin-levels.js'
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
  readonly covers: (finding: Finding) => boolean
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
  const kept: Finding[] = []
  for (const finding of findings) {
    const holding = directives.find(
      (directive) => finding.ruleId !== 'xml/well-formed' && names(directive, finding.ruleId) && directive.covers(finding),
    )
    if (holding) holding.used.add(finding.ruleId)
    else kept.push(finding)
  }
  const before = findings.length
  for (const directive of directives) judge(directive, ruleset, report)
  // The engine's own reports were added to the same list while we looked through it.
  return { findings: [...kept, ...findings.slice(before)], suppressed: before - kept.length }
}

function names(directive: Directive, ruleId: string): boolean {
  return directive.rules.length === 0 || directive.rules.some(({ id }) => id === ruleId)
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
const commentPattern =
  /^\s*domlint-(?<kind>disable-next-line|disable|enable)(?<rules>(?:\s+[a-z][\w/.-]*,?)*)\s*(?::\s*(?<reason>[\s\S]*?))?\s*$/

function* comments(nodes: readonly XmlNode[]): Generator<XmlComment> {
  for (const node of nodes) {
    if (node.type === 'comment') yield node
    else if (node.type === 'element') yield* comments(node.children)
  }
}

function commentDirectives(document: XmlDocument, report: ReportBuiltin): Directive[] {
  const directives: Directive[] = []
  const all = [...comments(document.children)].filter((comment) => comment.value.includes('domlint-'))
  for (const [order, comment] of all.entries()) {
    const match = commentPattern.exec(comment.value)?.groups
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
    const rules = [...(match.rules ?? '').matchAll(/[\w/.-]+/g)].map(([id]) => {
      const start = comment.start + 4 + comment.value.indexOf(id)
      return { id, range: { start, end: start + id.length } }
    })
    directives.push({
      rules,
      reason: match.reason ?? '',
      range,
      remove: { title: 'Remove the directive', safety: 'safe', edits: [removalOf(document, range)] },
      covers:
        match.kind === 'disable'
          ? coversUntilEnabled(
              comment,
              all.slice(order + 1),
              rules.map(({ id }) => id),
            )
          : coversNext(document, comment),
      used: new Set(),
    })
  }
  return directives
}

/** The findings in the line behind the comment, or in the open tag that follows it however many lines that has. */
function coversNext(document: XmlDocument, comment: XmlComment): Directive['covers'] {
  const line = document.source.point(comment.end).line + 1
  const siblings = comment.parent.children
  const next = siblings.slice(siblings.indexOf(comment) + 1).find((node): node is XmlElement => node.type === 'element')
  const tag = next?.openTagRange
  return ({ start, range }) => start.line === line || (tag !== undefined && range.start >= tag.start && range.start < tag.end)
}

/** The findings behind the comment, up to the next `domlint-enable` for these rules or for all. */
function coversUntilEnabled(comment: XmlComment, later: readonly XmlComment[], rules: readonly string[]): Directive['covers'] {
  const enable = later.find(({ value }) => {
    const match = commentPattern.exec(value)?.groups
    if (match?.kind !== 'enable') return false
    const enabled = (match.rules ?? '').split(/[\s,]+/).filter(Boolean)
    return enabled.length === 0 || enabled.some((id) => rules.includes(id))
  })
  const end = enable?.start ?? Number.POSITIVE_INFINITY
  return ({ range }) => range.start >= comment.end && range.start < end
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
    covers: (finding) =>
      finding.range.start >= domain.start && finding.range.start < domain.end && (device === undefined || finding.device === device),
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
