import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holesOf } from '../../src/embedded/alternatives.js'
import { expressionsOf } from '../../src/embedded/expressions.js'
import { maskHoles, unknownCharacter } from '../../src/embedded/mask.js'
import { scan } from '../../src/xml/scan.js'

const found = (text: string) => expressionsOf(text).map(({ start, end, kind, role }) => `${text.slice(start, end)} ${kind} ${role}`)

describe('expressions', () => {
  test.each([
    ['Jinja', "a{{ x['}}'] }}b", ["{{ x['}}'] }} value none"]],
    [
      'Jinja statements',
      '{%- if a %}{% else -%}{% endif %}',
      ['{%- if a %} control opens', '{% else -%} control continues', '{% endif %} control closes'],
    ],
    ['a Jinja include', "{% include 'disk.xml' %}", ["{% include 'disk.xml' %} value none"]],
    ['a Jinja comment', '{# {{ not }} #}', ['{# {{ not }} #} comment none']],
    [
      'Go',
      '{{ range .D }}{{ .N }}{{ end }}{{/* no */}}',
      ['{{ range .D }} control opens', '{{ .N }} value none', '{{ end }} control closes', '{{/* no */}} comment none'],
    ],
    [
      'ERB',
      '<% d.each do |x| -%><%= x %><% end %><%# no %>',
      ['<% d.each do |x| -%> control opens', '<%= x %> value none', '<% end %> control closes', '<%# no %> comment none'],
    ],
    [
      'Terraform',
      '%{ if var.a ~}${replace(a, "}", "")}%{ endif }',
      ['%{ if var.a ~} control opens', '${replace(a, "}", "")} value none', '%{ endif } control closes'],
    ],
    ['Nix in Nix', "${if a then ''<b c='${d}'/>'' else \"}\"}e", ["${if a then ''<b c='${d}'/>'' else \"}\"} value none"]],
    ['shell', '$NAME ${NAME:-a} $(id -u) $1', ['$NAME value none', '${NAME:-a} value none', '$(id -u) value none', '$1 value none']],
    ['Python', '%s %(name)s {name} {0.key!r}', ['%s value none', '%(name)s value none', '{name} value none', '{0.key!r} value none']],
    ['placeholders', '@NAME@ %NAME% ##NAME##', ['@NAME@ value none', '%NAME% value none', '##NAME## value none']],
    ['Ruby and Perl', '#{a[:b]} $h->{name} @{[ uuid() ]}', ['#{a[:b]} value none', '$h->{name} value none', '@{[ uuid() ]} value none']],
  ])('of %s', (_, text, expected) => {
    expect(found(text)).toEqual(expected)
  })

  test.each(['a { b', '50 % full', 'root@host', '{4eb6319a-4302}', '$ 5', '{{ never ends', '${never ends', '<% never', "{'a'"])(
    'are none in %s',
    (text) => {
      expect(found(text)).toEqual([])
    },
  )
})

const mask = (text: string, reading: 'all' | 'first' | 'last' = 'all') => maskHoles(text, holesOf(expressionsOf(text), reading))
const u = (count: number) => unknownCharacter.repeat(count)

describe('masked text', () => {
  test.each([
    ['a value', "<a b='{{ c }}d'/>", `<a b='${u(7)}d'/>`],
    ['a part of a text', '<a>vm-{{ c }}</a>', `<a>vm-${u(7)}</a>`],
    ['what may be elements', '<a>{{ c }}</a>', '<a>       </a>'],
    ['an attribute', '<a{% if b %} c="d"{% endif %}/>', '<a           c="d"           />'],
    ['quotes and value', '<a b={{ c }}/>', '<a b="     "/>'],
    ['lines stay', '<a>{{ b\n}}</a>', '<a>    \n  </a>'],
  ])('%s', (_, text, expected) => {
    expect(mask(text)).toBe(expected)
  })

  test('gives one name to the same expression however it is spaced', () => {
    const { document, faults } = scan(mask("<f><{{ name }} a='b'>c</{{name}}></f>"))
    expect(faults).toEqual([])
    expect(document.element?.elements()).toHaveLength(1)
  })

  test('of alternatives that open one tag each is XML with the first or the last', () => {
    const text = "{% if a %}<b c='1'>{% elif d %}<b>{% else %}<b c='2'>{% endif %}</b>"
    expect(scan(mask(text)).faults).not.toEqual([])
    expect(scan(mask(text, 'first')).document.element?.attr('c')).toBe('1')
    expect(scan(mask(text, 'last')).document.element?.attr('c')).toBe('2')
    expect(scan(mask(text, 'last')).faults).toEqual([])
  })
})

const pieces = fc.constantFrom(
  ..."{{ |}}|{%|%}|{% if a %}|{% else %}|{% endif %}|${|}|$a|$(|)|<%|<%=|%>|<a |<b>|</b>|/>|>|='|'|\"|''|<!--|-->|\n|\r\n| |x|@X@|%s|##X##|{x}|#{".split(
    '|',
  ),
)
const templates = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''))

describe('whatever the text', () => {
  test('masked text has the same length and the same lines, and outside of holes the same characters', () => {
    fc.assert(
      fc.property(templates, fc.constantFrom('all' as const, 'first' as const, 'last' as const), (text, reading) => {
        const holes = holesOf(expressionsOf(text), reading)
        const masked = maskHoles(text, holes)
        const isIn = (offset: number) => holes.some(({ start, end }) => offset >= start && offset < end)
        const kept = (one: string) => [...one].map((character, at) => (isIn(at) && !/[\r\n]/.test(character) ? '' : character)).join('')
        expect(masked.length).toBe(text.length)
        expect(kept(masked)).toBe(kept(text))
      }),
      { numRuns: 500 },
    )
  })

  test('expressions come in order and none is in another', () => {
    fc.assert(
      fc.property(templates, (text) => {
        let end = 0
        for (const one of expressionsOf(text)) {
          expect(one.start).toBeGreaterThanOrEqual(end)
          expect(one.end).toBeGreaterThan(one.start)
          end = one.end
        }
        expect(end).toBeLessThanOrEqual(text.length)
      }),
      { numRuns: 500 },
    )
  })
})
