import type { CanonicalElement } from '../canonical-element.js'
import { type ActiveLayout, activeLayout, domainLayout, type Purpose } from '../layout/active-layout.js'
import { holds } from '../layout/condition.js'
import type { ChildLayout, ContentLayout, SortLayout, ValueLayout } from '../layout/element-layout.js'
import { isSize, writeScalar } from '../layout/scalar.js'
import type { Pass } from '../pass.js'

/**
 * Leaves of the definition what libvirt reads, with every value as libvirt writes it: the tables of its layout say which
 * attributes and elements there are in each variant of a device, which of several count, and of what kind each value is.
 */
export const readDefinition: Pass = {
  name: 'read the definition',
  mirrors: 'virDomainDefParseXML (canonical-form, sections 0.1 P1, 5 and 6)',
  run(domain) {
    read(domain.element, domainLayout().content, [domain.element], { reader: domain.target.libvirt })
  },
}

/** @param line the element behind all elements that it stands in; the same when this returns. */
function read(element: CanonicalElement, content: ContentLayout, line: CanonicalElement[], purpose: Purpose): void {
  const active = activeLayout(content, line, purpose)
  readAttributes(element, active)
  if (active.children.size > 0 || element.children.length > 0) {
    const kept = active.sorts.reduce(
      (children, sort) => withKnownNames(children, sort, fallbackOf(active.children.get(sort.child), sort.attribute)),
      counted(element.children, active.children),
    )
    element.replaceChildren(kept.filter((child) => isRead(child, active.children.get(child.name), line, purpose)))
  }
  readText(element, active.text)
}

/** Reads a child; whether libvirt keeps it. */
function isRead(child: CanonicalElement, layout: ChildLayout | undefined, line: CanonicalElement[], purpose: Purpose): boolean {
  if (!layout) return false
  if (layout.verbatim) return true
  const { text } = child
  line.push(child)
  read(child, layout.content, line, purpose)
  const isEmpty = child.text === '' && child.attributes.size === 0 && child.children.length === 0
  const isLeftOut = isEmpty && (text.trim() !== '' || (!layout.evenEmpty && holdsTextOnly(layout)))
  const { unless } = activeLayout(layout.content, line, purpose)
  const isKept = !(isLeftOut || unless.some((conditions) => conditions.every((condition) => holds(condition, line))))
  line.pop()
  return isKept
}

/** Empty text is no text to libvirt: the element might as well not be there (virxml.c, virXPathString). */
function holdsTextOnly({ content: { parts } }: ChildLayout): boolean {
  return parts.length === 1 && parts[0]?.kind === 'text'
}

function readAttributes(element: CanonicalElement, { attributes, fillIf }: ActiveLayout): void {
  for (const [name, value] of element.attributes) {
    const attribute = attributes.get(name)
    const written = attribute && writeScalar(attribute.scalar, value, unitOf(element, attribute))
    if (!attribute || !written || attribute.leftOut.includes(written.value)) element.set(name, undefined)
    else {
      element.set(name, written.value)
      if (written.unit !== undefined) element.set(unitName(element), written.unit)
    }
  }
  if (fillIf.length > 0 && !fillIf.some((name) => /[^0x]/.test(element.get(name) ?? '0'))) return
  for (const { name, fallback } of attributes.values()) if (fallback !== undefined) element.setDefault(name, fallback)
}

function readText(element: CanonicalElement, text: ValueLayout | undefined): void {
  if (!text || element.children.length > 0) {
    element.text = ''
    return
  }
  if (element.text === '') element.text = element.source?.text ?? ''
  if (element.text === '') return
  const written = writeScalar(text.scalar, element.text, unitOf(element, text))
  element.text = written && !text.leftOut.includes(written.value) ? written.value : ''
  if (element.text === '') element.set(unitName(element), undefined)
  else if (written?.unit !== undefined) element.set(unitName(element), written.unit)
}

function unitOf(element: CanonicalElement, { scalar }: ValueLayout): string | undefined {
  return isSize(scalar) ? element.get(unitName(element)) : undefined
}

/** The attribute that holds the unit: only the memory of a RAM file system has another name for it. */
function unitName(element: CanonicalElement): string {
  return element.get('usage') === undefined ? 'unit' : 'units'
}

/** The children that libvirt looks at, of each name: all, the first, the last, or all of them together as the first. */
function counted(children: readonly CanonicalElement[], layouts: ActiveLayout['children']): CanonicalElement[] {
  const firsts = new Map<string, CanonicalElement>()
  const lasts = new Map<string, CanonicalElement>()
  for (const child of children) {
    if (!firsts.has(child.name)) firsts.set(child.name, child)
    lasts.set(child.name, child)
  }
  return children.filter((child) => {
    const first = firsts.get(child.name)
    switch (layouts.get(child.name)?.occurrence) {
      case 'each':
        return true
      case 'last':
        return lasts.get(child.name) === child
      case 'first':
        return first === child
      case 'together':
        if (first && first !== child) putTogether(first, child)
        return first === child
      default:
        return false
    }
  })
}

/** Of children that libvirt keeps by name, the first of each name that it knows. */
function withKnownNames(children: CanonicalElement[], { child: name, attribute, words }: SortLayout, fallback: string): CanonicalElement[] {
  if (words.length === 0 || words[0] === '*') return children
  const unseen = new Set(words)
  return children.filter((child) => child.name !== name || unseen.delete(child.get(attribute) ?? fallback))
}

/** What counts where a child does not have an attribute. */
function fallbackOf(layout: ChildLayout | undefined, name: string): string {
  const parts = layout?.content.parts ?? []
  const part = parts.find((one) => one.kind === 'attribute' && one.attribute.name === name)
  return (part?.kind === 'attribute' ? part.attribute.fallback : undefined) ?? ''
}

function putTogether(first: CanonicalElement, other: CanonicalElement): void {
  for (const [name, value] of other.attributes) first.setDefault(name, value)
  for (const child of other.children) first.append(child)
}
