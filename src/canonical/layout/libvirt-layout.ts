import { hasPairedTags } from '../../domain/facts/paired-tags.js'
import { newestLibvirt, type Version } from '../../domain/facts/target.js'
import type { CanonicalElement } from '../canonical-element.js'
import { type ActiveLayout, activeLayout, domainLayout } from './active-layout.js'
import { holds } from './condition.js'
import type { ChildLayout } from './element-layout.js'
import { escapeText } from './escape-text.js'
import { metadataText } from './metadata-text.js'
import { sortChildren } from './sort-children.js'

/**
 * The text that `virsh dumpxml --inactive` prints: two spaces, single quotes, libvirt's order of elements and attributes
 * (canonical-form, section 6). What no table names is left out.
 * @param libvirt the version whose habits are followed; the newest known unless it is given.
 */
export function libvirtLayout(domain: CanonicalElement, libvirt: Version = newestLibvirt): string {
  const lines: string[] = []
  writeElement(domain, domainLayout(), [domain], '', { lines, libvirt })
  lines.push('')
  return lines.join('\n')
}

/** What is being written, and how. */
interface Page {
  readonly lines: string[]
  readonly libvirt: Version
}

/**
 * Writes an element with all that is below it.
 * @param line the element behind all elements that it stands in; the same when this returns.
 */
function writeElement(element: CanonicalElement, layout: ChildLayout, line: CanonicalElement[], indent: string, page: Page): void {
  const { lines } = page
  if (layout.verbatim) {
    lines.push(...metadataText(element, indent))
    return
  }
  const active = activeLayout(layout.content, line, 'write')
  if (active.unless.some((conditions) => conditions.every((condition) => holds(condition, line)))) return
  let open = element.name
  for (const name of active.attributes.keys()) {
    const value = element.get(name)
    if (value !== undefined) open += ` ${name}='${escapeText(value)}'`
  }
  const hasAttributes = open !== element.name
  const start = lines.push('') - 1
  for (const child of childrenInOrder(element, active)) {
    const childLayout = active.children.get(child.name)
    if (!childLayout) continue
    line.push(child)
    writeElement(child, childLayout, line, `${indent}  `, page)
    line.pop()
  }
  const text = active.text ? element.text : ''
  if (lines.length > start + 1) {
    lines[start] = `${indent}<${open}>`
    lines.push(`${indent}</${element.name}>`)
  } else if (text !== '') lines[start] = `${indent}<${open}>${escapeText(text)}</${element.name}>`
  else if (!(hasAttributes || layout.evenEmpty || isFlag(layout))) lines.pop()
  else lines[start] = hasPairedTags(element.name, page.libvirt) ? `${indent}<${open}>\n${indent}</${element.name}>` : `${indent}<${open}/>`
}

/** The children in the order in which libvirt writes them, without those that it does not know. */
export function childrenInOrder({ children }: CanonicalElement, { places, sorts }: ActiveLayout): readonly CanonicalElement[] {
  if (children.length < 2) return children
  const placeOf = ({ name }: CanonicalElement): number => places.get(name) ?? -1
  let ordered = children.filter((child) => placeOf(child) >= 0)
  if (ordered.some((child, index) => index > 0 && placeOf(child) < placeOf(ordered[index - 1] ?? child)))
    ordered.sort((a, b) => placeOf(a) - placeOf(b))
  for (const { child: name, attribute, words } of sorts) {
    const start = ordered.findIndex((child) => child.name === name)
    if (start < 0) continue
    const same = ordered.filter((child) => child.name === name)
    ordered = [...ordered.slice(0, start), ...sortChildren(same, attribute, words), ...ordered.slice(start + same.length)]
  }
  return ordered
}

function isFlag({ content }: ChildLayout): boolean {
  return content.parts.length === 0
}
