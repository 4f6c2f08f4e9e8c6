import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scan } from '../../src/xml/scan.js'
import type { XmlDocument, XmlNode } from '../../src/xml/tree.js'

/** The faults of a text, each with the piece it points at. */
function faultsOf(text: string): [piece: string, message: string][] {
  return scan(text).faults.map(({ start, end, message }) => [text.slice(start, end), message])
}

describe('faults stand at their cause, one for each mistake', () => {
  it.each<[name: string, text: string, piece: string, message: string]>([
    [
      'a child that is never closed',
      "<console><target port='1'></console>",
      'target',
      '<target> is never closed: </console> on line 1 does not close it; write <target …/> or add </target>',
    ],
    [
      'a child without anything that is never closed',
      '<features>\n  <acpi>\n  <apic/>\n</features>',
      'acpi',
      '<acpi> is never closed: </features> on line 4 does not close it; write <acpi/> or add </acpi>',
    ],
    ['a misspelt close tag', '<devices></device>', 'device', '</device> does not close <devices>: write </devices>'],
    ['a close tag in another case', '<Name>a</name>', 'name', '</name> does not close <Name>: write </Name>'],
    ['a stray close tag', '<a></b></a>', '</b>', '</b> closes nothing: no <b> is open here'],
    ['the end of the file inside an element', '<a><b>', 'b', '<b> is not closed before the end of the file, nor is the element around it'],
    ['an attribute without quotes', '<catchup threshold=123/>', '123', "the value of threshold needs quotes: threshold='123'"],
    ['an attribute without a value', '<a b/>', 'b', "the attribute b has no value: write b='…'"],
    [
      'an attribute written twice',
      "<a b='1' b='2'/>",
      'b',
      "the attribute b is written twice in <a>, as '1' and as '2': an element may have it once",
    ],
    [
      'an attribute written twice with one value',
      "<a b='1\n2' b='1 2'/>",
      'b',
      "the attribute b is written twice in <a>, as '1 2' both times: an element may have it once",
    ],
    [
      'a password written twice',
      "<graphics passwd='one' passwd='two'/>",
      'passwd',
      'the attribute passwd is written twice in <graphics>: an element may have it once',
    ],
    [
      'a secret written twice',
      "<secret value='one' value='two'/>",
      'value',
      'the attribute value is written twice in <secret>: an element may have it once',
    ],
    ['a password without quotes', '<graphics passwd=hunter2/>', 'hunter2', "the value of passwd needs quotes: passwd='…'"],
    ['no space between attributes', "<a b='1'c='2'/>", 'c', 'white space is missing before the attribute c'],
    ['a quote that is not closed', "<a b='1>\n<c/></a>", "'", 'the value of b has no closing quote'],
    ["a '<' in a value", "<a b='1<2'/>", '<', "'<' may not stand in the value of b: write &lt;"],
    ["a '<' in text", '<a>1 < 2</a>', '<', "'<' starts a tag: write &lt; for the character itself"],
    ["an '&' in text", '<a>x & y</a>', '&', "'&' starts a reference: write &amp; for the character itself"],
    ['an unknown entity', '<a>&nbsp;</a>', '&nbsp;', "the entity &nbsp; is not one of XML's five, and domlint expands no others"],
    ['a reference to a forbidden character', '<a>&#0;</a>', '&#0;', '&#0; is no character that XML allows'],
    ['a control character', '<a>\u0007</a>', '\u0007', 'the character U+0007 may not stand in an XML document'],
    ["']]>' in text", '<a>]]></a>', ']]>', "']]>' may not stand in text: write ]]&gt;"],
    ["'--' in a comment", '<a><!-- b -- c --></a>', '--', "'--' may not stand inside a comment: XML ends comments with it"],
    ['a comment without end', '<a><!-- b</a>', '<!', "the comment that starts here has no '-->'"],
    ['a second root', '<a/><b/>', 'b', '<b> is a second root element: a document has one'],
    ['text behind the root', '<a/>b', 'b', 'text behind the root element'],
    ['a late XML declaration', "\n<?xml version='1.0'?><a/>", '<?xml', 'the XML declaration may only stand at the very start of the file'],
    ['a tag without an end', '<a', '<a', "the tag <a is never finished: its '>' is missing"],
    ['nothing', '', '', 'there is no element in this document'],
  ])('%s', (_, text, piece, message) => {
    const faults = faultsOf(text)
    expect(faults[0]).toEqual([piece, message])
    expect(faults.filter(([, said]) => !said.includes('is not closed before the end'))).toHaveLength(
      message.includes('is not closed before the end') ? 0 : 1,
    )
  })

  it('an element that is never closed ends where its neighbours begin', () => {
    const text = "<devices>\n  <disk>\n    <source file='a'/>\n  <interface type='user'/>\n</devices>"
    const { document, faults } = scan(text)
    expect(faults.map(({ message }) => message)).toEqual(['<disk> is never closed: </devices> on line 5 does not close it; add </disk>'])
    expect(document.element?.elements().map(({ name }) => name)).toEqual(['disk', 'interface'])
  })

  it('stops at the depth that is allowed', () => {
    const { faults } = scan('<a>'.repeat(10_000), { maxDepth: 1000 })
    expect(faults.map(({ message }) => message)).toEqual(['elements nest deeper than 1000: the rest of the document is not read'])
  })
})

