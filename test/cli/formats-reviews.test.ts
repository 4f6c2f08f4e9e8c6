import { describe, expect, test } from 'vitest'
import { render } from '../../src/cli/formats/index.js'
import { contextWith, HOSTILE, replacing, reportOn, usualReports, WEB } from './formats-reports.js'

type Reports = Parameters<typeof render>[1]

describe('gitlab', () => {
  const gitlab = async (reports: Reports) => JSON.parse(await render('gitlab', reports, contextWith()))

  test('has the documented shape, and nothing else', async () => {
    const issues = await gitlab([...usualReports(), reportOn('bad.xml', '<a/>', [{ at: 'a', message: HOSTILE }])])
    expect(issues).toHaveLength(4)
    for (const issue of issues) {
      expect(Object.keys(issue).sort()).toEqual(['check_name', 'description', 'fingerprint', 'location', 'severity'])
      expect(issue.description).toEqual(expect.any(String))
      expect(issue.check_name).toMatch(/^[a-z]+\/[a-z-]+$/)
      expect(issue.fingerprint).toMatch(/^[0-9a-f]{32}$/)
      expect(['info', 'minor', 'major', 'critical', 'blocker']).toContain(issue.severity)
      expect(issue.location).toEqual({ path: expect.stringMatching(/^[^.]/), lines: { begin: expect.any(Number) } })
    }
    expect(issues[0]).toMatchObject({ severity: 'major', location: { path: 'web.xml', lines: { begin: 5 } } })
  })

  test('fingerprints stay when lines move, and differ between files', async () => {
    const finding = { at: 'virtoi' }
    const moved = `<!-- new\n\n -->\n${WEB}`
    const [before] = await gitlab([reportOn('web.xml', WEB, [finding])])
    const [after] = await gitlab([reportOn('web.xml', moved, [finding])])
    const [other] = await gitlab([reportOn('copy.xml', WEB, [finding])])
    expect(after.location.lines.begin).toBe(before.location.lines.begin + 3)
    expect(after.fingerprint).toBe(before.fingerprint)
    expect(other.fingerprint).not.toBe(before.fingerprint)
  })

  test('is an empty list when nothing was found', async () => {
    expect(await gitlab([reportOn('clean.xml', '<domain/>')])).toEqual([])
  })
})

describe('rdjson', () => {
  const rdjson = async (reports: Reports) => JSON.parse(await render('rdjson', reports, contextWith()))
  const position = { line: expect.any(Number), column: expect.any(Number) }
  const range = { start: position, end: position }

  test("has the shape of reviewdog's DiagnosticResult", async () => {
    const result = await rdjson(usualReports())
    expect(Object.keys(result)).toEqual(['source', 'diagnostics'])
    expect(result.source).toEqual({ name: 'domlint' })
    expect(result.diagnostics).toHaveLength(3)
    for (const { suggestions = [], ...diagnostic } of result.diagnostics) {
      expect(diagnostic).toEqual({
        message: expect.any(String),
        location: { path: expect.any(String), range },
        severity: expect.stringMatching(/^(ERROR|WARNING|INFO)$/),
        code: { value: expect.any(String), url: expect.stringMatching(/^https:/) },
      })
      for (const suggestion of suggestions) expect(suggestion).toEqual({ range, text: expect.any(String) })
    }
    expect(result.diagnostics[1].suggestions.map(({ text }: { text: string }) => text)).toEqual(['sata', 'virtio'])
  })

  test('columns count UTF-8 bytes', async () => {
    // Before the value in its line: 13 bytes of ASCII, é of 2, the emoji of 4.
    const text = `<domain>\n<a t='é🎉' bus='virtoi'/>\n</domain>`
    const { diagnostics } = await rdjson([reportOn('web.xml', text, [{ at: 'virtoi', fix: replacing(text, 'virtoi', '🎉') }])])
    const expected = { start: { line: 2, column: 20 }, end: { line: 2, column: 26 } }
    expect(diagnostics[0].location.range).toEqual(expected)
    expect(diagnostics[0].suggestions).toEqual([{ range: expected, text: '🎉' }])
  })

  test('a fix of several edits is one suggestion, since all of its edits apply or none', async () => {
    const text = "<disk a='1'>\n<x/>\n</disk>"
    const open = text.indexOf('disk')
    const close = text.lastIndexOf('disk')
    const fix = {
      edits: [
        { start: close, end: close + 4, text: 'interface' },
        { start: open, end: open + 4, text: 'interface' },
      ],
      safety: 'safe' as const,
      title: 'rename it',
    }
    const { diagnostics } = await rdjson([reportOn('web.xml', text, [{ at: '<x/>', fix }])])
    expect(diagnostics[0].suggestions).toEqual([
      { range: { start: { line: 1, column: 2 }, end: { line: 3, column: 7 } }, text: "interface a='1'>\n<x/>\n</interface" },
    ])
  })

  test('offers no suggestion that would carry a password along', async () => {
    const text = "<a passwd='hunter2' x='1' y='2'/>"
    const fix = {
      edits: [replacing(text, '<a', '<b').edits[0]!, replacing(text, 'y', 'z').edits[0]!],
      safety: 'safe' as const,
      title: 'it',
    }
    const { diagnostics } = await rdjson([reportOn('web.xml', text, [{ at: "x='1'", fix }])])
    expect(diagnostics[0].suggestions).toBeUndefined()
  })
})
