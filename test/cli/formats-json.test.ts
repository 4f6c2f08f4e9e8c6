import { describe, expect, test } from 'vitest'
import { render } from '../../src/cli/formats/index.js'
import { applyEdits } from '../../src/xml/edit.js'
import { contextWith, replacing, reportOn, usualReports, WEB } from './formats-reports.js'

const json = async (...reports: Parameters<typeof render>[1]) => JSON.parse(await render('json', reports, contextWith()))

describe('json', () => {
  test('is an empty array for no files', async () => {
    expect(await render('json', [], contextWith())).toBe('[]\n')
  })

  test('has one object for each file, clean ones too, with counts', async () => {
    const files = await json(...usualReports())
    expect(files.map(({ messages, ...file }: { messages: unknown[] }) => ({ ...file, messages: messages.length }))).toEqual([
      { filePath: '/srv/guests/web.xml', messages: 2, errorCount: 1, warningCount: 1, fixableErrorCount: 1, fixableWarningCount: 0 },
      { filePath: '/srv/guests/clean.xml', messages: 0, errorCount: 0, warningCount: 0, fixableErrorCount: 0, fixableWarningCount: 0 },
      { filePath: '/elsewhere/other guest.xml', messages: 1, errorCount: 0, warningCount: 0, fixableErrorCount: 0, fixableWarningCount: 0 },
    ])
  })

  test('has exactly the agreed fields in a message', async () => {
    const [file] = await json(...usualReports())
    expect(file.messages).toEqual([
      {
        ruleId: 'libvirt/valid-disk-bus',
        severity: 'error',
        message: "the disk bus 'virtoi' does not exist",
        line: 5,
        column: 30,
        endLine: 5,
        endColumn: 36,
        offset: 117,
        endOffset: 123,
        fix: { edits: [{ start: 117, end: 123, text: 'virtio' }], safety: 'safe', title: 'write virtio' },
        docs: 'https://example.org/rules/libvirt/valid-disk-bus',
      },
      {
        ruleId: 'abi/no-ide',
        severity: 'warning',
        message: 'q35 has no IDE controller',
        line: 8,
        column: 30,
        endLine: 8,
        endColumn: 33,
        offset: 205,
        endOffset: 208,
        fix: {
          edits: [{ start: 205, end: 208, text: 'sata' }],
          safety: 'unsafe',
          title: 'write sata',
          risk: 'The guest sees another controller.',
        },
        suggestions: [
          {
            edits: [{ start: 205, end: 208, text: 'virtio' }],
            safety: 'unsafe',
            title: 'write virtio',
            risk: 'The guest needs the driver.',
          },
        ],
        related: [
          {
            filePath: '/srv/guests/web.xml',
            message: 'the machine is set here',
            line: 1,
            column: 9,
            endLine: 1,
            endColumn: 19,
            offset: 8,
            endOffset: 18,
          },
        ],
        docs: 'https://example.org/rules/abi/no-ide',
      },
    ])
  })

  test('columns and offsets count UTF-16 units, and the edits fit the text', async () => {
    const text = `<title>🎉é</title><target bus='virtoi'/>`
    const [file] = await json(reportOn('web.xml', text, [{ at: 'virtoi', fix: replacing(text, 'virtoi', 'virtio') }]))
    const [message] = file.messages
    expect(message).toMatchObject({ line: 1, column: 32, endColumn: 38, offset: 31, endOffset: 37 })
    expect(applyEdits(text, message.fix.edits)).toBe(`<title>🎉é</title><target bus='virtio'/>`)
  })

  test('gives the fixed text as output', async () => {
    const fixed = WEB.replace('virtoi', 'virtio')
    const [file] = await json(reportOn('web.xml', fixed, [], { fixed, original: WEB }))
    expect(file.output).toBe(fixed)
  })
})
