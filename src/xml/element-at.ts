import type { XmlElement } from './tree.js'

/** The child element that an offset is in; children stand in document order. */
export function childAt({ children }: XmlElement, offset: number): XmlElement | undefined {
  let low = 0
  let high = children.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const node = children[middle]
    if (!node) return undefined
    if (offset < node.start) high = middle - 1
    else if (offset >= node.end) low = middle + 1
    else return node.type === 'element' ? node : undefined
  }
  return undefined
}

/** The innermost element that an offset is in, of this one and those below it. */
export function elementAt(element: XmlElement, offset: number): XmlElement {
  let around = element
  for (;;) {
    const inner = childAt(around, offset)
    if (!inner) return around
    around = inner
  }
}
