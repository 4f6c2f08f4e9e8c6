import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as change from '../../src/xml/change.js'
import { applyEdits, editsConflict, offsetBefore, type TextEdit } from '../../src/xml/edit.js'
import { scan } from '../../src/xml/scan.js'
import type { XmlElement } from '../../src/xml/tree.js'

/** The text after a change of the first element of a name. */
function changed(text: string, name: string, make: (element: XmlElement) => TextEdit | TextEdit[]): string {
  const find = (element: XmlElement | undefined): XmlElement | undefined =>
    element?.name === name ? element : element?.elements().map(find).find(Boolean)
  const element = find(scan(text).document.element)
  if (!element) throw new Error(`no <${name}>`)
  return applyEdits(text, [make(element)].flat())
}

describe('attributes', () => {
  it.each<[string, string, string]>([
    ['copies the quote of the last one', `<a><b c="1"/></a>`, `<a><b c="1" d="2"/></a>`],
    ['copies the quote of the neighbours', `<a><x y="1"/><b/></a>`, `<a><x y="1"/><b d="2"/></a>`],
    [
      'goes on a line of its own where they have one each',
      `<a><b\n    c='1'\n    e='3'/></a>`,
      `<a><b\n    c='1'\n    e='3'\n    d='2'/></a>`,
    ],
    ['leaves the blank before the slash alone', `<a><b c='1' /></a>`, `<a><b c='1' d='2' /></a>`],
    ['changes the value in its own quotes', `<a><b d = "1"/></a>`, `<a><b d = "2"/></a>`],
  ])('set: %s', (_, before, after) => {
    expect(changed(before, 'b', (element) => change.setAttribute(element, 'd', '2'))).toBe(after)
  })

  it('writes quotes and signs as references', () => {
    expect(changed(`<b c='1'/>`, 'b', (element) => change.setAttribute(element, 'd', `<'&">`))).toBe(`<b c='1' d='&lt;&apos;&amp;">'/>`)
  })

  it.each<[string, string]>([
    [`<b c='1' d='2'/>`, `<b d='2'/>`],
    [`<b\n  c='1'\n  d='2'/>`, `<b\n  d='2'/>`],
    [`<b d='2' c='1' />`, `<b d='2' />`],
  ])('remove from %j', (before, after) => {
    expect(changed(before, 'b', (element) => element.attributeList.filter(({ name }) => name === 'c').map(change.removeAttribute))).toBe(
      after,
    )
  })
})

