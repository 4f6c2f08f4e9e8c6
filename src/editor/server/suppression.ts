import { directiveNamespace } from '../../lint/directives.js'
import type { Finding } from '../../lint/finding.js'
import { domainsOf } from '../../lint/roots.js'
import { appendChild, insertAfter, prependChild } from '../../xml/change.js'
import type { TextEdit } from '../../xml/edit.js'
import { elementAt } from '../../xml/element-at.js'
import { indentBefore, lineEndOf } from '../../xml/layout.js'
import { localName, namespaceOf } from '../../xml/namespaces.js'
import type { XmlDocument } from '../../xml/tree.js'

/** Stands in the new text where the reason is to be written. */
export const reasonPlace = '\uE000'

/** Whether a directive can hold a finding back: not what makes a file useless, nor what is said of directives. */
export function isSuppressible({ ruleId }: Finding): boolean {
  return !ruleId.startsWith('xml/') && !ruleId.startsWith('domlint/')
}

/** A comment in front of the element that the finding is in. Undefined where no comment could be seen to be about it. */
export function commentFor({ ruleId, range, start }: Finding, document: XmlDocument): TextEdit | undefined {
  const root = document.element
  if (!root || range.start < root.start || range.start >= root.end) return undefined
  const element = elementAt(root, range.start)
  const inOpenTag = range.start < element.openTagRange.end
  if (!inOpenTag && document.source.point(element.start).line !== start.line) return undefined
  const indent = indentBefore(document.source.text, element.start)
  const gap = indent === undefined ? ' ' : lineEndOf(document) + indent
  return { start: element.start, end: element.start, text: `<!-- domlint-disable-next-line ${ruleId}: ${reasonPlace} -->${gap}` }
}

/** A directive in `<metadata>`, which libvirt keeps; for the device of the finding where it has one, else for the whole guest. */
export function metadataFor({ ruleId, range, device }: Finding, document: XmlDocument): TextEdit | undefined {
  const domain = domainsOf(document).find(({ start, end }) => start <= range.start && range.start < end)
  if (!domain) return undefined
  const ignore = (prefix: string) => ({
    name: `${prefix}ignore`,
    attributes: { rule: ruleId, ...(device === '' ? {} : { device }), reason: reasonPlace },
  })
  const [metadata] = domain.elements('metadata')
  const config = metadata?.elements().find((child) => namespaceOf(child) === directiveNamespace && localName(child) === 'config')
  if (config) return appendChild(config, ignore(config.name.slice(0, config.name.indexOf(':') + 1)))
  const added = { name: 'domlint:config', attributes: { 'xmlns:domlint': directiveNamespace }, children: [ignore('domlint:')] }
  if (metadata) return appendChild(metadata, added)
  const written = { name: 'metadata', children: [added] }
  const before = domain.elements().findLast(({ name }) => headings.has(name))
  return before ? insertAfter(before, written) : prependChild(domain, written)
}

/** What libvirt writes in front of `<metadata>`. */
const headings: ReadonlySet<string> = new Set(['name', 'uuid', 'genid', 'title', 'description'])
