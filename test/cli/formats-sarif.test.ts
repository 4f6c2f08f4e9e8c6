import type { Log, Region } from 'sarif'
import { describe, expect, test } from 'vitest'
import { render } from '../../src/cli/formats/index.js'
import type { FileReport } from '../../src/lint/finding.js'
import { contextWith, HOSTILE, replacing, reportOn, usualReports, WEB } from './formats-reports.js'
import { sarifFaults } from './sarif-constraints.js'

async function sarif(reports: readonly FileReport[], rest = {}): Promise<Log> {
  return JSON.parse(await render('sarif', reports, contextWith(rest)))
}

async function resultsOf(reports: readonly FileReport[]) {
  return (await sarif(reports)).runs[0]?.results ?? []
}

describe('sarif', () => {
  test('keeps to the standard', async () => {
    const hostile = reportOn('a.xml', '<a/>', [{ at: 'a', message: HOSTILE, device: HOSTILE, docs: HOSTILE }], {
      filePath: `/srv/guests/a b#?ü%/${HOSTILE}`,
    })
    const failures = [
      { filePath: '/srv/guests/gone.xml', message: 'cannot be read' },
      { filePath: '', message: 'no memory' },
    ]
    expect(sarifFaults(await sarif([...usualReports(), hostile], { failures }))).toEqual([])
    expect(sarifFaults(await sarif([]))).toEqual([])
  })

  test('the constraints are real ones', async () => {
    const log = await sarif(usualReports())
    const broken = structuredClone(log)
    const [first] = broken.runs[0]?.results ?? []
    first!.fixes![0]!.artifactChanges = []
    first!.locations![0]!.physicalLocation!.region!.startLine = 0
    expect(sarifFaults(broken)).toEqual([
      'log.runs[0].results[0].locations[0].physicalLocation.region.startLine: no integer from 1',
      'log.runs[0].results[0].fixes[0].artifactChanges: fewer than 1',
    ])
  })

  test('has an empty list of results, and no rules, when nothing was found', async () => {
    const { runs } = await sarif([reportOn('clean.xml', '<domain/>')])
    expect(runs).toHaveLength(1)
    expect(runs[0]).toMatchObject({ results: [], columnKind: 'utf16CodeUnits', tool: { driver: { rules: [] } } })
  })

  test('each result finds its rule by index', async () => {
    const { runs } = await sarif(usualReports())
    const rules = runs[0]?.tool.driver.rules ?? []
    expect(runs[0]?.results?.map(({ ruleIndex }) => rules[ruleIndex ?? -1]?.id)).toEqual(runs[0]?.results?.map(({ ruleId }) => ruleId))
    expect(rules.find(({ id }) => id === 'libvirt/valid-disk-bus')).toEqual({
      id: 'libvirt/valid-disk-bus',
      shortDescription: { text: 'Use a bus that libvirt knows' },
      fullDescription: { text: 'libvirt refuses the **whole** definition.' },
      help: { text: 'libvirt refuses the **whole** definition.', markdown: 'libvirt refuses the **whole** definition.' },
      helpUri: 'https://example.org/rules/libvirt/valid-disk-bus',
      defaultConfiguration: { level: 'error' },
      properties: { tags: ['libvirt'] },
    })
  })

  test('a path in the folder is relative to %SRCROOT%, another one is absolute', async () => {
    const [first, , last] = await resultsOf(usualReports())
    expect(first?.locations?.[0]?.physicalLocation?.artifactLocation).toEqual({ uri: 'web.xml', uriBaseId: '%SRCROOT%' })
    expect(last?.locations?.[0]?.physicalLocation?.artifactLocation).toEqual({ uri: 'file:///elsewhere/other%20guest.xml' })
    const [named] = await resultsOf([reportOn('x', '<a/>', [{ at: 'a' }], { filePath: '<stdin>' })])
    expect(named?.locations?.[0]?.physicalLocation?.artifactLocation).toEqual({ uri: '%3Cstdin%3E', uriBaseId: '%SRCROOT%' })
  })

  test('columns count UTF-16 units', async () => {
    const text = `<a>\n<b t='🎉' bus='virtoi'/></a>`
    const [result] = await resultsOf([reportOn('web.xml', text, [{ at: 'virtoi' }])])
    const expected: Region = { startLine: 2, startColumn: 16, endLine: 2, endColumn: 22, charOffset: 19, charLength: 6 }
    expect(result?.locations?.[0]?.physicalLocation?.region).toEqual(expected)
  })

  test('a removal has no inserted content, and a fix without edits is left out', async () => {
    const removal = replacing(WEB, 'virtoi', '')
    const nothing = { edits: [], safety: 'safe' as const, title: 'do nothing' }
    const [result] = await resultsOf([reportOn('web.xml', WEB, [{ at: 'virtoi', fix: removal, suggestions: [nothing] }])])
    expect(result?.fixes).toHaveLength(1)
    expect(Object.keys(result?.fixes?.[0]?.artifactChanges[0]?.replacements[0] ?? {})).toEqual(['deletedRegion'])
  })

  test('fingerprints stay when lines move', async () => {
    const [before] = await resultsOf([reportOn('web.xml', WEB, [{ at: 'virtoi' }])])
    const [after] = await resultsOf([reportOn('web.xml', `\n\n${WEB}`, [{ at: 'virtoi' }])])
    expect(after?.partialFingerprints).toEqual(before?.partialFingerprints)
    expect(before?.partialFingerprints).toEqual({ 'domlint/v1': expect.stringMatching(/^[0-9a-f]{32}$/) })
  })

  test('failures make the run unsuccessful', async () => {
    const { runs } = await sarif([], { failures: [{ filePath: '/srv/guests/gone.xml', message: 'cannot be read' }] })
    expect(runs[0]?.invocations).toEqual([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          {
            level: 'error',
            message: { text: 'cannot be read' },
            locations: [{ physicalLocation: { artifactLocation: { uri: 'gone.xml', uriBaseId: '%SRCROOT%' } } }],
          },
        ],
      },
    ])
  })
})
