import { unified } from 'unified'
import { VFile } from 'vfile'
import { describe, expect, test } from 'vitest'
import type { Root } from 'xast'
import { fromXml } from 'xast-util-from-xml'
import { domlintLint, domlintParse } from '../src/unified.js'
import { plain } from './xml/plain.js'

const text = `<?xml version='1.0'?>
<!-- a guest -->
<domain type='kvm' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
  <name>mail</name>
  <memory>1048576</memory>
  <description><![CDATA[a < b]]></description>
</domain>
`

/** The pipeline needs a compiler; this one gives the tree as JSON. */
function printsTree(this: { compiler?: unknown }) {
  this.compiler = (tree: unknown) => JSON.stringify(tree)
}

describe('domlintParse', () => {
  test('gives the tree that xast tools expect', () => {
    const tree = unified().use(domlintParse).parse(text)
    expect(plain(tree as Root)).toEqual(plain(fromXml(text)))
  })

  test('gives positions as ordinary properties, and places of attributes', () => {
    const tree = structuredClone(unified().use(domlintParse).parse(text)) as Root
    const domain = tree.children.find((node) => node.type === 'element')
    expect(domain?.position).toEqual({ start: { line: 3, column: 1, offset: 39 }, end: { line: 7, column: 10, offset: text.length - 1 } })
    const type = domain?.data?.attributes?.type
    expect(type && text.slice(type.value.start, type.value.end)).toBe('kvm')
    expect(type && text.slice(type.name.start, type.name.end)).toBe('type')
  })

  test('puts messages on files that are not well-formed', () => {
    const file = new VFile({ value: '<domain>\n  <os>\n</domain>' })
    unified().use(domlintParse).parse(file)
    expect(file.messages.map(({ line, column, ruleId, source, fatal }) => ({ line, column, ruleId, source, fatal }))).toEqual([
      { line: 2, column: 4, ruleId: 'xml/well-formed', source: 'domlint', fatal: true },
    ])
  })
})

describe('domlintLint', () => {
  const lintText = (value: string, rules = {}) =>
    unified()
      .use(domlintParse)
      .use(domlintLint, { presets: ['deprecated'], rules })
      .use(printsTree)
      .process(new VFile({ value, path: 'guests/mail.xml' }))

  test('puts a message on the file for each finding', async () => {
    const file = await lintText(text)
    expect(file.messages).toHaveLength(1)
    expect(file.messages[0]).toMatchObject({
      ruleId: 'deprecated/prefer-memory-unit',
      source: 'domlint',
      reason: expect.stringContaining('memory has no unit'),
      place: { start: { line: 5, column: 11, offset: 145 }, end: { line: 5, column: 18, offset: 152 } },
      url: expect.stringMatching(/^https:.*deprecated\/prefer-memory-unit\.md$/),
      file: 'guests/mail.xml',
    })
    expect(file.messages[0]?.fatal).toBeUndefined()
    expect(JSON.parse(String(file)).type).toBe('root')
  })

  test('marks errors as fatal and warnings as not', async () => {
    expect((await lintText(text, { 'deprecated/prefer-memory-unit': 'error' })).messages.map(({ fatal }) => fatal)).toEqual([true])
    expect((await lintText(text, { 'deprecated/prefer-memory-unit': 'warning' })).messages.map(({ fatal }) => fatal)).toEqual([false])
  })

  test('says what a safe fix would write at the marked place', async () => {
    const file = await lintText(
      "<domain type='kvm'>\n  <memory unit='GB'>2</memory>\n  <devices><emulator/><graphics type='vnc' port='-1'/></devices>\n</domain>",
    )
    for (const message of file.messages.filter(({ expected }) => expected)) expect(message.expected?.[0]).not.toBe(message.actual)
  })

  test('reports what is not well-formed once', async () => {
    const file = await lintText('<domain>\n  <os>\n</domain>')
    expect(file.messages.filter(({ ruleId }) => ruleId === 'xml/well-formed')).toHaveLength(1)
  })
})