describe('elements', () => {
  it.each<[string, string, string]>([
    ['takes its line with it', '<a>\n  <b/>\n  <c/>\n</a>', '<a>\n  <c/>\n</a>'],
    ['takes all of its lines with it', '<a>\r\n\t<b>\r\n\t</b>\r\n</a>', '<a>\r\n</a>'],
    ['leaves a comment behind it standing', '<a>\n  <b/> <!-- why -->\n</a>', '<a>\n  <!-- why -->\n</a>'],
    ['leaves a comment before it standing', '<a>\n  <!-- why --> <b/>\n</a>', '<a>\n  <!-- why -->\n</a>'],
    ['leaves its neighbours in the line', '<a><b/><c/></a>', '<a><c/></a>'],
  ])('remove: %s', (_, before, after) => {
    expect(changed(before, 'b', change.removeElement)).toBe(after)
  })

  const added = { name: 'n', attributes: { k: 'v' } }
  it.each<[string, string, string]>([
    ['behind the last child', '<a>\n\t<b/>\n</a>', "<a>\n\t<b/>\n\t<n k='v'/>\n</a>"],
    ['into an empty element', '<r>\n    <x/>\n    <a></a>\n</r>', "<r>\n    <x/>\n    <a>\n        <n k='v'/>\n    </a>\n</r>"],
    ['into <a/>', '<r>\n  <a />\n</r>', "<r>\n  <a>\n    <n k='v'/>\n  </a>\n</r>"],
    ['behind a comment', '<a>\n  <!-- c -->\n</a>', "<a>\n  <!-- c -->\n  <n k='v'/>\n</a>"],
    ['in one line', '<r><a/></r>', "<r><a><n k='v'/></a></r>"],
    ['with CRLF', '<a>\r\n  <b/>\r\n</a>', "<a>\r\n  <b/>\r\n  <n k='v'/>\r\n</a>"],
  ])('append %s', (_, before, after) => {
    expect(changed(before, 'a', (element) => change.appendChild(element, added))).toBe(after)
  })

  it.each<[string, string, string]>([
    ['into <a/>', '<r>\n  <a/>\n</r>', "<r>\n  <a>\n    <n k='v'/>\n    <m/>\n  </a>\n</r>"],
    ['behind the last child', '<a>\n  <b/>\n</a>', "<a>\n  <b/>\n  <n k='v'/>\n  <m/>\n</a>"],
    ['behind a comment', '<a>\n  <!-- c -->\n</a>', "<a>\n  <!-- c -->\n  <n k='v'/>\n  <m/>\n</a>"],
  ])('append several %s', (_, before, after) => {
    expect(changed(before, 'a', (element) => change.appendChildren(element, [added, { name: 'm' }]))).toBe(after)
  })

  it('writes nested elements with the indentation of the file', () => {
    const element = { name: 'n', children: [{ name: 'm', text: '1 < 2' }] }
    expect(changed('<a>\n   <b/>\n</a>', 'b', (b) => change.insertBefore(b, element))).toBe(
      '<a>\n   <n>\n      <m>1 &lt; 2</m>\n   </n>\n   <b/>\n</a>',
    )
  })

  it('moves an element with what is inside, as it is written', () => {
    const text = `<a>\n  <c/>\n  <b  x="1">\n    <!-- in -->\n  </b>\n</a>`
    expect(changed(text, 'a', (a) => change.moveBefore(...(a.elements().toReversed() as [XmlElement, XmlElement])))).toBe(
      `<a>\n  <b  x="1">\n    <!-- in -->\n  </b>\n  <c/>\n</a>`,
    )
  })

  it('moves an element into another one, with the indentation of its new place', () => {
    const moveInto = (text: string) => changed(text, 'a', (a) => change.moveInto(...(a.elements().slice(0, 2) as [XmlElement, XmlElement])))
    expect(moveInto(`<a>\n  <b x="1">\n    <!-- in -->\n    <c>1\n2</c>\n  </b>\n  <d/>\n</a>`)).toBe(
      `<a>\n  <d>\n    <b x="1">\n      <!-- in -->\n      <c>1\n2</c>\n    </b>\n  </d>\n</a>`,
    )
    expect(moveInto(`<a>\r\n\t<b>\r\n\t\t<c/>\r\n\t</b>\r\n\t<d>\r\n\t\t<e/>\r\n\t</d>\r\n</a>`)).toBe(
      `<a>\r\n\t<d>\r\n\t\t<e/>\r\n\t\t<b>\r\n\t\t\t<c/>\r\n\t\t</b>\r\n\t</d>\r\n</a>`,
    )
    expect(moveInto('<a><b>1</b><d><e/></d></a>')).toBe('<a><d><e/><b>1</b></d></a>')
  })

  it('renames both tags', () => {
    expect(changed('<a><b x="1">t</b ></a>', 'b', (b) => change.renameElement(b, 'long'))).toBe('<a><long x="1">t</long ></a>')
  })

  it('replaces text and leaves the white space around it', () => {
    expect(changed('<a>\n  old\n</a>', 'a', (a) => change.setText(a, 'new'))).toBe('<a>\n  new\n</a>')
    expect(changed('<a />', 'a', (a) => change.setText(a, '&'))).toBe('<a>&amp;</a>')
  })
})

