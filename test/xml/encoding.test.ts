import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeXml, encodeXml, type TextFormat } from '../../src/xml/encoding.js'

const bytes = (...values: (number | string)[]) =>
  Buffer.concat(values.map((value) => (typeof value === 'number' ? Buffer.from([value]) : Buffer.from(value, 'latin1'))))
const utf16 = (text: string, encoding: 'utf-16le' | 'utf-16be', byteOrderMark = true) => encodeXml(text, { encoding, byteOrderMark })

describe('decodeXml', () => {
  test.each<[string, Uint8Array, TextFormat]>([
    ['UTF-8', Buffer.from('<a>ä</a>'), { encoding: 'utf-8', byteOrderMark: false }],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeff<a>ä</a>'), { encoding: 'utf-8', byteOrderMark: true }],
    ['UTF-16, little end first', utf16('<a>ä</a>', 'utf-16le'), { encoding: 'utf-16le', byteOrderMark: true }],
    ['UTF-16, big end first', utf16('<a>ä</a>', 'utf-16be'), { encoding: 'utf-16be', byteOrderMark: true }],
  ])('reads %s', (_, input, format) => {
    expect(decodeXml(input)).toEqual({ text: '<a>ä</a>', ...format })
  })

  test('knows UTF-16 without a mark by its declaration', () => {
    const text = "<?xml version='1.0' encoding='UTF-16LE'?><a/>"
    expect(decodeXml(utf16(text, 'utf-16le', false))).toEqual({ text, encoding: 'utf-16le', byteOrderMark: false })
  })

  // What xmllint says of these, libvirt says too: both read with libxml2.
  test.each<[string, Uint8Array, string, number]>([
    ['a byte of Latin-1', bytes('<a>J', 0xf6, 'rg</a>'), 'is not valid UTF-8: byte 0xF6 at offset 4 belongs to no character', 4],
    ['a character cut short', bytes('<a>', 0xe2, 0x82, '</a>'), 'is not valid UTF-8: byte 0xE2 at offset 3 belongs to no character', 3],
    ['an overlong slash', bytes('<a>ok', 0xc0, 0xaf, '</a>'), 'is not valid UTF-8: byte 0xC0 at offset 5 belongs to no character', 5],
    [
      'half a surrogate pair in UTF-8',
      bytes('<a>', 0xed, 0xa0, 0x80),
      'is not valid UTF-8: byte 0xED at offset 3 belongs to no character',
      3,
    ],
    [
      'a declaration of UTF-16 in UTF-8',
      bytes("<?xml version='1.0' encoding='UTF-16'?><a/>"),
      'declares the encoding UTF-16, but its bytes are UTF-8',
      30,
    ],
    [
      'a declaration of ASCII before an umlaut',
      Buffer.from("<?xml version='1.0' encoding='US-ASCII'?><a>ä</a>"),
      'declares the encoding US-ASCII, but holds other characters',
      30,
    ],
    ['UTF-16 that ends in the middle', bytes(0xff, 0xfe, '<', 0, 'a'), 'is not valid UTF-16: it ends in the middle of a character', 1],
    [
      'half a surrogate pair in UTF-16',
      utf16('<a>\ud83d</a>', 'utf-16le'),
      'is not valid UTF-16: half a character (a lone surrogate) at byte offset 8',
      3,
    ],
  ])('says where %s is wrong', (_, input, message, offset) => {
    expect(decodeXml(input)).toMatchObject({ kind: 'invalid', message, offset })
  })

  test('takes other declared encodings only where they say the same as UTF-8', () => {
    expect(decodeXml(bytes("<?xml version='1.0' encoding='ISO-8859-1'?><a/>"))).toMatchObject({ encoding: 'utf-8' })
    expect(decodeXml(bytes("<?xml version='1.0' encoding='ISO-8859-1'?><a>", 0xe4, '</a>'))).toMatchObject({ kind: 'unsupported' })
    expect(decodeXml(bytes("<?xml version='1.0' encoding='ISO-8859-1'?><a>", 0xc3, 0xa4, '</a>'))).toMatchObject({ kind: 'unsupported' })
    expect(decodeXml(bytes("<?xml version='1.0' encoding='EBCDIC-US'?><a/>"))).toMatchObject({ kind: 'unsupported' })
  })

  test('tells binary files', () => {
    expect(decodeXml(bytes('QFI', 0xfb, 0, 0, 0, 3))).toMatchObject({ kind: 'binary' })
    expect(decodeXml(bytes(0x1f, 0x8b, 8, 8, 1, 2, 3, 4, 5, 6))).toMatchObject({ kind: 'binary' })
  })

  test('and encodeXml are each other’s inverse', () => {
    const formats = fc.constantFrom<TextFormat>(
      { encoding: 'utf-8', byteOrderMark: false },
      { encoding: 'utf-8', byteOrderMark: true },
      { encoding: 'utf-16le', byteOrderMark: true },
      { encoding: 'utf-16be', byteOrderMark: true },
    )
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), formats, (content, format) => {
        const text = `<a>${content.replace(/\0/g, '')}</a>`
        expect(decodeXml(encodeXml(text, format))).toEqual({ text, ...format })
      }),
    )
  })

  test('never throws', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), (input) => decodeXml(input) !== undefined))
  })
})
