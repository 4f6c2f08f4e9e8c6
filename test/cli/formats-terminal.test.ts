import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { codeFrame, gutterWidth } from '../../src/cli/terminal/code-frame.js'
import { painter, wantsColour } from '../../src/cli/terminal/colour.js'
import { displayWidth } from '../../src/cli/terminal/display-width.js'
import { visible } from '../../src/cli/terminal/escape.js'
import { hyperlink, wantsHyperlinks } from '../../src/cli/terminal/hyperlink.js'
import { SourceText } from '../../src/xml/source.js'
import { HOSTILE, RAW_CONTROLS, rangeOf } from './formats-reports.js'

describe('visible', () => {
  test('writes out what a terminal would obey or hide', () => {
    expect(visible('a\u001b[31m\u0007\u009b\u007f\u202e\u2066\u200b\ufeff\n\t\r\ud800é漢🎉')).toBe(
      'a\\u001b[31m\\u0007\\u009b\\u007f\\u202e\\u2066\\u200b\\ufeff\\n\\t\\r\\ud800é漢🎉',
    )
    expect(visible('\u{e0041}')).toBe('\\u{e0041}')
  })

  test('lets nothing through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visible(text)).not.toMatch(RAW_CONTROLS)
      }),
    )
  })
})

test.each([
  ['a', 1],
  ['é', 1],
  ['…', 1],
  ['\u0301', 0],
  ['漢', 2],
  ['한', 2],
  ['ａ', 2],
  ['🎉', 2],
  ['♥', 1],
] as const)('%s takes %i columns', (character, width) => {
  expect(displayWidth(character)).toBe(width)
})

