import { namespaceOf } from '../../xml/namespaces.js'
import type { XmlElement, XmlNode } from '../../xml/tree.js'
import type { CanonicalElement } from '../canonical-element.js'

/**
 * `<metadata>` as libvirt prints it, in lines: it hands the element to libxml2 (virxml.c, virXMLFormatMetadata), which reads past white space
 * between elements, puts namespaces before other attributes, double quotes around values, and indents what holds no text.
 */
export function metadataText(metadata: CanonicalElement, indent: string): string[] {
  const { source } = metadata
  // libvirt adds none of its own.
  if (!source) return []
  const children = metadata.children.flatMap(({ source: child }) => (child ? [child] : []))
  return written(source, children, inherited(source, children), indent).split('\n')
}

/** Declarations of namespaces that stand outside of the element and are used by elements in it; libxml2 copies them along. */
function inherited(metadata: XmlElement, children: readonly XmlElement[]): readonly string[] {
  const found = new Map<string, string>()
  const visit = (element: XmlElement, declared: ReadonlySet<string>): void => {
    const here = new Set(declared)
    for (const { name } of element.attributeList) if (isDeclaration(name)) here.add(name)
    const colon = element.name.indexOf(':')
    const declaration = colon === -1 ? 'xmlns' : `xmlns:${element.name.slice(0, colon)}`
    const namespace = here.has(declaration) || found.has(declaration) ? undefined : namespaceOf(element)
    if (namespace !== undefined) found.set(declaration, namespace)
    for (const child of element.elements()) visit(child, here)
  }
  const own = new Set(metadata.attributeList.map(({ name }) => name).filter(isDeclaration))
  for (const child of children) visit(child, own)
  return [...found].map(([name, value]) => `${name}="${escapeAttribute(value)}"`)
}

function isDeclaration(name: string): boolean {
  return name === 'xmlns' || name.startsWith('xmlns:')
}

/** @param indent undefined where text stands beside: there nothing may be added. */
function written(element: XmlElement, children: readonly XmlNode[], declarations: readonly string[], indent: string | undefined): string {
  const attributes = element.attributeList.map(({ name, value }) => ({ name, text: `${name}="${escapeAttribute(value)}"` }))
  const own = attributes.filter(({ name }) => isDeclaration(name)).map(({ text }) => text)
  const others = attributes.filter(({ name }) => !isDeclaration(name)).map(({ text }) => text)
  const open = [element.name, ...own, ...declarations, ...others].join(' ')
  const before = indent ?? ''
  if (children.length === 0) return `${before}<${open}/>`
  const inner = indent === undefined || children.some(isText) ? undefined : `${indent}  `
  const content = children.map((child) => writtenNode(child, inner))
  return inner === undefined
    ? `${before}<${open}>${content.join('')}</${element.name}>`
    : [`${before}<${open}>`, ...content, `${before}</${element.name}>`].join('\n')
}

function writtenNode(node: XmlNode, indent: string | undefined): string {
  const before = indent ?? ''
  switch (node.type) {
    case 'element':
      return written(node, significantChildren(node), [], indent)
    case 'text':
      return before + escapeContent(node.value)
    case 'cdata':
      return `${before}<![CDATA[${node.value}]]>`
    case 'comment':
      return `${before}<!--${node.value}-->`
    case 'instruction':
      return `${before}<?${node.name}${node.value === '' ? '' : ` ${node.value}`}?>`
    default:
      return ''
  }
}

function isText({ type }: XmlNode): boolean {
  return type === 'text' || type === 'cdata'
}

/**
 * The children that libxml2 keeps when it is told that white space between elements means nothing (parser.c, areBlanks): white space
 * stays alone in an element, behind other text, and in an element that begins with text.
 */
function significantChildren(element: XmlElement): XmlNode[] {
  const { children } = element
  const kept: XmlNode[] = []
  for (const child of children) {
    const last = kept.at(-1)
    const first = kept[0]
    const isBlank = child.type === 'text' && /^[ \t\r\n]*$/.test(child.value) && children.length > 1
    if (!isBlank || (last && isText(last)) || (first && isText(first))) kept.push(child)
  }
  return kept
}

function escapeContent(text: string): string {
  return text.replace(/[<>&\r]/g, (character) => contentEntities.get(character) ?? character)
}

function escapeAttribute(text: string): string {
  return text.replace(/[<>&"\t\n\r]/g, (character) => contentEntities.get(character) ?? attributeEntities.get(character) ?? character)
}

const contentEntities = new Map([
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['&', '&amp;'],
  ['\r', '&#13;'],
])
const attributeEntities = new Map([
  ['"', '&quot;'],
  ['\t', '&#9;'],
  ['\n', '&#10;'],
])
