import type { XmlElement } from './tree.js'

/** What the prefix `xml` always stands for (Namespaces in XML 1.0, section 3). */
const xmlNamespace = 'http://www.w3.org/XML/1998/namespace'

/**
 * The namespace of an element's name, from the declarations on itself and around it. Undefined where there is none: no
 * prefix and no default namespace, `xmlns=''`, or a prefix that nothing declares.
 */
export function namespaceOf(element: XmlElement): string | undefined {
  const colon = element.name.indexOf(':')
  return namespaceOfPrefix(colon === -1 ? '' : element.name.slice(0, colon), element)
}

/** What a prefix stands for at an element, by the same rules; `''` is the default namespace. */
export function namespaceOfPrefix(prefix: string, element: XmlElement): string | undefined {
  if (prefix === 'xml') return xmlNamespace
  const declaration = prefix === '' ? 'xmlns' : `xmlns:${prefix}`
  for (let scope: XmlElement | undefined = element; scope; scope = scope.parentElement) {
    const declared = scope.attr(declaration)
    if (declared !== undefined) return declared === '' ? undefined : declared
  }
  return undefined
}

/** An element's name without its prefix. */
export function localName(element: XmlElement): string {
  return element.name.slice(element.name.indexOf(':') + 1)
}
