import type { Position } from 'unist'
import type { Root, RootContent } from 'xast'
import type { Range } from './source.js'
import type { XmlDocument, XmlNode } from './tree.js'

declare module 'xast' {
  interface ElementData {
    /** The open tag, as offsets into the text. */
    openTag?: Range
    /** The close tag; empty for an element that has none. */
    closeTag?: Range
    /** Where the attributes stand: their names, and their values between the quotes. */
    attributes?: Record<string, { name: Range; value: Range; quote: string }>
  }
}

/** The tree as plain objects with positions, for tools that copy, compare or print trees. White space outside the root element is no node of xast. */
export function toXast(document: XmlDocument): Root {
  const children = document.children.filter((node) => node.type !== 'text')
  return { type: 'root', children: children.map(plainNode), position: plainPosition(document.position) }
}

function plainNode(node: XmlNode): RootContent {
  const position = plainPosition(node.position)
  switch (node.type) {
    case 'element':
      return {
        type: 'element',
        name: node.name,
        attributes: { ...node.attributes },
        // A doctype stands only outside the root element.
        children: node.children.map(plainNode).filter((child) => child.type !== 'doctype'),
        data: node.data,
        position,
      }
    case 'instruction':
      return { type: 'instruction', name: node.name, value: node.value, position }
    case 'doctype':
      return {
        type: 'doctype',
        name: node.name,
        ...(node.public === undefined ? {} : { public: node.public }),
        ...(node.system === undefined ? {} : { system: node.system }),
        position,
      }
    default:
      return { type: node.type, value: node.value, position }
  }
}

function plainPosition({ start, end }: Position): Position {
  return { start: { ...start }, end: { ...end } }
}