describe('edits', () => {
  it('refuse to overlap', () => {
    expect(() =>
      applyEdits('abc', [
        { start: 0, end: 2, text: '' },
        { start: 1, end: 3, text: '' },
      ]),
    ).toThrow(RangeError)
    expect(editsConflict([{ start: 1, end: 1, text: 'x' }], [{ start: 1, end: 1, text: 'y' }])).toBe(true)
    expect(editsConflict([{ start: 0, end: 1, text: '' }], [{ start: 1, end: 2, text: '' }])).toBe(false)
  })

  it('leave every byte outside their ranges', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.tuple(fc.nat(), fc.nat(5), fc.string()), { maxLength: 5 }), (text, raw) => {
        let from = 0
        const edits = raw.flatMap(([start, length, insert]) => {
          const at = from + (start % 5)
          if (at + length > text.length) return []
          from = at + length
          return [{ start: at, end: at + length, text: insert }]
        })
        const result = applyEdits(text, edits)
        let before = 0
        let after = 0
        for (const { start, end, text: insert } of edits) {
          expect(result.slice(after, after + start - before)).toBe(text.slice(before, start))
          after += start - before + insert.length
          before = end
        }
        expect(result.slice(after)).toBe(text.slice(before))
      }),
    )
  })

  it('tells where a place of the edited text was before', () => {
    const edits = [
      { start: 6, end: 7, text: '' },
      { start: 2, end: 2, text: 'XYZ' },
      { start: 4, end: 6, text: 'Q' },
    ]
    // abcdefgh becomes abXYZcdQh.
    expect(applyEdits('abcdefgh', edits)).toBe('abXYZcdQh')
    expect([...'abXYZcdQh'].map((_, offset) => offsetBefore(edits, offset))).toEqual([0, 1, 2, 2, 2, 2, 3, 4, 7])
  })

  it('finds every character that no edit touched again', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 4, maxLength: 30 }), fc.array(fc.nat(30), { maxLength: 6 }), fc.string(), (text, cuts, added) => {
        const places = [...new Set(cuts.filter((cut) => cut <= text.length))].sort((a, b) => a - b)
        const edits = places.flatMap((start, order) => {
          const end = places[order + 1]
          return order % 2 === 0 && end !== undefined ? [{ start, end, text: added }] : []
        })
        const edited = applyEdits(text, edits)
        let shift = 0
        for (let offset = 0; offset < text.length; offset++) {
          for (const edit of edits) if (edit.end === offset && edit.end > edit.start) shift += added.length - (edit.end - edit.start)
          if (edits.some(({ start, end }) => offset >= start && offset < end)) continue
          expect(edited[offset + shift]).toBe(text[offset])
          expect(offsetBefore(edits, offset + shift)).toBe(offset)
        }
      }),
    )
  })
})

describe('beside an element and its comments', () => {
  const element = { name: 'n' }
  it.each<[string, string, string]>([
    ['past a comment on the rest of the line', '<a>\n  <b/> <!-- c -->\n</a>', '<a>\n  <b/> <!-- c -->\n  <n/>\n</a>'],
    ['before a comment on the next line', '<a>\n  <b/>\n  <!-- c -->\n</a>', '<a>\n  <b/>\n  <n/>\n  <!-- c -->\n</a>'],
    ['at once where something else follows', '<a>\n  <b/> <!-- c --><d/>\n</a>', '<a>\n  <b/>\n  <n/> <!-- c --><d/>\n</a>'],
    ['on the same line', '<a><b/><!-- c --></a>', '<a><b/><n/><!-- c --></a>'],
  ])('behind it: %s', (_, before, after) => {
    expect(changed(before, 'b', (b) => change.insertBehind(b, element))).toBe(after)
  })

  it.each<[string, string, string]>([
    [
      'above the comments right above',
      '<a>\n  <!-- c -->\n  <!-- d -->\n  <b/>\n</a>',
      '<a>\n  <n/>\n  <!-- c -->\n  <!-- d -->\n  <b/>\n</a>',
    ],
    ['below one with an empty line between', '<a>\n  <!-- c -->\n\n  <b/>\n</a>', '<a>\n  <!-- c -->\n\n  <n/>\n  <b/>\n</a>'],
    ['below one that follows another element', '<a>\n  <d/> <!-- c -->\n  <b/>\n</a>', '<a>\n  <d/> <!-- c -->\n  <n/>\n  <b/>\n</a>'],
    ['on the same line', '<a><!-- c --><b/></a>', '<a><!-- c --><n/><b/></a>'],
  ])('in front of it: %s', (_, before, after) => {
    expect(changed(before, 'b', (b) => change.insertInFront(b, element))).toBe(after)
  })
})
