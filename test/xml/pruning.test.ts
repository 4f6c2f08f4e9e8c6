import { describe, expect, it } from 'vitest'
import { pruneAttributes, removeChildren, removeElement } from '../../src/xml/change.js'
import { applyEdits, type TextEdit } from '../../src/xml/edit.js'
import { scan } from '../../src/xml/scan.js'
import type { XmlDocument, XmlElement } from '../../src/xml/tree.js'

function change(text: string, path: string, edit: (element: XmlElement) => TextEdit[]): string {
  const element = scan(text, {}).document.element?.path(path)
  if (!element) throw new Error(`no ${path}`)
  return applyEdits(text, edit(element))
}

describe('pruneAttributes', () => {
  const prune = (element: XmlElement) => pruneAttributes(element, ['x', 'y'])

  it('takes the element along when nothing else is in it', () => {
    expect(change("<a>\n  <b x='1' y='2'/>\n  <c/>\n</a>", 'b', prune)).toBe('<a>\n  <c/>\n</a>')
    expect(change("<a><b x='1'>\n </b></a>", 'b', prune)).toBe('<a></a>')
  })

  it('keeps the element for another attribute, a child, a comment or text', () => {
    expect(change("<a><b x='1' z='3' y='2'/></a>", 'b', prune)).toBe("<a><b z='3'/></a>")
    expect(change("<a><b x='1'><c/></b></a>", 'b', prune)).toBe('<a><b><c/></b></a>')
    expect(change("<a><b x='1'><!-- why --></b></a>", 'b', prune)).toBe('<a><b><!-- why --></b></a>')
    expect(change("<a><b x='1'><![CDATA[]]></b></a>", 'b', prune)).toBe('<a><b><![CDATA[]]></b></a>')
  })
})

describe('removeChildren', () => {
  const remove = (element: XmlElement) => removeChildren(element, element.elements('c'))

  it('closes a parent that is left empty', () => {
    expect(change("<a>\n  <b x='1'>\n    <c/>\n    <c/>\n  </b>\n</a>", 'b', remove)).toBe("<a>\n  <b x='1'/>\n</a>")
  })

  it('leaves what else is inside', () => {
    expect(change('<a>\n  <b>\n    <c/>\n    <d/>\n  </b>\n</a>', 'b', remove)).toBe('<a>\n  <b>\n    <d/>\n  </b>\n</a>')
    expect(change('<a><b><!-- why --><c/></b></a>', 'b', remove)).toBe('<a><b><!-- why --></b></a>')
  })
})

describe('removeElement', () => {
  it('removes a comment with its lines', () => {
    const text = '<!-- one\n two -->\r\n<a/>\n'
    const { document }: { document: XmlDocument } = scan(text, {})
    const [comment] = document.children
    if (comment?.type !== 'comment') throw new Error('no comment')
    expect(applyEdits(text, [removeElement(comment)])).toBe('<a/>\n')
  })
})
