import type { Nodes } from 'xast'
import type { XmlDocument, XmlNode } from '../../src/xml/tree.js'

/** A tree reduced to what the xast specification names, without positions: for comparing with other programs' trees. */
export function plain(node: XmlDocument | XmlNode | Nodes): unknown {
  switch (node.type) {
    case 'root':
      return { type: 'root', children: node.children.filter((child) => child.type !== 'text').map(plain) }
    case 'element':
      return { type: 'element', name: node.name, attributes: { ...node.attributes }, children: node.children.map(plain) }
    case 'doctype':
      return { type: 'doctype', name: node.name, public: node.public || undefined, system: node.system || undefined }
    case 'instruction':
      // xast-util-from-xml writes the XML declaration anew, with double quotes.
      return { type: 'instruction', name: node.name, value: node.name === 'xml' ? node.value.trim().replace(/'/g, '"') : node.value.trim() }
    default:
      return { type: node.type, value: node.value }
  }
}