describe('what is read', () => {
  it('resolves references and keeps the place of each attribute', () => {
    const text = `<a one = "1 &amp; &#x32;"\n   two='&quot;'/>`
    const element = scan(text).document.element
    expect(element?.attributes.one).toBe('1 & 2')
    expect(
      element?.attributeList.map(({ name, value, quote, nameRange, valueRange }) => [
        name,
        value,
        quote,
        text.slice(nameRange.start, nameRange.end),
        text.slice(valueRange.start, valueRange.end),
      ]),
    ).toEqual([
      ['one', '1 & 2', '"', 'one', '1 &amp; &#x32;'],
      ['two', '"', "'", 'two', '&quot;'],
    ])
    expect(element?.selfClosing).toBe(true)
  })

  it('takes __proto__ and constructor for ordinary names', () => {
    const element = scan("<__proto__ __proto__='1' hasOwnProperty='2'><constructor/></__proto__>").document.element
    expect(Object.entries(element?.attributes ?? {})).toEqual([
      ['__proto__', '1'],
      ['hasOwnProperty', '2'],
    ])
    expect(element?.attr('constructor')).toBeUndefined()
    expect(element?.child('constructor')?.name).toBe('constructor')
  })

  it('skips a document type without expanding what it defines', () => {
    const text = `<!DOCTYPE a PUBLIC "p" 's' [<!ENTITY b "<!-- ]> -->"> <!-- ' --> ]><a>&b;</a>`
    const { document, faults } = scan(text)
    expect(document.children[0]).toMatchObject({ type: 'doctype', name: 'a', public: 'p', system: 's' })
    expect(document.element?.text).toBe('&b;')
    expect(faults.map(({ message }) => message)).toEqual(["the entity &b; is not one of XML's five, and domlint expands no others"])
  })

  it('gives positions as unist does', () => {
    const element = scan('<a>\r\n  <b/>\r\n</a>').document.element?.child('b')
    expect(element?.position).toEqual({ start: { line: 2, column: 3, offset: 7 }, end: { line: 2, column: 7, offset: 11 } })
  })

  it('takes the line ends of the text as LF, and its CDATA as text', () => {
    expect(scan('<a>1\r\n2\r3<![CDATA[<4>]]></a>').document.element?.text).toBe('1\n2\n3<4>')
  })
})

/** Ranges lie inside their parent's and follow each other. */
function checkRanges(node: XmlDocument | XmlNode, start: number, end: number): void {
  if (node.type !== 'root') {
    expect(node.start).toBeGreaterThanOrEqual(start)
    expect(node.end).toBeLessThanOrEqual(end)
    expect(node.end).toBeGreaterThanOrEqual(node.start)
  }
  if (node.type !== 'root' && node.type !== 'element') return
  let from = node.type === 'root' ? 0 : node.openTagRange.end
  const to = node.type === 'root' ? end : node.contentRange.end
  for (const child of node.children) {
    checkRanges(child, from, to)
    from = child.end
  }
}

const piece = fc.oneof(
  fc.constantFrom(
    '<a>',
    '</a>',
    '<b c="d">',
    "<b c='d'/>",
    '</b>',
    '<',
    '>',
    '&',
    '&amp;',
    '&#9;',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?x',
    '?>',
    '<!DOCTYPE a',
    '[',
    ']',
    '"',
    "'",
    '=',
    '/',
    '\r\n',
    '\n',
    ' ',
    '  <a>',
    'ä',
    '😀',
    '\u0000',
    '<a b=',
    "c='",
  ),
  fc.string({ maxLength: 6, unit: 'binary' }),
)

describe('any text at all', () => {
  it('is read without an exception, into ranges that nest', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('')
        const { document, faults } = scan(text)
        checkRanges(document, 0, text.length)
        for (const { start, end } of faults) expect(start >= 0 && end >= start && end <= text.length).toBe(true)
        const touch = (node: XmlDocument | XmlNode): void => {
          if (node.type === 'element')
            for (const attribute of node.attributeList)
              expect(text.slice(attribute.nameRange.start, attribute.nameRange.end)).toBe(attribute.name)
          if ('children' in node) node.children.forEach(touch)
        }
        touch(document)
      }),
      { numRuns: 3000 },
    )
  })
})