describe('colours', () => {
  test.each([
    ['a terminal', {}, true, true],
    ['no terminal', {}, false, false],
    ['a dumb terminal', { TERM: 'dumb' }, true, false],
    ['NO_COLOR', { NO_COLOR: '1' }, true, false],
    ['an empty NO_COLOR', { NO_COLOR: '' }, true, true],
    ['FORCE_COLOR without a terminal', { FORCE_COLOR: '1' }, false, true],
    ['FORCE_COLOR on a dumb terminal', { FORCE_COLOR: '', TERM: 'dumb' }, true, true],
    ['FORCE_COLOR=0', { FORCE_COLOR: '0' }, true, false],
    ['both', { NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
  ] as const)('%s', (_, environment, isTerminal, expected) => {
    expect(wantsColour(environment, isTerminal)).toBe(expected)
  })

  test('paint only when there are some', () => {
    expect(painter(false)('text', 'red', 'bold')).toBe('text')
    expect(painter(true)('text', 'red', 'bold')).toBe('\u001b[1m\u001b[31mtext\u001b[39m\u001b[22m')
  })
})

describe('hyperlinks', () => {
  test.each([
    ['an unknown terminal', {}, true, false],
    ['VTE', { VTE_VERSION: '7006' }, true, true],
    ['an old VTE', { VTE_VERSION: '4600' }, true, false],
    ['kitty', { TERM: 'xterm-kitty' }, true, true],
    ['Windows Terminal', { WT_SESSION: 'x' }, true, true],
    ['kitty, into a file', { TERM: 'xterm-kitty' }, false, false],
    ['VTE on a CI', { VTE_VERSION: '7006', CI: 'true' }, true, false],
    ['forced', { FORCE_HYPERLINK: '1' }, false, true],
    ['forbidden', { FORCE_HYPERLINK: '0', TERM: 'xterm-kitty' }, true, false],
  ] as const)('%s', (_, environment, isTerminal, expected) => {
    expect(wantsHyperlinks(environment, isTerminal)).toBe(expected)
  })

  test('are OSC 8 sequences, which no address can leave', () => {
    expect(hyperlink('rule', 'https://example.org/a')).toBe('\u001b]8;;https://example.org/a\u001b\\rule\u001b]8;;\u001b\\')
    expect(hyperlink('rule', 'https://example.org/\u001b\\x')).toBe('rule')
  })
})

/** The frame around some marked texts: the first with `^`, the others with `-` and their label. */
function frame(text: string, marked: readonly string[], { width = 100, secrets = [] as readonly string[] } = {}): string {
  const source = new SourceText(text)
  const annotations = marked.map((mark, index) => {
    const range = mark === '' ? { start: text.length, end: text.length } : rangeOf(text, mark)
    return index === 0
      ? ({ range, mark: '^', style: 'red' } as const)
      : ({ range, mark: '-', style: 'blue', label: `place ${index}` } as const)
  })
  const settings = {
    paint: painter(false),
    width,
    gutter: gutterWidth(source, annotations),
    secrets: secrets.map((secret) => rangeOf(text, secret)),
  }
  return codeFrame(source, annotations, settings).join('\n')
}

describe('code frame', () => {
  test('has a line of context on both sides, but no empty one', () => {
    expect(frame('<a>\n  <b c="d"/>\n\n</a>', ['d'])).toBe(`  |
1 | <a>
2 |   <b c="d"/>
  |         ^
  |`)
  })

  test('draws tabs, wide characters, combining marks and hidden ones so that the mark fits', () => {
    expect(frame('\t<b t="漢🎉e\u0301\u202e" c="here"/>', ['here'])).toBe(`  |
1 |     <b t="漢🎉e\u0301\\u202e" c="here"/>
  |                           ^^^^
  |`)
    expect(frame('a\t漢b', ['漢'])).toBe('  |\n1 | a   漢b\n  |     ^^\n  |')
  })

  test('marks an insertion at the end of the text', () => {
    expect(frame('<a>\n</a>', [''])).toBe('  |\n1 | <a>\n2 | </a>\n  |     ^\n  |')
    expect(frame('<a/>\n', [''])).toBe('  |\n1 | <a/>\n2 |\n  | ^\n  |')
  })

  test('shows the first and the last line of a long range', () => {
    const lines = Array.from({ length: 12 }, (_, index) => `  line ${index + 1};`)
    expect(frame(lines.join('\r\n'), [lines.slice(2, 10).join('\r\n').trim()])).toBe(`   |
 2 |   line 2;
 3 |   line 3;
   |   ^^^^^^^
...
10 |   line 10;
   |   ^^^^^^^^
11 |   line 11;
   |`)
  })

  test('shows all lines of a short range, and does not mark the line end behind it', () => {
    expect(frame('<a>\n<b>\n1\n</b>\n</a>', ['<b>\n1\n</b>\n'])).toBe(`  |
1 | <a>
2 | <b>
  | ^^^
3 | 1
4 | </b>
  | ^^^^
5 | </a>
  |`)
  })

  test('shows other places in the same frame, with their labels', () => {
    const text = '<a>\n<b/>\n\n\n\n\n\n<c d="1" e="2"/>\n</a>'
    expect(frame(text, ['1', '2', 'b'])).toBe(`  |
2 | <b/>
  |  - place 2
...
8 | <c d="1" e="2"/>
  |       ^
  |             - place 1
9 | </a>
  |`)
  })

  test('cuts a long line around the mark', () => {
    const text = `${'<x/>'.repeat(100)}<here/>${'<y/>'.repeat(100)}`
    expect(frame(text, ['here'], { width: 44 })).toBe(`  |
1 | …<x/><x/><x/><here/><y/><y/><y/><y/><y/…
  |               ^^^^
  |`)
    expect(frame(`<here/>${'<y/>'.repeat(10)}`, ['here'], { width: 24 })).toBe(`  |
1 | <here/><y/><y/><y/>…
  |  ^^^^
  |`)
  })

  test('a mark that is cut off is drawn at the cut', () => {
    const text = `<first/>${'<x/>'.repeat(100)}<here/>${'<y/>'.repeat(100)}<last/>`
    expect(frame(text, ['here', 'first', 'last'], { width: 44 })).toBe(`  |
1 | …<x/><x/><x/><here/><y/><y/><y/><y/><y/…
  |               ^^^^
  | - place 1
  |                                        - place 2
  |`)
  })

  test('shows dots for secrets, marked as a whole', () => {
    expect(frame('<g p="hunter2" t="x"/>', ['hunter2', 'x'], { secrets: ['hunter2'] })).toBe(`  |
1 | <g p="•••" t="x"/>
  |       ^^^
  |               - place 1
  |`)
    expect(frame('<s>\none\ntwo</s>', ['</s>'], { secrets: ['one\ntwo'] })).toBe('  |\n2 | •••\n3 | •••</s>\n  |    ^^^^\n  |')
  })

  test('is never wider than the terminal, shows no hidden character and always marks something', () => {
    const piece = fc.constantFrom('a', ' ', '\t', '\n', '\r\n', '漢', '🎉', '\u001b', '\u202e', '\u0301', 'long '.repeat(20), HOSTILE)
    const texts = fc.array(piece, { minLength: 1, maxLength: 30 }).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(), fc.integer({ min: 30, max: 90 }), (text, first, second, width) => {
        const [start = 0, end = 0] = [first % (text.length + 1), second % (text.length + 1)].sort((a, b) => a - b)
        const source = new SourceText(text)
        const annotations = [{ range: { start, end }, mark: '^', style: 'red' } as const]
        const lines = codeFrame(source, annotations, {
          paint: painter(false),
          secrets: [],
          width,
          gutter: gutterWidth(source, annotations),
        })
        for (const line of lines) {
          expect(line).not.toMatch(RAW_CONTROLS)
          expect([...line].reduce((total, character) => total + displayWidth(character), 0)).toBeLessThanOrEqual(width)
        }
        expect(lines.some((line) => /\| *\^+$/.test(line))).toBe(true)
      }),
    )
  })

  test('a megabyte in one line is no trouble', () => {
    const text = `${'x'.repeat(1_000_000)}here${'y'.repeat(1_000_000)}`
    expect(frame(text, ['here'], { width: 60 })).toContain('xherey')
  })
})
